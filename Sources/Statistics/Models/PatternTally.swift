internal import Dispatch

/// The distinct combinations of codes that rows have, in increasing order, with how many people and events each has.
///
/// Rows are first dealt out by the leading part of their combination, so that each share is counted in a table that
/// stays in a core's cache. The result is the same on any number of cores.
struct PatternTally: Sendable {
  /// Combinations of one share, in increasing order.
  struct Share: Sendable {
    var combinations: [UInt32] = []
    var people: [UInt32] = []
    var events: [UInt32] = []
  }

  let shares: [Share]
  /// How many rows have no outcome.
  let withoutOutcome: Int

  /// Combinations that one share's table holds; half a megabyte of counts.
  private static let tableSize = 1 << 16
  private static let chunk = 1 << 12

  /// - Parameters:
  ///   - columns: the codes with their strides; the sum of their products is a row's combination.
  ///   - combinations: how many there can be.
  init(_ columns: [(column: CodedColumn, stride: UInt32)], combinations: Int, outcome: CodedColumn, rows: Int)
  {
    let shareCount = max(1, (combinations + Self.tableSize - 1) / Self.tableSize)
    let pieces = OrderedChunks.ranges(count: rows)
    let counted = OrderedChunks.map(count: rows) { range in
      var counts = Array(repeating: UInt32(0), count: shareCount + 1)
      Self.each(range, columns, outcome) { combination, state in
        counts[state == 2 ? shareCount : Int(combination >> 16)] &+= 1
      }
      return counts
    }
    // Where the rows of each piece go in each share.
    var offsets = counted.map { $0.map { _ in 0 } }
    var starts: [Int] = []
    var total = 0
    for share in 0..<shareCount {
      starts.append(total)
      for piece in counted.indices {
        offsets[piece][share] = total
        total += Int(counted[piece][share])
      }
    }
    starts.append(total)
    withoutOutcome = counted.reduce(0) { $0 + Int($1[shareCount]) }
    let (firstOffsets, ends) = (offsets, starts)
    // A row is the rest of its combination and, in the lowest bit, its outcome.
    let dealt = [UInt32](unsafeUninitializedCapacity: total) { buffer, count in
      nonisolated(unsafe) let target = buffer
      DispatchQueue.concurrentPerform(iterations: pieces.count) { piece in
        var places = firstOffsets[piece]
        places.withUnsafeMutableBufferPointer { places in
          Self.each(pieces[piece], columns, outcome) { combination, state in
            if state == 2 { return }
            let share = Int(combination >> 16)
            target[places[share]] = (combination & 0xFFFF) << 1 | state
            places[share] &+= 1
          }
        }
      }
      count = total
    }
    shares = [Share](unsafeUninitializedCapacity: shareCount) { buffer, count in
      nonisolated(unsafe) let slots = buffer
      DispatchQueue.concurrentPerform(iterations: shareCount) { share in
        let size = min(Self.tableSize, combinations - share * Self.tableSize)
        slots.initializeElement(
          at: share,
          to: dealt.withUnsafeBufferPointer {
            Self.count(
              UnsafeBufferPointer(rebasing: $0[ends[share]..<ends[share + 1]]), size: size,
              first: UInt32(truncatingIfNeeded: share) << 16)
          })
      }
      count = shareCount
    }
  }

  /// Adds up rows of which each stands for several people; nil for more people of a combination than are counted.
  ///
  /// - Parameter multiplicities: how many people each row stands for.
  init?(
    _ columns: [(column: CodedColumn, stride: UInt32)], outcome: CodedColumn, multiplicities: [Int]
  ) {
    var rows: [(combination: UInt32, state: UInt32, row: Int)] = []
    rows.reserveCapacity(multiplicities.count)
    Self.each(0..<multiplicities.count, columns, outcome) { combination, state in
      rows.append((combination, state, rows.count))
    }
    rows.sort { ($0.combination, $0.row) < ($1.combination, $1.row) }
    var (share, without, totals) = (Share(), 0, (people: 0, events: 0))
    func put(_ combination: UInt32) -> Bool {
      guard totals.people > 0 else { return true }
      guard totals.people < Int(UInt32.max) else { return false }
      share.combinations.append(combination)
      share.people.append(UInt32(totals.people))
      share.events.append(UInt32(totals.events))
      totals = (0, 0)
      return true
    }
    for (place, (combination, state, row)) in rows.enumerated() {
      if place > 0, combination != rows[place - 1].combination {
        guard put(rows[place - 1].combination) else { return nil }
      }
      if state == 2 {
        without += multiplicities[row]
      } else {
        totals.people += multiplicities[row]
        totals.events += state == 1 ? multiplicities[row] : 0
      }
    }
    guard rows.last.map({ put($0.combination) }) ?? true else { return nil }
    shares = [share]
    withoutOutcome = without
  }

  /// Counts the rows of a share: by a table, or where they are few against it, sorted.
  private static func count(_ rows: UnsafeBufferPointer<UInt32>, size: Int, first: UInt32) -> Share {
    var share = Share()
    func put(_ combination: Int, _ people: UInt32, _ events: UInt32) {
      share.combinations.append(first | UInt32(truncatingIfNeeded: combination))
      share.people.append(people)
      share.events.append(events)
    }
    guard !rows.isEmpty else { return share }
    guard rows.count * 32 > size else {
      let sorted = rows.sorted()
      var place = 0
      while place < sorted.count {
        let combination = sorted[place] >> 1
        var (people, events) = (UInt32(0), UInt32(0))
        while place < sorted.count, sorted[place] >> 1 == combination {
          people &+= 1
          events &+= sorted[place] & 1
          place += 1
        }
        put(Int(combination), people, events)
      }
      return share
    }
    // People in the upper half, events in the lower.
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: size) { table in
      table.initialize(repeating: 0)
      for row in rows { table[Int(row >> 1)] &+= 1 << 32 | UInt64(row & 1) }
      var found = 0
      for counts in table where counts != 0 { found += 1 }
      share.combinations.reserveCapacity(found)
      share.people.reserveCapacity(found)
      share.events.reserveCapacity(found)
      for combination in 0..<size where table[combination] != 0 {
        put(
          combination, UInt32(truncatingIfNeeded: table[combination] >> 32),
          UInt32(truncatingIfNeeded: table[combination]))
      }
    }
    return share
  }

  /// Calls `body` with the combination and the outcome's code of each row.
  @inline(__always)
  private static func each(
    _ rows: Range<Int>, _ columns: [(column: CodedColumn, stride: UInt32)], _ outcome: CodedColumn,
    _ body: (UInt32, UInt32) -> Void
  ) {
    var combinations = Array(repeating: UInt32(0), count: chunk)
    var states = combinations
    for start in stride(from: rows.lowerBound, to: rows.upperBound, by: chunk) {
      let part = start..<min(start + chunk, rows.upperBound)
      for place in 0..<part.count {
        combinations[place] = 0
        states[place] = 0
      }
      for (column, stride) in columns { column.add(part, stride, &combinations) }
      outcome.add(part, 1, &states)
      combinations.withUnsafeBufferPointer { combinations in
        states.withUnsafeBufferPointer { states in
          for place in 0..<part.count { body(combinations[place], states[place]) }
        }
      }
    }
  }
}
