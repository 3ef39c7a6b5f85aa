public import Reoffending
public import Studies
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
    public let data: String?
    /// The tables of a figure of several, each with its label.
    public let series: [SeriesItem]?
    /// The rows to keep.
    public let filter: String?
    /// The columns that name the groups; for a grid, the row's and the column's.
    public let by: [String]?
    /// The groups that the reader should look at.
    public let focus: [String]?
    /// A headline instead of the one made from the result.
    public let headline: String?
    /// A subtitle instead of the one made from measure, place and period.
    public let subtitle: String?
    /// The place.
    public let place: String?
    /// The period.
    public let period: String?
    /// Where the data come from.
    public let source: String?
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

    private enum CodingKeys: String, CodingKey, CaseIterable {
      case name, kind, verb, data, series, by, focus, headline, subtitle, place, period, source, notes
      case value, layout, time, unit, outcome, factors, boundaries, reductions
      case filter = "where"
      case withoutFigures = "without-figures"
      case nameProperty = "name-property"
      case costPerReoffence = "cost-per-reoffence"
    }

    /// The keys of an item that draws a kind of figure.
    static let keys = CodingKeys.allCases.map(\.rawValue)
    /// The keys of every item, whatever verb it asks.
    static let commonKeys = [
      "name", "verb", "data", "headline", "subtitle", "place", "period", "source", "notes", "focus",
    ]

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

    private enum CodingKeys: String, CodingKey, CaseIterable {
      case label, data, by
      case filter = "where"
    }

    /// The keys of a series.
    static let keys = CodingKeys.allCases.map(\.rawValue)
  }

  /// The report's title.
  public let title: String
  /// What the report is about, in a paragraph.
  public let text: String?
  /// Counts from 1 to this number are suppressed in every figure; nil for none.
  public let suppress: Int?
  /// The sections.
  public private(set) var sections: [Section]

  /// The hiding of small counts that is asked for.
  public var suppression: Suppression? { suppress.flatMap { Suppression(upTo: $0) } }

  /// Reads a configuration.
  ///
  /// - Throws: `ReportError.configuration` with line and column where it is no YAML, with the key where it does not fit,
  ///   and where two figures have one name or a name is no file name.
  public init(yaml: String, source: String) throws(ReportError) {
    let yaml = ConfigurationKeys.withoutMark(yaml)
    do {
      let questions = try Self.questions(yaml, source: source)
      self = try YAMLDecoder().decode(ReportConfiguration.self, from: yaml)
      for section in sections.indices {
        for item in sections[section].figures.indices {
          sections[section].figures[item].question = questions[section][item]
        }
      }
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
    if let suppress {
      guard suppression != nil else {
        throw .configuration(
          source: source,
          problem: "suppress: \(suppress) hides nothing; a whole number of at least 1, such as 5, is needed")
      }
      for item in sections.flatMap(\.figures) where !item.canSuppress {
        throw .configuration(
          source: source,
          problem:
            "\(item.name) is of \(item.what), in which small counts cannot be suppressed; "
            + "leave out the figure, or suppress: \(suppress)")
      }
    }
    var names: Set<String> = []
    for item in sections.flatMap(\.figures) {
      guard !item.name.isEmpty, item.name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" })
      else {
        throw .configuration(
          source: source, problem: "“\(item.name)” names a file; use letters, digits and hyphens")
      }
      guard names.insert(item.name).inserted else {
        throw .configuration(source: source, problem: "two figures are named \(item.name)")
      }
    }
  }

  /// Refuses keys, kinds and verbs that are not known, and reads the questions of items that ask a verb.
  private static func questions(_ yaml: String, source: String) throws -> [[QuestionItem?]] {
    let keys = ConfigurationKeys(source: source)
    guard let node = try Yams.compose(yaml: yaml) else {
      throw ReportError.configuration(
        source: source, problem: "the file is empty; write title: and sections:")
    }
    guard let root = node.mapping else {
      throw keys.problem(at: node, "a report has keys; write title: and sections:")
    }
    try keys.check(root, known: ["title", "text", "suppress", "sections"], in: "a report")
    return try keys.items(root, "sections").map { section in
      try keys.check(section, known: ["title", "text", "figures"], in: "a section")
      return try keys.items(section, "figures").map { try question($0, keys) }
    }
  }

  private static func question(_ item: Node.Mapping, _ keys: ConfigurationKeys) throws -> QuestionItem? {
    if let verb = item[Node("verb")] {
      return try QuestionItem(item, verb: verb, common: FigureItem.commonKeys, keys: keys)
    }
    try keys.check(item, known: FigureItem.keys, in: "a figure")
    guard let kind = item[Node("kind")] else {
      guard let name = item.first?.key else { return nil }
      throw keys.problem(at: name, "the figure has neither verb: nor kind:, such as verb: compare")
    }
    try keys.check(kind, oneOf: Kind.allCases.map(\.rawValue), of: "kind")
    for series in try keys.items(item, "series") {
      try keys.check(series, known: SeriesItem.keys, in: "a series")
    }
    return nil
  }

  private static func path(_ keys: [any CodingKey]) -> String {
    guard !keys.isEmpty else { return "the file" }
    return keys.map { key in key.intValue.map { "[\($0 + 1)]" } ?? key.stringValue }.joined(separator: " ")
  }
}
