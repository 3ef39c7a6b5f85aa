import Numbers
import Reoffending
import TestSupport
import Testing

/// Small worked tables against the fewest cells that can be hidden, found by trying all sets of cells
/// (`Tools/reference/cell_suppression.py`).
@Suite("how many cells are hidden in worked tables")
struct WorkedSuppressionTests {
  @Test(
    "no more cells are hidden than the fewest that protect",
    arguments: try ReferenceTable("cell-suppression").rows)
  func worked(_ row: ReferenceTable.Row) throws {
    let width = Int(row["width"])
    let counts = row.cells["counts"]?.split(separator: " ").compactMap { Int($0) } ?? []
    let regions = row.cells["regions"]?.split(separator: " ").map(String.init) ?? []
    var groups: [CohortGroup] = []
    for (place, events) in counts.enumerated() {
      let line = place / width
      var parts = [
        GroupKey.Part(column: "r", value: "r\(line)"), GroupKey.Part(column: "c", value: "c\(place % width)"),
      ]
      if !regions.isEmpty { parts.append(GroupKey.Part(column: "g", value: "g\(regions[line])")) }
      groups.append(
        CohortGroup(
          key: GroupKey(parts), trials: 100 + events + 3 * place, events: ConsistentCount(exactly: events)))
    }
    var publication = Publication(groups, findsSubtotals: false)
    let tables =
      (width > 1 ? [["r", "c"], ["r"], ["c"]] : [["r"]])
      + (regions.isEmpty ? [] : [["g", "c"], ["g"]])
    for columns in tables { publication.add(columns.joined(), by: columns) }
    let (hidden, unprotected) = publication.protected(
      hiding: DisclosureThreshold(counts: Int(row["limit"])))
    #expect(unprotected.isEmpty)
    let cells = hidden.reduce(0) { $0 + $1.keys.count } + (hidden.contains(where: \.hidesTotal) ? 1 : 0)
    #expect(cells == Int(row["fewest"]), "\(row)")
  }
}
