/// Covariate patterns of a binary outcome in order, those that differ only in one variable in a run.
///
/// The variable that differs within runs has at most a few columns of its own, so that what a run adds to the
/// information matrix follows from a few sums over it: the cost is a few steps for each pattern, and the products of
/// columns for each run only.
struct PatternRuns: Sendable {
  /// A pattern for each run: the codes of all variables but the inner one, which is 0, and the totals.
  let outer: CovariatePatterns
  /// The variable that differs within runs; nil where each run is one pattern.
  let inner: Int?
  /// The first pattern of each run, and behind the last.
  let starts: [Int]
  /// The inner variable's code of each pattern.
  let innerCodes: [UInt32]
  let people: [UInt32]
  let events: [UInt32]
  /// For each variable how many people have each value.
  let variableCounts: [[Double]]
  /// How many rows were left out for a missing value.
  let excluded: Int

  var patternCount: Int { innerCodes.count }

  /// Columns that the inner variable may have.
  static let mostInnerColumns = 4

  /// Counts the rows of a frame; nil where there are more combinations than can be numbered.
  ///
  /// - Parameter inner: the place of the inner variable among the columns.
  init?(_ frame: CodedFrame, columns: [CodedColumn], inner: Int?) {
    let order = columns.indices.filter { $0 != inner } + (inner.map { [$0] } ?? [])
    var strides = Array(repeating: UInt32(0), count: columns.count)
    var product = 1
    for variable in order.reversed() {
      strides[variable] = UInt32(truncatingIfNeeded: product)
      let (next, overflows) = product.multipliedReportingOverflow(by: columns[variable].cardinality)
      guard !overflows, next <= 1 << 31 else { return nil }
      product = next
    }
    // Shares are numbered by the upper half of a combination; too many empty ones would cost more than they save.
    guard product <= max(1 << 26, 64 * frame.rows) || frame.multiplicities != nil else { return nil }
    let keyed = zip(columns, strides).map { (column: $0, stride: $1) }
    let tally: PatternTally
    if let multiplicities = frame.multiplicities {
      guard let weighted = PatternTally(keyed, outcome: frame.outcome, multiplicities: multiplicities) else {
        return nil
      }
      tally = weighted
    } else {
      tally = PatternTally(keyed, combinations: product, outcome: frame.outcome, rows: frame.rows)
    }
    let variables = columns.map(\.variable)
    let runLength = inner.map { UInt32(truncatingIfNeeded: columns[$0].cardinality) } ?? 1
    let limits = variables.map { UInt32(truncatingIfNeeded: $0.cardinality) }
    let lengths = columns.map { UInt32(truncatingIfNeeded: $0.cardinality) }
    let isChecked = columns.contains { $0.hasMissing }

    var excluded = tally.withoutOutcome
    var innerCodes: [UInt32] = []
    var people: [UInt32] = []
    var events: [UInt32] = []
    var starts: [Int] = []
    var codes: [UInt32] = []
    var units: [Double] = []
    var sums: [Double] = []
    let patterns = tally.shares.reduce(0) { $0 + $1.combinations.count }
    innerCodes.reserveCapacity(patterns)
    people.reserveCapacity(patterns)
    events.reserveCapacity(patterns)
    var variableCounts = variables.map { Array(repeating: 0.0, count: $0.cardinality) }
    var own = Array(repeating: UInt32(0), count: columns.count)
    var run = UInt32.max
    var isComplete = true
    for share in tally.shares {
      for place in share.combinations.indices {
        let combination = share.combinations[place]
        let innerCode = combination % runLength
        if combination / runLength != run {
          run = combination / runLength
          isComplete = true
          for variable in columns.indices where variable != inner {
            own[variable] = combination / strides[variable] % lengths[variable]
            if isChecked, own[variable] >= limits[variable] { isComplete = false }
          }
          if isComplete {
            starts.append(innerCodes.count)
            codes.append(contentsOf: own)
            units.append(0)
            sums.append(0)
          }
        }
        guard isComplete, inner.map({ innerCode < limits[$0] }) ?? true else {
          excluded += Int(share.people[place])
          continue
        }
        innerCodes.append(innerCode)
        people.append(share.people[place])
        events.append(share.events[place])
        units[units.count - 1] += Double(share.people[place])
        sums[sums.count - 1] += Double(share.events[place])
        if let inner { variableCounts[inner][Int(innerCode)] += Double(share.people[place]) }
      }
    }
    starts.append(innerCodes.count)
    // A run of which all patterns were left out has nobody.
    let isEmpty = (0..<units.count).contains { starts[$0] == starts[$0 + 1] }
    guard !isEmpty else { return nil }
    for (runIndex, count) in units.enumerated() {
      for variable in columns.indices where variable != inner {
        variableCounts[variable][Int(codes[runIndex * columns.count + variable])] += count
      }
    }
    // A number that only people left out have is no value of the column.
    for (variable, counts) in zip(variables, variableCounts)
    where variable.numbers != nil && counts.contains(0) { return nil }
    outer = CovariatePatterns(
      variables: variables, codes: codes, units: units, sums: sums,
      events: sums.reduce(0, +), people: units.reduce(0, +))
    self.inner = inner
    self.starts = starts
    self.innerCodes = innerCodes
    self.people = people
    self.events = events
    self.variableCounts = variableCounts
    self.excluded = excluded
  }

  /// All patterns one by one, as models that need them so take them.
  var expanded: CovariatePatterns {
    let width = outer.variables.count
    var codes: [UInt32] = []
    codes.reserveCapacity(patternCount * width)
    for run in 0..<outer.count {
      for pattern in starts[run]..<starts[run + 1] {
        for variable in 0..<width {
          codes.append(variable == inner ? innerCodes[pattern] : outer.codes[run * width + variable])
        }
      }
    }
    return CovariatePatterns(
      variables: outer.variables, codes: codes, units: people.map { Double($0) },
      sums: events.map { Double($0) }, events: outer.sums.reduce(0, +), people: outer.units.reduce(0, +))
  }
}
