import Numbers
public import Statistics
import Tables

/// One cost or benefit of an appraisal, as its table has it.
public struct AppraisalItem: Sendable {
  /// For whom something is a cost or benefit.
  public enum Case: String, Hashable, Sendable, CaseIterable, Codable {
    /// For public budgets.
    case fiscal
    /// For the economy.
    case economic
    /// For people's lives.
    case social
  }

  /// What it is called.
  public let name: String
  /// Whether it is spent or gained.
  public let direction: CashFlow.Direction
  /// For whom.
  public let kind: Case
  /// The agency or group that bears or gains it; empty where the table does not say.
  public let bearer: String
  /// The units in a year.
  public let amount: UncertainQuantity
  /// The pounds for each unit, before prices are changed.
  public let unitCost: UncertainQuantity
  /// The offence whose unit cost is taken; nil where the table has a cost of its own.
  public let offence: String?
  /// Crimes for each unit.
  public let crimesEach: Double
  /// The year of whose prices the unit cost is; nil where neither table says.
  public let priceYear: PriceYear?
  /// The years in which it falls.
  public let years: ClosedRange<Int>
  /// The share that would have come anyway.
  public let deadweight: Double
  /// The share by which costs are raised and benefits lowered for optimism.
  public let optimism: Double

  /// By what pounds are multiplied besides prices.
  public var factor: Double {
    switch direction {
    case .cost: 1 + optimism
    case .benefit: (1 - deadweight) * (1 - optimism)
    }
  }

  /// Reads the rows of a table.
  ///
  /// - Parameter costs: the unit costs of rows that name an offence and have no unit cost.
  /// - Throws: `TableError.faults` for everything that is not right, together.
  static func read(_ table: Table, costs: UnitCosts?) throws(TableError) -> [AppraisalItem] {
    var reading = table.reading()
    let columns = Columns(table, &reading)
    var items: [AppraisalItem] = []
    for row in columns.items.indices {
      if let item = columns.item(row, costs: costs, &reading) { items.append(item) }
    }
    if table.rowCount == 0 { throw .noRows(expression: "the table", source: table.source) }
    try reading.finish()
    return items
  }

  /// The columns of a table of items.
  private struct Columns {
    let items: TypedColumn<String>
    private let quantities: QuantityReading
    private let types: TypedColumn<String>
    private let cases, bearers, offences, priceYears: TypedColumn<String>?
    private let amounts: TypedColumn<PrintedNumber>
    private let numbers: [String: TypedColumn<PrintedNumber>]

    init(_ table: Table, _ reading: inout TableReading) {
      quantities = QuantityReading(table)
      items = reading.texts("item", missing: .refused)
      types = reading.texts("type", missing: .refused)
      amounts = reading.numbers("amount", missing: .refused)
      func texts(_ name: String, _ reading: inout TableReading) -> TypedColumn<String>? {
        table.firstColumn(among: [name]).map { reading.texts($0.name) }
      }
      cases = texts("case", &reading)
      bearers = texts("bearer", &reading)
      offences = texts("offence", &reading)
      priceYears = texts("price_year", &reading)
      var numbers: [String: TypedColumn<PrintedNumber>] = [:]
      for name in [
        "amount_lower", "amount_upper", "unit_cost", "unit_lower", "unit_upper", "crimes_each", "first_year",
        "last_year", "deadweight", "optimism",
      ] {
        numbers[name] = quantities.column(name, &reading)
      }
      self.numbers = numbers
    }

