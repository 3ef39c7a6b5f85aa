import Numbers

/// Why a table cannot be drawn as a specification asks.
public enum ChartSpecificationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A mark lacks a column that it needs.
  case missing(ChartSpecification.Mark, key: String)
  /// A column is given that the mark does not draw.
  case unused(ChartSpecification.Mark, key: String)
  /// A column holds another kind of values than the mark needs there.
  case wrongKind(key: String, column: String, found: String, needed: String)
  /// Several rows would be drawn at one place.
  case repeated(column: String, value: String, rows: Int)
  /// A scale does not fit the mark or the column.
  case scale(String)
  /// No row has all the values that are drawn.
  case nothingToDraw

  /// The sentence shown to a user.
  public var description: String {
    switch self {
    case .missing(let mark, let key): "a \(mark.rawValue) needs \(key)"
    case .unused(let mark, let key): "a \(mark.rawValue) draws no \(key); leave it out"
    case .wrongKind(let key, let column, let found, let needed):
      "\(key) is the column \(column), which holds \(found); \(needed)"
    case .repeated(let column, let value, let rows):
      "\(rows) rows have “\(value)” as \(column) and would cover each other; keep one with --where, or tell them apart "
        + "with --color or --facet"
    case .scale(let problem): problem
    case .nothingToDraw: "no row has all the values that are to be drawn"
    }
  }
}
