internal import Dispatch
import Tables

/// Counts the people of a file by groups, on all cores.
struct PeopleCounting {
  private(set) var groups: [CohortGroup] = []
  let notes: [String]

  private static let chunkRows = 1 << 16
  private static let smallChunkRows = 1 << 10
  private static let tallyBytes = 1 << 24

  /// - Parameters:
  ///   - keys: the columns that name the groups.
  ///   - reoffences: the column of their number, or nil.
  ///   - predicted: the column of predicted probabilities, or nil.
  ///   - predictedSums: their sums instead, where only these were read.
  init(
    _ people: PersonTable, by keys: [PersonColumn], outcome: PersonColumn, reoffences: PersonColumn?,
    predicted: PersonColumn?, predictedSums: [RateSums]? = nil
  ) {
    let numbering = GroupNumbering(keys, rows: people.rowCount)
    let tally = PeopleTally(
      outcome: outcome, reoffences: reoffences, predicted: predicted, predictedSums: predictedSums,
      multiplicities: people.multiplicities)
    let hasPrediction = predicted != nil || predictedSums != nil
    let rows = people.rowCount
    // The sums are the same however the rows are cut; what the pieces hold together stays small.
    let affordable = max(2, Self.tallyBytes / (numbering.count * MemoryLayout<PeopleSums>.stride + 1))
    let pieces = max(1, min(64, rows / Self.chunkRows, affordable))
    let parts = [[PeopleSums]](unsafeUninitializedCapacity: pieces) { buffer, count in
      nonisolated(unsafe) let slots = buffer
      DispatchQueue.concurrentPerform(iterations: pieces) { piece in
        var sums = Array(repeating: PeopleSums(), count: numbering.count)
        let range = rows * piece / pieces..<rows * (piece + 1) / pieces
        var keys = Array(repeating: UInt32(0), count: Self.smallChunkRows)
        for start in stride(from: range.lowerBound, to: range.upperBound, by: Self.smallChunkRows) {
          let part = start..<min(start + Self.smallChunkRows, range.upperBound)
          numbering.numbers(part, into: &keys)
          tally.add(part, groups: keys, to: &sums)
        }
        slots.initializeElement(at: piece, to: sums)
      }
      count = pieces
    }
    var sums = parts[0]
    for part in parts.dropFirst() { for group in sums.indices { sums[group].add(part[group]) } }
    notes = PeopleSums.notes(
      sums, outcome: outcome.name, rows: people.personCount, hasPrediction: hasPrediction)
    groups = Self.ordered(sums.filter { $0.people > 0 }.sorted { $0.firstRow < $1.firstRow }, keys).map {
      sum in
      let key = GroupKey(
        keys.map { GroupKey.Part(column: $0.name, value: $0.entries[$0.codes[sum.firstRow]].text) })
      return sum.group(key, hasReoffences: reoffences != nil, hasPrediction: hasPrediction)
    }
  }

  /// Groups in the order of ranges where a column has one, and else as they first occur.
  private static func ordered(_ sums: [PeopleSums], _ keys: [PersonColumn]) -> [PeopleSums] {
    guard keys.contains(where: \.isOrdered) else { return sums }
    let ranks = keys.map { key -> [Int: Int] in
      guard !key.isOrdered else {
        return Dictionary(uniqueKeysWithValues: key.entries.indices.map { ($0, $0) })
      }
      var ranks: [Int: Int] = [:]
      for sum in sums where ranks[key.codes[sum.firstRow]] == nil {
        ranks[key.codes[sum.firstRow]] = ranks.count
      }
      return ranks
    }
    func rank(_ sum: PeopleSums) -> [Int] { zip(keys, ranks).map { $1[$0.codes[sum.firstRow]] ?? 0 } }
    return sums.map { (rank($0), $0) }.sorted { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1)
  }
}

/// Numbers the combinations of some columns.
struct GroupNumbering: Sendable {
  /// How many numbers there are, those of combinations that nobody has among them.
  let count: Int

  private let columns: [(codes: NarrowCodes, stride: UInt32)]
  /// The number of each row, where combinations are too many to be numbered by place.
  private let listed: [UInt32]?

