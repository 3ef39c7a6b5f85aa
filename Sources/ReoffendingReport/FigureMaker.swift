import Audit
import Studies
import Reoffending
import Statistics
import Tables

/// Makes the figure and the sentences of one entry of a configuration.
struct FigureMaker: Sendable {
  /// A figure with the sentences that say what it shows.
  struct Product: Sendable {
    let figure: StudyFigure
    let sentences: [String]
    var notes: [String]
    let data: [String]
    /// How its tables were read, which a report says once.
    var readings: [String] = []
    /// What was taken for granted and where a method is out of its depth: what a strict report refuses.
    var doubts: [String] = []
    /// The result as the verb's JSON, from which numbers are traced; nil for kinds that no verb answers.
    var result: String?
  }

  /// The tables and files of the report.
  let inputs: ReportInputs
  /// The configuration's name, for errors.
  let source: String
  let level: ConfidenceLevel
  let suppression: Suppression?
  /// The names of columns and the way of reading that all figures share.
  let shared: SharedSettings
  /// What is hidden in all figures together; nil where nothing is.
  let plan: DisclosurePlan?

  private func table(_ name: String) throws -> Table { try inputs.table(name) }
  private func file(_ name: String) throws -> [UInt8] { try inputs.bytes(name) }

  func make(_ item: ReportConfiguration.FigureItem) throws -> Product {
    var product = try made(item)
    product.notes = product.notes.map(Self.withoutOptions).filter { !$0.isEmpty }
    product.readings = product.readings.map(Self.withoutOptions).filter { !$0.isEmpty }
    return product
  }

  private func made(_ item: ReportConfiguration.FigureItem) throws -> Product {
    let context = FigureContext(
      name: item.name, headline: item.headline, subtitle: item.subtitle, place: item.place ?? "",
      period: item.period ?? "", source: item.source.map { "Source: \($0)" } ?? "", notes: item.notes ?? [],
      focus: item.focus ?? [])
    if let question = item.question ?? Self.question(item) {
      return try answer(question, item, context)
    }
    guard let kind = item.kind else {
      throw ReportError.configuration(source: source, problem: "\(item.name) has neither verb: nor kind:")
    }
    switch kind {
    case .actualAgainstPredicted, .percentDifference, .rates, .trend, .survival, .scenario, .targets:
      throw ReportError.brokenBundle("\(item.name) has no question")
    case .rateChange, .slope:
      return try rateChange(item, context: context)
    case .funnel, .iconArray:
      return try cohortFigure(item, context: context)
    case .backToBack, .pathways:
      return try printedFigure(item, context: context)
    case .tiles, .map:
      return try AreaFigureMaker(
        table: rows(of: dataName(item), filter: item.filter), file: file, item: item, source: source
      ).make(context: context)
    case .forest, .calibration, .balance:
      return try PeopleFigureMaker(
        table: rows(of: dataName(item), filter: item.filter), item: item, source: source, level: level,
        suppression: suppression.map { plan?.suppression($0, ofCurves: item.name) ?? $0 }
      ).make(context: context)
    case .riskFactors:
      let result = try PrintedRiskFactors(rows(of: dataName(item), filter: item.filter), level: level)
      return Product(
        figure: RiskFactorFigure.make(result, context: context), sentences: result.sentences, notes: [],
        data: [try dataName(item)])
    case .audit:
      let name = try dataName(item)
      let result = try audit(name, item)
      return Product(
        figure: AuditFigure.make(result, context: context), sentences: result.sentences, notes: result.notes,
        data: [name])
    case .grid:
      guard let by = item.by, by.count == 2 else {
        throw ReportError.configuration(
          source: source, problem: "\(item.name): a grid needs by: [ROW, COLUMN]")
      }
      let result = try RateGrid(rows(of: dataName(item), filter: item.filter), row: by[0], column: by[1])
      return Product(
        figure: OffenceByAreaFigure.make(result, context: context), sentences: result.sentences, notes: [],
        data: [try dataName(item)])
    }
  }

  /// The audit of a plan, or of one table by the rules that it seems meant to obey.
  private func audit(_ name: String, _ item: ReportConfiguration.FigureItem) throws -> AuditReport {
    if name == AuditRunner.bundledPlan { return try AuditRunner(load: table).audit(AuditRunner.bundled()) }
    if name.hasSuffix(".yml") || name.hasSuffix(".yaml") {
      let plan = try AuditPlan(yaml: String(decoding: file(name), as: UTF8.self), source: name)
      return try AuditRunner(rounding: plan.convention, load: table).audit(plan)
    }
    let rows = try rows(of: name, filter: item.filter)
    return try AuditRunner(load: table).audit(
      AuditedTable(rows, named: name), rules: AuditRunner.bundledRules(for: name))
  }

