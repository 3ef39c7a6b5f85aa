public import Tables
public import Statistics

/// The actual rate of each group against the rate predicted for the same people.
///
/// For a group with n people, O of whom reoffended, and the prediction p̄, the test is
/// z = (O − E) / √V with E = n·p̄. V = Σp(1−p) where the probability of each person is known; where only their mean is,
/// V = n·p̄(1−p̄), which is never smaller, so that the p-value errs upwards. In the second case z is the one-sample score
/// test, and the Wilson limits printed beside it are its inversion: interval and unadjusted p-value agree.
///
/// - Source: Hosmer and Lemeshow (1995), *Statistics in Medicine* 14, 2161–2172, doi:10.1002/sim.4780141909; Wilson
///   (1927), *Journal of the American Statistical Association* 22, 209–212, doi:10.1080/01621459.1927.10502953.
public struct ActualAgainstPredicted: Sendable, Encodable {
  /// The groups, in the order of the table.
  public let groups: [ComparedGroup]
  /// All groups together, or nil where there is one only.
  public let total: ComparedGroup?
  /// The confidence level of intervals and verdicts.
  public let level: ConfidenceLevel
  /// The adjustment of the p-values for the number of groups.
  public let adjustment: AdjustmentMethod
  /// The number of p-values adjusted together.
  public let comparisons: Int
  /// What a reader must know of the data and the methods.
  public let notes: [String]

  /// Compares the groups of a table.
  ///
  /// - Throws: `StatisticsError` where a predicted rate is 0 for a group of known size, or where no group has one.
  public init(
    _ cohorts: CohortTable, level: ConfidenceLevel = .p95, adjustment: AdjustmentMethod = .holm
  ) throws(StatisticsError) {
    let tested = try cohorts.groups.map { group throws(StatisticsError) in
      try GroupComparison(group, level: level, decimals: cohorts.rateDecimals)
    }
    guard tested.contains(where: { $0.group.prediction != nil }) else {
      guard !tested.contains(where: \.group.isSuppressed) else {
        throw .undefined(
          quantity: "a comparison with predicted rates",
          because:
            "every group with a predicted rate is suppressed (\(Suppression.marker)) for small counts; "
            + "compare larger groups")
      }
      throw .undefined(
        quantity: "a comparison with predicted rates",
        because: "the data have none; name their column with --predicted, or ask rates for the rates alone")
    }
    let values = tested.compactMap(\.pValue)
    let lows = tested.compactMap(\.pValueRange?.lowerBound)
    let highs = tested.compactMap(\.pValueRange?.upperBound)
    var adjusted = try Self.adjust(values, adjustment).makeIterator()
    var adjustedLows = try Self.adjust(lows, adjustment).makeIterator()
    var adjustedHighs = try Self.adjust(highs, adjustment).makeIterator()
    let ranks = Self.ranks(tested.map { $0.percentDifference?.value })
    groups = tested.enumerated().map { index, comparison in
      guard comparison.pValue != nil, let p = adjusted.next(), let low = adjustedLows.next(),
        let high = adjustedHighs.next()
      else {
        return comparison.result(
          adjusted: nil, lowest: 1, highest: 1, rank: ranks[index], comparisons: values.count)
      }
      return comparison.result(
        adjusted: p, lowest: low, highest: high, rank: ranks[index], comparisons: values.count)
    }
    total = try cohorts.total.map { group throws(StatisticsError) in
      let comparison = try GroupComparison(group, level: level, decimals: cohorts.rateDecimals)
      let range = comparison.pValueRange ?? 1...1
      return comparison.result(
        adjusted: comparison.pValue, lowest: range.lowerBound, highest: range.upperBound, rank: nil,
        comparisons: 1)
    }
    self.level = level
    self.adjustment = adjustment
    comparisons = values.count
    notes =
      cohorts.notes
      + Self.methodNotes(groups, adjustment: adjustment, comparisons: values.count, level: level)
  }

  /// What one group is called: the name of the column that names them, or group where there are several.
  package var noun: String { GroupKey.noun(of: groups.map(\.key)) }

  private static func adjust(
    _ values: [Double], _ method: AdjustmentMethod
  ) throws(StatisticsError) -> [Double] {
    values.isEmpty ? [] : try MultipleTesting.adjust(values, method: method)
  }

  /// Places from the lowest difference; equal differences share the better place.
  private static func ranks(_ values: [Double?]) -> [Int?] {
    let known = values.compactMap(\.self)
    return values.map { value in value.map { own in 1 + known.count { $0 < own } } }
  }

  private static func methodNotes(
    _ groups: [ComparedGroup], adjustment: AdjustmentMethod, comparisons: Int, level: ConfidenceLevel
  ) -> [String] {
    var notes: [String] = []
    if comparisons > 1 {
      notes.append(
        "P-values are adjusted for \(comparisons) comparisons (\(adjustment.rawValue)); verdicts follow the adjusted "
          + "ones, intervals are not adjusted.")
    }
    if groups.contains(where: { $0.varianceBound && $0.trials != nil }) {
      notes.append(
        "Only mean predictions are known, so the variance is an upper bound and differences are, if anything, "
          + "understated in significance.")
    }
    if groups.contains(where: { $0.verdict == .unknown && $0.predictedRate != nil }) {
      notes.append(
        "Where the number of people is not printed no interval is possible; the smallest cohort in which the "
          + "difference would be significant is given instead.")
    }
    return notes
  }

  /// The object of the contract; without the groups where they are written one by one.
  package func object(groups: [ComparedGroup]) -> ResultObject {
    ResultObject([
      ("groups", groups), ("total", total), ("level", level), ("adjustment", adjustment),
      ("comparisons", comparisons), ("notes", notes),
    ])
  }

  /// Writes the object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    try object(groups: groups).encode(to: encoder)
  }
}

extension ActualAgainstPredicted {
  /// The comparison as a table, a row a group and the total last.
  public var table: OutputTable { ComparedGroup.table(groups, total: total) }
}
