import Foundation
import Numbers
import Reoffending
import Studies
import Synchronization
import Tables

/// A line on the terminal that says how far a long work is: rows, speed and time left of a reading, else what is done and
/// for how long.
///
/// It appears after a second and is wiped off at the end; in a pipe there is none.
final class ProgressLine: Sendable {
  private struct State {
    var lastShown: ContinuousClock.Instant?
    /// When a reading last told how far it is.
    var lastRead: ContinuousClock.Instant?
    /// What is being done, other than reading.
    var stage: String
    var isEnded = false
  }

  private let start = ContinuousClock.now
  private let state: Mutex<State>

  /// The line of this process, so that whatever else is said wipes it off first.
  private static let current = Mutex<ProgressLine?>(nil)

  /// Wipes the line off where there is one, before something else is written.
  static func wipe() {
    guard let line = current.withLock({ $0 }) else { return }
    line.state.withLock { state in
      if state.lastShown != nil { StandardError.control("\r\u{1B}[K") }
    }
  }

  private init(_ stage: String) {
    state = Mutex(State(stage: stage))
    // A work that says nothing of itself is told by the clock.
    let clock = Thread { [weak self] in
      while true {
        Thread.sleep(forTimeInterval: 0.25)
        guard let line = self, line.tick() else { return }
      }
    }
    clock.stackSize = 256 << 10
    clock.start()
  }

  /// A line if standard error is a terminal that can wipe it off again.
  ///
  /// - Parameter stage: what is done first, such as the verb.
  static func onTerminal(_ stage: String) -> ProgressLine? {
    let isDumb = ProcessInfo.processInfo.environment["TERM"] == "dumb"
    guard isatty(STDERR_FILENO) == 1, !isDumb else { return nil }
    let line = ProgressLine(stage)
    current.withLock { $0 = line }
    return line
  }

  /// The context in which a work tells the line how far it is.
  static func context(_ line: ProgressLine?) -> AskingContext {
    var context = AskingContext.current
    context.progress = line?.show
    context.stage = line?.begin
    return context
  }

  /// Shows how far the reading is, at most ten times a second.
  func show(_ progress: ReadingProgress) {
    let now = ContinuousClock.now
    state.withLock { state in
      state.lastRead = now
      guard isDue(now, state, every: .milliseconds(100)) else { return }
      write(Self.text(progress, seconds: (now - start) / .seconds(1)), now, &state)
    }
  }

  /// Says what is done from now on.
  func begin(_ stage: String) {
    state.withLock { state in
      state.stage = stage
      state.lastRead = nil
    }
  }

  /// Shows what is being done and for how long; whether the work goes on.
  private func tick() -> Bool {
    let now = ContinuousClock.now
    return state.withLock { state in
      guard !state.isEnded else { return false }
      let isReading = state.lastRead.map { now - $0 < .seconds(1) } ?? false
      if !isReading, isDue(now, state, every: .milliseconds(450)) {
        write(Self.text(state.stage, seconds: (now - start) / .seconds(1)), now, &state)
      }
      return true
    }
  }

  private func isDue(_ now: ContinuousClock.Instant, _ state: State, every pause: Duration) -> Bool {
    !state.isEnded && now - start > .seconds(1) && state.lastShown.map { now - $0 > pause } ?? true
  }

  private func write(_ text: String, _ now: ContinuousClock.Instant, _ state: inout State) {
    state.lastShown = now
    StandardError.control("\r\u{1B}[K" + text)
  }

  /// Wipes the line off.
  func end() {
    let isShown = state.withLock { state in
      defer { state.lastShown = nil }
      state.isEnded = true
      return state.lastShown != nil
    }
    if isShown { StandardError.control("\r\u{1B}[K") }
    Self.current.withLock { $0 = nil }
  }

  /// Says it as `3,200,000 rows, 9,800,000 a second, 4 seconds left`.
  static func text(_ progress: ReadingProgress, seconds: Double) -> String {
    let style = NumberStyle()
    let speed = Int((Double(progress.rows) / seconds).rounded())
    let start = "\(style.text(progress.rows)) rows, \(style.text(speed)) a second"
    guard let share = progress.share, share > 0 else { return start }
    let left = Int((seconds * (1 - share) / share).rounded(.up))
    return start + ", \(style.text(left)) second\(left == 1 ? "" : "s") left"
  }

  /// Says it as `fit, 12 seconds`.
  static func text(_ stage: String, seconds: Double) -> String {
    let whole = Int(seconds)
    return "\(stage), \(NumberStyle().text(whole)) second\(whole == 1 ? "" : "s")"
  }
}
