internal import Dispatch

/// Runs a loop in pieces on all cores.
///
/// Which core runs a piece is not fixed, so a piece may depend on nothing but its own indices.
enum ParallelChunks {
  /// Calls `body` once for each piece of `0..<count`, and returns when all are done.
  ///
  /// - Parameter workers: how many pieces run side by side at most; nil for one on each core.
  static func forEach(
    count: Int, chunk: Int, workers: Int? = nil, _ body: @Sendable (Range<Int>) -> Void
  ) {
    guard count > 0 else { return }
    let pieces = (count + chunk - 1) / chunk
    let lanes = min(pieces, workers ?? pieces)
    guard lanes > 1 else {
      for piece in 0..<pieces { body(piece * chunk..<min(count, (piece + 1) * chunk)) }
      return
    }
    DispatchQueue.concurrentPerform(iterations: lanes) { lane in
      for piece in stride(from: lane, to: pieces, by: lanes) {
        body(piece * chunk..<min(count, (piece + 1) * chunk))
      }
    }
  }
}
