public import Statistics

/// The effect of a programme on reoffending against a comparison group of people like those on it.
public struct ProgrammeComparison: Sendable {
  /// What is known of each person beside the covariates.
  public struct Outcomes: Sendable {
    /// Whether the person reoffended; nil where it is not known.
    public var reoffended: [Bool?]
    /// How many reoffences there were; nil for no such column.
    public var reoffences: [Int?]?
    /// The time to the first reoffence of those who reoffended; nil for no such column.
    public var daysToFirst: [Double?]?

    /// Takes outcomes, a value a person.
    public init(reoffended: [Bool?], reoffences: [Int?]? = nil, daysToFirst: [Double?]? = nil) {
      self.reoffended = reoffended
      self.reoffences = reoffences
      self.daysToFirst = daysToFirst
    }
  }

  /// The column that says who was on the programme.
  public let treatment: String
  /// What the programme is called in sentences.
  public let programme: String
  /// The covariates of the propensity score.
  public let covariates: [String]
  /// How the group was formed.
  public let choices: MatchingChoices
  /// How many people were on the programme.
  public let treated: Int
  /// The people compared.
  public let group: ComparisonGroup
  /// How alike the groups are in each covariate.
  public let balance: [CovariateBalance]
  /// The effect on the share that reoffended.
  public let binary: ProgrammeEffect
  /// The effect on reoffences per person; nil without a column of them.
  public let frequency: ProgrammeEffect?
  /// The difference in time to the first reoffence of those who reoffended; nil without a column of it.
  public let timeToFirst: ProgrammeEffect?
  /// How many people were left out for a missing value.
  public let excluded: Int
  /// How many people were left out for a chance of the programme too near none or certainty.
  public let trimmed: Int
  /// The chances of the programme of those on it and of the others.
  public let overlap: Overlap
  /// The effect in each group of some columns; nil unless asked for.
  public let subgroups: ProgrammeSubgroups?
  /// How far pairs could have differed in something hidden; nil unless one person is chosen for each.
  public let hiddenBias: HiddenBias?

  /// The least and the greatest chance of the programme.
  public struct Overlap: Hashable, Sendable, Encodable {
    /// The least chance of somebody on the programme.
    public let treatedLeast: Double
    /// The greatest chance of somebody on the programme.
    public let treatedGreatest: Double
    /// The least chance of somebody else.
    public let comparisonLeast: Double
    /// The greatest chance of somebody else.
    public let comparisonGreatest: Double

    init(_ scores: PropensityScores) {
      let chances = scores.probabilities
      func range(_ isTreated: Bool) -> (Double, Double) {
        let own = chances.indices.filter { scores.isTreated[$0] == isTreated }.compactMap { chances[$0] }
        return (own.min() ?? 0, own.max() ?? 1)
      }
      (treatedLeast, treatedGreatest) = range(true)
      (comparisonLeast, comparisonGreatest) = range(false)
    }
  }
  /// What could not be compared, with the reason.
  let refusals: [String]

