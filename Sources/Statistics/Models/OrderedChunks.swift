internal import Dispatch

/// Work cut into pieces that depend only on the amount of work, done on all cores, joined in order.
///
/// Sums of floating-point numbers depend on the order of addition. Here the pieces and the order of their joining
/// are fixed, so that a result is the same to the last bit on any number of cores.
package enum OrderedChunks {
  /// The pieces into which `count` items are cut: at most 64, of at least so many items.
  static func ranges(count: Int, atLeast least: Int = 4096) -> [Range<Int>] {
    let pieces = max(1, min(64, count / least))
    return (0..<pieces).map { count * $0 / pieces..<count * ($0 + 1) / pieces }
  }

  /// Calls `body` for each piece and gives the results in order.
  static func map<Result: Sendable>(
    count: Int, atLeast least: Int = 4096, _ body: @Sendable (Range<Int>) -> Result
  ) -> [Result] {
    map(ranges: ranges(count: count, atLeast: least), body)
  }

  /// Calls `body` for each piece and joins the lists in order.
  package static func joined<Element: Sendable>(
    count: Int, atLeast least: Int = 4096, _ body: @Sendable (Range<Int>) -> [Element]
  ) -> [Element] {
    let pieces = map(count: count, atLeast: least, body)
    return pieces.count == 1 ? pieces[0] : Array(pieces.joined())
  }

  /// Calls `body` for each of some pieces and gives the results in order.
  static func map<Result: Sendable>(
    ranges: [Range<Int>], _ body: @Sendable (Range<Int>) -> Result
  ) -> [Result] {
    guard ranges.count > 1 else { return ranges.map(body) }
    return [Result](unsafeUninitializedCapacity: ranges.count) { buffer, initializedCount in
      nonisolated(unsafe) let slots = buffer
      DispatchQueue.concurrentPerform(iterations: ranges.count) { piece in
        slots.initializeElement(at: piece, to: body(ranges[piece]))
      }
      initializedCount = ranges.count
    }
  }
}
