public import Numbers

/// How an audit reads a table.
public struct AuditOptions: Sendable {
  /// How the publisher rounds.
  public var rounding: RoundingConvention
  /// Columns whose whole numbers are rounded figures, in addition to those whose name says so.
  public var roundedColumns: Set<String>
  /// Whether likely causes are looked for.
  public var findsCauses: Bool
  /// Other tables of the same publication, where figures may have been copied from.
  public var context: [AuditedTable]
  /// Rows that a rule does not speak of, counted from 0: totals among shares, parts of parts among totals.
  var leftOut: Set<Int> = []

  /// Collects the choices; the defaults suit a table whose publisher does not say how it rounds.
  public init(
    rounding: RoundingConvention = .nearest, roundedColumns: Set<String> = [], findsCauses: Bool = true,
    context: [AuditedTable] = []
  ) {
    self.rounding = rounding
    self.roundedColumns = roundedColumns
    self.findsCauses = findsCauses
    self.context = context
  }
}