    func item(_ row: Int, costs: UnitCosts?, _ reading: inout TableReading) -> AppraisalItem? {
      guard let name = items.values[row], let type = types.values[row] else { return nil }
      guard let direction = CashFlow.Direction(rawValue: type.lowercased()) else {
        reading.report(Fault(at: types.location(row: row), "“\(type)” is neither cost nor benefit"))
        return nil
      }
      var kind = Case.fiscal
      if let cases, let text = cases.values[row] {
        guard let found = Case(rawValue: text.lowercased()) else {
          reading.report(
            Fault(at: cases.location(row: row), "“\(text)” is no case; fiscal, economic or social is needed"))
          return nil
        }
        kind = found
      }
      guard
        let amount = quantities.quantity(
          amounts, numbers["amount_lower"], numbers["amount_upper"], row: row, &reading)
      else { return nil }
      if amount.value < 0 {
        reading.report(
          Fault(
            at: amounts.location(row: row), "an amount of at least 0 is needed; a cost is a row of type cost")
        )
      }
      guard let (unitCost, offence, priceYear) = unit(row, costs: costs, &reading) else { return nil }
      let first = whole("first_year", row, else: 1, &reading)
      let last = whole("last_year", row, else: first, &reading)
      if last < first {
        reading.report(Fault(at: items.location(row: row), "the last year lies before the first"))
        return nil
      }
      let crimesEach = number("crimes_each", row) ?? 1
      if crimesEach <= 0 {
        reading.report(Fault(at: items.location(row: row), "crimes_each must be above 0"))
      }
      let deadweight = share("deadweight", row, &reading)
      let optimism = share("optimism", row, &reading)
      if direction == .cost, deadweight > 0 {
        reading.report(
          Fault(at: items.location(row: row), "deadweight is of benefits; leave it empty for a cost"))
      }
      return AppraisalItem(
        name: name, direction: direction, kind: kind, bearer: bearers?.values[row] ?? "", amount: amount,
        unitCost: unitCost, offence: offence, crimesEach: crimesEach, priceYear: priceYear,
        years: first...last, deadweight: deadweight, optimism: optimism)
    }

    /// The unit cost of a row: its own, or that of its offence.
    private func unit(
      _ row: Int, costs: UnitCosts?, _ reading: inout TableReading
    ) -> (UncertainQuantity, String?, PriceYear?)? {
      let year = quantities.year(priceYears, row: row, &reading)
      if let own = numbers["unit_cost"], own.values[row] != nil {
        return quantities.quantity(own, numbers["unit_lower"], numbers["unit_upper"], row: row, &reading)
          .map { ($0, nil, year) }
      }
      guard let offences, let offence = offences.values[row] else {
        reading.report(Fault(at: items.location(row: row), "neither unit_cost nor offence is given"))
        return nil
      }
      guard let costs, let found = costs.named(offence) else {
        let known = costs.map { "; \($0.source) has \($0.rows.map(\.offence).joined(separator: ", "))" } ?? ""
        reading.report(
          Fault(at: offences.location(row: row), "no unit cost of “\(offence)” is known\(known)"))
        return nil
      }
      if let year, year != found.priceYear {
        reading.report(
          Fault(
            at: items.location(row: row),
            "price_year is \(year), but the unit cost of \(offence) is of \(found.priceYear?.description ?? "no year"); leave it empty"
          ))
      }
      return (found.cost, offence, found.priceYear)
    }

    private func number(_ name: String, _ row: Int) -> Double? { numbers[name]?.values[row]?.plainValue }

    private func whole(_ name: String, _ row: Int, else other: Int, _ reading: inout TableReading) -> Int {
      guard let column = numbers[name], let value = column.values[row]?.value else { return other }
      guard let year = Int(exactly: value), (1...200).contains(year) else {
        reading.report(
          Fault(at: column.location(row: row), "\(name) is a year of the appraisal, from 1 to 200"))
        return other
      }
      return year
    }

    private func share(_ name: String, _ row: Int, _ reading: inout TableReading) -> Double {
      guard let column = numbers[name], let value = column.values[row]?.plainValue else { return 0 }
      guard (0...1).contains(value) else {
        reading.report(
          Fault(at: column.location(row: row), "\(name) is a share from 0 to 1, such as 0.2 or 20%"))
        return 0
      }
      return value
    }
  }
}
