import Numbers
import Reoffending
import Studies
import Statistics
import Tables

/// Makes the figures that need a row a person.
struct PeopleFigureMaker {
  let table: Table
  let item: ReportConfiguration.FigureItem
  /// The configuration's name, for errors.
  let source: String
  let level: ConfidenceLevel
  let suppression: Suppression?

  func make(context: FigureContext) throws -> FigureMaker.Product {
    switch item.kind {
    case .forest: try forest(context)
    case .calibration: try calibration(context)
    default: try balance(context)
    }
  }

  private func forest(_ context: FigureContext) throws -> FigureMaker.Product {
    let (time, outcome) = (try given(item.time, "time"), try given(item.outcome, "outcome"))
    let factors = try factors()
    let frame = try frame(numbers: [time, outcome], of: factors)
    let result = try AdjustedRatios(factors: factors, frame: frame, time: time, event: outcome, level: level)
    return product(ForestFigure.make(result, context: context), result.sentences)
  }

  private func calibration(_ context: FigureContext) throws -> FigureMaker.Product {
    let outcome = try given(item.outcome, "outcome")
    let factors = try factors()
    let frame = try frame(numbers: [outcome], of: factors)
    let model = try GeneralizedLinearModel(
      DesignMatrix(Formula("\(outcome) ~ \(factors.joined(separator: " + "))"), frame: frame),
      family: .binomial)
    let predictions = zip(model.fittedValues, model.outcomes).compactMap { fitted, outcome in
      fitted.flatMap { fitted in outcome.map { (fitted, $0 == 1) } }
    }
    let result = try PredictionAssessment(
      PredictedOutcomes(probabilities: predictions.map(\.0), outcomes: predictions.map(\.1)), bands: 8,
      level: level)
    return product(CalibrationFigure.make(result, context: context), result.sentences)
  }

  private func balance(_ context: FigureContext) throws -> FigureMaker.Product {
    guard let treatment = item.by?.first else {
      throw ReportError.configuration(source: source, problem: "\(item.name) needs by: [TREATMENT]")
    }
    let factors = try factors()
    let frame = try frame(numbers: [treatment], of: factors)
    let scores = try PropensityScores(
      Formula("\(treatment) ~ \(factors.joined(separator: " + "))"), frame: frame)
    let balances = try CovariateBalance.balances(
      of: factors, frame: frame, isTreated: scores.isTreated, group: scores.weighting())
    return product(
      BalanceFigure.make(balances, after: "weighting", context: context),
      balances.map {
        "\($0.covariate): \(NumberFormat.signed($0.before, decimals: 2)) before, "
          + "\(NumberFormat.signed($0.after, decimals: 2)) after."
      })
  }

  private func product(_ figure: StudyFigure, _ sentences: [String]) -> FigureMaker.Product {
    FigureMaker.Product(figure: figure, sentences: sentences, notes: [], data: [item.data ?? ""])
  }

  private func given(_ name: String?, _ key: String) throws -> String {
    guard let name else {
      throw ReportError.configuration(source: source, problem: "\(item.name) needs \(key): COLUMN")
    }
    return name
  }

  private func factors() throws -> [String] {
    guard let factors = item.factors, !factors.isEmpty else {
      throw ReportError.configuration(source: source, problem: "\(item.name) needs factors: [COLUMN, …]")
    }
    return factors
  }

  /// Columns of yes and no, or 0 and 1, as numbers; factors that hold no numbers as names.
  private func frame(numbers: [String], of factors: [String]) throws -> ModelFrame {
    var columns: [ModelColumn] = []
    var reading = table.reading()
    for name in numbers + factors {
      let texts = reading.texts(name, missing: .refused).values.compactMap(\.self)
      let flags = Set(texts.map { $0.lowercased() })
      if flags.isSubset(of: ["yes", "no"]) {
        columns.append(ModelColumn(name, numbers: texts.map { $0.lowercased() == "yes" ? 1 : 0 }))
      } else if texts.allSatisfy({ Double($0) != nil }) {
        columns.append(ModelColumn(name, numbers: texts.compactMap(Double.init)))
      } else {
        columns.append(try ModelColumn(name, texts: texts))
      }
    }
    try reading.finish()
    return try ModelFrame(columns)
  }
}
