import Numbers
public import Reoffending
public import Studies
public import Tables
import Yams

/// What a report contains: sections of figures, each from one or several tables.
///
/// ```yaml
/// title: Reducing reoffending in the Black Country
/// sections:
///   - title: Actual against predicted
///     figures:
///       - name: local-authorities-2015
///         kind: actual-against-predicted
///         data: local-authorities-2015
///         by: [area]
///         focus: [Dudley, Sandwell, Walsall, Wolverhampton]
/// ```
public struct ReportConfiguration: Codable, Sendable {
  /// A heading and the figures under it.
  public struct Section: Codable, Sendable {
    /// The heading.
    public let title: String
    /// A paragraph under the heading.
    public let text: String?
    /// The figures.
    public fileprivate(set) var figures: [FigureItem]
  }

  /// The kinds of figures.
  public enum Kind: String, Codable, Sendable, CaseIterable {
    /// Actual and predicted rate of each group.
    case actualAgainstPredicted = "actual-against-predicted"
    /// Per cent difference from the prediction, with intervals.
    case percentDifference = "percent-difference"
    /// The rate of each group.
    case rates
    /// The rates of several tables in successive periods.
    case rateChange = "rate-change"
    /// Published rates with and without risk factors.
    case riskFactors = "risk-factors"
    /// Rates in two directions.
    case grid
    /// Ratios or rates against size, with the limits of chance.
    case funnel
    /// Two printed percentages of each group, back to back.
    case backToBack = "back-to-back"
    /// Numbers claimed under each pathway.
    case pathways
    /// Performance against target.
    case targets
    /// A hundred icons a group.
    case iconArray = "icon-array"
    /// Areas as tiles.
    case tiles
    /// Published numbers against what their own tables imply.
    case audit
    /// First and last period of several tables, joined by lines.
    case slope
    /// Time to reoffending of people, by group.
    case survival
    /// Hazard ratios of factors, alone and adjusted.
    case forest
    /// Predictions of a logistic model against what happened.
    case calibration
    /// Covariates of two groups before and after weighting.
    case balance
    /// A rate over time with its control limits.
    case trend
    /// Areas of a map in GeoJSON.
    case map
    /// What would be avoided if factors were reduced; needs a row a person or counts.
    case scenario

    /// Whether small counts can be hidden in its figure, table and sentences.
    public var canSuppress: Bool {
      switch self {
      case .actualAgainstPredicted, .percentDifference, .rates, .funnel, .trend, .survival, .targets: true
      case .rateChange, .slope, .riskFactors, .grid, .backToBack, .pathways, .iconArray, .tiles,
        .audit, .forest, .calibration, .balance, .map, .scenario:
        false
      }
    }
  }

  /// One figure.
  public struct FigureItem: Codable, Sendable {
    /// The stem of the file names.
    public let name: String
    /// What is drawn, where it is not the answer to a verb.
    public let kind: Kind?
    /// The verb whose answer is drawn, with its own options as keys.
    public let verb: String?
    /// The question of the verb.
    public fileprivate(set) var question: QuestionItem?
    /// A bundled data set or the path of a CSV file, beside the configuration; for an audit also that of a plan.
    public fileprivate(set) var data: String?
    /// The tables of a figure of several, each with its label.
    public let series: [SeriesItem]?
    /// The rows to keep.
    public let filter: String?
    /// The columns that name the groups; for a grid, the row's and the column's.
    public let by: [String]?
    /// The groups that the reader should look at.
    public fileprivate(set) var focus: [String]?
    /// A headline instead of the one made from the result.
    public let headline: String?
    /// A subtitle instead of the one made from measure, place and period.
    public let subtitle: String?
    /// The place.
    public fileprivate(set) var place: String?
    /// The period.
    public fileprivate(set) var period: String?
    /// Where the data come from.
    public fileprivate(set) var source: String?
    /// Further notes under the figure.
    public let notes: [String]?
    /// The column of the numbers of a figure that does not know its name, such as tiles.
    public let value: String?
    /// For tiles: the names of the areas from west to east, in rows from north to south.
    public let layout: [[String]]?
    /// For maps: the path of a GeoJSON file, beside the configuration.
    public let boundaries: String?
    /// For maps: the property of the areas that holds their names; `name` unless given.
    public let nameProperty: String?
    /// For pathways: those for which the source prints no number.
    public let withoutFigures: [String]?
    /// For figures of people: the column of the time to reoffending or to the end of the follow-up.
    public let time: String?
    /// For figures of people: the unit of the time in the plural, such as `weeks`.
    public let unit: String?
    /// For figures of people: the column that says whether a person reoffended, 1 or 0.
    public let outcome: String?
    /// For figures of people: the columns of the factors.
    public let factors: [String]?
    /// For a scenario: the shares of those with a factor who move, such as 0.25.
    public let reductions: [Double]?
    /// For a scenario: pounds for each proven reoffence.
    public let costPerReoffence: Double?

