import Numbers
public import Statistics
public import Tables

/// What one would need to believe for a claimed saving to be true: how many crimes of each kind fewer, for each of how
/// many people, and whether they commit as many.
public struct SavingClaim: Sendable, Encodable {
  /// How a saving is told.
  public enum Period: String, Hashable, Sendable, CaseIterable, Codable {
    /// For each day of a year of 365.
    case day
    /// For each week.
    case week
    /// For each month.
    case month
    /// For each year.
    case year

    /// How many there are in a year.
    public var inYear: Double {
      switch self {
      case .day: 365
      case .week: 365.0 / 7
      case .month: 12
      case .year: 1
      }
    }
  }

  /// What the claim would be of.
  public struct Terms: Sendable {
    /// The pounds claimed for each period.
    public var pounds: Double
    /// The period.
    public var period: Period
    /// The year of whose prices they are; nil where nothing is said.
    public var priceYear: PriceYear?
    /// The people whose offending would be lower; nil where nothing is said.
    public var people: Double?
    /// How many crimes stand behind a proven reoffence.
    public var crimesEach: Double
    /// The proven reoffences of each of the people in a year without it; nil where they are not known.
    public var reoffencesEach: Double?

    /// A claim from its parts.
    public init(
      pounds: Double, period: Period = .year, priceYear: PriceYear? = nil, people: Double? = nil,
      crimesEach: Double = 1, reoffencesEach: Double? = nil
    ) {
      self.pounds = pounds
      self.period = period
      self.priceYear = priceYear
      self.people = people
      self.crimesEach = crimesEach
      self.reoffencesEach = reoffencesEach
    }

    /// The pounds in a year.
    public var yearly: Double { pounds * period.inYear }
  }

  /// One kind of crime.
  public struct Row: ResultRow {
    /// The offence, or the mix of all.
    public let offence: String
    /// What one costs, in the prices of the claim.
    public let unitCost: Double
    /// The year of whose prices the published cost is; nil where nothing is said.
    public let priceYear: PriceYear?
    /// The claim.
    public let terms: Terms

    /// The crimes that would have to be avoided in a year.
    public var crimesPerYear: Double { terms.yearly / unitCost }
    /// The crimes that would have to be avoided on a day.
    public var crimesPerDay: Double { crimesPerYear / Period.day.inYear }
    /// The proven reoffences that would have to be avoided in a year.
    public var reoffencesPerYear: Double { crimesPerYear / terms.crimesEach }
    /// The proven reoffences that each of the people would have to commit less in a year; nil without people.
    public var perPerson: Double? { terms.people.map { reoffencesPerYear / $0 } }
    /// The share of their reoffences that this is, which cannot be above 1; nil where they are not known.
    public var fall: Double? {
      perPerson.flatMap { each in terms.reoffencesEach.map { each / $0 } }
    }

    /// The fields, in the order of the table.
    public static let fields: [ResultField<Row>] = [
      .text("offence", "Offence") { $0.offence },
      .number("unitCost", "Pounds each", decimals: 0) { $0.unitCost },
      .text("priceYear") { $0.priceYear?.description },
      .number("crimesPerYear", "Crimes avoided a year", decimals: 1) { $0.crimesPerYear },
      .number("crimesPerDay", "a day", decimals: 2) { $0.crimesPerDay },
      .number("reoffencesPerYear", "Reoffences a year", decimals: 1) { $0.reoffencesPerYear },
      .number("perPerson", "for each person", decimals: 2) { $0.perPerson },
      .share("fall", "Fall") { $0.fall },
      .text("verdict", "Verdict") { $0.verdict }, .text("sentence") { $0.sentence },
    ]

    /// Whether the people commit as many; nil where nothing is known of it.
    public var verdict: String? { fall.map { $0 > 1 ? "more than they commit" : "possible" } }

    /// What the row says, in one sentence.
    public var sentence: String {
      let many = crimesPerYear < 10 ? 1 : 0
      var text =
        "\(offence), at \(Pounds.text(unitCost)) each: \(NumberFormat.fixed(crimesPerYear, decimals: many)) fewer crimes a year, "
        + "\(NumberFormat.fixed(crimesPerDay, decimals: crimesPerDay < 10 ? 2 : 0)) a day"
      if terms.crimesEach != 1 {
        text += ", which is \(NumberFormat.fixed(reoffencesPerYear, decimals: many)) proven reoffences"
      }
      if let perPerson {
        text +=
          "; \(NumberFormat.fixed(perPerson, decimals: 2)) fewer proven reoffences a year for each of the people"
      }
      if let fall {
        text +=
          fall > 1
          ? ", more than they commit" : ", a fall by \(NumberFormat.percent(fall))"
      }
      return text + "."
    }
  }