  /// Compares.
  ///
  /// - Parameters:
  ///   - treatment: the column that is 1 for people on the programme and 0 for others.
  ///   - programme: what the programme is called in sentences; nil for the name of its column in words.
  ///   - covariates: the columns that the chance of the programme is estimated from, at least one.
  ///   - frame: the treatment (0 and 1) and the covariates; people without an outcome are left out too.
  ///   - outcomes: what became of each person, in the order of the rows of the frame.
  ///   - choices: how the comparison group is formed; by default of the nearest person for each within a caliper.
  /// - Throws: `ModelError` where the propensity cannot be estimated, `MatchingError` for an empty group, no match, or an
  ///   outcome that does not vary.
  public init(
    treatment: String, programme: String? = nil, covariates: [String], frame: ModelFrame, outcomes: Outcomes,
    choices: MatchingChoices = MatchingChoices()
  ) throws {
    guard !covariates.isEmpty else {
      throw ModelError.undefined(
        quantity: "a comparison group", because: "no covariate is named to compare by")
    }
    let complete = (0..<frame.rows).map { (frame.complete?[$0] ?? true) && outcomes.reoffended[$0] != nil }
    var usable = try ModelFrame(
      frame.names.compactMap { frame.columns[$0] }, complete: complete.allSatisfy { $0 } ? nil : complete)
    excluded = usable.excludedRows
    try Self.check(choices)
    try Self.check(treatment, usable)
    let formula = try Formula(
      "\(Formula.quoted(treatment)) ~ \(covariates.map(Formula.quoted).joined(separator: " + "))")
    var scores = try Self.scores(formula, usable)
    if let trim = choices.trim {
      let chances = scores.probabilities
      let kept = complete.indices.map { row in
        complete[row] && (chances[row].map { $0 >= trim && $0 <= 1 - trim } ?? false)
      }
      usable = try ModelFrame(frame.names.compactMap { frame.columns[$0] }, complete: kept)
      try Self.check(treatment, usable)
      scores = try Self.scores(formula, usable)
    }
    trimmed = usable.excludedRows - excluded
    let group: ComparisonGroup
    var pairs: [(treated: Int, comparison: [Int])] = []
    switch choices.method {
    case .nearest:
      let matching = try NearestNeighbourMatching(
        scores: scores.logits, isTreated: scores.isTreated, caliper: choices.caliper, ratio: choices.ratio,
        exact: choices.exact.isEmpty ? nil : Self.classes(choices.exact, usable)
      )
      (group, pairs) = (matching.group, choices.ratio == 1 ? matching.matches : [])
    case .weighting, .ipw, .aipw:
      guard choices.exact.isEmpty, choices.ratio == 1 else {
        throw ModelError.undefined(
          quantity: "a weighting with exact columns or a ratio",
          because: "everybody else is weighted, nobody chosen")
      }
      group = try scores.weighting(target: choices.method.hasInfluences ? choices.target : .treated)
    }
    var named = covariates
    for name in choices.exact where !named.contains(name) { named.append(name) }
    balance = try CovariateBalance.balances(
      of: named, frame: usable, isTreated: scores.isTreated, group: group, thresholds: choices.thresholds)
    let reoffended = outcomes.reoffended.map { $0 ?? false }
    let influences = try InfluenceEstimates(
      covariates: covariates, treatment: formula, frame: usable, scores: scores, choices: choices)
    if let influences {
      binary = try influences.effect(.binary, reoffended.map { $0 ? 1 : 0 })
    } else {
      binary = try .binary(reoffended, group: group, level: choices.level)
    }
    subgroups = try influences?.subgroups(reoffended)
    hiddenBias = Self.bounds(pairs, reoffended).flatMap { HiddenBias($0, level: choices.level) }
    var refusals: [String] = []
    func attempt(_ name: String, _ body: () throws(MatchingError) -> ProgrammeEffect) throws(MatchingError)
      -> ProgrammeEffect?
    {
      do throws(MatchingError) { return try body() } catch {
        switch error {
        case .emptyGroup, .noMatches:
          refusals.append("\(name): \(error).")
          return nil
        case .badValue, .lengthMismatch, .outOfRange, .noOverlap: throw error
        }
      }
    }
    frequency = try outcomes.reoffences.flatMap { counts in
      try attempt("Frequency") { () throws(MatchingError) in
        try Self.checkFrequency(counts, group)
        if let influences { return try influences.effect(.frequency, counts.map { Double($0 ?? 0) }) }
        return try .frequency(counts.map { $0 ?? 0 }, group: group, level: choices.level)
      }
    }
    timeToFirst = try (influences == nil ? outcomes.daysToFirst : nil).flatMap { days in
      try attempt("Time to first reoffence") { () throws(MatchingError) in
        try .timeToFirst(
          days.indices.map { outcomes.reoffended[$0] == true ? days[$0] : nil }, group: group,
          level: choices.level)
      }
    }
    self.treatment = treatment
    self.programme = programme ?? Self.name(treatment)
    self.covariates = covariates
    self.choices = choices
    self.group = group
    treated = scores.isTreated.count { $0 == true }
    overlap = Overlap(scores)
    self.refusals = refusals
  }