  private func rateChange(_ item: ReportConfiguration.FigureItem, context: FigureContext) throws -> Product {
    guard let series = item.series, !series.isEmpty else {
      throw ReportError.configuration(
        source: source, problem: "\(item.name): a rate-change figure needs series")
    }
    let read = try series.map { one in
      RateChangeFigure.Series(
        name: one.label,
        rates: try GroupRates(
          CohortTable(
            rows(of: one.data, filter: one.filter), by: one.by ?? [],
            names: shared.columns(for: one.data, inputs)),
          level: level))
    }
    let changes = try RateChangeFigure.changes(read)
    return Product(
      figure: item.kind == .slope
        ? try SlopeFigure.make(read, context: context)
        : try RateChangeFigure.make(read, context: context),
      sentences: changes.map(\.sentence)
        + read.flatMap { one in one.rates.sentences.map { "\(one.name), \($0)" } },
      notes: read.flatMap(\.rates.notes), data: series.map(\.data),
      result: try JSONText.encode(["changes": changes]))
  }

  /// The verb's question that a kind of figure is the answer of; nil for kinds that only a report draws.
  static func question(_ item: ReportConfiguration.FigureItem) -> QuestionItem? {
    let by = item.by?.joined(separator: ",")
    let rows = ("where", item.filter)
    switch item.kind {
    case .actualAgainstPredicted: return QuestionItem("compare", [rows, ("by", by)])
    case .percentDifference:
      return QuestionItem("compare", [rows, ("by", by), ("draw", "percent-difference")])
    case .rates: return QuestionItem("rates", [rows, ("by", by)])
    case .trend: return QuestionItem("trend", [rows, ("time", item.time), ("by", by)])
    case .survival:
      return QuestionItem(
        "survival",
        [rows, ("time", item.time), ("event", item.outcome), ("by", by), ("unit", item.unit)])
    case .scenario:
      return QuestionItem(
        "scenario",
        [
          rows, ("factors", item.factors?.joined(separator: ",")), ("outcome", item.outcome), ("adjust", by),
          ("reduction", (item.reductions ?? [0.25, 0.5]).map { "\($0)" }.joined(separator: ",")),
          ("cost-per-reoffence", item.costPerReoffence.map { "\($0)" }),
        ])
    case .targets: return QuestionItem("targets", [rows])
    case .riskFactors, .rateChange, .grid, .funnel, .backToBack, .pathways, .iconArray, .tiles, .audit,
      .slope,
      .forest, .calibration, .balance, .map, nil:
      return nil
    }
  }

  /// The answer to a verb's question.
  private func answer(
    _ question: QuestionItem, _ item: ReportConfiguration.FigureItem, _ figureContext: FigureContext
  ) throws -> Product {
    let data = try dataName(item)
    var shared = [(name: "level", value: "\(level.value)")]
    if let suppression {
      shared.append(
        suppression.policy.isPlain
          ? (name: "suppress", value: "\(suppression.limit)")
          : (name: "disclosure", value: suppression.policy.name))
    }
    inputs.note(data)
    shared += try self.shared.settings(for: data, inputs)
    var context = AskingContext.current
    context.decision = plan?.decision(for: item.name)
    context.furtherTables = { [inputs] in try inputs.table($0) }
    if let policy = suppression?.policy, !policy.isPlain { context.policies = { _ in policy } }
    let place = inputs.place(data)
    let (answer, heard) = try AskingContext.$current.withValue(context) {
      try question.answer(data: place, further: shared)
    }
    // Data are called as the configuration calls them, wherever it is made from.
    let assumed = heard.map { $0.hasPrefix("\(place): ") ? "\(data): " + $0.dropFirst(place.count + 2) : $0 }
    if let failure = answer.failure { throw failure }
    guard answer.files.isEmpty else {
      throw StudyError(.usage, "a report writes its own files only; ask for further files with the verb")
    }
    let focused = figureContext.focusing(in: answer.tables.first, by: question.columns)
    return Product(
      figure: try answer.figure(focused),
      sentences: answer.sentences,
      notes: answer.notes + answer.warnings,
      data: [data], readings: assumed, doubts: assumed + answer.warnings + guesses(answer.notes, of: data),
      result: try answer.json())
  }

