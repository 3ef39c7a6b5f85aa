/// Sums of probabilities that are exact in every engine: those of their binary digits in three parts, as whole numbers.
///
/// A probability p and p(1 − p) are binary numbers; 2²¹p, 2⁴²p and 2⁶²p are exact, so are their whole parts and the
/// differences of these, and whole numbers are added without rounding.
struct RateSQL {
  private let dialect: SQLDialect

  init(_ dialect: SQLDialect) { self.dialect = dialect }

  /// How many values there are and how many are from 0 to 1, then the parts of both sums.
  func sums(given: String, probability: String) -> [String] {
    ["COUNT(\(given))", "COUNT(\(probability))"] + parts(probability)
      + parts("(\(probability) * (1E0 - \(probability)))")
  }

  private func parts(_ number: String) -> [String] {
    let first = whole("\(number) * 2.097152E6")
    let second = whole("\(number) * 4.398046511104E12")
    let third = whole("\(number) * 4.611686018427387904E18")
    return [first, "\(second) - 2097152 * \(first)", "\(third) - 1048576 * \(second)"].map { part in
      "SUM(CAST(\(part) AS \(dialect.wideInteger)))"
    }
  }

  private func whole(_ number: String) -> String {
    dialect == .sqlite ? "CAST(\(number) AS INTEGER)" : "FLOOR(\(number))"
  }
}

extension SQLDialect {
  /// A binary number of a column where it is one from 0 to 1.
  func probability(_ column: String) -> String {
    let number = "CAST(\(column) AS \(binaryNumber))"
    if self == .sqlite {
      return
        "CASE WHEN typeof(\(column)) IN ('real', 'integer') AND \(number) BETWEEN 0 AND 1 THEN \(number) END"
    }
    return "CASE WHEN \(number) BETWEEN 0 AND 1 THEN \(number) END"
  }

  var binaryNumber: String {
    switch self {
    case .sqlite: "REAL"
    case .postgresql, .standard, .sqlserver: "DOUBLE PRECISION"
    case .duckdb, .spark, .snowflake, .trino, .mysql: "DOUBLE"
    case .bigquery: "FLOAT64"
    }
  }

  var wideInteger: String {
    switch self {
    case .sqlite: "INTEGER"
    case .mysql: "SIGNED"
    case .bigquery: "INT64"
    case .duckdb, .postgresql, .spark, .sqlserver, .snowflake, .trino, .standard: "BIGINT"
    }
  }
}
