/// The order of names such as `5-9`, `10-17`, `50+`, `under 18` and `65 and over`, which the alphabet does not give.
package enum BandName {
  /// The places of some names in the order of their ranges; nil where one of them is no range, or all are plain numbers.
  package static func order(_ names: [String]) -> [Int]? {
    guard names.count > 1 else { return nil }
    var starts: [(start: Double, end: Double, place: Int)] = []
    var hasRange = false
    for (place, name) in names.enumerated() {
      guard let (start, end) = range(name) else { return nil }
      if end > start { hasRange = true }
      starts.append((start, end, place))
    }
    guard hasRange else { return nil }
    return starts.sorted { ($0.start, $0.end, $0.place) < ($1.start, $1.end, $1.place) }.map(\.place)
  }

  /// From where to where a name reaches; nil where it is no range.
  package static func range(_ name: String) -> (start: Double, end: Double)? {
    guard name.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
    // Most names begin with a word that is in no range.
    let first = name.utf8.prefix { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }
    if !first.isEmpty, name.utf8.count == first.count || name.utf8[first.endIndex] < 0x80,
      !known.contains(String(Substring(first)).lowercased())
    {
      return nil
    }
    var words: [String] = []
    for letter in name.lowercased() {
      switch letter {
      case "–", "—", "−", "-": words.append("-")
      case "<", "≤": words.append("under")
      case ">", "≥": words.append("over")
      case "+": words.append("over")
      case _ where letter.isASCII && (letter.isNumber || letter == "."):
        if let last = words.last, last.last?.isNumber == true || last.last == "." {
          words[words.count - 1].append(letter)
        } else {
          words.append(String(letter))
        }
      case ",": break
      case _ where letter.isLetter:
        if let last = words.last, last.last?.isLetter == true {
          words[words.count - 1].append(letter)
        } else {
          words.append(String(letter))
        }
      default: words.append(" ")
      }
    }
    let numbers = words.compactMap { Double($0) }
    guard (1...2).contains(numbers.count), words.allSatisfy({ Double($0) != nil || known.contains($0) })
    else {
      return nil
    }
    let isBelow = words.contains { ["under", "below", "less", "fewer", "younger"].contains($0) }
    let isAbove = words.contains { ["over", "above", "more", "older"].contains($0) }
    let joins = words.contains { ["-", "to", "and", "or"].contains($0) }
    if numbers.count == 2 {
      guard joins, numbers[0] < numbers[1], !isBelow, !isAbove else { return nil }
      return (numbers[0], numbers[1])
    }
    if isBelow { return isAbove ? nil : (-.infinity, numbers[0]) }
    if isAbove { return (numbers[0], .infinity) }
    return words.allSatisfy { !["-", "to"].contains($0) } ? (numbers[0], numbers[0]) : nil
  }

  /// The words that may stand beside the numbers of a range.
  private static let known: Set = [
    " ", "aged", "age", "ages", "years", "year", "yrs", "old", "days", "months", "weeks", "to", "-", "and",
    "or",
    "under", "over", "above", "below", "less", "than", "more", "fewer", "older", "younger", "up",
  ]
}
