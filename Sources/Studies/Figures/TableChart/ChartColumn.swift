import ChartGrammar
import Numbers
import Tables

/// A column of a table as a chart sees it: numbers, per cents, years, instants or names.
struct ChartColumn: Sendable {
  /// The kinds of columns.
  enum Kind: Hashable, Sendable {
    case number
    case percent
    /// Whole years of the calendar, written without commas.
    case year
    /// Days and times of day.
    case date
    /// Months, quarters and financial years, named as printed.
    case period(months: Int)
    case category

    /// What a sentence calls the values.
    var words: String {
      switch self {
      case .number: "numbers"
      case .percent: "per cents"
      case .year: "years"
      case .date: "dates"
      case .period: "periods"
      case .category: "words"
      }
    }
  }

  /// What a column is asked for.
  enum Role: Hashable, Sendable {
    /// A length or a height.
    case measure
    /// A place along an axis, a colour or a small chart.
    case place
  }

  let name: String
  /// What an axis or a sentence calls the column.
  let title: String
  let kind: Kind
  let values: [ChartDatum?]
  /// The cells as printed; nil where one is missing.
  let texts: [String?]
  /// Why cells have no value.
  let missing: [Int: MissingReason]
  /// How numbers are written at marks and in sentences.
  private(set) var numberFormat: ValueFormat
  /// Whether the numbers are pounds.
  let isPounds: Bool
  /// Whether `01/02/2015` was read as 1 February.
  let isDayFirst: Bool

  /// Reads a column as per cents or numbers, years, instants, else names.
  ///
  /// - Throws: `TableError.faults` for an unknown column, and for one that mixes per cents and other numbers.
  init(_ name: String, of table: Table, role: Role) throws(TableError) {
    var reading = table.reading()
    let texts = reading.texts(name)
    try reading.finish()
    self.name = texts.name
    title = Self.title(of: texts.name)
    self.texts = texts.values
    var reasons: [Int: MissingReason] = [:]
    for row in texts.indices where texts.values[row] == nil { reasons[row] = texts[row].missing ?? .empty }
    missing = reasons
    var trial = table.reading()
    let numbers = trial.numbers(name)
    let isNumeric = trial.faults.isEmpty && numbers.values.contains { $0 != nil }
    let read = numbers.values.count { $0 != nil }
    if role == .measure, !isNumeric, read > 1, trial.faults.count * 2 <= read { try trial.finish() }
    isPounds = isNumeric && numbers.values.contains { $0?.unit == .pounds }
    if isNumeric, role == .measure || !Self.areCodes(texts.values) {
      isDayFirst = false
      if Self.areYears(numbers.values, name: texts.name, role: role) {
        kind = .year
        numberFormat = .number.grouping(.never)
        values = numbers.values.map { $0.map { ChartDatum(.number($0.value)) } }
      } else if numbers.values.contains(where: { $0?.unit == .perCent }) {
        let rates = reading.rates(name)
        try reading.finish()
        kind = .percent
        values = rates.values.map { $0.map { ChartDatum(.number($0.fraction)) } }
        let decimals = numbers.values.compactMap { $0 }.map(\.decimals).max() ?? 1
        numberFormat = .percent.decimals(min(max(decimals, 1), 3))
      } else {
        kind = .number
        values = numbers.values.map { $0.map { ChartDatum(.number($0.value)) } }
        numberFormat = ChartNumberFormat.format(numbers.values.compactMap { $0 })
      }
      return
    }
    numberFormat = .number
    if let instants = ChartInstants(texts.values), instants.seconds.contains(where: { $0 != nil }) {
      switch instants.precision {
      case .time, .day: kind = .date
      case .period(let months): kind = .period(months: months)
      }
      values = instants.seconds.map { $0.map { ChartDatum(.date($0)) } }
      isDayFirst = instants.isDayFirst
      return
    }
    kind = .category
    values = texts.values.map { $0.map { ChartDatum(.category($0)) } }
    isDayFirst = false
  }

