/// Which parts of an instant are written.
struct DatePattern: Hashable, Sendable {
  var hasDay = false
  var hasMonth = false
  var hasYear = false
  var hasTime = false

  func string(_ instant: Double) -> String {
    guard abs(instant) < 1e14 else { return "" }
    let days = (instant / 86_400).rounded(.down)
    let date = CivilDate(daysSince1970: Int(days))
    let all = !hasDay && !hasMonth && !hasYear && !hasTime
    var parts: [String] = []
    if hasTime {
      let minutes = Int(((instant - days * 86_400) / 60).rounded(.down))
      parts.append("\(twoDigits(minutes / 60)):\(twoDigits(minutes % 60))")
    }
    if hasDay || all { parts.append("\(date.day)") }
    if hasMonth || all { parts.append(CivilDate.monthNames[date.month - 1]) }
    if hasYear || all { parts.append(date.year < 0 ? "\u{2212}\(-date.year)" : "\(date.year)") }
    return parts.joined(separator: " ")
  }

  private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
