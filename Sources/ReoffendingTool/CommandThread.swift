import CDispatch
import Engines
import Foundation
import Tables

/// The thread that a command runs on.
///
/// Its stack has a size of its own, so that how deep an expression or a document may lie within itself does not depend on
/// the limit of the shell (`ulimit -s`). The thread that the process began with waits for signals to stop, and removes
/// what is not finished before the process ends by them.
enum CommandThread {
  /// The stack of the command, in bytes.
  private static let stack = 64 << 20
  /// The stack of every further thread, in bytes.
  private static let furtherStacks = 8 << 20

  /// Runs a command that ends the process.
  static func run(_ command: @escaping @Sendable () -> Never) -> Never {
    var signals = sigset_t()
    sigemptyset(&signals)
    // What a parent ignores, as `nohup` does, stays ignored.
    for signal in [SIGINT, SIGTERM, SIGHUP] where !isIgnored(signal) { sigaddset(&signals, signal) }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    enlargeFurtherStacks()
    let thread = Thread { command() }
    thread.stackSize = stack
    thread.start()
    while true {
      var signal: Int32 = 0
      guard sigwait(&signals, &signal) == 0 else {
        // There is no signal to wait for.
        while true { pause() }
      }
      UnfinishedFiles.removeAll()
      FontCache.remove()
      RunningQueries.stopAll()
      stop(by: signal)
    }
  }

  /// Gives the threads that the libraries begin a stack of the usual size, whatever the shell's limit.
  private static func enlargeFurtherStacks() {
    // The function is an extension of the GNU library, which Swift does not see.
    guard let function = dlsym(nil, "pthread_setattr_default_np") else { return }
    let setDefault = unsafeBitCast(
      function, to: (@convention(c) (UnsafePointer<pthread_attr_t>) -> Int32).self)
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, furtherStacks)
    _ = setDefault(&attributes)
    pthread_attr_destroy(&attributes)
  }

  private static func isIgnored(_ signal: Int32) -> Bool {
    var action = sigaction()
    sigaction(signal, nil, &action)
    #if os(Linux)
      return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
    #else
      return unsafeBitCast(action.__sigaction_u.__sa_handler, to: Int.self) == 1
    #endif
  }

  /// Ends the process as the signal does where nobody waits for it.
  private static func stop(by signal: Int32) -> Never {
    Foundation.signal(signal, SIG_DFL)
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, signal)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    raise(signal)
    _exit(128 + signal)
  }
}
