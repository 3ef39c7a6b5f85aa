import Statistics
import TestSupport
import Testing

/// Expects an estimate's value and limits to agree with three columns of a reference row, nil with `NA`.
func expectEstimate(
  _ estimate: Estimate, _ row: ReferenceTable.Row, value: String, limits: String, relative: Double = 1e-10,
  absolute: Double = 1e-15, sourceLocation: SourceLocation = #_sourceLocation
) {
  expectOptional(
    estimate.value, row.optional(value), relative, absolute, "\(value) of \(row)", sourceLocation)
  expectOptional(
    estimate.interval?.lower, row.optional(limits + "_lower"), relative, absolute, "\(limits) of \(row)",
    sourceLocation)
  expectOptional(
    estimate.interval?.upper, row.optional(limits + "_upper"), relative, absolute, "\(limits) of \(row)",
    sourceLocation)
}

/// Expects two numbers that may not exist to agree.
func expectOptional(
  _ value: Double?, _ reference: Double?, _ relative: Double = 1e-10, _ absolute: Double = 1e-15,
  _ comment: String = "", _ sourceLocation: SourceLocation = #_sourceLocation
) {
  guard let value, let reference else {
    #expect((value == nil) == (reference == nil), "\(comment)", sourceLocation: sourceLocation)
    return
  }
  expectClose(
    value, reference, relative: relative, absolute: absolute, comment, sourceLocation: sourceLocation)
}

extension TwoByTwoTable {
  /// The table of the columns a, b, c, d.
  init(_ row: ReferenceTable.Row) throws {
    try self.init(
      exposedEvents: Int(row["a"]), exposedNonEvents: Int(row["b"]), unexposedEvents: Int(row["c"]),
      unexposedNonEvents: Int(row["d"]))
  }
}
