package import ArgumentParser
import Reoffending
import Statistics
import Tables

/// Rates against predictions, risk factors and a regression from one reading of a person-level file.
package struct AnalyseQuestion: Question {
  /// The answer that a figure draws.
  enum Part: String, CaseIterable, ExpressibleByArgument {
    case compare, factors, fit
  }

  package static let configuration = CommandConfiguration(
    commandName: "analyse",
    abstract: "compare, factors and fit from one reading of a person-level file.",
    discussion: """
      reoffending analyse synthetic-people --by area --factors homeless,unemployed \\
        --formula "reoffended ~ homeless + age"

      Each answer is what its own verb gives. The file, a row a person, is read once, on all cores, and only the columns \
      that are named. CSV has a line for each number, with the answer, row and column that it is from.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var level: LevelOption
  @OptionGroup var suppress: SuppressOption

  @Option(help: "The columns that name the groups, separated by commas.")
  var by: String?

  @Option(
    help: "The columns that hold the factors, separated by commas; column=level names a reference level.")
  var factors: String

  @Option(help: "The columns within whose strata the factors are compared too, separated by commas.")
  var adjust: String?

  @Option(help: "Outcome and terms of the regression, such as \"reoffended ~ homeless * sex + age\".")
  var formula: String

  @Option(
    help:
      "Adjustment of p-values for the number of comparisons: bonferroni, holm, hochberg, hommel, bh or by.")
  var adjustment = AdjustmentMethod.holm

  @Option(help: "The answer that --figure draws: compare, factors or fit.")
  var draw = Part.compare

  @Option(help: "Groups to put in focus in the figure, separated by commas.")
  var focus: String?

  package init() {}

  package func answer() throws -> Answer {
    let questions = try questions()
    let file = try input.file()
    guard let wanted = questions.columns(of: file) else {
      throw StudyError(
        .data,
        "\(file.source) has no column that says whether a person reoffended; name it with --outcome, or ask compare and "
          + "factors for a table of counts")
    }
    let people = try input.people(of: file, columns: wanted, keepsGroups: true)
    try people.checkColumns(
      questions.formula.columns, categories: questions.formula.categoryColumns, today: AskingContext.today())
    if case .column(let outcome) = questions.formula.outcome { try people.checkOutcome(outcome) }
    let result: PeopleAnalysis
    do {
      result = try PeopleAnalysis(people, of: file, questions)
    } catch let error as ModelError {
      throw people.expanded().located(error)
    }
    try GroupNames.check(
      ColumnList.split(focus), among: result.compare.groups.map(\.name), of: by ?? "the table")
    return Answer(
      result, table: result.compare.table,
      further: [result.factors.table] + (result.fit.map { [$0.table] } ?? []),
      programTable: { result.longTable },
      sentences: result.factors.sentences + (result.fit.map { [$0.headline + "."] } ?? []),
      warnings: result.fit?.warnings ?? [],
      notes: result.notes, rounds: suppress.isOn
    ) { context in
      try figure(result, context)
    }
  }

  private func questions() throws -> PeopleAnalysis.Questions {
    var questions = PeopleAnalysis.Questions(try readFormula())
    questions.groups = ColumnList.split(by)
    questions.factors = ColumnList.split(factors).map { RiskFactorSelection(parsing: $0) }
    questions.strata = ColumnList.split(adjust)
    questions.names = try suppress.columns(input.columns)
    questions.level = try level.value()
    questions.choices.level = questions.level
    questions.adjustment = adjustment
    questions.suppression = try suppress.value(refusing: [.rates], in: Self.verb)
    return questions
  }

  private func readFormula() throws -> Formula {
    do throws(ModelError) {
      let formula = try Formula(formula)
      guard formula.outcome != nil else {
        throw .formula("an outcome is needed before ~, as in reoffended ~ age", position: 1, found: "~")
      }
      return formula
    } catch {
      throw StudyError(.usage, error.description)
    }
  }

  private func figure(_ result: PeopleAnalysis, _ context: FigureContext) throws -> StudyFigure {
    switch draw {
    case .compare:
      return ActualAgainstPredictedFigure.make(
        result.compare, context: context.focusing(on: ColumnList.split(focus)))
    case .factors: return ForestFigure.make(AdjustedRatios(result.factors), context: context)
    case .fit:
      guard let fit = result.fit else {
        throw StudyError(
          .data, "the regression is suppressed, so there is nothing to draw; choose --draw compare or factors"
        )
      }
      guard let ratios = AdjustedRatios(fit) else {
        throw StudyError(.usage, "a linear model has no ratios to draw; choose --draw compare or factors")
      }
      return ForestFigure.make(ratios, context: context)
    }
  }
}
