import Foundation
import Numbers
import Reoffending
import Synchronization
import Tables

/// A line on the terminal that says how far a long reading is: rows, speed and time left.
///
/// It appears after a second and is wiped off at the end; in a pipe there is none.
final class ProgressLine: Sendable {
  private struct State {
    var lastShown: ContinuousClock.Instant?
  }

  private let start = ContinuousClock.now
  private let state = Mutex(State())

  /// A line if standard error is a terminal that can wipe it off again.
  static func onTerminal() -> ProgressLine? {
    let isDumb = ProcessInfo.processInfo.environment["TERM"] == "dumb"
    return isatty(STDERR_FILENO) == 1 && !isDumb ? ProgressLine() : nil
  }

  /// Shows how far the reading is, at most ten times a second.
  func show(_ progress: ReadingProgress) {
    let now = ContinuousClock.now
    state.withLock { state in
      guard now - start > .seconds(1), state.lastShown.map({ now - $0 > .milliseconds(100) }) ?? true else {
        return
      }
      state.lastShown = now
      StandardError.control("\r\u{1B}[K" + Self.text(progress, seconds: (now - start) / .seconds(1)))
    }
  }

  /// Wipes the line off.
  func end() {
    let isShown = state.withLock { state in
      defer { state.lastShown = nil }
      return state.lastShown != nil
    }
    if isShown { StandardError.control("\r\u{1B}[K") }
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
}
