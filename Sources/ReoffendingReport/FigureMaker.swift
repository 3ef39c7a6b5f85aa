import Audit
import Studies
import Reoffending
import Statistics
import Tables

/// Makes the figure and the sentences of one entry of a configuration.
struct FigureMaker {
  /// A figure with the sentences that say what it shows.
  struct Product: Sendable {
    let figure: StudyFigure
    let sentences: [String]
    let notes: [String]
    let data: [String]
  }

  /// Reads a table by its name in the configuration.
  let table: (String) throws -> Table
  /// Reads a file beside the configuration.
  let file: (String) throws -> [UInt8]
  /// The configuration's name, for errors.
  let source: String
  let level: ConfidenceLevel
  let suppression: Suppression?
  /// What is hidden in all figures together; nil where nothing is.
  let plan: DisclosurePlan?

  func make(_ item: ReportConfiguration.FigureItem) throws -> Product {
    let context = FigureContext(
      name: item.name, headline: item.headline, subtitle: item.subtitle, place: item.place ?? "",
      period: item.period ?? "", source: item.source.map { "Source: \($0)" } ?? "", notes: item.notes ?? [],
      focus: item.focus ?? [])
    switch item.kind {
    case .actualAgainstPredicted, .percentDifference:
      let result = try ActualAgainstPredicted(cohorts(item), level: level)
      let figure =
        item.kind == .percentDifference
        ? PercentDifferenceFigure.make(result, context: context)
        : ActualAgainstPredictedFigure.make(result, context: context)
      return Product(
        figure: figure, sentences: result.groups.map(\.sentence), notes: result.notes,
        data: [try dataName(item)])
    case .rates:
      let result = try GroupRates(cohorts(item), level: level)
      return Product(
        figure: RatesFigure.make(result, context: context), sentences: result.sentences, notes: result.notes,
        data: [try dataName(item)])
    case .rateChange, .slope:
      return try rateChange(item, context: context)
    case .funnel, .iconArray:
      return try cohortFigure(item, context: context)
    case .backToBack, .pathways, .targets:
      return try printedFigure(item, context: context)
    case .tiles, .map:
      return try AreaFigureMaker(
        table: rows(of: dataName(item), filter: item.filter), file: file, item: item, source: source
      ).make(context: context)
    case .trend:
      return try trend(item, context: context)
    case .survival, .forest, .calibration, .balance, .scenario:
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
          CohortTable(rows(of: one.data, filter: one.filter), by: one.by ?? []), level: level))
    }
    return Product(
      figure: item.kind == .slope
        ? try SlopeFigure.make(read, context: context)
        : try RateChangeFigure.make(read, context: context),
      sentences: try RateChangeFigure.changes(read).map(\.sentence)
        + read.flatMap { one in one.rates.sentences.map { "\(one.name), \($0)" } },
      notes: read.flatMap(\.rates.notes), data: series.map(\.data))
  }

  private func trend(_ item: ReportConfiguration.FigureItem, context: FigureContext) throws -> Product {
    guard let time = item.time else {
      throw ReportError.configuration(source: source, problem: "\(item.name) needs time: COLUMN")
    }
    let data = try dataName(item)
    let result = try Trend(
      rows(of: data, filter: item.filter), time: time, by: item.by ?? [], options: TrendOptions(level: level),
      suppression: suppression.map { plan?.suppression($0, of: item.name) ?? $0 })
    return Product(
      figure: TrendFigure.make(result, context: context), sentences: result.sentences, notes: result.notes,
      data: [data])
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
        data: data)
    }
    let result = try Funnel(cohorts)
    let widened =
      (result.phi ?? 0) > 1 ? try Funnel(cohorts, quantity: result.quantity, overdispersion: .additive) : nil
    return Product(
      figure: try FunnelFigure.make(result, widened: widened, context: context), sentences: result.sentences,
      notes: cohorts.notes, data: data)
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
    case .targets:
      let result = try TargetComparison(table, suppression: suppression)
      guard !result.indicators.isEmpty || result.hidden.isEmpty else {
        throw ReportError.configuration(
          source: source, problem: "\(item.name): every indicator is suppressed, so none is left to draw")
      }
      return Product(
        figure: TargetsFigure.make(result, context: context), sentences: result.sentences, notes: [],
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
    let cohorts = try CohortTable(rows(of: dataName(item), filter: item.filter), by: item.by ?? [])
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
