import Numbers
public import Statistics
public import Tables

/// Costs against benefits over some years: present values in the prices of one year, what each pound brings, when it is
/// back, and what must be true for that.
///
/// The layout is that of the cost benefit analysis of local partnerships: the financial case counts what comes back to
/// public budgets, the public value case everything.
///
/// - Source: HM Treasury, Public Service Transformation Network and New Economy (2014), *Supporting public service
///   transformation: cost benefit analysis guidance for local partnerships*.
public struct Appraisal: Sendable, Encodable {
  /// A cost or benefit with its present value.
  public struct Row: ResultRow {
    /// The item as its table has it.
    public let item: AppraisalItem
    /// By what its unit cost was multiplied for the prices of the appraisal.
    public let priceFactor: Double
    /// Its present value; of a cost above 0 too.
    public let presentValue: Estimate
    /// The amount a year at which the net present value of everything is zero, all else as it is; nil where none is.
    public let switchAmount: Double?

    /// The pounds for each unit in the prices of the appraisal.
    public var unitCost: Double { item.unitCost.value * priceFactor * item.crimesEach }

    /// The fields, in the order of the table.
    public static let fields: [ResultField<Row>] = [
      .text("item", "Item") { $0.item.name }, .text("type", "Type") { $0.item.direction.rawValue },
      .text("case", "Case") { $0.item.kind.rawValue }, .text("bearer", "Bearer") { $0.item.bearer },
      .number("amount", "A year", decimals: nil) { $0.item.amount.value },
      .number("amountLower") { $0.item.amount.interval?.lower },
      .number("amountUpper") { $0.item.amount.interval?.upper },
      .number("unitCost", "Pounds each", decimals: 0) { $0.unitCost },
      .text("offence") { $0.item.offence }, .text("priceYear") { $0.item.priceYear?.description },
      .number("priceFactor") { $0.priceFactor },
      .count("firstYear", "From year") { $0.item.years.lowerBound },
      .count("lastYear", "to") { $0.item.years.upperBound },
      .share("deadweight", "Deadweight", decimals: 0) { $0.item.deadweight },
      .share("optimism", "Optimism", decimals: 0) { $0.item.optimism },
      .estimate("presentValue", "Present value", decimals: 0) { $0.presentValue },
      .number("switchAmount", "Switches at", decimals: 1) { $0.switchAmount },
      .text("sentence") { $0.sentence },
    ]

    /// What the row says, in one sentence.
    public var sentence: String {
      let years =
        item.years.count == 1
        ? "in year \(item.years.lowerBound)" : "in years \(item.years.lowerBound) to \(item.years.upperBound)"
      var text =
        "\(item.name): \(NumberFormat.plain(item.amount.value)) a year \(years) at \(Pounds.text(unitCost)) each, "
        + "a present value of \(Pounds.text(presentValue))."
      if let switchAmount {
        text +=
          " With \(NumberFormat.fixed(switchAmount, decimals: 1)) a year, all else as it is, costs and benefits are equal."
      }
      return text
    }
  }

  /// One way to count: all items, or those of public budgets.
  public struct Case: Sendable, Encodable {
    /// What it is called.
    public let name: String
    /// The sums.
    public let value: CostBenefit

    /// Writes the object of the command line's contract.
    public func encode(to encoder: any Encoder) throws {
      try ResultObject([
        ("name", name), ("costs", value.costs), ("benefits", value.benefits), ("net", value.net),
        ("ratio", value.ratio), ("probabilityPositive", value.probabilityPositive),
        ("paybackYear", value.paybackYear), ("paybackSoonest", value.paybackLimits.soonest),
        ("paybackLatest", value.paybackLimits.latest), ("breakEvenShare", value.breakEvenShare),
      ]).encode(to: encoder)
    }
  }

  /// A year of the appraisal.
  private struct Year: Encodable {
    let year: Int
    let costs: Double
    let benefits: Double
    let cumulative: Estimate
  }

  /// The items.
  public let rows: [Row]
  /// Everything counted.
  public let publicValue: Case
  /// What is of public budgets; nil where nothing else is.
  public let financial: Case?
  /// The year in whose prices everything is; nil where none is known.
  public let priceYear: PriceYear?
  /// By which a year is worth less than the one before.
  public let discountRate: Double
  /// How many times uncertain numbers were drawn.
  public let draws: Int
  /// The confidence level of the limits.
  public let level: ConfidenceLevel
  /// What a reader must know.
  public let notes: [String]

  /// How an appraisal is made.
  public struct Choices: Sendable {
    /// The year in whose prices everything is; nil for that of the items.
    public var priceYear: PriceYear?
    /// By which a year is worth less than the one before.
    public var discountRate: Double
    /// How uncertain flows belong together.
    public var dependence: CashFlowDraws.Dependence
    /// How many times uncertain numbers are drawn.
    public var draws: Int
    /// The seed of the draws.
    public var seed: UInt64

