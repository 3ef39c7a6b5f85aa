/// A binary number as the shortest decimal that reads back as the same number, whole ones without decimals.
package enum NumberWords {
  package static func text(_ number: Double) -> String {
    if number == number.rounded(), abs(number) < 9_007_199_254_740_992 { return String(Int64(number)) }
    return "\(number)"
  }

  package static func text(_ number: Float) -> String {
    if number == number.rounded(), abs(number) < 16_777_216 { return String(Int64(number)) }
    return "\(number)"
  }
}
