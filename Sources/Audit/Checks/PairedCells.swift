import Numbers

/// Columns whose cells hold a count with its percentage, `60 (30.0%)`, read as two columns.
enum PairedCells {
  typealias Column = (name: String, cells: [String])

  /// The columns with such columns in two: the counts under the name, the percentages under the name with %.
  static func separated(_ columns: [Column]) -> [Column] {
    columns.flatMap { column -> [Column] in
      guard let parts = parts(of: column) else { return [column] }
      let name = plain(column.name)
      return [(name, parts.map { $0?.count ?? "" }), ("\(name) %", parts.map { $0?.percent ?? "" })]
    }
  }

  private static func parts(of column: Column) -> [(count: String, percent: String)?]? {
    guard column.cells.contains(where: { $0.hasSuffix(")") }) else { return nil }
    let namesPercent =
      column.name.contains("%") || column.name.lowercased().contains("per cent")
      || column.name.lowercased().contains("percent")
    var parts = column.cells.map { split($0) }
    if parts.contains(where: { $0?.percent.contains("%") == true }) {
      parts = parts.map { $0?.percent.contains("%") == true ? $0 : nil }
    }
    let pairs = parts.compactMap(\.self)
    let others = column.cells.indices.filter {
      parts[$0] == nil && !AuditedColumn.isMissing(column.cells[$0])
        && PublishedNumber(column.cells[$0]) == nil
    }
    guard pairs.count >= 2, pairs.count >= others.count else { return nil }
    let hasSign = pairs.contains { $0.percent.contains("%") }
    let hasDecimals = pairs.allSatisfy { $0.percent.contains(".") }
    let arePercentages = pairs.allSatisfy { (PublishedNumber($0.percent)?.value.double ?? 101) <= 100 }
    let areCounts = pairs.allSatisfy { !$0.count.contains(".") }
    guard areCounts, arePercentages, hasSign || namesPercent || hasDecimals else { return nil }
    return column.cells.indices.map { index in
      if let pair = parts[index] {
        return (pair.count, pair.percent.contains("%") ? pair.percent : pair.percent + "%")
      }
      return (column.cells[index], "")
    }
  }

  /// `60 (30.0%)` in two.
  private static func split(_ cell: String) -> (count: String, percent: String)? {
    guard cell.hasSuffix(")"), let open = cell.lastIndex(of: "(") else { return nil }
    let count = cell[..<open].filter { !$0.isWhitespace }
    let percent = cell[cell.index(after: open)...].dropLast().filter { !$0.isWhitespace }
    guard let number = PublishedNumber(count), number.isWholeCount, let share = PublishedNumber(percent),
      share.qualifier == .exactly,
      share.unit == .percent || share.unit == .plain
    else { return nil }
    return (count, percent)
  }

  /// The name without what only says that two figures stand in a cell: such as “n (%)”.
  private static func plain(_ name: String) -> String {
    var text = name
    for mark in [
      "n (%)", "N (%)", "No. (%)", "no. (%)", "Number (%)", "number (%)", "(n, %)", ", n (%)", "(%)", "n(%)",
    ] {
      text = text.replacing(mark, with: "")
    }
    let bare = text.split(separator: " ").joined(separator: " ")
    let clean = bare.hasSuffix(",") || bare.hasSuffix("-") ? String(bare.dropLast()) : bare
    return clean.isEmpty ? "n" : clean
  }
}
