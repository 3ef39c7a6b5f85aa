public import Testing

/// Expects two numbers to agree relatively, or absolutely near zero.
public func expectClose(
  _ value: Double, _ reference: Double, relative: Double = 1e-12, absolute: Double = 1e-300,
  _ comment: @autoclosure () -> String = "", sourceLocation: SourceLocation = #_sourceLocation
) {
  let agrees =
    value == reference || abs(value - reference) <= max(relative * abs(reference), absolute)
  let error = abs(value - reference) / max(abs(reference), .leastNormalMagnitude)
  let text = comment()
  #expect(
    agrees, "\(value) against \(reference), relative error \(error) \(text)", sourceLocation: sourceLocation)
}