  init(_ keys: [PersonColumn], rows: Int) {
    var columns: [(codes: NarrowCodes, stride: UInt32)] = []
    var product = 1
    for key in keys where product <= 1 << 16 {
      columns.append((key.codes, UInt32(truncatingIfNeeded: product)))
      product *= max(1, key.entries.count)
    }
    if columns.count == keys.count, product <= 1 << 16 {
      self.columns = columns
      count = product
      listed = nil
      return
    }
    var numbers = Array(repeating: UInt32(0), count: rows)
    var found = 1
    for key in keys {
      var next: [UInt64: UInt32] = [:]
      for row in 0..<rows {
        let combination = UInt64(numbers[row]) * UInt64(key.entries.count) + UInt64(key.codes[row])
        let number = next[combination] ?? UInt32(truncatingIfNeeded: next.count)
        if Int(number) == next.count { next[combination] = number }
        numbers[row] = number
      }
      found = next.count
    }
    self.columns = []
    count = found
    listed = numbers
  }

  /// The numbers of some rows.
  func numbers(_ rows: Range<Int>, into numbers: inout [UInt32]) {
    if let listed {
      for (place, row) in rows.enumerated() { numbers[place] = listed[row] }
      return
    }
    for place in 0..<rows.count { numbers[place] = 0 }
    for (codes, stride) in columns { codes.add(rows, times: stride, to: &numbers) }
  }
}

/// What a row adds to the totals of its group.
struct PeopleTally: Sendable {
  private let outcome: NarrowCodes
  /// For each entry of the outcome 0, 1, or 2 where it is missing.
  private let outcomeState: [UInt8]
  private let reoffences: NarrowCodes?
  private let reoffenceCount: [Int?]
  private let predicted: NarrowCodes?
  private let hasProbability: [Bool]
  private let probability: [UInt64]
  private let variance: [UInt64]
  private let predictedSums: [RateSums]?
  private let multiplicities: [Int]?

  /// - Parameter multiplicities: how many people each row stands for; nil where each is one.
  init(
    outcome: PersonColumn, reoffences: PersonColumn?, predicted: PersonColumn?, predictedSums: [RateSums]?,
    multiplicities: [Int]?
  ) {
    self.predictedSums = predictedSums
    self.multiplicities = multiplicities
    self.outcome = outcome.codes
    outcomeState = outcome.entries.map { entry in
      guard let number = entry.value.number else { return 2 }
      return number == 1 ? 1 : 0
    }
    self.reoffences = reoffences?.codes
    reoffenceCount = reoffences?.entries.map { $0.value.number.flatMap { Int(exactly: $0) } } ?? []
    self.predicted = predicted?.codes
    let probabilities = predicted?.entries.map(\.value.number) ?? []
    hasProbability = probabilities.map { $0 != nil }
    probability = probabilities.map { UnitSum.units($0 ?? 0) }
    variance = probabilities.map { UnitSum.units(($0 ?? 0) * (1 - ($0 ?? 0))) }
  }

  /// Adds some rows.
  func add(_ rows: Range<Int>, groups: [UInt32], to sums: inout [PeopleSums]) {
    var outcomes = Array(repeating: UInt32(0), count: rows.count)
    outcome.add(rows, times: 1, to: &outcomes)
    var predictions = predicted.map { _ in Array(repeating: UInt32(0), count: rows.count) } ?? []
    predicted?.add(rows, times: 1, to: &predictions)
    sums.withUnsafeMutableBufferPointer { sums in
      for place in 0..<rows.count {
        let state = outcomeState[Int(outcomes[place])]
        if state == 2 { continue }
        let group = Int(groups[place])
        let people = multiplicities?[rows.lowerBound + place] ?? 1
        if sums[group].people == 0 { sums[group].firstRow = rows.lowerBound + place }
        sums[group].people &+= people
        sums[group].reoffenders &+= Int(state) &* people
        if let reoffences {
          if let count = reoffenceCount[reoffences[rows.lowerBound + place]] {
            sums[group].reoffences &+= count &* people
            if (count > 0) != (state == 1) { sums[group].contradictory &+= people }
            sums[group].reoffenceSquares += Double(count) * Double(count) * Double(people)
          } else {
            sums[group].withoutReoffences &+= people
          }
        }
        if let own = predictedSums?[rows.lowerBound + place] {
          sums[group].probability.add(own.probability)
          sums[group].variance.add(own.variance)
          sums[group].withoutProbability &+= people - own.people
        } else if predicted != nil {
          let entry = Int(predictions[place])
          if hasProbability[entry] {
            if people == 1 {
              sums[group].probability.add(probability[entry])
              sums[group].variance.add(variance[entry])
            } else {
              sums[group].probability.add(probability[entry], times: people)
              sums[group].variance.add(variance[entry], times: people)
            }
          } else {
            sums[group].withoutProbability &+= people
          }
        }
      }
    }
  }
}
