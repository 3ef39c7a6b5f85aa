import Numbers

/// A published figure and what its own table implies, as two ranges on one scale.
public struct AuditPoint: Sendable {
  /// The row, with the column where a table has several.
  public let name: String
  /// The scale: the percentages of all tables share one, other figures share that of their column.
  public let scale: String
  /// What the printed figure can stand for.
  public let published: ClosedRange<Double>
  /// What the other figures allow.
  public let computed: ClosedRange<Double>
  /// The figure as printed.
  public let printed: String
  /// What would stand there.
  public let implied: String
  /// Whether the two have no value in common.
  public let isContradiction: Bool

  /// The scale of percentages.
  public static let percentages = "Percentages"
}

extension AuditReport {
  /// The largest number of rows that are drawn with those that agree.
  private static let mostRows = 40

  /// The figures to draw, scale by scale, in the order of the tables: with those that agree where there are few.
  public var points: [AuditPoint] {
    let wrong = contradictions.filter(\.canBeDrawn)
    let rules = tables.flatMap(\.result.rules).filter { $0.column != nil }
    let all = rules.reduce(0) { $0 + $1.consistentCount }
    let right = all + wrong.count <= Self.mostRows && tables.count == 1 ? rules.flatMap(agreeing) : []
    let severalRules = rules.count > 1 || tables.count > 1
    var names: Set<String> = []
    var told: Set<[String]> = []
    let points = (wrong.compactMap { point($0, severalRules) } + right)
      .filter { told.insert([$0.name, $0.printed, $0.implied]).inserted }.map { $0.renamed(&names) }
    var scales: [String] = []
    for point in points where !scales.contains(point.scale) { scales.append(point.scale) }
    return scales.sorted { a, _ in a == AuditPoint.percentages }.flatMap { scale in
      points.filter { $0.scale == scale }
    }
  }

  private func point(_ one: Contradiction, _ severalRules: Bool) -> AuditPoint? {
    guard let figure = one.figure, let low = one.published?.lower, let high = one.published?.upper,
      let from = one.computed?.lower, let to = one.computed?.upper
    else { return nil }
    let isPercent = figure.unit == .percent
    let column = RelationMessage.spoken(figure.name)
    let row = one.label.isEmpty && tables.count > 1 ? one.table : one.label
    return AuditPoint(
      name: row.isEmpty ? column : (severalRules ? "\(row): \(column)" : row),
      scale: isPercent ? AuditPoint.percentages : column, published: low...high, computed: from...to,
      printed: GroupedDigits.text(figure.printed),
      implied: GroupedDigits.text(figure.implied), isContradiction: true)
  }

  private func agreeing(_ rule: RuleAudit) -> [AuditPoint] {
    guard let column = rule.column else { return [] }
    let audited = rule.table.columns[column]
    return rule.findings(.consistent).compactMap { finding in
      guard let low = finding.published?.lower, let high = finding.published?.upper,
        let from = finding.computed?.lower, let to = finding.computed?.upper,
        let number = audited.numbers[finding.row - 1]
      else { return nil }
      let mark = number.unit == .percent ? "%" : ""
      let implied =
        from == to ? BriefNumber.text(from) : "\(BriefNumber.text(from)) to \(BriefNumber.text(to))"
      return AuditPoint(
        name: finding.label.isEmpty ? "row \(finding.row)" : finding.label,
        scale: number.unit == .percent ? AuditPoint.percentages : RelationMessage.spoken(audited.name),
        published: low...high, computed: from...to, printed: audited.texts[finding.row - 1],
        implied: implied + mark, isContradiction: false)
    }
  }
}

extension AuditPoint {
  /// The same under a name that no other has.
  fileprivate func renamed(_ names: inout Set<String>) -> AuditPoint {
    var unique = name
    var number = 2
    while !names.insert(unique).inserted {
      unique = "\(name) (\(number))"
      number += 1
    }
    return AuditPoint(
      name: unique, scale: scale, published: published, computed: computed, printed: printed,
      implied: implied,
      isContradiction: isContradiction)
  }
}
