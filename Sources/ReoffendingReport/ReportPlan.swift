import Foundation
import PublishedData
import Audit
import Reoffending
import Studies
public import Statistics
import Tables

/// What a report would draw from what: its configuration, read and checked, and where its tables are.
public struct ReportPlan: Sendable {
  /// The configuration's path; nil for the bundled one.
  public let path: String?
  /// The configuration's name.
  public let source: String
  /// The configuration's text.
  let text: String
  /// All figures, of which some may not be wanted: what is hidden is decided for all of them.
  let whole: ReportConfiguration
  /// The figures that are drawn.
  public let configuration: ReportConfiguration
  let inputs: ReportInputs
  /// The confidence level.
  public let level: ConfidenceLevel
  let options: ReportOptions
  /// What is hidden; nil for nothing.
  let suppression: Suppression?

  /// Reads a configuration.
  ///
  /// - Parameters:
  ///   - path: the configuration's path; nil for the bundled one. Its tables are looked for beside it, then among the
  ///     bundled data sets.
  ///   - options: how the report is made, beside what the configuration says.
  /// - Throws: `ReportError` where the configuration is not understood, and what reading it throws.
  public init(configuration path: String?, options: ReportOptions = ReportOptions()) throws {
    let source = options.source ?? path ?? Report.bundledConfiguration
    if let path {
      text = String(decoding: try FileInput.read(path), as: UTF8.self)
    } else {
      text = try BundledReports.text(of: Report.bundledConfiguration)
    }
    self.path = path
    self.source = source
    self.options = options
    whole = try ReportConfiguration(yaml: text, source: source)
    let wanted = try whole.only(options.only, source: source)
    configuration = options.group.map { wanted.about($0) } ?? wanted
    level = try options.level ?? whole.level.map { try ConfidenceLevel($0) } ?? .p95
    let folder = path.map { FilePath.folder(of: $0) } ?? ""
    inputs = ReportInputs(folder: folder, options: try ReportInputs.options(whole.reading))
    suppression = try Self.suppression(whole, options.disclosure, folder: folder, source: source)
    guard options.history == nil || suppression != nil else {
      throw StudyError(
        .usage,
        "--history looks for counts that are suppressed; write suppress: N or disclosure: in \(source)")
    }
  }

  /// What is hidden: by the policy asked for, else by the configuration's policy or limit.
  private static func suppression(
    _ configuration: ReportConfiguration, _ asked: String?, folder: String, source: String
  ) throws -> Suppression? {
    if let asked {
      guard configuration.suppress == nil, configuration.disclosure == nil else {
        throw StudyError(
          .usage,
          "\(source) says itself what is suppressed; leave out --disclosure, or the line suppress: or disclosure:"
        )
      }
      try configuration.refuseUnprotected(asking: "--disclosure \(asked)", source: source)
      return Suppression(try DisclosureFile.policy(named: asked))
    }
    guard let name = configuration.disclosure else { return configuration.suppression }
    let isPreset = DisclosurePolicy.presets[name.lowercased()] != nil
    return Suppression(
      try DisclosureFile.policy(named: isPreset || name.hasPrefix("/") ? name : folder + name))
  }

  /// The same plan about one group, which shares what was read.
  public func about(_ group: String, folder: String?) -> ReportPlan {
    ReportPlan(self, group: group, folder: folder)
  }

  /// A plan of a configuration that no file holds yet.
  init(
    _ configuration: ReportConfiguration, text: String, source: String, places: [String: String]
  ) throws {
    self.text = text
    self.source = source
    path = nil
    options = ReportOptions()
    whole = configuration
    self.configuration = configuration
    level = try configuration.level.map { try ConfidenceLevel($0) } ?? .p95
    inputs = ReportInputs(
      folder: "", options: try ReportInputs.options(configuration.reading), places: places)
    suppression = try Self.suppression(configuration, nil, folder: "", source: source)
  }

