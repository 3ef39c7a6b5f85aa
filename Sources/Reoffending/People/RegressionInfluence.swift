import Numbers
public import Statistics
package import Tables

/// The people on whom a regression hangs most, and the residuals and influence of each.
public struct RegressionInfluence: Sendable, Encodable {
  /// By how many standard errors a person moves a coefficient; nil where that is not known.
  public struct Move: Hashable, Sendable, Encodable {
    /// The coefficient.
    public let term: String
    /// How many standard errors it is higher with the person than without.
    public let dfbetas: Double?
  }

  /// One person.
  public struct Person: ResultRow {
    /// Where the person stands in the file.
    public let line: Int
    /// The outcome, the fitted mean, residuals and influence.
    public let row: ModelInfluence.Row
    /// The coefficient that the person moves most, and by how many standard errors; nil where that is not known.
    public let moved: Move?
    /// How far the person moves each coefficient.
    public let terms: [Move]

    /// The fields, in the order of the table.
    public static let fields: [ResultField<Person>] = [
      .count("line", "Line") { $0.line },
      .number("outcome", "Outcome", decimals: 2) { $0.row.outcome },
      .number("fitted", "Fitted", decimals: 3) { $0.row.fitted },
      .number("standardised", "Standardised residual", decimals: 2) { $0.row.standardised },
      .number("leverage", "Leverage", decimals: 4) { $0.row.leverage },
      .number("cooksDistance", "Cook’s distance", decimals: 4) { $0.row.cooksDistance },
      .text("moves", "Moves most") { $0.moved?.term },
      .number("dfbetas", "by standard errors", decimals: 3) { $0.moved?.dfbetas },
      .nested("terms") { $0.terms },
    ]
  }

  /// The people with the largest Cook's distances, largest first.
  public let people: [Person]
  /// Cook's distance from which on a person is worth a look: 4 over the number of rows.
  ///
  /// - Source: Bollen and Jackman (1990), in Fox and Long, *Modern Methods of Data Analysis*, 257–291.
  public let distanceLimit: Double
  /// The leverage from which on a person is worth a look: twice the mean.
  ///
  /// - Source: Hoaglin and Welsch (1978), *American Statistician* 32, 17–22, doi:10.2307/2683469.
  public var leverageLimit: Double {
    2 * Double(influence.terms.count) / Double(influence.observations)
  }
  /// How many people have a larger distance than that.
  public let beyondLimit: Int
  /// Residuals and influence of all.
  public let influence: ModelInfluence
  private let lineOfRow: @Sendable (Int) -> Int

  /// How many people are named.
  static let namedPeople = 10

  package init(_ influence: ModelInfluence, people table: PersonTable) {
    let table = table.expanded()
    self.influence = influence
    lineOfRow = { table.line(row: $0) }
    people = influence.mostInfluential(Self.namedPeople).map { row in
      let moves = zip(influence.terms, row.dfbetas).map { Move(term: $0, dfbetas: $1) }
      return Person(
        line: table.line(row: row.row), row: row,
        moved: moves.filter { $0.dfbetas != nil }.max { abs($0.dfbetas ?? 0) < abs($1.dfbetas ?? 0) },
        terms: moves)
    }
    distanceLimit = 4 / Double(influence.observations)
    beyondLimit = influence.count(aboveDistance: distanceLimit)
  }

  /// The line of a row of the frame.
  package func line(_ row: Int) -> Int { lineOfRow(row) }

  /// People named, a row each.
  package var table: OutputTable { Person.table(people) }

  /// What a person moves, where one moves much.
  public var warnings: [String] {
    let strong = people.filter { ($0.row.cooksDistance ?? 0) > 1 }
    var warnings: [String] = []
    if !strong.isEmpty {
      warnings.append(
        "\(Plural.count(strong.count, "person")) \(strong.count == 1 ? "decides" : "decide") the coefficients nearly alone (Cook’s "
          + "distance above 1): \(strong.count == 1 ? "line" : "lines") \(NameList.joined(strong.map { "\($0.line)" }))."
      )
    }
    let full = influence.fullLeverageCount
    if full > 0 {
      warnings.append(
        "\(Plural.people(full)) fitted exactly whatever the outcome (leverage 1), and \(full == 1 ? "has" : "have") no "
          + "standardised residual and no influence that could be told.")
    }
    return warnings
  }

  /// What the numbers mean.
  public var notes: [String] {
    guard let first = people.first, let distance = first.row.cooksDistance else { return [] }
    return [
      "\(Plural.people(beyondLimit, of: influence.observations)) above a Cook’s distance of 4 ÷ rows = "
        + "\(NumberFormat.fixed(distanceLimit, decimals: NumberFormat.decimals(showing: distanceLimit))); the largest is "
        + "\(NumberFormat.fixed(distance, decimals: NumberFormat.decimals(showing: distance))), line \(first.line). Such people "
        + "move the coefficients, which does not make them wrong: look at the row, do not leave it out for that.",
      "The rows are people: these lines and their file are for checking and not for publishing.",
    ]
  }

  /// The columns of the file of all people.
  private var columns: [String] {
    [
      "line", "outcome", "fitted", "response", "pearson", "deviance", "standardised", "leverage",
      "cooksDistance",
    ] + influence.terms.map { "dfbetas \($0)" }
  }

  /// Writes all people, a row each, as CSV.
  package func csv<Failure: Error>(to write: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
    var rows = CSVRows(columns: columns)
    for index in 0..<influence.rowCount {
      guard let row = influence.row(index) else { continue }
      let numbers: [Double?] =
        [
          row.outcome, row.fitted, row.response, row.pearson, row.deviance, row.standardised, row.leverage,
          row.cooksDistance,
        ] + row.dfbetas
      rows.append([.count(lineOfRow(index))] + numbers.map { .optional($0) })
      try rows.flush(to: write)
    }
    try rows.flush(atEnd: true, to: write)
  }

  private enum CodingKeys: String, CodingKey { case distanceLimit, leverageLimit, beyondLimit, people }

  /// Writes the limits and the people named.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(distanceLimit, forKey: .distanceLimit)
    try container.encode(leverageLimit, forKey: .leverageLimit)
    try container.encode(beyondLimit, forKey: .beyondLimit)
    try container.encode(people, forKey: .people)
  }
}