  private init(_ other: ChartColumn, kind: Kind, values: [ChartDatum?]) {
    name = other.name
    title = other.title
    self.kind = kind
    self.values = values
    texts = other.texts
    missing = other.missing
    numberFormat = other.numberFormat
    isDayFirst = other.isDayFirst
    isPounds = other.isPounds
  }

  /// The same column as names, for slots of bars and small charts.
  var named: ChartColumn {
    kind == .category
      ? self
      : ChartColumn(self, kind: .category, values: texts.map { $0.map { ChartDatum(.category($0)) } })
  }

  /// The same column, its numbers with what the format of its axis has before and behind them.
  func marked(_ format: ChartFormat?) -> ChartColumn {
    guard isQuantity, let format else { return self }
    var copy = self
    copy.numberFormat = ChartFormat(prefix: format.prefix, suffix: format.suffix).applied(to: numberFormat)
    return copy
  }

  /// Reference numbers such as `001` are names.
  private static func areCodes(_ texts: [String?]) -> Bool {
    texts.contains { text in
      guard let text, text.count > 1, text.allSatisfy(\.isNumber) else { return false }
      return text.first == "0"
    }
  }

  /// Whole numbers of four digits are years where the column says so or, at a place on an axis, where all are near now.
  private static func areYears(_ numbers: [PrintedNumber?], name: String, role: Role) -> Bool {
    let known = numbers.compactMap(\.self)
    let isNamed = name.lowercased().split { !$0.isLetter }.contains {
      $0 == "year" || $0 == "years" || $0 == "yr" || $0 == "fy"
    }
    guard isNamed || role == .place else { return false }
    return known.allSatisfy { number in
      number.decimals == 0 && number.unit == .none && number.text.filter(\.isNumber).count == 4
        && !number.text.contains(",") && (isNamed ? 1000..<3000 : 1900..<2101).contains(Int(number.value))
    }
  }

  /// Whether the column holds numbers or per cents that can be a length.
  var isQuantity: Bool { kind == .number || kind == .percent }

  /// Whether the column holds instants.
  var isTime: Bool {
    switch kind {
    case .date, .period: true
    case .number, .percent, .year, .category: false
    }
  }

  private static func title(of name: String) -> String {
    name.asHeading
  }

  /// How an axis prints the values.
  var format: ValueFormat {
    switch kind {
    case .percent: .percent
    case .year: .number.grouping(.never)
    case .number: isPounds ? .number.prefix("£") : .automatic
    case .date, .period, .category: .automatic
    }
  }

  /// Days, with times of day where the column has any.
  private var dateFormat: ValueFormat {
    let hasTimes = values.contains { ($0?.quantity ?? 0).truncatingRemainder(dividingBy: 86_400) != 0 }
    let day = ValueFormat.dateTime.day().month().year()
    return hasTimes ? day.hour().minute() : day
  }

  /// Whether all numbers are whole, so that an axis has no fractions.
  var isWhole: Bool {
    kind == .number && values.allSatisfy { ($0?.number ?? 0).truncatingRemainder(dividingBy: 1) == 0 }
  }

  /// What a sentence calls the value of a row.
  func text(row: Int) -> String {
    switch kind {
    case .number, .percent:
      guard let number = values[row]?.number else { return "" }
      let format = numberFormat
      return format.string(number)
    case .date:
      guard let instant = values[row]?.quantity else { return "" }
      let format = dateFormat
      return format.string(instant)
    case .year, .period, .category: return texts[row] ?? ""
    }
  }
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
  // Inlined into closures it crashes the optimiser of Swift 6.3.1 (CopyPropagation); likewise the next.
  @inline(never)
  var number: Double? {
    guard case .number(let value) = datum else { return nil }
    return value
  }

  /// The number or the seconds.
  @inline(never)
  var quantity: Double? {
    switch datum {
    case .number(let value), .date(let value): value
    case .category: nil
    }
  }
}
