import Numbers

/// The names of the columns of a table in a document, whose header may be spread over several rows.
///
/// `| | 2019 | | 2020 | |` above `| Area | n | % | n | % |` names the columns *Area*, *2019 n*, *2019 n %*, *2020 n* and
/// *2020 n %*: a name over several columns stands in the first of them.
package struct TableHead {
  /// The names, those of several rows joined.
  package let names: [String]
  /// How many rows the header has.
  package let count: Int

  /// Finds the header among the rows of a table, all of one length.
  package init(_ rows: [[String]]) {
    var count = 1
    while count < 3, Self.goesOn(rows, at: count) { count += 1 }
    self.count = count
    names = count == 1 ? rows.first ?? [] : Self.names(Array(rows[..<count]))
  }

  /// The names that the rows of a header give together.
  package static func names(_ lines: [[String]]) -> [String] {
    let width = lines.map(\.count).max() ?? 0
    var names: [String] = []
    for column in 0..<width {
      var parts: [String] = []
      for (place, line) in lines.enumerated() {
        var text = line.indices.contains(column) ? line[column] : ""
        let isNamedBelow = lines[(place + 1)...].contains {
          $0.indices.contains(column) && !$0[column].isEmpty
        }
        if text.isEmpty, isNamedBelow, column > 1 {
          text = line.prefix(column).dropFirst().last { !$0.isEmpty } ?? ""
        }
        if !text.isEmpty, !parts.contains(text) { parts.append(text) }
      }
      let isShare = parts.last.map { ["%", "(%)", "percent", "per cent"].contains($0.lowercased()) } ?? false
      if isShare, parts.count > 1, let before = names.last, column > 1, !before.hasSuffix("%"),
        before.hasPrefix(parts[0])
      {
        names.append(before + " %")
      } else {
        names.append(parts.joined(separator: " "))
      }
    }
    return names
  }

  /// Whether a row goes on with the header above it: that leaves columns without a name of their own, this names them,
  /// and figures stand below.
  private static func goesOn(_ rows: [[String]], at row: Int) -> Bool {
    guard rows.count >= row + 3, let width = rows.first?.count, width > 2 else { return false }
    let (above, line) = (rows[row - 1], rows[row])
    let named = (1..<width).filter { !line[$0].isEmpty }
    let upper = (1..<width).filter { !above[$0].isEmpty }
    guard named.count > 1, !upper.isEmpty, line[0].isEmpty || above[0].isEmpty || line[0] == above[0] else {
      return false
    }
    let isSpread =
      named.contains { above[$0].isEmpty }
      || zip(upper, upper.dropFirst()).contains { $1 == $0 + 1 && above[$0] == above[$1] }
    let body = rows[(row + 1)...]
    let areNames = named.allSatisfy { column in
      isName(line[column])
        || isYear(line[column]) && !body.contains { isYear($0[column]) && !$0[0].isEmpty }
    }
    guard isSpread, areNames else { return false }
    let ofFigures = named.count { column in
      let cells = body.map { $0[column] }.filter { !$0.isEmpty }
      return cells.count > 1 && 2 * cells.count { isFigure($0) } > cells.count
    }
    return 2 * ofFigures > named.count
  }

  /// Whether a cell names a column: words, `%`, `n = 200`, or a band such as `18–24` and `50+`.
  private static func isName(_ text: String) -> Bool {
    let bare = text.lowercased().filter { !$0.isWhitespace && $0 != "(" }
    if bare.hasPrefix("n=") { return true }
    if let dash = bare.firstIndex(where: { "-–".contains($0) }) ?? bare.firstIndex(of: "+"),
      !bare[..<dash].isEmpty, bare[..<dash].allSatisfy(\.isNumber),
      bare[bare.index(after: dash)...].allSatisfy(\.isNumber)
    {
      return true
    }
    guard text.contains(where: { $0.isLetter || "%#£".contains($0) }) else { return false }
    return !isFigure(text) && (bare == "n" || MissingReason(amongFigures: text) == nil)
  }

  /// Whether a cell holds a figure, with a unit of two letters at most.
  static func isFigure(_ text: String) -> Bool {
    text.contains { $0.isASCII && $0.isNumber } && text.count { $0.isLetter } <= 2
  }

  private static func isYear(_ text: String) -> Bool {
    guard let year = Int(text.prefix(4)), (1900...2100).contains(year) else { return false }
    return text.count <= 9 && text.dropFirst(4).allSatisfy { $0.isNumber || "-–/".contains($0) }
  }
}