  /// A note without what to type instead, which is for whoever makes the report and not for its readers; empty where
  /// nothing else is in it.
  static func withoutOptions(_ note: String) -> String {
    guard let option = note.firstMatch(of: /(^|[ (])--[a-z]/) else { return note }
    let place = option.range.upperBound
    let before = note[..<place]
    let starts = ["; ", ". ", ", or ", " ("].compactMap { sign in
      before.ranges(of: sign).last.map { (start: $0.lowerBound, isBracket: sign == " (") }
    }
    let cut = starts.max { $0.start < $1.start } ?? (note.startIndex, false)
    let end =
      cut.isBracket
      ? note[place...].firstIndex(of: ")").map { note.index(after: $0) }
      : note[place...].firstRange(of: ". ")?.lowerBound
    let head = String(note[..<cut.start])
    let rest = end.map { String(note[$0...]) } ?? ""
    guard !head.isEmpty else { return withoutOptions(String(rest.drop { $0 == "." || $0 == " " })) }
    return withoutOptions(head + (rest.isEmpty ? "." : rest))
  }

  /// The notes that say that a column was taken for a quantity by its name.
  private func guesses(_ notes: [String], of data: String) -> [String] {
    guard !notes.isEmpty, let columns = try? inputs.file(data).columns else { return [] }
    return notes.filter { CohortColumns.isGuess($0, among: columns) }
  }

  /// Figures of groups of people.
  private func cohortFigure(
    _ item: ReportConfiguration.FigureItem, context: FigureContext
  ) throws -> Product {
    let cohorts = try cohorts(item)
    let data = [try dataName(item)]
    if item.kind == .iconArray {
      let rates = try GroupRates(cohorts, level: level)
      return Product(
        figure: IconArrayFigure.make(rates, context: context), sentences: rates.sentences, notes: rates.notes,
        data: data, result: try JSONText.encode(rates))
    }
    let result = try Funnel(cohorts)
    let widened =
      (result.phi ?? 0) > 1 ? try Funnel(cohorts, quantity: result.quantity, overdispersion: .additive) : nil
    return Product(
      figure: try FunnelFigure.make(result, widened: widened, context: context), sentences: result.sentences,
      notes: cohorts.notes, data: data, result: try JSONText.encode(result))
  }

  /// Figures of printed numbers without people.
  private func printedFigure(
    _ item: ReportConfiguration.FigureItem, context: FigureContext
  ) throws -> Product {
    let data = try dataName(item)
    let table = try rows(of: data, filter: item.filter)
    switch item.kind {
    case .pathways:
      let result = try PathwayEvidence(table, withoutFigures: item.withoutFigures ?? [])
      return Product(
        figure: PathwaysFigure.make(result, context: context), sentences: result.sentences, notes: [],
        data: [data])
    default:
      guard let by = item.by, by.count == 2 else {
        throw ReportError.configuration(
          source: source, problem: "\(item.name): a back-to-back figure needs by: [GROUP, SIDE]")
      }
      guard table.firstColumn(among: [item.value ?? "share"]) != nil else {
        let rates = try GroupRates(cohorts(item), level: level)
        return Product(
          figure: BackToBackFigure.make(rates, context: context), sentences: rates.sentences,
          notes: rates.notes, data: [data])
      }
      let result = try PairedShares(table, group: by[0], side: by[1], share: item.value ?? "share")
      return Product(
        figure: BackToBackFigure.make(result, context: context), sentences: result.sentences, notes: [],
        data: [data])
    }
  }

  private func cohorts(_ item: ReportConfiguration.FigureItem) throws -> CohortTable {
    let name = try dataName(item)
    let cohorts = try CohortTable(
      rows(of: name, filter: item.filter), by: item.by ?? [], names: shared.columns(for: name, inputs))
    guard let suppression else { return cohorts }
    return plan?.applied(suppression, to: cohorts, of: item.name) ?? suppression.applied(to: cohorts)
  }

  private func dataName(_ item: ReportConfiguration.FigureItem) throws -> String {
    guard let data = item.data else {
      throw ReportError.configuration(source: source, problem: "\(item.name) has no data")
    }
    return data
  }

  private func rows(of name: String, filter: String?) throws -> Table {
    let table = try table(name)
    guard let filter else { return table }
    return try table.filtered(where: RowFilter(parsing: filter))
  }
}
