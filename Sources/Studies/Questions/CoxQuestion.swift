package import ArgumentParser
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
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var level: LevelOption
  @OptionGroup var time: TimeOptions

  @Option(help: "The covariates, such as \"homeless + age\"; written as in fit.")
  var terms: String

  @Option(help: "A column of groups, each with a baseline hazard of its own.")
  var strata: String?

  @Option(help: "How events at the same time are treated: efron or breslow.")
  var ties = CoxModel.Ties.efron

  @Option(help: "Fine and Gray's model of one value of --cause instead of Cox's.")
  var fineGray: String?

  package init() {}

  package func answer() throws -> Answer {
    let formula: Formula
    let text = terms.contains("~") ? terms : "~ " + terms
    let others = Formula.namesOtherColumns(text) ? try otherColumns() : []
    do { formula = try Formula(text, columns: others) } catch {
      throw StudyError(.usage, error.description)
    }
    guard (fineGray == nil) == (time.cause == nil) else {
      throw StudyError(.usage, "--fine-gray VALUE and --cause COLUMN belong together")
    }
    let covariates = formula.covariateSources
    let data = try time.read(
      input, further: covariates + [strata].compactMap(\.self),
      categories: formula.categoryColumns.union([strata].compactMap(\.self)))
    let result = try located(data) { try fit(formula, covariates, data) }
    return Answer(
      result, table: result.table, sentences: [result.headline + "."] + result.sentences,
      warnings: result.warnings, notes: result.notes
    ) { ForestFigure.make(AdjustedRatios(result), context: $0) }
  }

  /// The columns for which a dot may stand: all but those of time, event and strata.
  private func otherColumns() throws -> [String] {
    let taken = Set((time.columns + [strata].compactMap(\.self)).map(Column.normalized))
    return try input.file().columns.map(\.name).filter {
      !$0.isEmpty && !taken.contains(Column.normalized($0))
    }
  }

  private static let timeName = "time of this analysis"
  private static let endingName = "ending of this analysis"

  private func fit(
    _ formula: Formula, _ covariates: [String], _ data: TimeOptions.Endings
  ) throws -> HazardRegression {
    let frame = data.frame.frame
    let used = try (covariates + [strata].compactMap(\.self)).map { try data.people.column($0) }
    let complete = (0..<frame.rows).map { row in
      data.times[row] != nil && data.endings[row] != nil && used.allSatisfy { $0.missing(row: row) == nil }
    }
    let names = Set(covariates + [strata].compactMap(\.self))
    let columns =
      frame.names.filter(names.contains).compactMap { frame.columns[$0] } + [
        ModelColumn(Self.timeName, numbers: data.times.map { $0 ?? 0 }),
        ModelColumn(Self.endingName, numbers: data.endings.map { Double($0 ?? 0) }),
      ]
    let all = try ModelFrame(columns, complete: complete.allSatisfy { $0 } ? nil : complete)
    guard let fineGray else {
      return try HazardRegression(
        formula, frame: all, time: Self.timeName, event: Self.endingName, strata: strata, ties: ties,
        level: level.value())
    }
    guard strata == nil else {
      throw StudyError(.usage, "--strata belongs to Cox's model, not to Fine and Gray's")
    }
    guard let cause = data.causes.firstIndex(of: fineGray) else {
      throw StudyError(
        .usage, "\(time.cause ?? "") has no value \(fineGray); it has \(data.causes.joined(separator: ", "))")
    }
    return try HazardRegression(
      fineGray: formula, frame: all, time: Self.timeName, cause: Self.endingName, of: cause + 1,
      named: fineGray,
      level: level.value())
  }

  private func located<Value>(_ data: TimeOptions.Endings, _ body: () throws -> Value) throws -> Value {
    do { return try body() } catch let error as ModelError {
      if case .badOutcome(Self.endingName, _) = error {
        throw StudyError(
          .data,
          "nobody has the event, so no hazard ratio exists; survival draws the curve of such data")
      }
      throw data.people.located(error)
    }
  }
}