  private init(_ plan: ReportPlan, group: String, folder: String?) {
    path = plan.path
    source = plan.source
    text = plan.text
    whole = plan.whole
    inputs = plan.inputs
    level = plan.level
    suppression = plan.suppression
    var options = plan.options
    options.group = group
    options.folder = folder
    self.options = options
    configuration = plan.configuration.about(group)
  }

  /// The files that the report depends on, the configuration among them.
  public var files: [String] {
    for item in configuration.figures {
      for name in item.tableNames { inputs.note(name) }
    }
    let others = [configuration.theme, configuration.figures.compactMap(\.boundaries).first]
    return [path].compactMap(\.self) + inputs.inputs.filter { !$0.isBundled }.map(\.place)
      + others.compactMap(\.self).filter { $0.contains(".") }.map { inputs.place($0) }
  }

  /// The values of a column of the report's tables, in their order: the groups that packs can be about.
  ///
  /// - Throws: what reading throws, and `ReportError.configuration` where no table of a figure has the column.
  public func groups(of column: String) throws -> [String] {
    var seen: Set<String> = []
    var groups: [String] = []
    var names: [String] = []
    for name in configuration.figures.flatMap(\.tableNames) where !names.contains(name) { names.append(name) }
    var found = false
    for name in names {
      guard let table = try? inputs.table(name), let key = table.firstColumn(among: [column]) else {
        continue
      }
      found = true
      let cohorts = try? CohortGroups.names(
        table, column: key.name, settings: SharedSettings(whole), name, inputs)
      for group in cohorts ?? [] where seen.insert(group).inserted { groups.append(group) }
    }
    guard found else {
      throw ReportError.configuration(
        source: source,
        problem: "no table of the report has a column \(column), so that no pack can be made for each")
    }
    guard !groups.isEmpty else {
      throw ReportError.configuration(source: source, problem: "\(column) names no groups of people")
    }
    return groups
  }

  /// What would be drawn from what, a line a figure; every table is opened.
  ///
  /// - Throws: what opening a table throws, with the figure's place.
  public func lines() throws -> [String] {
    try configuration.figures.map { item in
      try located(item) {
        let tables = try item.tableNames.map { name -> String in
          if name == AuditRunner.bundledPlan || name.hasSuffix(".yml") || name.hasSuffix(".yaml") {
            return name
          }
          let table = try inputs.table(name)
          let rows = table.rowCount
          return "\(name) (\(rows) row\(rows == 1 ? "" : "s"))"
        }
        let asked = item.question ?? FigureMaker.question(item)
        let options =
          item.question?.settings.map { "\($0.name): \($0.value)" }
          ?? (item.by.map { ["by: \($0.joined(separator: ","))"] } ?? [])
          + (item.filter.map { ["where: \($0)"] } ?? [])
        let what = item.verb.map { "verb \($0)" } ?? "kind \(item.kind?.rawValue ?? "")"
        let answers = item.verb == nil ? asked.map { " (the verb \($0.verb))" } ?? "" : ""
        return "\(item.name): \(what)\(answers) from \(tables.joined(separator: ", "))"
          + (options.isEmpty ? "" : "; \(options.joined(separator: "; "))")
      }
    }
  }

  /// Does something for a figure; what it throws is told with the figure's place in the configuration.
  func located<Value>(_ item: ReportConfiguration.FigureItem, _ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as ReportError {
      throw error
    } catch {
      throw ReportItemError(
        place: [source, item.position].compactMap(\.self).joined(separator: ", "), name: item.name,
        cause: error)
    }
  }
}

/// What went wrong in one figure of a report.
public struct ReportItemError: Error, CustomStringConvertible {
  /// The file with line and column of the figure.
  public let place: String
  /// The figure's name.
  public let name: String
  /// What was thrown.
  public let cause: any Error

  /// The sentence shown to a user.
  public var description: String { "\(place): \(name): \(cause)" }
}

extension ReportConfiguration.FigureItem {
  /// The names of the tables that the figure is drawn from.
  var tableNames: [String] { (data.map { [$0] } ?? []) + (series?.map(\.data) ?? []) }
}
