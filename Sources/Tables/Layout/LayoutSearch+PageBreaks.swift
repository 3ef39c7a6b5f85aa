/// What a program prints between two pages of one table: the number of the page, the title again, blank lines.
extension LayoutSearch {
  /// The lines between two pages of a table above a place at which its header is there again; empty where there are none, or
  /// where blank lines alone part it from what stands above.
  func pageBreak(above place: Int, after header: ClosedRange<Int>) -> [Int] {
    let titles = Set(lines[..<header.lowerBound].compactMap(\.only))
    var found: [Int] = []
    var above = place - 1
    while above > header.upperBound {
      if let text = lines[above].only, Self.isPageMark(text) || titles.contains(text) {
        found.append(above)
      } else if !lines[above].isBlank {
        break
      }
      above -= 1
    }
    return lines[above].filled.count > 1 ? found : []
  }

  /// Whether a text is the number of a page, or says that a table goes on: `Page 1 of 2`, `Page 3`, `Continued`.
  static func isPageMark(_ text: String) -> Bool {
    guard text.utf8.count < 30 else { return false }
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
    let numbers = words.filter { Int($0) != nil }
    switch words.first {
    case "page": return !numbers.isEmpty && words.count - numbers.count <= 2 && words.count <= 4
    case "continued", "cont", "contd": return words.count == 1
    default: return false
    }
  }

  /// The place of a line of dashes behind which nothing but text follows, as programs part a table from what is said of it.
  func ruled(after header: ClosedRange<Int>, before limit: Int) -> Int? {
    var place = limit
    var found: Int?
    while place - 1 > header.upperBound, lines[place - 1].filled.count < 2 {
      place -= 1
      if let text = lines[place].only, text.count > 2, text.allSatisfy({ "-–—=_".contains($0) }) {
        found = place
      }
    }
    return found
  }
}