    /// Choices with the defaults of the command line.
    public init(
      priceYear: PriceYear? = nil, discountRate: Double = 0.035,
      dependence: CashFlowDraws.Dependence = .independent, draws: Int = 10_000, seed: UInt64 = 1
    ) {
      self.priceYear = priceYear
      self.discountRate = discountRate
      self.dependence = dependence
      self.draws = draws
      self.seed = seed
    }
  }

  /// Appraises the items of a table.
  ///
  /// - Parameters:
  ///   - table: a row an item, with the columns item, type, amount, and unit_cost or offence.
  ///   - costs: the unit costs of offences.
  ///   - index: by which prices of different years are made one.
  ///   - choices: the year of prices, the discount rate, and how uncertain numbers are drawn.
  ///   - level: the confidence level of the limits.
  /// - Throws: `TableError.faults` for faults of the data; `StatisticsError` for prices of different years without an
  ///   index that has them, and where there is no cost and no benefit.
  public init(
    _ table: Table, costs: UnitCosts?, index: PriceIndex, choices: Choices = Choices(),
    level: ConfidenceLevel = .p95
  ) throws {
    let items = try AppraisalItem.read(table, costs: costs)
    let given = Set(items.compactMap(\.priceYear))
    let year = choices.priceYear ?? (given.count == 1 ? given.first : nil)
    if year == nil, given.count > 1 {
      throw StatisticsError.undefined(
        quantity: "a sum of amounts",
        because: "they are in prices of \(given.sorted().map(\.description).joined(separator: " and ")); "
          + "choose one year with --price-year")
    }
    let factors = try items.map { item in
      guard let from = item.priceYear, let year else { return 1.0 }
      return try index.factor(from: from, to: year)
    }
    let flows = try zip(items, factors).map { item, factor in
      try CashFlow(
        item.direction, amount: item.amount, unitValue: item.unitCost,
        factor: item.factor * factor * item.crimesEach, years: item.years)
    }
    let drawn = try CashFlowDraws(
      flows, dependence: choices.dependence, count: choices.draws, seed: choices.seed)
    let whole = try CostBenefit(drawn, discountRate: choices.discountRate, level: level)
    publicValue = Case(name: "public value", value: whole)
    let fiscal = items.indices.filter { items[$0].kind == .fiscal }
    financial =
      fiscal.isEmpty || fiscal.count == items.count
      ? nil
      : Case(
        name: "financial",
        value: try CostBenefit(drawn, including: fiscal, discountRate: choices.discountRate, level: level))
    let net = whole.net.value ?? 0
    rows = items.indices.map { place in
      let own = whole.flows[place].value ?? 0
      let needed = items[place].direction == .benefit ? own - net : own + net
      return Row(
        item: items[place], priceFactor: factors[place], presentValue: whole.flows[place],
        switchAmount: own > 0 && needed >= 0 ? items[place].amount.value * needed / own : nil)
    }
    priceYear = year
    discountRate = choices.discountRate
    draws = choices.draws
    self.level = level
    notes = Self.notes(items, whole, year: year, index: index, choices: choices)
  }

  private static func notes(
    _ items: [AppraisalItem], _ whole: CostBenefit, year: PriceYear?, index: PriceIndex, choices: Choices
  ) -> [String] {
    var notes = [
      "Amounts are discounted by \(NumberFormat.percent(choices.discountRate)) a year, the first year not; "
        + "the first year is year 1."
    ]
    if let year, items.contains(where: { $0.priceYear.map { $0 != year } ?? false }) {
      notes.append("Prices of other years are made those of \(year) by \(index.source).")
    }
    let unnamed = items.count { $0.priceYear == nil }
    if unnamed > 0 {
      notes.append(
        "\(Plural.count(unnamed, "item")) \(unnamed == 1 ? "names" : "name") no price year and \(unnamed == 1 ? "is" : "are") taken as they stand\(year.map { ", as of \($0)" } ?? "")."
      )
    }
    if whole.net.interval != nil {
      notes.append(
        "Limits come from \(NumberFormat.count(choices.draws)) draws of every uncertain amount and unit cost, "
          + (choices.dependence == .together
            ? "benefits all high or all low together."
            : "each for itself; --together draws benefits high or low together, which is wider."))
    } else {
      notes.append(
        "No item has limits, so that nothing is said of chance; give amount_lower and amount_upper.")
    }
    let crimes = items.filter { $0.offence != nil && $0.crimesEach == 1 }
    if !crimes.isEmpty {
      notes.append(
        "Published unit costs are of crimes. Where an amount counts proven reoffences, of which there are fewer, "
          + "crimes_each says how many crimes stand behind one (\(crimes.map(\.name).joined(separator: ", ")): taken as one)."
      )
    }
    if items.contains(where: { $0.direction == .benefit && $0.deadweight == 0 }) {
      notes.append(
        "No deadweight is taken off where the column is empty: all of the amount is owed to what is paid for."
      )
    }
    notes.append("Savings may not be in cash: a day in custody less closes no prison.")
    return notes
  }

