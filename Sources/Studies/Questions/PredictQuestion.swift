package import ArgumentParser
import Numbers
import Reoffending
import Statistics
import Tables

/// Published predictors added to a table of people.
package struct PredictQuestion: Question {
  package static let configuration = CommandConfiguration(
    commandName: "predict",
    abstract: "Adds the probabilities of a published predictor, or of a saved fit, to a table of people.",
    discussion: """
      reoffending predict synthetic-people --model ogrs3 --output predicted.csv

      Columns read: sex, offence_group, age_at_first_sanction, age_at_conviction, age_at_follow_up (or age), \
      previous_sanctions or sanctions (the current one included); for ogrs4g and arp also offence_free_months (0 where \
      there is no such column), for ogrs3 perhaps cautions_only. arp-dynamic also reads, as scores 0, 1 or 2: \
      accommodation, relationship, activities, drug_motivation, chronic_drinking, binge_drinking, impulsivity, \
      pro_criminal_attitudes; as yes or no: unemployed, lives_with_partner, domestic_abuse, heroin, other_opiate, \
      crack_cocaine, powder_cocaine, prescription_drugs, benzodiazepines, cannabis, steroids, other_drugs. Added: \
      predicted_1_year (ogrs3, ogrs4g) and predicted_2_year. OGRS3 was published with two conventions for more than 50 \
      previous sanctions: all count (--sanction-cap none, as the current service has it), or 50 at most (--sanction-cap 50).

      The probabilities are for groups: for the rate that a cohort of such people would be expected to have. They are \
      no basis for a decision about a person.

      A fit that was saved (fit --save) predicts for other people with limits, in the columns fitted, fitted_lower and \
      fitted_upper:

      reoffending fit synthetic-people --save fit.json \\
        --formula "reoffended ~ homeless + age"
      reoffending predict synthetic-people --model fit.json --output predicted.csv

      Where the groups of the fit have intercepts of their own (fit --random), each person gets that of the own group, and the typical \
      group's where the fit did not know it; --intercepts typical gives all the latter. A model of times (cox --save) predicts the share without \
      the event at the times of --at, in the columns survival_365, survival_365_lower and survival_365_upper.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var level: LevelOption

  @Option(help: "The predictor: ogrs3, ogrs4g, arp-static or arp-dynamic; or a file that fit --save wrote.")
  var model: PredictionSource

  @Option(
    help:
      "A grouping that turns the table's offences into the predictor's groups: a bundled name or a CSV file.")
  var grouping: String?

  @Flag(
    name: .customLong("absent-as-none"),
    help: "Take risk factors without a column as no problem (arp-dynamic).")
  var absentAsNone = false

  @Option(
    name: .customLong("sanction-cap"), help: "How many previous sanctions count in OGRS3: none (all) or 50.")
  var sanctionCap = OGRS3.SanctionCap.none

  @Flag(
    name: .customLong("skip-invalid"),
    help:
      "Name people with an invalid input and leave them without a probability, instead of refusing the file.")
  var skipInvalid = false

  @Option(
    help:
      "With a fit of groups (fit --random): own (the group's intercept) or typical (that of a typical group)."
  )
  var intercepts: SavedModel.Intercepts?

  @Option(
    help: "With a model of times (cox --save): the times of the shares, separated by commas, such as 180,365."
  )
  var at: String?

  @Option(help: "With Cox's model: the scale of the limits, log-log (without it), log, plain or arcsine.")
  var limits: KaplanMeier.Transform?

  package init() {}

  package func answer() throws -> Answer {
    let model: PredictorModel
    switch self.model {
    case .published(let predictor): model = predictor
    case .saved(let path): return try saved(path)
    }
    guard intercepts == nil, at == nil, limits == nil else {
      throw StudyError(.usage, "--intercepts, --at and --limits belong to saved fits")
    }
    guard sanctionCap == .none || model == .ogrs3 else {
      throw StudyError(.usage, "--sanction-cap belongs to --model ogrs3")
    }
    let result = try PredictedPeople(
      input.table(), model: model, grouping: grouping.map { try GroupingSource.grouping(named: $0) },
      absentAsNone: absentAsNone, cap: sanctionCap, skippingInvalid: skipInvalid)
    return Answer(result, table: result.table, notes: result.notes).streaming {
      (write) throws(TableError) in
      try result.csv(to: write)
    }
  }

  private func saved(_ path: String) throws -> Answer {
    guard grouping == nil, !absentAsNone, sanctionCap == .none else {
      throw StudyError(
        .usage, "--grouping, --absent-as-none and --sanction-cap belong to published predictors")
    }
    do {
      switch try SavedModelFile.read(path) {
      case .fit(let model): return try fitted(model)
      case .times(let model): return try timed(model)
      }
    } catch let error as ModelError {
      throw StudyError(.data, error.description)
    }
  }

  private func fitted(_ model: SavedModel) throws -> Answer {
    guard at == nil, limits == nil else {
      throw StudyError(.usage, "--at and --limits belong to a model of times (cox --save)")
    }
    guard intercepts == nil || model.groups != nil else {
      throw StudyError(.usage, "--intercepts belongs to a fit whose groups differ (fit --random)")
    }
    let result = try FittedPredictions(
      input.table(), model: model, level: level.value(), intercepts: intercepts ?? .own,
      skippingInvalid: skipInvalid)
    return Answer(result, table: result.table, notes: result.notes).streaming {
      (write) throws(TableError) in
      try result.csv(to: write)
    }
  }

  private func timed(_ model: SavedTimes) throws -> Answer {
    guard intercepts == nil, limits == nil || !model.reachesBeyond else {
      throw StudyError(.usage, "--intercepts belongs to fits of groups, --limits to Cox’s model")
    }
    guard let at else {
      throw StudyError(
        .usage,
        "a model of times predicts shares at times: give them with --at, such as --at \(NumberFormat.plain(model.end))"
      )
    }
    let result = try PredictedSurvival(
      input.table(), model: model, at: ColumnList.times(at), transform: limits ?? .logLog,
      level: level.value(),
      skippingInvalid: skipInvalid)
    return Answer(result, table: result.table, notes: result.notes).streaming {
      (write) throws(TableError) in
      try result.csv(to: write)
    }
  }
}

/// What predicts: a published predictor, or a fit that was saved.
enum PredictionSource: ExpressibleByArgument, Hashable, Sendable {
  case published(PredictorModel)
  case saved(String)

  init?(argument: String) {
    if let predictor = PredictorModel(rawValue: argument) {
      self = .published(predictor)
    } else if argument.hasSuffix(".json") {
      self = .saved(argument)
    } else {
      return nil
    }
  }

  /// The name of the predictor, or the path.
  var defaultValueDescription: String {
    switch self {
    case .published(let predictor): predictor.rawValue
    case .saved(let path): path
    }
  }

  static var allValueStrings: [String] { PredictorModel.allCases.map(\.rawValue) }
}
