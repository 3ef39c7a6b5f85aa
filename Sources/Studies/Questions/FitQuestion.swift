package import ArgumentParser
import Numbers
import Reoffending
import Statistics
import Tables

/// A regression of reoffending on what is known of people.
package struct FitQuestion: Question {
  /// The kinds of standard errors of the contract.
  enum StandardErrors: String, CaseIterable, ExpressibleByArgument {
    case model, hc0, hc1, hc2, hc3, cluster
  }

  /// What a figure shows.
  enum Drawing: String, CaseIterable, ExpressibleByArgument {
    case ratios, residuals, influence
  }

  package static let configuration = CommandConfiguration(
    commandName: "fit", abstract: "A regression: odds or rate ratios with all other columns held equal.",
    discussion: """
      reoffending fit synthetic-people --formula "reoffended ~ homeless * sex + age"

      A formula is written as in R: + adds a term, : is an interaction, * both with their main effects, (a + b)^2 all \
      interactions of two, . every other column, - 1 leaves the intercept out; I(x^2) and other arithmetic, log, log2, \
      sqrt, exp, scale(x), cut(x, c(0, 18, 30)) or cut(x, 3), factor(x, ref = "level") or levels = c(…), relevel, poly(x, 2), ns(x, 3), bs(x, df = 5), \
      rcs(x, 4) and offset(x) are known, and cbind(events, others) for counts. Columns of yes and no count as 1 and 0; texts are categories, the first \
      in alphabetical order being compared with. --effects gives the adjusted difference in percentage points. Where a \
      level separates the outcome, the column is named; --firth fits it nevertheless.

      People of one area or officer may be alike: --random gives each group an intercept of its own (as R's glmer), also \
      written (1 | area) in the formula:

      reoffending fit synthetic-people \\
        --formula "reoffended ~ homeless + age + (1 | area)"

      Or areas are held equal, each with an intercept of its own that is not printed: --absorb takes columns of many \
      levels without a column for each, also written | area behind the terms, as R's fixest has it:

      reoffending fit synthetic-people --absorb area \\
        --formula "reoffended ~ homeless + age"

      --influence FILE writes residuals and the influence of each person, --draw residuals and --draw influence draw them:

      reoffending fit synthetic-people --draw residuals --figure fit.svg \\
        --formula "reoffended ~ homeless + age"
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var level: LevelOption

  @Option(help: "Outcome and terms, such as \"reoffended ~ homeless * sex + age\".")
  var formula: String

  @Option(
    help:
      "The outcome's distribution: binomial, quasibinomial, poisson, quasipoisson, negative-binomial or gaussian."
  )
  var family = ModelFamily.binomial

  @Option(
    help: """
      How the linear predictor gives the mean: logit, probit, cloglog, log (risk or rate ratios) or identity (risk \
      differences); the family's own without it.
      """)
  var link: ModelLink?

  @Option(
    help:
      "A smaller formula, whose terms are some of the larger's, that the fit is tested against (likelihood ratio)."
  )
  var against: String?

  @Option(help: "Standard errors: model, hc0, hc1, hc2, hc3, or cluster with --cluster COLUMN.")
  var standardErrors: StandardErrors?

  @Option(
    help:
      "The column within whose values people may be alike, such as area; two, separated by a comma, for either."
  )
  var cluster: String?

  @Option(help: "Limits: wald, profile (beside Wald's p-values) or likelihood-ratio (with its p-values).")
  var intervals: CoefficientIntervals?

  @Flag(help: "Firth's penalty: finite estimates where the outcome is separated or rare.")
  var firth = false

  @Option(help: "A ridge penalty on squared coefficients of standardised columns.")
  var ridge: Double?

  @Option(
    help: """
      A column added to the linear predictor as it is, on the scale of the logarithm (or logit): of time at risk the \
      logarithm. For time at risk, or people, as counted, use --exposure.
      """)
  var offset: String?

  @Option(
    help: "A column of time at risk or of people, whose logarithm is added to the linear predictor (counts).")
  var exposure: String?

  @Option(help: "A column of weights.")
  var weights: String?

  @Option(
    help: """
      What the weights are: precision (a row with 2 has half the variance, as R's glm), frequency (it stands for two \
      equal people) or sampling (it stands for others who were not drawn; errors are then robust).
      """)
  var weightsAre: WeightKind?

  @Option(
    help: "For grouped counts: the column of the number of people; the outcome is the number with the event.")
  var trials: String?

  @Option(
    help: "The column of groups whose intercepts differ at random, such as area (binomial and poisson).")
  var random: String?

  @Option(
    help: "With --random: at how many points each group's integral is taken, an odd number; 1 is Laplace's.")
  var quadrature: Int?

  @Option(
    help: """
      Columns whose levels, however many, are held equal without being printed, separated by commas, such as area,year \
      (fixed effects).
      """)
  var absorb: String?

  @Option(help: "Columns whose adjusted differences and ratios are wanted, separated by commas.")
  var effects: String?

  @Option(help: "Resamples for limits of the effects by bootstrap beside those of the delta method.")
  var bootstrap: Int?

  @Option(help: "The seed of random numbers, for --bootstrap, --select lasso and --impute.")
  var seed: UInt64 = 1

  @Option(help: "Choose among the terms of the formula: forward (by AIC) or lasso (cross-validated).")
  var select: RegressionSelection.Method?

  @Option(help: "Fill missing values so many times by chained equations and pool by Rubin's rules.")
  var impute: Int?

  @Option(help: "How often each column is drawn again in each imputation.")
  var rounds = 10

  @Option(
    help: """
      A CSV file for a row a person: fitted value, residuals, leverage, Cook's distance and by how many standard errors each \
      coefficient moves (DFBETAS). The people are known by their lines, so the file is not for publishing.
      """)
  var influence: String?

  @Option(
    help: "What --figure draws: ratios, residuals against fitted values, or influence (Cook's distance).")
  var draw = Drawing.ratios

  @Option(help: "A file, such as fit.json, in which the fit is kept for predict --model.")
  var save: String?

  @Option(
    help: """
      Of a database: always has it add up gradient and information in each step, never has it count people who are equal \
      in all columns; auto adds up where these make more than a million patterns.
      """)
  var inEngine = SummedFit.Place.auto

  package init() {}

  package func answer() throws -> Answer {
    let (formula, groups) = try readFormula()
    let absorbed = try absorbedColumns(groups)
    let smaller = try smallerFormula()
    let grouping = [groups?.column].compactMap(\.self) + absorbed
    let file = try input.file()
    let summed = try summedFit(formula, file, otherwise: (smaller?.columns ?? []) + grouping)
    if let summed, let model = try summed.model() {
      return try answer(RegressionResult(model, choices: summed.choices))
    }
    let data: ModelInput
    do {
      data = try ModelInput(
        input, file: file, columns: columns(of: formula) + (smaller?.columns ?? []) + grouping, kinds: kinds,
        categories: formula.categoryColumns.union(smaller?.categoryColumns ?? []).union(grouping),
        rows: needsRows || !grouping.isEmpty ? .oneByOne : .grouped)
    } catch let planned as PlannedStatements {
      throw PlannedStatements(
        try plannedFit(formula, file, otherwise: smaller?.columns ?? [])?.statements() ?? [], after: planned)
    }
    if family.isOfEvents, trials == nil, case .column(let outcome) = formula.outcome,
      formula.derivations[outcome] == nil
    {
      try data.people.checkOutcome(outcome)
    }
    var choices = try choices(data)
    (choices.random, choices.keepsModel, choices.absorbed) = (groups, save != nil, absorbed)
    try SavedModelFile.check(save)
    guard groups == nil || select == nil && impute == nil else {
      throw StudyError(.usage, "--random cannot be combined with --select or --impute")
    }
    choices.tellsInfluence = try wantsInfluence(groups, absorbed)
    var result = try data.located(remedy: absorbed.isEmpty ? "--firth" : nil) {
      try fit(formula, data, choices)
    }
    result.influence = result.rowInfluence.map { RegressionInfluence($0, people: data.people) }
    let answer = try answer(result)
    guard let save else { return answer }
    guard let model = result.saved else {
      throw StudyError(
        .usage,
        "--save keeps fits by maximum likelihood; leave out --firth, --ridge, --impute and --select lasso"
      )
    }
    return answer.writing(try SavedModelFile.file(model, path: save))
  }

  /// The fit by sums in a database, where the options allow it and no statements are only to be shown.
  private func summedFit(
    _ formula: Formula, _ file: TableFile, otherwise others: [String]
  ) throws -> SummedFit? {
    let isShown = input.engine.explainsSQL || input.engine.emitted != nil
    guard inEngine != .always || !isShown || input.engine.explainsSQL else {
      throw StudyError(
        .usage,
        "--in-engine always: each step follows from the one before, so that --emit-sql has no statement; leave one of them out"
      )
    }
    if isShown {
      if inEngine == .always, let fit = try plannedFit(formula, file, otherwise: others) {
        throw PlannedStatements(try fit.statements())
      }
      return nil
    }
    return try plannedFit(formula, file, otherwise: others)
  }

  private func plannedFit(
    _ formula: Formula, _ file: TableFile, otherwise others: [String]
  ) throws -> SummedFit? {
    guard inEngine != .never else { return nil }
    let engine = input.engine
    let hindrances = Self.given([
      ("--link", link.map { $0 != family.defaultLink } ?? false),
      ("--against or levels held equal", !others.isEmpty),
      ("--intervals", intervals ?? .wald != .wald), ("--firth", firth), ("--ridge", ridge != nil),
      ("--trials", trials != nil), ("--effects", effects != nil),
      ("--select", select != nil), ("--impute", impute != nil), ("--influence", influence != nil),
      ("--draw", draw != .ratios), ("--save", save != nil),
      ("--random", random != nil), ("--family negative-binomial", family == .negativeBinomial),
      ("--reoffended-is", input.reoffendedWords != nil), ("--minimum-cell", engine.minimumCell != nil),
      ("--from-counts", engine.readsCounts),
    ])
    guard let source = file.elsewhere as? any SummingSource, hindrances.isEmpty else {
      guard inEngine == .always else { return nil }
      throw StudyError(
        .usage,
        hindrances.first.map {
          "--in-engine always cannot be combined with \($0), which needs people one by one"
        }
          ?? "--in-engine is for databases; \(file.source) is none")
    }
    return SummedFit(
      file: file, source: source, formula: formula, filter: try input.rowFilter(), place: inEngine,
      choices: try choices(errors: errorKind { ModelColumn($0, numbers: []) }), checkOffset: checkOffset)
  }

  private func answer(_ result: RegressionResult) throws -> Answer {
    let form = draw
    let answer = Answer(
      result, table: result.table,
      further: [result.effectTable, result.random?.table, result.influence?.table].compactMap(\.self),
      sentences: [result.headline + "."] + [result.random?.sentence].compactMap(\.self)
        + result.effects.map(\.sentence),
      warnings: result.warnings + (result.influence?.warnings ?? []),
      notes: result.notes + (result.influence?.notes ?? [])
    ) { context in
      switch (form, result.influence) {
      case (.residuals, let influence?):
        return try ResidualFigure.make(result, influence, context: context)
      case (.influence, let influence?): return InfluenceFigure.make(result, influence, context: context)
      case (.ratios, _), (_, nil):
        guard let ratios = AdjustedRatios(result) else {
          throw StudyError(
            .usage, "this model has no ratios to draw; leave out --figure, or --draw residuals")
        }
        return ForestFigure.make(ratios, context: context)
      }
    }.addingSentences()
    guard let influence, let told = result.influence else { return answer }
    return answer.writing(
      Answer.File(path: influence) { (write) throws(TableError) in try told.csv(to: write) })
  }

  /// Whether residuals and influence are told, which models that are no plain fit have not.
  private func wantsInfluence(
    _ groups: RegressionChoices.RandomIntercept?, _ absorbed: [String]
  ) throws -> Bool {
    guard influence != nil || draw != .ratios else { return false }
    let asked = influence != nil ? "--influence" : "--draw \(draw.rawValue)"
    let others = (absorbed.isEmpty ? [] : ["--absorb"]) + otherFits(groups)
    if let other = others.first {
      throw StudyError(.usage, "\(asked) is of fits by maximum likelihood; leave out \(other)")
    }
    guard influence.map({ $0.hasSuffix(".csv") }) ?? true else {
      throw StudyError(.usage, "--influence writes CSV; name a file that ends in .csv")
    }
    return true
  }

  /// The options given that ask for another fit than one by maximum likelihood of the columns alone.
  private func otherFits(_ groups: RegressionChoices.RandomIntercept?) -> [String] {
    Self.given([
      ("--random", groups != nil), ("--firth", firth), ("--ridge", ridge != nil), ("--select", select != nil),
      ("--impute", impute != nil),
    ])
  }

  private static func given(_ options: [(name: String, isGiven: Bool)]) -> [String] {
    options.filter(\.isGiven).map(\.name)
  }

  /// The formula, and the groups of `--random` or of a term `(1 | column)`.
  private func readFormula() throws -> (Formula, RegressionChoices.RandomIntercept?) {
    let (text, term) = RandomTerm.split(AbsorbedTerms.split(formula).formula)
    guard random == nil || term == nil || random == term else {
      throw StudyError(
        .usage, "the formula has (1 | \(term ?? "")), and --random \(random ?? ""); one is known")
    }
    let column = random ?? term
    guard column != nil || quadrature == nil else {
      throw StudyError(.usage, "--quadrature says how the integrals of --random are taken")
    }
    let groups = column.map { RegressionChoices.RandomIntercept(column: $0, points: quadrature ?? 1) }
    return (try fixedFormula(text), groups)
  }

  /// The columns of `--absorb`, or those behind a bar of the formula.
  private func absorbedColumns(_ groups: RegressionChoices.RandomIntercept?) throws -> [String] {
    let written = AbsorbedTerms.split(formula).columns
    let named = ColumnList.split(absorb)
    guard written.isEmpty || named.isEmpty || written == named else {
      throw StudyError(
        .usage,
        "the formula has | \(written.joined(separator: " + ")), and --absorb \(absorb ?? ""); give one")
    }
    let columns = written.isEmpty ? named : written
    guard !columns.isEmpty else { return [] }
    let others =
      otherFits(groups)
      + Self.given([
        ("--effects", effects != nil), ("--against", against != nil), ("--save", save != nil),
        ("--intervals", intervals ?? .wald != .wald),
      ])
    if let other = others.first {
      throw StudyError(
        .usage,
        "--absorb cannot be combined with \(other): the intercepts of \(NameList.joined(columns)) are not kept; "
          + "where levels are few, name the column in the formula")
    }
    return columns
  }

  private func fixedFormula(_ text: String) throws -> Formula {
    do {
      let columns = Formula.namesOtherColumns(text) ? try otherColumns() : []
      let formula = try Formula(text, columns: columns)
      guard formula.outcome != nil else {
        throw StudyError(.usage, "--formula needs an outcome before ~, such as \"reoffended ~ age\"")
      }
      return formula
    } catch let error as ModelError {
      throw StudyError(.usage, error.description)
    }
  }

  /// Refuses numbers of people or days as an offset, which is added as it is on the scale of logarithms.
  ///
  /// - Parameters:
  ///   - most: the number that is farthest from 0.
  ///   - areCounts: whether there are several, and all are whole and none is below 0.
  private func checkOffset(_ name: String, most: Double, areCounts: Bool) throws {
    guard areCounts && most > 5 || abs(most) > 30 else { return }
    let cure =
      family.isOfCounts
      ? "--exposure \(name) takes the logarithm of a number of people or of days"
      : "for grouped counts give the number of people with --trials"
    throw StudyError(
      .data,
      "the offset \(name) has values such as \(NumberStyle(decimals: areCounts ? 0 : 1).text(most)), and an offset is added as it is on the "
        + "scale of logarithms; \(cure)")
  }

  private func smallerFormula() throws -> Formula? {
    guard let against else { return nil }
    do { return try Formula(against) } catch {
      throw StudyError(.usage, "--against: \(error.description)")
    }
  }

  /// The columns for which a dot may stand: all but those that say how a row counts.
  private func otherColumns() throws -> [String] {
    let taken = Set(
      ([offset, exposure, weights, trials, random ?? RandomTerm.split(formula).column].compactMap(\.self)
        + ColumnList.split(cluster) + ColumnList.split(absorb) + AbsorbedTerms.split(formula).columns).map(
          Column.normalized))
    return try input.file().columns.map(\.name).filter {
      !$0.isEmpty && !taken.contains(Column.normalized($0))
    }
  }

  /// The columns of the formula, then those that say how a row counts.
  private func columns(of formula: Formula) -> [String] {
    formula.columns + [offset, exposure, weights, trials].compactMap(\.self) + ColumnList.split(cluster)
  }

  /// Whether random numbers or groups of rows go by the order of the rows.
  private var needsRows: Bool {
    impute != nil || bootstrap != nil || select != nil || cluster != nil || influence != nil
      || draw != .ratios
  }

  private var kinds: [String: PersonColumnKind] {
    var kinds: [String: PersonColumnKind] = [:]
    for name in [offset, exposure, weights].compactMap(\.self) { kinds[name] = .number }
    if let trials { kinds[trials] = .count }
    return kinds
  }

  /// What is asked of the model, as far as it can be known before the rows are.
  private func choices(errors: StandardErrorKind) throws -> RegressionChoices {
    var choices = RegressionChoices()
    choices.standardErrors = errors
    choices.family = family
    choices.link = link
    choices.against = try smallerFormula()
    guard select == nil && impute == nil || link ?? family.defaultLink == family.defaultLink && against == nil
    else { throw StudyError(.usage, "--link and --against cannot be combined with --select or --impute") }
    choices.intervals = intervals
    guard offset == nil || exposure == nil else {
      throw StudyError(.usage, "give --offset (as it is) or --exposure (its logarithm), not both")
    }
    guard exposure == nil || family.isOfCounts else {
      throw StudyError(
        .usage,
        "--exposure is for counts (--family poisson, quasipoisson or negative-binomial); for grouped counts of people with "
          + "the event use --trials")
    }
    guard weightsAre == nil || weights != nil else {
      throw StudyError(.usage, "--weights-are says what --weights holds; name the column")
    }
    choices.rows = RowOptions(
      weights: weightsAre == .frequency ? nil : weights,
      frequencies: weightsAre == .frequency ? weights : nil,
      offset: offset, exposure: exposure, trials: trials)
    choices.isSampled = weightsAre == .sampling
    guard !choices.isSampled || intervals ?? .wald == .wald && against == nil && !firth && ridge == nil else {
      throw StudyError(
        .usage,
        "with sampling weights no likelihood exists: leave out --intervals, --against, --firth and --ridge")
    }
    choices.effects = ColumnList.split(effects)
    choices.level = try level.value()
    if let bootstrap {
      guard !choices.effects.isEmpty else {
        throw StudyError(.usage, "--bootstrap resamples adjusted effects; name their columns with --effects")
      }
      choices.bootstrap = try Bootstrap(replicates: bootstrap, seed: seed)
    }
    guard !(firth && ridge != nil) else { throw StudyError(.usage, "give --firth or --ridge, not both") }
    choices.penalty = firth ? .firth : ridge.map { .ridge($0) } ?? .none
    return choices
  }

  private func choices(_ data: ModelInput) throws -> RegressionChoices {
    var choices = try choices(
      errors: errorKind { name in
        guard let column = try PeopleFrame(data.people, columns: [name]).frame.columns[name] else {
          throw StudyError(.fault, "the cluster column was not read")
        }
        return column
      })
    if let offset, (link ?? family.defaultLink) != .identity, let column = try? data.people.column(offset) {
      let numbers = column.entries.compactMap(\.value.number)
      if let most = numbers.max(by: { abs($0) < abs($1) }) {
        try checkOffset(
          column.name, most: most,
          areCounts: numbers.count > 1 && numbers.allSatisfy { $0 == $0.rounded() && $0 >= 0 })
      }
    }
    choices.flags = Set(
      choices.effects.filter { name in
        guard let column = try? data.people.column(name), column.kind == .boolean else { return false }
        return column.entries.contains { ["yes", "y"].contains($0.text.lowercased()) }
      })
    return choices
  }

  /// The kind of standard errors.
  ///
  /// - Parameter column: gives the column of clusters of a name.
  private func errorKind(_ column: (String) throws -> ModelColumn) throws -> StandardErrorKind {
    let kind = standardErrors ?? (cluster != nil ? .cluster : weightsAre == .sampling ? .hc0 : .model)
    guard weightsAre != .sampling || kind != .model else {
      throw StudyError(
        .usage, "with sampling weights errors of the model are wrong; leave out --standard-errors model")
    }
    guard (kind == .cluster) == (cluster != nil) else {
      throw StudyError(.usage, "--standard-errors cluster and --cluster COLUMN belong together")
    }
    switch kind {
    case .model: return .model
    case .hc0: return .hc0
    case .hc1: return .hc1
    case .hc2: return .hc2
    case .hc3: return .hc3
    case .cluster:
      let names = ColumnList.split(cluster)
      guard (1...2).contains(names.count) else {
        throw StudyError(.usage, "--cluster takes one column or two, not \(names.count)")
      }
      return .clustered(by: try column(names[0]), and: names.count > 1 ? try column(names[1]) : nil)
    }
  }

  private func fit(
    _ formula: Formula, _ data: ModelInput, _ choices: RegressionChoices
  ) throws -> RegressionResult {
    var generator = ReplicateGenerator(seed: seed)
    if let impute {
      guard select == nil, cluster == nil else {
        throw StudyError(.usage, "--impute cannot be combined with --select or --cluster")
      }
      let columns = try PeopleFrame.incompleteColumns(data.people, columns: columns(of: formula))
      return try .imputing(
        formula, columns: columns, imputations: impute, rounds: rounds, choices: choices, using: &generator)
    }
    switch select {
    case nil where cluster == nil && choices.random == nil && choices.absorbed.isEmpty:
      return try RegressionResult(formula, people: data.people, choices: choices)
    case nil: return try RegressionResult(formula, frame: data.frame(for: formula).frame, choices: choices)
    case .forward: return try .forward(formula, frame: data.frame(for: formula).frame, choices: choices)
    case .lasso:
      return try .lasso(formula, frame: data.frame(for: formula).frame, choices: choices, using: &generator)
    }
  }
}
