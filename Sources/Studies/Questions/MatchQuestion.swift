package import ArgumentParser
import Reoffending
import Statistics
import Tables

/// The effect of a programme against a matched comparison group.
package struct MatchQuestion: Question {
  package static let configuration = CommandConfiguration(
    commandName: "match",
    abstract: "The effect of a programme on reoffending, against people like those who were on it.",
    discussion: """
      reoffending match synthetic-people --treatment programme \\
        --covariates age,sex,previous_sanctions --caliper 0.2
      reoffending match synthetic-people --treatment programme \\
        --covariates age,sex,previous_sanctions --method aipw --subgroups sex

      People are matched by the chance of being on the programme, given the covariates. Balance is shown before and after: \
      green up to 0.05 standard deviations, amber up to 0.10, red above. The conclusion is worded as the Justice Data \
      Lab words it, also where nothing can be concluded. Covariates that were not measured cannot be balanced; the \
      E-value says how strong one would have to be, and Rosenbaum's bound how far pairs would have to differ. --method \
      ipw weighs people by their chance of the programme, aipw corrects predicted outcomes so (doubly robust); both take \
      --target everybody and --subgroups.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var level: LevelOption

  @Option(help: "The column that says who was on the programme: yes or no, 1 or 0.")
  var treatment: String

  @Option(help: "The columns in which people must be alike, separated by commas.")
  var covariates: String

  @Option(help: "The largest distance in standard deviations of the logit score.")
  var caliper = 0.2

  @Flag(help: "Match the nearest however far off.")
  var noCaliper = false

  @Option(help: "Columns that must be equal, separated by commas.")
  var exact: String?

  @Option(help: "How many people to choose for each on the programme.")
  var ratio = 1

  @Option(
    help: """
      nearest, or weighting of everybody else by the odds of being on the programme, or ipw or aipw, whose errors allow \
      for estimated chances.
      """)
  var method = MatchingChoices.Method.nearest

  @Option(help: "The column of days, or another unit, to the first reoffence.")
  var time: String?

  @Option(help: "What the programme is called in sentences, such as \"the mentoring programme\".")
  var programme: String?

  @Option(help: "Whose effect: treated (those on the programme) or everybody; for ipw and aipw.")
  var target = TreatmentMeans.Target.treated

  @Option(help: "Into how many parts people are dealt for cross-fitting by aipw; 1 for none.")
  var parts = 5

  @Option(help: "The seed of the parts.")
  var seed: UInt64 = 1

  @Option(help: "People whose chance of the programme is below this, or above 1 less this, are left out.")
  var trim: Double?

  @Option(help: "Columns whose groups are looked at one by one, separated by commas; for ipw and aipw.")
  var subgroups: String?

  package init() {}

  package func answer() throws -> Answer {
    let named = ColumnList.split(covariates)
    let exactColumns = ColumnList.split(exact)
    let looked = ColumnList.split(subgroups)
    let file = try input.file()
    let outcome = input.outcome ?? "reoffended"
    let reoffences = input.reoffences ?? file.firstColumn(among: ["reoffences"])?.name
    let days = time ?? file.firstColumn(among: ["days_to_reoffence"])?.name
    var kinds: [String: PersonColumnKind] = [:]
    if let reoffences { kinds[reoffences] = .count }
    if let days { kinds[days] = .number }
    let data = try ModelInput(
      input,
      columns: [treatment, outcome] + named + exactColumns + looked + [reoffences, days].compactMap(\.self),
      kinds: kinds)
    try data.people.checkOutcome(outcome)
    try data.people.checkOutcome(treatment)
    if let reoffences { try refuseUnknownCounts(reoffences, outcome: outcome, data) }
    if let days { try data.people.checkNotNegative(days, what: "a time") }
    let columns = [treatment] + (named + exactColumns + looked).filter { $0 != treatment }
    let frame = try PeopleFrame(data.people, columns: unique(columns)).frame
    let outcomes = ProgrammeComparison.Outcomes(
      reoffended: try data.people.column(outcome).numbers.map { $0.map { $0 == 1 } },
      reoffences: try reoffences.map { try data.people.column($0).counts },
      daysToFirst: try days.map { try data.people.column($0).numbers })
    let result = try data.located {
      try ProgrammeComparison(
        treatment: treatment, programme: programme, covariates: named, frame: frame, outcomes: outcomes,
        choices: choices(exactColumns))
    }
    return Answer(
      result, table: result.table, sentences: result.sentences, notes: result.notes
    ) { context in
      if let subgroups = result.subgroups {
        return SubgroupFigure.make(subgroups, result, context: context)
      }
      return BalanceFigure.make(
        result.balance, after: method == .nearest ? "matching" : "weighting", context: context)
    }
  }

  /// Refuses a person who is compared and whose reoffences are not known, since nobody may be counted as none.
  private func refuseUnknownCounts(_ name: String, outcome: String, _ data: ModelInput) throws {
    let (counts, known) = (try data.people.column(name), try data.people.column(outcome))
    for row in 0..<data.people.rowCount
    where counts.missing(row: row) != nil && known.missing(row: row) == nil {
      throw StudyError(
        .data,
        "\(data.people.location(row: row, column: counts)): nothing says how often this person reoffended; a count is "
          + "needed for everybody, 0 for those who did not")
    }
  }

  private func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  private func choices(_ exact: [String]) throws -> MatchingChoices {
    var choices = MatchingChoices()
    choices.method = method
    choices.caliper = noCaliper ? nil : caliper
    choices.ratio = ratio
    choices.exact = exact
    choices.level = try level.value()
    choices.target = target
    choices.parts = parts
    choices.seed = seed
    choices.trim = trim
    choices.subgroups = ColumnList.split(subgroups)
    return choices
  }
}
