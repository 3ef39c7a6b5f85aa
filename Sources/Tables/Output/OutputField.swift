/// A column of a table together with how its cells are read from the values that the rows stand for.
///
/// ```swift
/// OutputTable(of: comparison.groups, [.text("Area", \.name), .count("People", \.trials)])
/// ```
public struct OutputField<Row> {
  /// The column.
  public let column: OutputColumn
  let cell: (Row) -> OutputCell

  /// A column whose cells are made from each row's value.
  public init(_ column: OutputColumn, cell: @escaping (Row) -> OutputCell) {
    self.column = column
    self.cell = cell
  }

  /// Words; none where there is no value.
  public static func text(_ title: String, _ value: @escaping (Row) -> String?) -> OutputField {
    OutputField(OutputColumn(key: title)) { row in value(row).map { .text($0) } ?? .missing("") }
  }

  /// A whole number; none where there is no value.
  public static func count(_ title: String, _ value: @escaping (Row) -> Int?) -> OutputField {
    OutputField(OutputColumn(key: title, kind: .number(decimals: 0))) { .optional(value($0)) }
  }

  /// A number; as many decimals as it needs where none are given.
  public static func number(
    _ title: String, decimals: Int? = nil, _ value: @escaping (Row) -> Double?
  ) -> OutputField {
    OutputField(OutputColumn(key: title, kind: .number(decimals: decimals))) { .optional(value($0)) }
  }

  /// A fraction, shown as a per cent.
  public static func perCent(
    _ title: String, decimals: Int = 1, _ value: @escaping (Row) -> Double?
  ) -> OutputField {
    OutputField(OutputColumn(key: title, kind: .perCent(decimals: decimals))) { .optional(value($0)) }
  }

  /// The probability of a test, which is never shown as nothing.
  public static func pValue(_ title: String, _ value: @escaping (Row) -> Double?) -> OutputField {
    OutputField(OutputColumn(key: title, kind: .pValue)) { .optional(value($0)) }
  }
}

extension OutputTable {
  /// Makes a table with a row for each value.
  public init<Row>(of values: some Sequence<Row>, _ fields: [OutputField<Row>]) {
    self.init(columns: fields.map(\.column), rows: values.map { value in fields.map { $0.cell(value) } })
  }
}
