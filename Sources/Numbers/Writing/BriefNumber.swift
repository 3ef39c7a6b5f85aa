/// Numbers as sentences have them.
package enum BriefNumber {
  /// At most four significant decimals, none that are zero at the end.
  package static func text(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 { return Int(value).description }
    let places = abs(value) >= 100 ? 2 : (abs(value) >= 1 ? 3 : 4)
    var factor = 1.0
    for _ in 0..<places { factor *= 10 }
    let scaled = (abs(value) * factor).rounded()
    guard scaled < 9e15 else { return value.description }
    return ExactNumber(Int128(value < 0 ? -scaled : scaled), over: powerOfTen(places)).description
  }
}
