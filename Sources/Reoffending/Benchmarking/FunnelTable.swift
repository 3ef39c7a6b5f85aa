import Numbers
import Statistics
public import Tables

extension Funnel {
  private var hasWholeSizes: Bool { rates != nil && points.map(\.x).areWhole }

  /// The units as a table, with the limits of every level.
  public var table: OutputTable {
    let isShare = quantity == .proportions
    let size = rates.map { $0.exposure.asHeading } ?? (isShare ? "People" : "Predicted")
    var fields: [ResultField<FunnelPoint>] = [
      .name { $0.key },
      .number("x", size, decimals: isShare || hasWholeSizes ? 0 : 1) { $0.x },
      .count("observed", rates.map { $0.events.asHeading } ?? "Reoffended") { $0.observed },
      value("y", rates == nil ? (isShare ? "Rate" : "Ratio") : "Rate \(perWords)") { $0.y },
    ]
    for (index, level) in levels.enumerated() {
      let suffix = index == 0 ? "" : "\(level.value)"
      fields += [
        value("lower" + suffix, "\(level.percent) from") { $0.limits[index].lower },
        value("upper" + suffix, "to") { $0.limits[index].upper },
      ]
    }
    fields.append(.text("category", "Category") { $0.category })
    return OutputTable(points, fields: fields, withheld: hidden.map { $0.parts.map(\.value) })
  }

  /// A column of what is charted or its limits.
  private func value(
    _ key: String, _ title: String, _ value: @escaping @Sendable (FunnelPoint) -> Double?
  ) -> ResultField<FunnelPoint> {
    switch quantity {
    case .proportions: .share(key, title, value)
    case .ratios: .number(key, title, decimals: 3, value)
    case .rates, .standardised: .number(key, title, decimals: 1, value)
    }
  }
}