  /// The kinds of crime, in the order of the table; the mix last.
  public let rows: [Row]
  /// The claim.
  public let terms: Terms
  /// What a reader must know.
  public let notes: [String]

  /// Turns a claim into crimes.
  ///
  /// - Throws: `StatisticsError` for a claim that is not above 0, prices of a year that the index does not have, and
  ///   shares that do not add up to 1.
  public init(_ terms: Terms, costs: UnitCosts, index: PriceIndex) throws(StatisticsError) {
    for (value, name) in [
      (terms.pounds, "the saving"), (terms.crimesEach, "crimes for each reoffence"),
      (terms.people ?? 1, "people"), (terms.reoffencesEach ?? 1, "reoffences of each"),
    ] where !(value > 0 && value.isFinite) {
      throw .outOfRange(argument: name, value: value, allowed: "above 0")
    }
    guard !costs.rows.isEmpty else { throw .empty(argument: "the unit costs") }
    var rows: [Row] = []
    for cost in costs.rows {
      var factor = 1.0
      if let from = cost.priceYear, let to = terms.priceYear { factor = try index.factor(from: from, to: to) }
      rows.append(
        Row(
          offence: cost.offence, unitCost: cost.cost.value * factor, priceYear: cost.priceYear, terms: terms))
    }
    let shares = costs.rows.compactMap(\.share)
    if shares.count == costs.rows.count {
      let sum = shares.reduce(0, +)
      guard abs(sum - 1) < 0.005, shares.allSatisfy({ $0 >= 0 }) else {
        throw .outOfRange(argument: "the sum of the shares", value: sum, allowed: "1, and no share below 0")
      }
      let mean = zip(rows, shares).reduce(0) { $0 + $1.0.unitCost * $1.1 } / sum
      rows.append(
        Row(offence: "Mix", unitCost: mean, priceYear: costs.rows.first?.priceYear, terms: terms))
    }
    self.rows = rows
    self.terms = terms
    var notes = [
      "Each row supposes that all of the saving comes from crimes of its kind; a mix lies between.",
      "Published unit costs are economic and social costs, most of which nobody's budget gets back: harm to victims, lost output.",
    ]
    if let year = terms.priceYear {
      if costs.rows.contains(where: { $0.priceYear.map { $0 != year } ?? false }) {
        notes.append("Unit costs are made those of \(year) by \(index.source).")
      }
    } else {
      notes.append("Unit costs are taken in their own prices; --price-year says of which year the claim is.")
    }
    if terms.crimesEach == 1 {
      notes.append(
        "A proven reoffence is taken as one crime; there are more crimes than are proven, and --crimes-each says how many."
      )
    }
    if terms.people == nil {
      notes.append("Of how many people the claim is is not said; --people tells what it means for each.")
    } else if terms.reoffencesEach == nil {
      notes.append(
        "How much the people reoffend is not said; --reoffences-each tells whether they commit as many.")
    }
    self.notes = notes
  }

  /// The claim, then a sentence a kind of crime.
  public var sentences: [String] {
    var text = "A saving of \(Pounds.text(terms.pounds)) a \(terms.period.rawValue)"
    if terms.period != .year { text += " is \(Pounds.text(terms.yearly)) a year" }
    if let people = terms.people {
      text +=
        terms.period == .year
        ? " is \(Pounds.text(terms.yearly / people)) for each of \(NumberFormat.plain(people)) people"
        : ", \(Pounds.text(terms.yearly / people)) for each of \(NumberFormat.plain(people)) people"
    }
    return [text + (terms.period == .year && terms.people == nil ? " would need:" : ".")]
      + rows.map(\.sentence)
  }

  /// The finding in a sentence.
  public var headline: String {
    let ordered = rows.filter { $0.offence != "Mix" }.sorted { $0.unitCost < $1.unitCost }
    guard let cheapest = ordered.first, let dearest = ordered.last, ordered.count > 1 else {
      return rows.first?.sentence ?? ""
    }
    func count(_ row: Row) -> String {
      "\(NumberFormat.fixed(row.crimesPerYear, decimals: row.crimesPerYear < 10 ? 1 : 0)) (\(row.offence.lowercased()))"
    }
    return
      "\(Pounds.short(terms.yearly)) a year is between \(count(dearest)) and \(count(cheapest)) crimes fewer a year"
  }

  /// The kinds of crime as a table.
  public var table: OutputTable { Row.table(rows) }

  /// Writes the object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    try ResultObject([
      ("offences", rows), ("saving", terms.pounds), ("per", terms.period.rawValue),
      ("savingPerYear", terms.yearly), ("people", terms.people),
      ("savingPerPerson", terms.people.map { terms.yearly / $0 }), ("crimesEach", terms.crimesEach),
      ("reoffencesEach", terms.reoffencesEach), ("priceYear", terms.priceYear?.description), ("notes", notes),
    ]).encode(to: encoder)
  }
}
