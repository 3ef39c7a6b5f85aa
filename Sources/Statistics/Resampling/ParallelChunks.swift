internal import Dispatch

/// Runs a loop in pieces on all cores.
///
/// Which core runs a piece is not fixed, so a piece may depend on nothing but its own indices.
enum ParallelChunks {
  /// Calls `body` once for each piece of `0..<count`, and returns when all are done.
  static func forEach(count: Int, chunk: Int, _ body: @Sendable (Range<Int>) -> Void) {
    guard count > 0 else { return }
    let pieces = (count + chunk - 1) / chunk
    guard pieces > 1 else {
      body(0..<count)
      return
    }
    DispatchQueue.concurrentPerform(iterations: pieces) { piece in
      body(piece * chunk..<min(count, (piece + 1) * chunk))
    }
  }
}
