package import ArgumentParser
import Reoffending
import Statistics
import Tables

/// How good predicted probabilities are.
package struct EvaluateQuestion: Question {
  package static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "How good predicted probabilities are: order, calibration, sharpness, by subgroup.",
    discussion: """
      reoffending evaluate synthetic-people --predicted predicted --by sex
      reoffending evaluate synthetic-people --formula "reoffended ~ homeless + age"

      The predictions stand in a column, or come from a formula that is fitted to the same people; then --bootstrap says \
      how much worse the model will do on others. Whole numbers such as deciles are scores, of which only the order is \
      judged; where they are probabilities in per cent, say so with --predicted-as percent. --thresholds 0.3,0.5 tells what \
      flagging people from such a prediction on does: who is flagged in vain, who is missed, by subgroup, and the net \
      benefit; its figure is drawn in place of the calibration.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var level: LevelOption

  @Option(help: "A formula to be fitted and evaluated, instead of a column of predictions.")
  var formula: String?

  @Option(
    name: .customLong("predicted-as"),
    help: """
      What the column of predictions holds: probability (0 to 1), percent (0 to 100) or score (any number, of which only \
      the order is judged); without it whole numbers above 1 are a score.
      """)
  var scale: Scale?

  /// What numbers of a column of predictions mean.
  enum Scale: String, CaseIterable, ExpressibleByArgument {
    case probability, percent, score
  }

  @Option(help: "The columns that make subgroups, separated by commas; each is looked at by itself.")
  var by: String?

  @Option(
    help: """
      Predictions from which people are flagged, separated by commas: probabilities as 0.5 or 50%, or scores.
      """)
  var thresholds: String?

  @Option(help: "How many bands of equally many people.")
  var bands = 10

  @Option(help: "Refits by bootstrap that say how much worse the model of --formula does on others.")
  var bootstrap: Int?

  @Option(help: "The seed of the bootstrap.")
  var seed: UInt64 = 1

  package init() {}

  package func answer() throws -> Answer {
    let result = try formula.map(fitted) ?? columnOfPredictions()
    return Answer(
      result, table: result.table, further: result.thresholds.map { [$0.table] } ?? [],
      sentences: result.sentences, notes: result.notes
    ) { context in
      if let thresholds = result.thresholds { return ThresholdFigure.make(thresholds, context: context) }
      guard let assessment = result.assessment else {
        throw StudyError(
          .usage, "a score that is no probability has no calibration to draw; leave out --figure")
      }
      return CalibrationFigure.make(assessment, context: context)
    }
  }

  private var groupColumns: [String] { ColumnList.split(by) }

  /// The thresholds as numbers of the predictions.
  private func cuts(ofScore isScore: Bool) throws -> [Double] {
    guard let thresholds else { return [] }
    guard isScore else { return try ShareList.parse(thresholds, option: "--thresholds") }
    let cuts = try ColumnList.split(thresholds).map { text in
      guard let cut = Double(text), cut.isFinite else {
        throw StudyError(
          .usage, "--thresholds “\(text)” is no score; the predictions are scores, so write such as 5,7")
      }
      return cut
    }
    guard !cuts.isEmpty else { throw StudyError(.usage, "--thresholds is empty; write such as 5,7") }
    return cuts
  }

  private func fitted(_ text: String) throws -> PredictionEvaluation {
    guard scale == nil else {
      throw StudyError(.usage, "--predicted-as is of a column of predictions; a formula gives probabilities")
    }
    guard input.predicted == nil else {
      throw StudyError(.usage, "give --predicted or --formula, not both")
    }
    let parsed: Formula
    let others =
      Formula.namesOtherColumns(text) ? try input.file().columns.map(\.name).filter { !$0.isEmpty } : []
    do { parsed = try Formula(text, columns: others) } catch { throw StudyError(.usage, error.description) }
    let data = try ModelInput(
      input, columns: parsed.columns + groupColumns, categories: parsed.categoryColumns.union(groupColumns),
      rows: bootstrap == nil ? .counted : .oneByOne)
    if case .column(let outcome) = parsed.outcome, parsed.derivations[outcome] == nil {
      try data.people.checkOutcome(outcome)
    }
    return try data.located {
      try PredictionEvaluation(
        fitting: parsed, frame: data.frame().frame, by: groups(data.people), bands: bands,
        bootstrap: bootstrap.map { try Bootstrap(replicates: $0, seed: seed) },
        thresholds: cuts(ofScore: false), level: level.value())
    }
  }

  private func columnOfPredictions() throws -> PredictionEvaluation {
    guard bootstrap == nil else {
      throw StudyError(.usage, "--bootstrap refits a model, so it needs --formula")
    }
    let predicted = input.predicted ?? "predicted"
    let outcome = input.outcome ?? "reoffended"
    let data = try ModelInput(
      input, columns: [outcome, predicted] + groupColumns,
      kinds: [predicted: scale == .score ? .number : .rate],
      categories: Set(groupColumns), rows: .counted)
    try data.people.checkOutcome(outcome)
    let probabilities = try data.people.column(predicted).numbers
    let outcomes = try outcomeFlags(data, outcome)
    let groups = try groups(data.people)
    let isPerCent = try data.people.column(predicted).entries.contains { entry in
      entry.value.number.map { number in Double(entry.text).map { $0 > 1 && number < $0 } ?? false } ?? false
    }
    let complete = try data.frame().frame.complete
    let rows = probabilities.indices.filter { complete?[$0] ?? true }
    let entries = try data.people.column(predicted).entries.filter { $0.value.missing == nil }
    if scale == .probability, let bad = entries.first(where: { (Double($0.text) ?? 0) > 1 }) {
      throw StudyError(
        .data,
        "\(data.people.headerLocation(of: try data.people.column(predicted))): “\(bad.text)” is no probability from 0 to 1"
      )
    }
    let isScore = scale.map { $0 == .score } ?? Self.areWholeNumbers(entries.map(\.text))
    if isScore {
      // Whole numbers were read as per cents until it was known that they are none.
      let scores = try data.people.retyped([WantedColumn(predicted, as: .number)]).column(predicted).numbers
      return try data.located {
        try PredictionEvaluation(
          orderOf: rows.map { scores[$0] ?? 0 }, outcomes: rows.map { outcomes[$0] },
          predictor: predicted, by: groups.map { all in rows.map { all[$0] } },
          excluded: probabilities.count - rows.count,
          notes: scale == .score
            ? []
            : [
              "\(predicted) holds whole numbers above 1, which is how scores such as deciles look, so only their order is "
                + "judged; where they are probabilities in per cent, --predicted-as percent says so."
            ], thresholds: cuts(ofScore: true), level: level.value())
      }
    }
    return try data.located {
      try PredictionEvaluation(
        PredictedOutcomes(
          probabilities: rows.map { probabilities[$0] ?? 0 }, outcomes: rows.map { outcomes[$0] }),
        predictor: predicted, by: groups.map { all in rows.map { all[$0] } }, bands: bands,
        excluded: probabilities.count - rows.count, isPerCent: isPerCent, thresholds: cuts(ofScore: false),
        level: level.value())
    }
  }

  /// Whether numbers above 1 are all whole and without a per cent sign.
  private static func areWholeNumbers(_ texts: [String]) -> Bool {
    let numbers = texts.map(Double.init)
    guard numbers.allSatisfy({ $0.map { $0 == $0.rounded() } ?? false }) else { return false }
    return numbers.contains { ($0 ?? 0) > 1 }
  }

  private func outcomeFlags(_ data: ModelInput, _ name: String) throws -> [Bool] {
    let column = try data.people.column(name)
    guard column.kind != .category else {
      throw TableError.faults(
        {
          var faults = FaultList()
          faults.append(
            Fault(
              at: data.people.headerLocation(of: column),
              "the outcome is \(column.levels.joined(separator: " and ")); yes and no, or 1 and 0, are needed"
            ))
          return faults
        }())
    }
    return column.numbers.map { $0 == 1 }
  }

  /// The subgroup of each person, such as `sex=Male` or `sex=Male, area=North`; nil where none is asked for.
  private func groups(_ people: PersonTable) throws -> [String]? {
    guard !groupColumns.isEmpty else { return nil }
    let columns = try groupColumns.map { try people.column($0) }
    let texts = columns.map(\.texts)
    return (0..<people.rowCount).map { row in
      zip(columns, texts).map { "\($0.name)=\($1[row] ?? "not known")" }.joined(separator: ", ")
    }
  }
}
