import ChartGrammar

extension TextColumn {
  /// A column of the texts of rows; of two rows of one name the first counts.
  init<Row>(
    _ heading: String, edge: AxisMarkPosition = .trailing, alignment: Alignment = .trailing, of rows: [Row],
    named name: (Row) -> String, text: (Row) -> String, phrase: ((Row) -> String?)? = nil
  ) {
    self.init(
      heading, edge: edge, alignment: alignment,
      values: Dictionary(rows.map { (name($0), text($0)) }) { first, _ in first },
      phrases: Dictionary(rows.compactMap { row in phrase?(row).map { (name(row), $0) } }) { first, _ in first
      }
    )
  }
}
