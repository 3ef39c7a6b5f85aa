import Numbers

extension PublishedNumber {
  /// The only figure, printed as this one is, that a range of computed values gives; nil where several do.
  func reprinted(_ computed: RoundingInterval) -> String? {
    guard computed.lower.isFinite, computed.upper.isFinite else { return nil }
    let low = reprinted(computed.lower)
    return low == reprinted(computed.upper) ? low : nil
  }

  /// A value rounded half away from zero and printed with the decimals and the sign of this number.
  func reprinted(_ value: ExactNumber) -> String {
    let scaled = (try? value / ExactNumber(powerOfTen(scale), over: 1)) ?? value
    let mark = unit == .percent ? "%" : (unit == .percentagePoints ? " percentage points" : "")
    return (unit == .pounds ? "£" : "") + scaled.decimal(places: decimals) + mark
  }
}

extension RoundingInterval {
  /// The distance between two intervals that do not overlap, in at most six decimals.
  func gap(to other: RoundingInterval) -> ExactNumber? {
    if upper < other.lower { return try? other.lower - upper }
    if other.upper < lower { return try? lower - other.upper }
    return nil
  }
}
