/// Writes a non-negative number in decimal digits with thousands commas.
enum DecimalText {
  /// More decimals than this are not written.
  static let mostPlaces = 15

  /// The least number of decimals that shows a number to nine significant digits.
  static func placesNeeded(_ value: Double, atMost most: Int) -> Int {
    var scale = 1.0
    for places in 0..<most {
      let scaled = abs(value) * scale
      if abs(scaled - scaled.rounded()) <= 1e-9 * max(scaled, 1e-3) { return places }
      scale *= 10
    }
    return most
  }

  /// The digits of a number, rounded half away from zero.
  static func digits(_ value: Double, places: Int, hasCommas: Bool = true) -> String {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = (value * scale).rounded(.toNearestOrAwayFromZero)
    guard scaled < 9e15 else { return "\(value)" }
    var digits = Array(String(Int64(scaled)))
    while digits.count <= places { digits.insert("0", at: 0) }
    let whole = digits.dropLast(places)
    var text = ""
    for (index, digit) in whole.enumerated() {
      if hasCommas, index > 0, (whole.count - index).isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return places == 0 ? text : text + "." + String(digits.suffix(places))
  }
}