    /// Where the item stands in the file, as in “line 7, column 9”; nil for one that no file holds.
    public fileprivate(set) var position: String?

    private enum CodingKeys: String, CodingKey {
      case name, kind, verb, data, series, by, focus, headline, subtitle, place, period, source, notes
      case value, layout, time, unit, outcome, factors, boundaries, reductions
      case filter = "where"
      case withoutFigures = "without-figures"
      case nameProperty = "name-property"
      case costPerReoffence = "cost-per-reoffence"
    }

    /// What the item draws, in words for errors.
    var what: String { verb.map { "the verb \($0)" } ?? "the kind \(kind?.rawValue ?? "none")" }

    /// Whether small counts can be hidden in its figure, table and sentences.
    var canSuppress: Bool { question?.canSuppress ?? kind?.canSuppress ?? false }
  }

  /// One table of a figure of several.
  public struct SeriesItem: Codable, Sendable {
    /// Whose figures they are.
    public let label: String
    /// A bundled data set or the path of a CSV file.
    public let data: String
    /// The rows to keep.
    public let filter: String?
    /// The columns that name the groups.
    public let by: [String]?

    private enum CodingKeys: String, CodingKey {
      case label, data, by
      case filter = "where"
    }
  }

  /// The report's title.
  public private(set) var title: String
  /// What the report is about, in a paragraph.
  public let text: String?
  /// Counts from 1 to this number are suppressed in every figure; nil for none.
  public let suppress: Int?
  /// The policy of disclosure control that holds for every figure: `ons`, `nhs`, `moj` or a YAML file beside the
  /// configuration; nil for none.
  public let disclosure: String?
  /// The confidence level as a fraction; nil for the usual one.
  public let level: Double?
  /// The look of the figures: the name of a theme, or the path of a theme file beside the configuration.
  public let theme: String?
  /// The language of headings and labels, `en` or `cy`.
  public let language: String?
  /// The table of figures that name none.
  public let data: String?
  /// The names of columns, by what they hold, such as `cohort`.
  public let columns: [String: String]?
  /// How tables are read, where that is not found.
  public let reading: Reading?
  /// Documents whose styles pandoc takes.
  public let referenceDocuments: [String]?
  /// The report's folder as seen from documents that include its figures.
  public let includesFrom: String?
  /// The sections.
  public private(set) var sections: [Section]

  /// How tables are read.
  public struct Reading: Codable, Hashable, Sendable {
    /// The sheet of a spreadsheet.
    public let sheet: String?
    /// The line of the header, or that there is none.
    public let headerRow: HeaderRow?
    /// How many lines at the beginning are not looked at.
    public let skipRows: Int?
    /// The first and the last cell of the table.
    public let cells: String?
    /// Columns whose empty cells have the text above them.
    public let fillDown: [String]?
    /// How dates are written.
    public let dates: String?
    /// Whether rows that are sums of others are kept apart.
    public let totals: String?

    private enum CodingKeys: String, CodingKey {
      case sheet, cells, dates, totals
      case headerRow = "header-row"
      case skipRows = "skip-rows"
      case fillDown = "fill-down"
    }
  }

  private enum CodingKeys: String, CodingKey {
    case title, text, suppress, disclosure, level, theme, language, data, columns, reading, sections
    case referenceDocuments = "reference-docs"
    case includesFrom = "includes-from"
  }

  /// What figures that say nothing of their own have.
  private struct Shared: Decodable {
    let source: String?
    let place: String?
    let period: String?
    let focus: [String]?
  }

  /// All figures, in their order.
  public var figures: [FigureItem] { sections.flatMap(\.figures) }

  /// The hiding of small counts that is asked for.
  public var suppression: Suppression? { suppress.flatMap { Suppression(upTo: $0) } }

  /// Reads a configuration.
  ///
  /// - Throws: `ReportError.configuration` with line and column where it is no YAML, has keys that are not known or lacks
  ///   one, where a key holds what it cannot, and where two figures have one name or a name is no file name.
  public init(yaml: String, source: String) throws(ReportError) {
    do {
      let keys = ConfigurationKeys(source: source)
      guard let node = try YAMLDepth.compose(ConfigurationKeys.withoutMark(yaml), source: source) else {
        throw ReportError.configuration(
          source: source, problem: "the file is empty; write title: and sections:")
      }
      guard let root = node.mapping else {
        throw keys.problem(at: node, "a report has keys; write title: and sections:")
      }
      let checked = try keys.checked(root, as: ReportKeys.report)
      self = try YAMLDecoder().decode(ReportConfiguration.self, from: checked)
      try complete(root, shared: YAMLDecoder().decode(Shared.self, from: checked), keys)
    } catch let error as ReportError {
      throw error
    } catch let error as YamlError {
      throw .configuration(source: source, problem: "\(error)")
    } catch let DecodingError.keyNotFound(key, context) {
      throw .configuration(
        source: source, problem: "\(Self.path(context.codingPath)) has no \(key.stringValue)")
    } catch let DecodingError.dataCorrupted(context) {
      throw .configuration(
        source: source,
        problem: "\(Self.path(context.codingPath)) is not understood: \(context.debugDescription)")
    } catch let DecodingError.typeMismatch(_, context) {
      throw .configuration(
        source: source,
        problem: "\(Self.path(context.codingPath)) is of the wrong kind: \(context.debugDescription)")
    } catch {
      throw .configuration(source: source, problem: "\(error)")
    }
    try checkValues(source)
  }

