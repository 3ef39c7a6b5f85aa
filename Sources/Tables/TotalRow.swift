extension Table {
  /// The rows without those whose label says that they are the total of the others, and these.
  ///
  /// A total is labelled total, all, overall, sum or grand total, whatever the case, perhaps with a colon.
  public func splittingTotal(_ label: Column) -> (rows: Table, total: Table?) {
    let isTotal = (0..<rowCount).map { Self.isTotal(cell(row: $0, column: label).text) }
    let totals = isTotal.indices.filter { isTotal[$0] }
    guard !totals.isEmpty else { return (self, nil) }
    return (selecting(rows: isTotal.indices.filter { !isTotal[$0] }), selecting(rows: totals))
  }

  /// Whether a label says that its row is the total of the others.
  package static func isTotal(_ label: String) -> Bool {
    var text = label.lowercased()
    while let last = text.last, last == ":" || last.isWhitespace { text.removeLast() }
    return ["total", "all", "overall", "sum", "grand total"].contains(text)
  }
}