  /// The finding, the case of public budgets, and an item a sentence.
  public var sentences: [String] {
    [
      sentence(of: publicValue),
      financial.map { "For public budgets alone: " + sentence(of: $0, isPart: true) },
    ]
    .compactMap(\.self) + rows.map(\.sentence)
  }

  private func sentence(of one: Case, isPart: Bool = false) -> String {
    let value = one.value
    let horizon = value.points.count
    let prices = priceYear.map { "in \($0) prices " } ?? ""
    var text =
      (isPart ? "" : "Over \(Plural.count(horizon, "year")) \(prices)")
      + "costs of \(Pounds.text(value.costs)) stand against benefits of \(Pounds.text(value.benefits)): "
      + "a net present value of \(Pounds.text(value.net))"
    if let ratio = value.ratio.value {
      text += ", \(Pounds.text(Self.pence(ratio))) for each pound"
    }
    text += "."
    if let probability = value.probabilityPositive {
      text += " It is above zero in \(NumberFormat.percent(probability)) of the draws."
    }
    if let year = value.paybackYear {
      text += " The money is back by the end of year \(year)."
    } else {
      text += " The money is not back within \(Plural.count(horizon, "year"))."
    }
    if let share = value.breakEvenShare, value.costs.value ?? 0 > 0 {
      text +=
        share <= 1
        ? " It breaks even where \(NumberFormat.percent(share)) of the benefits come."
        : " Benefits would have to be \(NumberFormat.fixed(share, decimals: 2)) times as large to break even."
    }
    return text
  }

  private static func pence(_ ratio: Double) -> Double { (100 * ratio).rounded() / 100 }

  /// The finding in a sentence.
  public var headline: String {
    let value = publicValue.value
    guard let ratio = value.ratio.value, let interval = value.net.interval else {
      return (value.net.value ?? 0) >= 0
        ? "Benefits exceed costs by \(Pounds.short(value.net.value ?? 0))"
        : "Costs exceed benefits by \(Pounds.short(-(value.net.value ?? 0)))"
    }
    let each = "\(Pounds.text(Self.pence(ratio))) of benefits for each pound"
    return interval.contains(0) ? each + ", but chance leaves open whether it pays" : each
  }

  /// The items as a table.
  public var table: OutputTable { Row.table(rows) }

  /// The two cases and the years, as tables below the first.
  public var furtherTables: [OutputTable] {
    let cases = [publicValue] + [financial].compactMap(\.self)
    return [
      OutputTable(
        columns: [
          OutputColumn(key: "name", title: "Case"),
          OutputColumn(key: "costs", title: "Costs", kind: .number(decimals: 0)),
          OutputColumn(key: "benefits", title: "Benefits", kind: .number(decimals: 0)),
          OutputColumn(key: "net", title: "Net present value", kind: .number(decimals: 0)),
          OutputColumn(key: "netLower", title: "from", kind: .number(decimals: 0)),
          OutputColumn(key: "netUpper", title: "to", kind: .number(decimals: 0)),
          OutputColumn(key: "ratio", title: "For each pound", kind: .number(decimals: 2)),
          OutputColumn(key: "probabilityPositive", title: "Above zero", kind: .perCent(decimals: 1)),
          OutputColumn(key: "paybackYear", title: "Back by year", kind: .number(decimals: 0)),
        ],
        rows: cases.map { one in
          [
            .text(one.name), .optional(one.value.costs.value), .optional(one.value.benefits.value),
            .optional(one.value.net.value), .optional(one.value.net.interval?.lower),
            .optional(one.value.net.interval?.upper), .optional(one.value.ratio.value),
            .optional(one.value.probabilityPositive), .optional(one.value.paybackYear),
          ]
        }),
      OutputTable(
        columns: [
          OutputColumn(key: "year", title: "Year", kind: .number(decimals: 0)),
          OutputColumn(key: "yearCosts", title: "Costs, undiscounted", kind: .number(decimals: 0)),
          OutputColumn(key: "yearBenefits", title: "Benefits, undiscounted", kind: .number(decimals: 0)),
          OutputColumn(key: "cumulative", title: "Cumulative net present value", kind: .number(decimals: 0)),
          OutputColumn(key: "cumulativeLower", title: "from", kind: .number(decimals: 0)),
          OutputColumn(key: "cumulativeUpper", title: "to", kind: .number(decimals: 0)),
        ],
        rows: publicValue.value.points.map {
          [
            .count($0.year), .number($0.costs), .number($0.benefits), .optional($0.cumulative.value),
            .optional($0.cumulative.interval?.lower), .optional($0.cumulative.interval?.upper),
          ]
        }),
    ]
  }

  /// Writes the object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    let years = publicValue.value.points.map {
      Year(year: $0.year, costs: $0.costs, benefits: $0.benefits, cumulative: $0.cumulative)
    }
    try ResultObject([
      ("items", rows), ("publicValue", publicValue), ("financial", financial), ("years", years),
      ("horizon", years.count), ("priceYear", priceYear?.description), ("discountRate", discountRate),
      ("draws", draws), ("level", level), ("notes", notes),
    ]).encode(to: encoder)
  }
}
