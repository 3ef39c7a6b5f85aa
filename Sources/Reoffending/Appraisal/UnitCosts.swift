import Numbers
public import Statistics
public import Tables

/// What one crime of each kind costs, in the prices of some year.
public struct UnitCosts: Sendable {
  /// The cost of one kind.
  public struct Row: Sendable {
    /// The offence.
    public let offence: String
    /// The pounds.
    public let cost: UncertainQuantity
    /// The year of whose prices they are; nil where the table does not say.
    public let priceYear: PriceYear?
    /// The share of the offence among crimes; nil where the table does not say.
    public let share: Double?
  }

  /// The kinds, in the order of the table.
  public let rows: [Row]
  /// Where they come from.
  public let source: String

  /// Reads a table with the columns offence and unit_cost and perhaps unit_lower, unit_upper, price_year and share.
  ///
  /// - Throws: `TableError.faults` for costs that are not above 0, limits that are not on both sides, years that are
  ///   none, and offences that stand twice.
  public init(_ table: Table) throws(TableError) {
    var reading = table.reading()
    let offences = reading.texts("offence", missing: .refused)
    let costs = reading.numbers("unit_cost", missing: .refused)
    let quantities = QuantityReading(table)
    let lower = quantities.column("unit_lower", &reading)
    let upper = quantities.column("unit_upper", &reading)
    let years = table.firstColumn(among: ["price_year"]).map { reading.texts($0.name) }
    let shares = table.firstColumn(among: ["share"]).map { reading.numbers($0.name, missing: .refused) }
    var rows: [Row] = []
    var seen: Set<String> = []
    for row in offences.indices {
      guard let offence = offences.values[row],
        let cost = quantities.quantity(costs, lower, upper, row: row, &reading)
      else { continue }
      if cost.value <= 0 {
        reading.report(Fault(at: costs.location(row: row), "a cost above 0 pounds is needed"))
      }
      if !seen.insert(Column.normalized(offence)).inserted {
        reading.report(Fault(at: offences.location(row: row), "“\(offence)” stands twice"))
      }
      rows.append(
        Row(
          offence: offence, cost: cost, priceYear: quantities.year(years, row: row, &reading),
          share: shares?.values[row]?.plainValue))
    }
    try reading.finish()
    self.rows = rows
    source = table.source
  }

  /// The cost of an offence, named without regard to case and signs; nil where the table does not have it.
  public func named(_ offence: String) -> Row? {
    rows.first { Column.normalized($0.offence) == Column.normalized(offence) }
  }
}

/// Cells of a table read as quantities with limits.
struct QuantityReading {
  private let table: Table

  init(_ table: Table) { self.table = table }

  /// A column of numbers that need not be there.
  func column(_ name: String, _ reading: inout TableReading) -> TypedColumn<PrintedNumber>? {
    table.firstColumn(among: [name]).map { reading.numbers($0.name) }
  }

  /// The quantity of a row; nil where it has none or a fault was reported.
  func quantity(
    _ values: TypedColumn<PrintedNumber>, _ lower: TypedColumn<PrintedNumber>?,
    _ upper: TypedColumn<PrintedNumber>?, row: Int, _ reading: inout TableReading
  ) -> UncertainQuantity? {
    guard let value = values.values[row]?.value else { return nil }
    let limits = (lower?.values[row]?.value, upper?.values[row]?.value)
    do {
      switch limits {
      case (nil, nil): return try UncertainQuantity(value)
      case (let least?, let most?): return try UncertainQuantity(value, lower: least, upper: most)
      case (.some, nil), (nil, .some):
        reading.report(
          Fault(at: values.location(row: row), "one limit is given; both are needed, or neither"))
      }
    } catch {
      reading.report(Fault(at: values.location(row: row), error.description))
    }
    return nil
  }

  /// The financial year of a row; nil where it has none.
  func year(_ years: TypedColumn<String>?, row: Int, _ reading: inout TableReading) -> PriceYear? {
    guard let years, let text = years.values[row] else { return nil }
    let year = PriceYear(text)
    if year == nil {
      reading.report(
        Fault(at: years.location(row: row), "“\(text)” is no financial year; write such as 2015/16"))
    }
    return year
  }
}
