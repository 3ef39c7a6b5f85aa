import Numbers

/// Rows of a pivot table as spreadsheets save it: a group has its name in its first row only, and a row of its own total, `Dudley
/// Total`, as its last.
struct PivotRows {
  /// The rows, each with the name of its group, and `Total` beside that of the group itself.
  let rows: [[String]]
  /// How many empty cells were filled.
  let filled: Int

  /// Reads rows; nil where they are not those of a pivot table of two columns of names.
  init?(names: [String], rows given: [[String]]) {
    guard names.count > 2, !names[0].isEmpty, !names[1].isEmpty else { return nil }
    var rows = given
    var group = ""
    var filled = 0
    var groups: Set<String> = []
    var totals = 0
    var isEnded = false
    for (place, row) in given.enumerated() where row.contains(where: { !$0.isEmpty }) {
      guard row.count > 2, !isEnded, !LayoutCell(row[1]).isNumber else { return nil }
      let name = String(row[0][...].trimmingSpaces())
      let isBlank = row[1].allSatisfy(\.isWhitespace)
      if isBlank, !group.isEmpty, name == group + " Total" {
        rows[place][0] = group
        rows[place][1] = "Total"
        totals += 1
        group = ""
      } else if isBlank, name == "Grand Total", group.isEmpty, totals > 1 {
        rows[place][1] = "Total"
        isEnded = true
      } else if isBlank {
        return nil
      } else if name.isEmpty {
        guard !group.isEmpty else { return nil }
        rows[place][0] = group
        filled += 1
      } else if name != group {
        guard group.isEmpty, groups.insert(name).inserted else { return nil }
        group = name
      }
    }
    guard totals > 1, group.isEmpty else { return nil }
    self.rows = rows
    self.filled = filled
  }
}
