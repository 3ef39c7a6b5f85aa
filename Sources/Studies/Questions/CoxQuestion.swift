package import ArgumentParser
import Numbers
import Reoffending
import Statistics
import Tables

/// Hazard ratios of what is known of people.
package struct CoxQuestion: Question {
  package static let configuration = CommandConfiguration(
    commandName: "cox",
    abstract: "Hazard ratios: how much sooner reoffending comes, other columns held equal.",
    discussion: """
      reoffending cox synthetic-people --time days_to_reoffence --event reoffended \\
        --terms "homeless + age" --strata area

      Whether hazards stay proportional is tested for each term (scaled Schoenfeld residuals, as R's cox.zph).

      People who came under observation late, or who have several rows (each from --entry to --time, the person in --id), \
      are at risk from then on. Columns that hold a value for each period become one covariate over time: \
      --time-varying employed=emp1-emp52 with "employed" among the terms. Repeated reoffences of a person are modelled \
      with --recurrent. Rows that may be alike are named with --cluster; errors are then robust. strata(x), cluster(x) and frailty(x) may stand among \
      the terms, as in R.

      With --distribution times have a distribution instead, and ratios are of times (as R's survreg); royston-parmar is a \
      spline of time whose ratios are of hazards (as R's flexsurvspline). --frailty lets people of one group share a factor of \
      their hazards (as R's frailty). A model that is saved predicts shares without the event:

      reoffending cox synthetic-people --time days_to_reoffence --event reoffended \\
        --terms "homeless + age" --save times.json
      reoffending predict synthetic-people --model times.json --at 180,365
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var level: LevelOption
  @OptionGroup var time: TimeOptions

  @Option(help: "The covariates, such as \"homeless + age\"; written as in fit.")
  var terms: String

  @Option(help: "A column of groups, each with a baseline hazard of its own.")
  var strata: String?

  @Option(
    help:
      "How events at the same time are treated: efron, breslow, or exact for times in whole units, such as months."
  )
  var ties = CoxModel.Ties.efron

  @Option(help: "Fine and Gray's model of one value of --cause instead of Cox's.")
  var fineGray: String?

  @Option(
    help: """
      Instead of Cox's model, how times are distributed: exponential, weibull, lognormal or loglogistic, whose ratios are of \
      times, or royston-parmar, a spline.
      """)
  var distribution: TimeDistribution?

  @Option(help: "With royston-parmar: how many knots lie between the first and the last event; 2 without it.")
  var knots: Int?

  @Option(
    help: "With royston-parmar: what covariates shift: hazard (hazard ratios), odds (odds ratios) or normal.")
  var splineScale: SplineTimeModel.Scale?

  @Option(
    help: "The column of groups, such as area, whose people share a frailty: a factor of their hazards.")
  var frailty: String?

  @Option(
    help: "With --frailty: how frailties are spread, gamma or gaussian (normal logarithms); gamma without it."
  )
  var frailtyDistribution: FrailtyModel.Distribution?

  @Option(help: "The column of the times from which rows are at risk: late entry, or several rows a person.")
  var entry: String?

  @Option(help: "The column that names the person, where a person may have several rows.")
  var id: String?

  @Option(help: "The column within whose values rows may be alike, such as area: errors are then robust.")
  var cluster: String?

  @Option(help: "A column of weights above 0.")
  var weights: String?

  @Option(
    help: """
      What the weights are: frequency (as many equal people) or sampling (people stand for others, errors are robust); \
      frequency for whole numbers without it.
      """)
  var weightsAre: WeightKind?

  @Flag(help: "Robust errors, each row being a cluster of its own.")
  var robust = false

  @Option(
    help: """
      Repeated events of a person (--id): ag (Andersen and Gill, one baseline), pwp-total (Prentice, Williams and \
      Peterson, a baseline for each event) or pwp-gap (in the time since the event before).
      """)
  var recurrent: RecurrentModel?

  @Option(
    parsing: .singleValue,
    help: "Columns with a value for each period as one covariate over time, such as employed=emp1-emp52.")
  var timeVarying: [String] = []

  @Option(help: "With --time-varying: how long each period lasts, in units of time.")
  var period = 1.0

  @Option(help: "With --time-varying: how many periods later a value counts.")
  var lag = 0

  @Option(help: "A file, such as times.json, in which the model is kept for predict --model.")
  var save: String?

  @Option(
    parsing: .singleValue,
    help: "People whose share without the event is predicted, such as \"homeless=yes, age=20\"; needs --at.")
  var profile: [String] = []

  @Option(help: "With --profile: the times of the shares, separated by commas, such as 180,365.")
  var at: String?

  package init() {}

  package func answer() throws -> Answer {
    // What R writes among the terms says the same as options.
    let parts = try HazardTerms(terms)
    var question = self
    question.terms = parts.terms
    question.strata = try HazardTerms.joined(parts.strata, strata, "strata")
    question.cluster = try HazardTerms.joined(parts.cluster, cluster, "cluster")
    question.frailty = try HazardTerms.joined(parts.frailty, frailty, "frailty")
    question.frailtyDistribution = frailtyDistribution ?? parts.distribution
    return try question.fitted()
  }

  private func fitted() throws -> Answer {
    let formula: Formula
    let text = terms.contains("~") ? terms : "~ " + terms
    let others = Formula.namesOtherColumns(text) ? try otherColumns() : []
    do { formula = try Formula(text, columns: others) } catch {
      throw StudyError(.usage, error.description)
    }
    guard (fineGray == nil) == (time.cause == nil) else {
      throw StudyError(.usage, "--fine-gray VALUE and --cause COLUMN belong together")
    }
    let changing = try changingCovariates()
    let covariates = formula.covariateSources.filter { name in !changing.contains { $0.name == name } }
    try checkOptions(formula, changing)
    let data = try time.read(
      input, further: covariates + named + changing.flatMap(\.columns),
      categories: formula.categoryColumns.union([strata, id, cluster, frailty].compactMap(\.self)))
    let profiles = try profile.map(Self.profile)
    let times = try ColumnList.times(at)
    let result = try located(data) {
      var result = try fit(formula, covariates, changing, data)
      try result.predict(profiles, at: times, unit: time.unitInWords)
      return result
    }
    let answer = Answer(
      result, table: result.table,
      further: [result.frailty?.table, result.predictionTable].compactMap(\.self),
      sentences: [result.headline + "."] + result.sentences, warnings: result.warnings, notes: result.notes
    ) { context in
      guard result.hasRatios else {
        throw StudyError(.usage, "this model has no ratios to draw; leave out --figure")
      }
      return ForestFigure.make(AdjustedRatios(result), context: context)
    }.addingSentences()
    guard let save, let model = result.saved else { return answer }
    return answer.writing(try SavedModelFile.file(model, path: save))
  }

  /// The columns that say how a row counts.
  private var named: [String] { [strata, entry, id, cluster, weights, frailty].compactMap(\.self) }

  /// Reads `homeless=yes, age=20`.
  private static func profile(_ text: String) throws -> [(column: String, value: String)] {
    try ColumnList.split(text).map { part in
      let sides = part.split(separator: "=", maxSplits: 1).map { String($0.trimmingSpaces()) }
      guard sides.count == 2, !sides[0].isEmpty else {
        throw StudyError(.usage, "--profile \(text): write it as \"homeless=yes, age=20\"")
      }
      return (sides[0], sides[1])
    }
  }

  /// The columns for which a dot may stand: all but those of time, event and strata.
  private func otherColumns() throws -> [String] {
    let taken = Set((time.columns + named).map(Column.normalized))
    return try input.file().columns.map(\.name).filter {
      !$0.isEmpty && !taken.contains(Column.normalized($0))
    }
  }

  private func changingCovariates() throws -> [TimeVaryingCovariate] {
    try timeVarying.map { text in
      guard let covariate = TimeVaryingCovariate(text, period: period, lag: lag) else {
        throw StudyError(
          .usage,
          "--time-varying \(text): write it as employed=emp1-emp52, with --period above 0 and --lag of 0 or more"
        )
      }
      return covariate
    }
  }

  private func checkOptions(_ formula: Formula, _ changing: [TimeVaryingCovariate]) throws {
    func refuse(_ message: String) -> StudyError { StudyError(.usage, message) }
    try checkModel(changing)
    guard recurrent == nil || id != nil && entry != nil else {
      throw refuse(
        "--recurrent needs the person (--id) and the time from which each row is at risk (--entry)")
    }
    guard entry == nil || time.start == nil else {
      throw refuse(
        "--entry is a column of times beside --time; with --start everybody is followed from that day")
    }
    guard weightsAre == nil || weights != nil else { throw refuse("--weights-are says what --weights holds") }
    guard weightsAre != .precision else {
      throw refuse("precision weights have a meaning in fit; here weights are frequency or sampling")
    }
    guard lag == 0 && period == 1 || !changing.isEmpty else {
      throw refuse("--lag and --period say how --time-varying is read")
    }
    for covariate in changing where !formula.covariateSources.contains(covariate.name) {
      throw refuse("--time-varying \(covariate.name): the terms do not name \(covariate.name)")
    }
  }

  /// Refuses what does not belong to the model that was asked for.
  private func checkModel(_ changing: [TimeVaryingCovariate]) throws {
    func refuse(_ message: String) -> StudyError { StudyError(.usage, message) }
    guard
      fineGray == nil
        || named.isEmpty && !robust && recurrent == nil && changing.isEmpty && save == nil && profile.isEmpty
    else {
      throw refuse(
        "--strata, --entry, --id, --cluster, --weights, --robust, --recurrent, --time-varying, --frailty, --save and --profile "
          + "belong to Cox's model, not to Fine and Gray's")
    }
    let isSpline = distribution == .roystonParmar
    guard
      distribution == nil
        || [strata, id, cluster, fineGray, frailty].allSatisfy({ $0 == nil }) && !robust && recurrent == nil
          && changing.isEmpty && weightsAre != .sampling && (entry == nil || isSpline)
    else {
      throw refuse(
        "--strata, --entry (but with royston-parmar), --id, --cluster, --robust, --recurrent, --time-varying, --fine-gray, --frailty "
          + "and sampling weights do not belong to a --distribution of times")
    }
    guard isSpline || knots == nil && splineScale == nil else {
      throw refuse("--knots and --spline-scale belong to --distribution royston-parmar")
    }
    guard frailty != nil || frailtyDistribution == nil else {
      throw refuse("--frailty-distribution says how the frailties of --frailty COLUMN are spread")
    }
    guard frailty == nil || cluster == nil && !robust && weightsAre != .sampling else {
      throw refuse(
        "--frailty allows for people of a group being alike; leave out --cluster, --robust and sampling weights"
      )
    }
    try SavedModelFile.check(save)
    guard profile.isEmpty == (at == nil) else { throw refuse("--profile and --at belong together") }
    guard save == nil && profile.isEmpty || frailty == nil && changing.isEmpty && recurrent == nil else {
      throw refuse(
        "--save and --profile keep models of a first event; leave out --frailty, --time-varying and --recurrent"
      )
    }
  }

  private static let timeName = "time of this analysis"
  private static let endingName = "ending of this analysis"
  private static let entryName = "entry of this analysis"
  private static let strataName = "strata of this analysis"

  private func fit(
    _ formula: Formula, _ covariates: [String], _ changing: [TimeVaryingCovariate],
    _ data: TimeOptions.Endings
  ) throws -> HazardRegression {
    let frame = data.frame.frame
    var complete = zip(data.times, data.endings).map { $0 != nil && $1 != nil }
    for name in covariates + named {
      guard let present = try data.people.column(name).presence else { continue }
      complete = zip(complete, present).map { $0 && $1 }
    }
    if let distribution { return try timed(formula, Set(covariates + named), distribution, data, complete) }
    guard let fineGray else {
      return try cox(formula, Set(covariates + named), changing, data, complete)
    }
    let columns =
      frame.names.filter(Set(covariates).contains).compactMap { frame.columns[$0] } + [
        ModelColumn(Self.timeName, numbers: data.times.map { $0 ?? 0 }),
        ModelColumn(Self.endingName, numbers: data.endings.map { Double($0 ?? 0) }),
      ]
    let all = try ModelFrame(columns, complete: complete.allSatisfy { $0 } ? nil : complete)
    try GroupNames.check([fineGray], among: data.causes, of: time.cause ?? "")
    return try HazardRegression(
      fineGray: formula, frame: all, time: Self.timeName, cause: Self.endingName,
      of: (data.causes.firstIndex(of: fineGray) ?? 0) + 1,
      named: fineGray, level: level.value())
  }

  private func timed(
    _ formula: Formula, _ names: Set<String>, _ distribution: TimeDistribution,
    _ data: TimeOptions.Endings, _ complete: [Bool]
  ) throws -> HazardRegression {
    let frame = data.frame.frame
    let columns =
      frame.names.filter(names.contains).compactMap { frame.columns[$0] } + [
        ModelColumn(Self.timeName, numbers: data.times.map { $0 ?? 0 }),
        ModelColumn(Self.endingName, flags: data.endings.map { $0 == 1 }),
      ]
    var choices = HazardChoices()
    try weigh(&choices, data)
    guard !choices.rows.isRobust else {
      throw StudyError(
        .usage,
        "--weights \(weights ?? "") holds no whole numbers; a --distribution of times takes weights that count equal people"
      )
    }
    choices.level = try level.value()
    let all = try ModelFrame(columns, complete: complete.allSatisfy { $0 } ? nil : complete)
    guard let accelerated = AcceleratedModel.Distribution(rawValue: distribution.rawValue) else {
      choices.rows.entry = entry
      return try HazardRegression(
        formula, frame: all, time: Self.timeName, event: Self.endingName, splineOn: splineScale ?? .hazard,
        innerKnots: knots ?? 2, choices: choices)
    }
    return try HazardRegression(
      formula, frame: all, time: Self.timeName, event: Self.endingName, distribution: accelerated,
      weights: weights, level: choices.level, notes: choices.notes)
  }

  private func cox(
    _ formula: Formula, _ names: Set<String>, _ changing: [TimeVaryingCovariate], _ data: TimeOptions.Endings,
    _ complete: [Bool]
  ) throws -> HazardRegression {
    let frame = data.frame.frame
    let hasSpells = entry != nil || id != nil || !changing.isEmpty
    let begun = try entry.map { name in
      try data.people.checkNotNegative(name, what: "a time")
      return try data.people.column(name).numbers.map { $0 ?? 0 }
    }
    var spells = HazardSpells(
      times: data.times.map { $0 ?? 0 }, events: data.endings.map { $0 == 1 },
      entries: begun ?? (changing.isEmpty ? nil : data.times.map { _ in 0 }), isComplete: complete)
    if hasSpells { try checkSpells(spells, data) }
    var choices = HazardChoices()
    (choices.strata, choices.ties, choices.level) = (strata, ties, try level.value())
    var layers: [Int]?
    do {
      for covariate in changing {
        try spells.unfold(covariate, columns: covariate.columns.map { try numbers($0, data.people) })
      }
      if let id { layers = try eventNumbers(of: id, spells, data.people) }
    } catch let fault as HazardSpells.Fault {
      let column = try data.people.column(time.columns[0])
      throw StudyError(.data, "\(data.people.location(row: fault.row, column: column)): \(fault.message)")
    }
    if recurrent == .prenticeGap { spells.startAfresh() }
    var columns = frame.names.filter(names.contains).compactMap { frame.columns[$0] }.map {
      $0.selecting(spells.source)
    }
    columns += spells.covariates
    columns += [
      ModelColumn(Self.timeName, numbers: spells.times), ModelColumn(Self.endingName, flags: spells.events),
    ]
    if let entries = spells.entries {
      columns.append(ModelColumn(Self.entryName, numbers: entries))
      choices.rows.entry = Self.entryName
    }
    if let layers, recurrent != .andersenGill {
      columns.append(Self.strata(layers, within: columns.first { $0.name == strata }))
      (choices.strata, choices.strataName) = (
        Self.strataName, strata.map { "number of the event within \($0)" } ?? "number of the event"
      )
    }
    if id != nil || !changing.isEmpty { choices.people = try people(spells, data) }
    try weigh(&choices, data)
    let isComplete = spells.isComplete
    choices.keepsModel = save != nil || !profile.isEmpty
    if let frailty {
      let all = try ModelFrame(columns, complete: isComplete.allSatisfy { $0 } ? nil : isComplete)
      return try HazardRegression(
        formula, frame: all, time: Self.timeName, event: Self.endingName, frailty: frailty,
        distribution: frailtyDistribution ?? .gamma, choices: choices)
    }
    return try HazardRegression(
      formula, frame: ModelFrame(columns, complete: isComplete.allSatisfy { $0 } ? nil : isComplete),
      time: Self.timeName, event: Self.endingName, choices: choices)
  }

  /// Refuses rows that end when they begin, or before.
  private func checkSpells(_ spells: HazardSpells, _ data: TimeOptions.Endings) throws {
    let column = try data.people.column(entry ?? time.columns[0])
    for row in spells.times.indices where spells.isComplete[row] {
      let (from, to) = (spells.entries?[row] ?? 0, spells.times[row])
      guard from >= to, spells.entries != nil else { continue }
      throw StudyError(
        .data,
        "\(data.people.location(row: row, column: column)): this row is at risk from \(NumberFormat.plain(from)) to "
          + "\(NumberFormat.plain(to)); it must end after it begins")
    }
  }

  /// The numbers of a column for each row; nil where it is missing.
  private func numbers(_ name: String, _ people: PersonTable) throws -> [Double?] {
    let column = try people.column(name)
    guard column.kind != .category || column.levels.isEmpty else {
      throw StudyError(
        .data,
        "\(people.headerLocation(of: column)): a covariate over time is of numbers, or of yes and no; found "
          + column.levels.prefix(3).joined(separator: ", "))
    }
    return column.kind == .category ? Array(repeating: nil, count: people.rowCount) : column.numbers
  }

  /// The number of each row's event; nil where events are not repeated.
  private func eventNumbers(
    of id: String, _ spells: HazardSpells, _ people: PersonTable
  ) throws -> [Int]? {
    let persons = try people.column(id).texts
    let numbers = try spells.eventNumbers(persons: persons)
    if recurrent == nil, let index = numbers.firstIndex(where: { $0 > 1 }) {
      throw HazardSpells.Fault(
        row: spells.source[index],
        message:
          "\(persons[spells.source[index]] ?? "") was followed on after the event; repeated events need --recurrent "
          + "ag, pwp-total or pwp-gap")
    }
    return recurrent == nil ? nil : numbers
  }

  private func people(_ spells: HazardSpells, _ data: TimeOptions.Endings) throws -> Int {
    guard let id else { return spells.rowsUsed }
    let persons = try data.people.column(id).texts
    return Set(zip(spells.source, spells.isComplete).filter(\.1).compactMap { persons[$0.0] }).count
  }

  private func weigh(_ choices: inout HazardChoices, _ data: TimeOptions.Endings) throws {
    choices.rows.weights = weights
    choices.rows.cluster = cluster ?? (recurrent == nil ? nil : id)
    choices.clusterName = choices.rows.cluster
    choices.rows.isRobust = robust
    guard let weights else { return }
    let numbers = try data.people.column(weights).numbers.compactMap(\.self)
    let kind = weightsAre ?? .assumed(numbers)
    if kind == .sampling { choices.rows.isRobust = true }
    choices.notes.append(
      kind == .frequency ? WeightKind.frequencyNote(weights) : RegressionChoices.sampleNote(weights))
  }

  /// Strata by the number of the event, within those of a column.
  private static func strata(_ numbers: [Int], within column: ModelColumn?) -> ModelColumn {
    let outer: [Double] =
      switch column?.content {
      case .categorical(let codes, _, _): codes.map(Double.init)
      case .numeric(let values): values
      case nil: numbers.map { _ in 0 }
      }
    var known: [[Double]: Double] = [:]
    return ModelColumn(
      strataName,
      numbers: zip(outer, numbers).map { outer, number in
        let key = [outer, Double(number)]
        let code = known[key] ?? Double(known.count)
        known[key] = code
        return code
      })
  }

  private func located<Value>(_ data: TimeOptions.Endings, _ body: () throws -> Value) throws -> Value {
    do { return try body() } catch let error as ModelError {
      switch error {
      case .badOutcome(Self.endingName, _):
        throw StudyError(
          .data,
          "nobody has the event, so no hazard ratio exists; survival draws the curve of such data")
      case .separation(let columns):
        throw StudyError(
          .data,
          "no limit holds the ratio of \(NameList.first(8, of: columns.map(\.term))): the event comes to all, or to none, of those it tells "
            + "apart; merge the level with another, or leave the column out")
      default: throw data.people.located(error)
      }
    }
  }
}

/// How times are distributed, where they are.
enum TimeDistribution: String, CaseIterable, Sendable, ExpressibleByArgument {
  case exponential, weibull, lognormal, loglogistic
  case roystonParmar = "royston-parmar"
}
