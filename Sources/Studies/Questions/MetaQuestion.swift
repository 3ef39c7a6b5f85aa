package import ArgumentParser
import Numbers
import Reoffending
import Statistics
import Tables

/// The effects of several studies combined.
package struct MetaQuestion: Question {
  package static let configuration = CommandConfiguration(
    commandName: "meta",
    abstract: "Effects of several studies, programmes, areas or years combined into one.",
    discussion: """
      reoffending meta youth-cohorts --where 'document = "draft-2018"' \\
        --study year --events reoffenders --people cohort

      A row is a study. Give counts of two groups, of one (its rate is combined), or effects as they were published, with \
      standard errors or limits (--effect ratio --lower low --upper high --ratio). Effects may differ between studies (--model reml, dersimonian-laird) or not (fixed).

      --within says of which study each row is one of several effects, which are then alike (three levels, as metafor's \
      rma.mv with ~ 1 | study/effect); --study names the effects.

      --moderators says what of the studies their effects may differ with, as the right side of a formula:

      reoffending meta adult-reoffending-by-offence --moderators "log10(cohort)" \\
        --where 'document = "draft-2018"' --study offence \\
        --events reoffenders --people cohort
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var level: LevelOption

  @Option(help: "The columns that name the studies, separated by commas; else the first column.")
  var study: String?

  @Option(help: "The column of events in the group of interest, such as those who took part.")
  var events: String?

  @Option(help: "The column of people in it.")
  var people: String?

  @Option(help: "The column of events in the group it is compared with.")
  var otherEvents: String?

  @Option(help: "The column of people in that.")
  var otherPeople: String?

  @Option(help: "What is made of counts: risk-ratio, odds-ratio or risk-difference.")
  var measure: StudyEffect.Measure = .riskRatio

  @Option(help: "Instead of counts: the column of effects as published.")
  var effect: String?

  @Option(help: "The column of their standard errors (of ratios, of their logarithm).")
  var error: String?

  @Option(help: "Instead of --error: the column of lower limits, at the level of --published-level.")
  var lower: String?

  @Option(help: "The column of upper limits.")
  var upper: String?

  @Option(help: "The level of published limits.")
  var publishedLevel = 0.95

  @Flag(help: "The effects are ratios, which are combined as logarithms.")
  var ratio = false

  @Option(help: "How effects differ between studies: reml, dersimonian-laird or fixed (not at all).")
  var model: MetaAnalysis.Model = .restrictedMaximumLikelihood

  @Flag(help: "Limits from the scatter of the studies, better for few of them.")
  var hartungKnapp = false

  @Option(help: "What is known of the studies and may go with their effects, such as \"year + setting\".")
  var moderators: String?

  @Option(
    help: "The column of the studies, where a row is one of several effects of a study that --study names.")
  var within: String?

  package init() {}

  package func answer() throws -> Answer {
    let table = try input.table()
    let moderators = try moderators.map { try moderation($0, table) }
    guard let first = table.columns.first?.name else { throw StudyError(.data, "the table has no column") }
    let names = ColumnList.split(study)
    var reading = table.reading()
    let own = (names.isEmpty ? [first] : names).filter { $0 != within }
    let keys = ([within].compactMap(\.self) + own).map { name in
      (name, reading.texts(name, missing: .refused))
    }
    let effects = try effect == nil ? counted(&reading) : published(&reading)
    var studies: [(key: GroupKey, effect: StudyEffect)] = []
    for row in 0..<table.rowCount {
      let key = GroupKey(keys.map { GroupKey.Part(column: $0.0, value: $0.1.values[row] ?? "") })
      do {
        studies.append((key, try effects(row)))
      } catch let error as StatisticsError {
        throw StudyError(.data, "\(keys[0].1.location(row: row)): \(key): \(error)")
      }
    }
    let units = within.map { name in (name, keys[0].1.values.map { $0 ?? "" }) }
    guard units == nil || model == .restrictedMaximumLikelihood && !hartungKnapp else {
      throw StudyError(.usage, "--within goes with --model reml, and without --hartung-knapp")
    }
    let result =
      try units.map {
        try CombinedEffects(
          studies, within: $0, measure: words, moderators: moderators, level: level.value())
      }
      ?? CombinedEffects(
        studies, measure: words, moderators: moderators, model: model, hartungKnapp: hartungKnapp,
        level: level.value())
    return Answer(
      result, table: result.table, further: [result.moderation?.table].compactMap(\.self),
      sentences: result.sentences, notes: result.notes
    ) { context in
      MetaFigure.make(result, context: context)
    }
  }

  /// The moderators as columns of numbers, or of categories where a cell is none.
  private func moderation(_ text: String, _ table: Table) throws -> (formula: Formula, frame: ModelFrame) {
    let formula: Formula
    do { formula = try Formula(text.contains("~") ? text : "~ " + text) } catch {
      throw StudyError(.usage, "--moderators: \(error.description)")
    }
    guard formula.outcome == nil, formula.hasIntercept, formula.offsets.isEmpty else {
      throw StudyError(
        .usage,
        "--moderators has the right side only, with an intercept and without offsets, such as \"year + setting\""
      )
    }
    var columns: [ModelColumn] = []
    for name in formula.covariateSources {
      var numbers = table.reading()
      let values = numbers.numbers(name, missing: .refused)
      if !formula.categoryColumns.contains(name), (try? numbers.finish()) != nil {
        columns.append(ModelColumn(name, numbers: values.values.map { $0?.plainValue ?? 0 }))
        continue
      }
      var texts = table.reading()
      let words = texts.texts(name, missing: .refused)
      try texts.finish()
      columns.append(try ModelColumn(name, texts: words.values.map { $0 ?? "" }))
    }
    return (formula, try ModelFrame(columns))
  }

  private var words: CombinedEffects.Measure {
    if let effect {
      return .init(words: effect.replacing("_", with: " "), isRatio: ratio)
    }
    return .init(otherEvents == nil ? .proportion : measure)
  }

  /// The effects of counts.
  private func counted(_ reading: inout TableReading) throws -> (Int) throws -> StudyEffect {
    guard let events, let people, error == nil, lower == nil, upper == nil, !ratio else {
      throw StudyError(
        .usage,
        "give --events and --people (and --other-events and --other-people), or --effect with --error or --lower and --upper"
      )
    }
    guard (otherEvents == nil) == (otherPeople == nil), measure != .proportion else {
      throw StudyError(
        .usage, "give --other-events and --other-people together, or neither for rates of one group")
    }
    let own = (reading.counts(events, missing: .refused), reading.counts(people, missing: .refused))
    let other = otherEvents.flatMap { events in
      otherPeople.map { (reading.counts(events, missing: .refused), reading.counts($0, missing: .refused)) }
    }
    try reading.finish()
    return { row in
      let (a, n) = (own.0.values[row] ?? 0, own.1.values[row] ?? 0)
      guard let other else { return try StudyEffect(events: a, of: n) }
      return try StudyEffect(
        measure, events: a, of: n, otherEvents: other.0.values[row] ?? 0, of: other.1.values[row] ?? 0)
    }
  }

  /// The effects as published.
  private func published(_ reading: inout TableReading) throws -> (Int) throws -> StudyEffect {
    guard let effect, events == nil, people == nil, otherEvents == nil, otherPeople == nil,
      (error != nil) != (lower != nil && upper != nil), (lower == nil) == (upper == nil)
    else {
      throw StudyError(.usage, "beside --effect give --error, or --lower and --upper, and no counts")
    }
    guard let published = try? ConfidenceLevel(publishedLevel) else {
      throw StudyError(.usage, "--published-level is a fraction such as 0.95")
    }
    let values = reading.numbers(effect, missing: .refused)
    let errors = error.map { reading.numbers($0, missing: .refused) }
    let limits = lower.flatMap { low in
      upper.map { (reading.numbers(low, missing: .refused), reading.numbers($0, missing: .refused)) }
    }
    try reading.finish()
    let ratio = ratio
    return { row in
      let value = values.values[row]?.plainValue ?? 0
      if let errors {
        return try StudyEffect(
          effect: value, standardError: errors.values[row]?.plainValue ?? 0, isRatio: ratio)
      }
      return try StudyEffect(
        effect: value, lower: limits?.0.values[row]?.plainValue ?? 0,
        upper: limits?.1.values[row]?.plainValue ?? 0, level: published, isRatio: ratio)
    }
  }
}