  /// Gives the figures their questions, their places in the file and what they share.
  private mutating func complete(
    _ root: Node.Mapping, shared: Shared, _ keys: ConfigurationKeys
  ) throws(ReportError) {
    for (section, mapping) in try keys.items(root, "sections").enumerated() {
      for (index, item) in try keys.items(mapping, "figures").enumerated() {
        var figure = sections[section].figures[index]
        if let verb = item[Node("verb")] { figure.question = try QuestionItem(item, verb: verb, keys: keys) }
        figure.position = item.first?.key.mark.map { "line \($0.line), column \($0.column)" }
        figure.data = figure.data ?? (figure.series == nil ? data : nil)
        figure.source = figure.source ?? shared.source
        figure.place = figure.place ?? shared.place
        figure.period = figure.period ?? shared.period
        figure.focus = figure.focus ?? shared.focus
        sections[section].figures[index] = figure
      }
    }
  }

  private func checkValues(_ source: String) throws(ReportError) {
    func problem(_ item: FigureItem, _ words: String) -> ReportError {
      .configuration(source: source + (item.position.map { ", \($0)" } ?? ""), problem: words)
    }
    if suppress != nil, disclosure != nil {
      throw .configuration(
        source: source,
        problem: "give suppress: or disclosure:, not both; a policy has a line suppress: of its own")
    }
    if suppress != nil || disclosure != nil {
      try refuseUnprotected(
        asking: suppress.map { "suppress: \($0)" } ?? "disclosure: \(disclosure ?? "")", source: source)
      let own = Set(ReportKeys.reading.names)
      for item in figures {
        guard let name = item.question?.settings.map(\.name).first(where: { own.contains($0) }) else {
          continue
        }
        throw problem(
          item,
          "\(item.name) has a way of reading of its own (\(name):), so that its small counts could not be hidden "
            + "together with those of the others; write reading: at the top, or leave out suppress:")
      }
    }
    if let level, !(level > 0 && level < 1) {
      throw .configuration(
        source: source, problem: "level: \(level) is no level; write a fraction such as 0.95")
    }
    var names: Set<String> = []
    for item in figures {
      guard !item.name.isEmpty, item.name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" })
      else { throw problem(item, "“\(item.name)” names a file; use letters, digits and hyphens") }
      guard names.insert(item.name.lowercased()).inserted else {
        throw problem(item, "two figures are named \(item.name)")
      }
    }
  }

  /// Refuses figures whose counts cannot be protected.
  func refuseUnprotected(asking words: String, source: String) throws(ReportError) {
    for item in figures where !item.canSuppress {
      throw .configuration(
        source: source + (item.position.map { ", \($0)" } ?? ""),
        problem: "\(item.name) is of \(item.what), in which small counts cannot be suppressed; "
          + "leave out the figure, or \(words)")
    }
  }

  /// The same report with the figures of some names only.
  ///
  /// - Throws: `ReportError.configuration` for a name that no figure has, with the nearest.
  public func only(_ names: [String], source: String) throws(ReportError) -> ReportConfiguration {
    guard !names.isEmpty else { return self }
    let known = figures.map(\.name)
    for name in names where !known.contains(name) {
      throw .configuration(
        source: source,
        problem: "no figure is named \(name); \(NearestName.suggestion(for: name, among: known))")
    }
    var configuration = self
    for section in sections.indices {
      configuration.sections[section].figures.removeAll { !names.contains($0.name) }
    }
    configuration.sections.removeAll { $0.figures.isEmpty }
    return configuration
  }

  /// The same report about one group, with the others as comparison.
  public func about(_ group: String) -> ReportConfiguration {
    var configuration = self
    configuration.title += ": \(group)"
    for section in sections.indices {
      for figure in sections[section].figures.indices {
        configuration.sections[section].figures[figure].focus = [group]
      }
    }
    return configuration
  }

  private static func path(_ keys: [any CodingKey]) -> String {
    guard !keys.isEmpty else { return "the file" }
    return keys.map { key in key.intValue.map { "[\($0 + 1)]" } ?? key.stringValue }.joined(separator: " ")
  }
}