  /// The column's name in words; one that says no more than that there was a programme is called that.
  private static func name(_ treatment: String) -> String {
    let words = treatment.replacing("_", with: " ")
    return ["programme", "program", "treatment", "treated"].contains(words.lowercased())
      ? "the programme" : words
  }

  /// Reoffences of the people compared; one that is not known is refused, since nobody may be counted as none.
  private static func checkFrequency(_ counts: [Int?], _ group: ComparisonGroup) throws(MatchingError) {
    for row in group.treated + group.comparison.map(\.row) where counts[row] == nil {
      throw .badValue(
        argument: "reoffences", row: row + 1, found: "nothing",
        allowed: "a count, for everybody who is compared")
    }
  }

  private static func check(_ choices: MatchingChoices) throws {
    if let trim = choices.trim, !(trim > 0 && trim < 0.5) {
      throw MatchingError.outOfRange(
        argument: "the chance at which people are left out", value: trim, allowed: "above 0 and below 0.5")
    }
    guard choices.method.hasInfluences || choices.subgroups.isEmpty && choices.target == .treated else {
      throw ModelError.undefined(
        quantity: choices.subgroups.isEmpty
          ? "an effect of everybody" : "an effect in subgroups",
        because: "people are compared with those who are like the treated; use the method ipw or aipw")
    }
  }

  /// The pairs of which just one reoffended; nil for none.
  private static func bounds(
    _ pairs: [(treated: Int, comparison: [Int])], _ reoffended: [Bool]
  ) -> RosenbaumBounds? {
    var (own, other) = (0, 0)
    for pair in pairs {
      guard let partner = pair.comparison.first, reoffended[pair.treated] != reoffended[partner] else {
        continue
      }
      if reoffended[pair.treated] { own += 1 } else { other += 1 }
    }
    return try? RosenbaumBounds(treatedOnly: own, comparisonOnly: other)
  }

  private static func check(_ treatment: String, _ frame: ModelFrame) throws {
    guard let column = frame.columns[treatment] else {
      throw ModelError.unknownColumn(treatment, known: frame.names)
    }
    guard case .numeric(let values) = column.content else {
      throw ModelError.wrongKind(column: treatment, needed: "yes or no, or 0 and 1,")
    }
    let rows = values.indices.filter { frame.complete?[$0] ?? true }
    guard rows.contains(where: { values[$0] == 1 }) else {
      throw MatchingError.emptyGroup("the programme (\(treatment))")
    }
    guard rows.contains(where: { values[$0] == 0 }) else {
      throw MatchingError.emptyGroup("the comparison group (\(treatment))")
    }
  }

  private static func scores(_ formula: Formula, _ frame: ModelFrame) throws -> PropensityScores {
    do {
      return try PropensityScores(formula, frame: frame)
    } catch {
      guard case .separation(let columns) = error else { throw error }
      throw MatchingError.noOverlap(
        columns.map { column in
          guard let outcome = column.outcome, let people = column.people else {
            return "\(column.term) tells the groups apart without error"
          }
          return outcome
            ? "all \(people) people with \(column.term) are on the programme"
            : "none of the \(people) people with \(column.term) is on the programme"
        })
    }
  }

  /// A number for each combination of the values of some columns.
  private static func classes(_ names: [String], _ frame: ModelFrame) throws -> [Int] {
    var classes = Array(repeating: 0, count: frame.rows)
    for name in names {
      guard let column = frame.columns[name] else { throw ModelError.unknownColumn(name, known: frame.names) }
      var numbers: [[Double]: Int] = [:]
      for row in classes.indices {
        let value: Double =
          switch column.content {
          case .numeric(let values): values[row]
          case .categorical(let codes, _, _): Double(codes[row])
          }
        let key = [Double(classes[row]), value]
        let number = numbers[key] ?? numbers.count
        numbers[key] = number
        classes[row] = number
      }
    }
    return classes
  }
}
