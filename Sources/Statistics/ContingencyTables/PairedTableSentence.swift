import Numbers

extension PairedTable: StatisticalResult {
  /// How many pairs changed in each direction, and whether that is more than chance.
  public var sentence: String {
    let test = mcNemarTest()
    let claim =
      test.pValue < 0.05
      ? "more of the \(firstOnly > secondOnly ? "first" : "second") had the event"
      : "no clear difference between the two"
    let interval = differenceEstimate().interval
    let limits =
      interval.map {
        "; with 95% confidence the difference lies between \((100 * $0.lower).fixed(1)) and "
          + "\((100 * $0.upper).fixed(1)) percentage points"
      } ?? ""
    return
      "Of \(total) pairs, \(firstOnly) had the event only in the first and \(secondOnly) only in the second: "
      + "\(claim)\(limits) (exact p \(PValueText(test.pValue).text))."
  }

  /// Fewer than ten pairs that differ, with which the chi-squared forms are poor.
  public var warnings: [StatisticsWarning] {
    discordant < 10 ? [.fewExpected(Double(discordant) / 2)] : []
  }
}
