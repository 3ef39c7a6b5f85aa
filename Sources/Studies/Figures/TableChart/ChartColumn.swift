import ChartGrammar
import Numbers
import Tables

/// A column of a table as a chart sees it: numbers, per cents, dates or names.
struct ChartColumn: Sendable {
  /// The kinds of columns.
  enum Kind: Hashable, Sendable {
    case number
    case percent
    case date
    case category

    /// What a sentence calls the values.
    var words: String {
      switch self {
      case .number: "numbers"
      case .percent: "per cents"
      case .date: "dates"
      case .category: "words"
      }
    }
  }

  let name: String
  let kind: Kind
  let values: [ChartDatum?]

  /// Reads a column as per cents or numbers, else dates, else names.
  ///
  /// - Throws: `TableError.faults` for an unknown column, and for one that mixes per cents and other numbers.
  init(_ name: String, of table: Table) throws(TableError) {
    var reading = table.reading()
    let texts = reading.texts(name)
    try reading.finish()
    self.name = texts.name
    var trial = table.reading()
    let numbers = trial.numbers(name)
    if trial.faults.isEmpty, numbers.values.contains(where: { $0 != nil }) {
      let percents = numbers.values.count { $0?.unit == .perCent }
      if percents == 0 {
        kind = .number
        values = numbers.values.map { $0.map { ChartDatum(.number($0.value)) } }
      } else {
        let rates = reading.rates(name)
        try reading.finish()
        kind = .percent
        values = rates.values.map { $0.map { ChartDatum(.number($0.fraction)) } }
      }
      return
    }
    trial = table.reading()
    let dates = trial.dates(name)
    if trial.faults.isEmpty, dates.values.contains(where: { $0 != nil }) {
      kind = .date
      values = dates.values.map { $0.map { ChartDatum(.date(86_400 * Double($0.daysSince1970))) } }
      return
    }
    kind = .category
    values = texts.values.map { $0.map { ChartDatum(.category($0)) } }
  }

  /// Whether the column holds numbers or per cents.
  var isQuantity: Bool { kind == .number || kind == .percent }

  /// What an axis or a sentence calls the column.
  var title: String {
    let plain = name.replacing("_", with: " ")
    return plain.prefix(1).uppercased() + plain.dropFirst()
  }

  /// How an axis prints the values.
  var format: ValueFormat { kind == .percent ? .percent : .automatic }
}

/// A number, instant or name of a cell.
struct ChartDatum: PrimitivePlottableProtocol, Hashable, Sendable {
  let datum: Datum

  init(_ datum: Datum) {
    self.datum = datum
  }

  init?(datum: Datum) {
    self.datum = datum
  }

  /// The number, where it is one.
  var number: Double? {
    guard case .number(let value) = datum else { return nil }
    return value
  }
}
