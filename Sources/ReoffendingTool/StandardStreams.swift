import Foundation
import Tables

/// Standard output, written whole or with a reason why not.
enum StandardOutput {
  /// Makes a write into a closed pipe, or beyond the largest file that is allowed, an error that can be told instead of a
  /// silent death.
  static func ignoreSignalsOfWriting() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// How many letters a line of the terminal has; nil where standard output is none.
  static var terminalWidth: Int? {
    guard isatty(STDOUT_FILENO) == 1 else { return nil }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Writes all bytes.
  static func write(_ bytes: [UInt8]) throws(Failure) {
    if let reason = writeAll(bytes, to: STDOUT_FILENO) {
      throw Failure(.cannotWrite, "cannot write to standard output: \(reason)")
    }
  }

  /// Writes a text as UTF-8, on a terminal without what would move its cursor.
  static func write(_ text: String) throws(Failure) {
    try write(Array((isTerminal ? DisplayWidth.printableLines(text) : text).utf8))
  }

  private static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
}

/// Standard error: progress, notes and refusals; what cannot be written there is lost.
enum StandardError {
  /// Writes a text as UTF-8, without what would move a terminal's cursor: it may name what a file holds.
  static func write(_ text: String) {
    ProgressLine.wipe()
    _ = writeAll(Array(DisplayWidth.printableLines(text).utf8), to: STDERR_FILENO)
  }

  /// Writes a text that moves the cursor.
  static func control(_ text: String) {
    _ = writeAll(Array(text.utf8), to: STDERR_FILENO)
  }
}

/// Writes all bytes to a descriptor; the system's reason where that fails.
private func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> String? {
  bytes.withUnsafeBytes { buffer in
    var rest = buffer[...]
    while !rest.isEmpty {
      let written = unsafeWrite(descriptor, UnsafeRawBufferPointer(rebasing: rest))
      if written < 0 {
        if errno == EINTR { continue }
        return String(cString: strerror(errno))
      }
      rest = rest.dropFirst(written)
    }
    return nil
  }
}

private func unsafeWrite(_ descriptor: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
  write(descriptor, buffer.baseAddress, buffer.count)
}
