import Audit
import Statistics
import Tables

extension FuzzTarget {
  /// The languages that are typed on the command line.
  static let languages = [
    FuzzTarget.ofText(
      "where",
      { text in
        let filter = try RowFilter(parsing: text)
        _ = try sample.filtered(where: filter)
      }),
    FuzzTarget.ofText("derived", { text in _ = try DerivedColumn(text) }),
    FuzzTarget.ofText(
      "rule",
      { text in
        let rule = try AuditRule(text)
        let table = try AuditedTable(sample, named: "sample")
        _ = try RuleChecker(table, options: AuditOptions(context: [table])).check(rule)
      }),
    FuzzTarget.ofText("formula", { text in _ = try Formula(text, columns: ["a", "b", "area", "day"]) }),
  ]

  /// A small table that expressions are tried on.
  private static var sample: Table {
    get throws {
      try Table(
        csv: Array("area,a,b,day\nDudley,3,12.5%,2016-01-03\nWalsall,,0,2015-12-31\n“x”,40,[c],\n".utf8),
        source: "sample")
    }
  }
}
