import Numbers
import Statistics
public import Tables

extension Funnel {
  /// The units as a table, with the limits of every level.
  public var table: OutputTable {
    let names = (points.first?.key ?? hidden.first)?.parts.map(\.column) ?? []
    let kind: OutputColumn.Kind = quantity == .proportions ? .perCent(decimals: 1) : .number(decimals: 3)
    var columns = names.map { OutputColumn(key: $0) }
    columns += [
      OutputColumn(
        key: "x", title: quantity == .proportions ? "People" : "Predicted",
        kind: .number(decimals: quantity == .proportions ? 0 : 1)),
      OutputColumn(key: "observed", title: "Reoffended", kind: .number(decimals: 0)),
      OutputColumn(key: "y", title: quantity == .proportions ? "Rate" : "Ratio", kind: kind),
    ]
    for (index, level) in levels.enumerated() {
      let name = level.percent
      columns += [
        OutputColumn(key: index == 0 ? "lower" : "lower\(level.value)", title: "\(name) from", kind: kind),
        OutputColumn(key: index == 0 ? "upper" : "upper\(level.value)", title: "to", kind: kind),
      ]
    }
    columns.append(OutputColumn(key: "category", title: "Category"))
    return OutputTable(
      columns: columns,
      rows: points.map { point in
        point.key.parts.map { .text($0.value) } + [
          .number(point.x), .count(point.observed), .number(point.y),
        ]
          + point.limits.flatMap { [.number($0.lower), .number($0.upper)] } + [.text(point.category)]
      }
        + hidden.map { key in
          key.parts.map { .text($0.value) }
            + (0..<(4 + 2 * levels.count)).map { _ in .missing(Suppression.marker) }
        })
  }
}
