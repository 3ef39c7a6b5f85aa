public import Numbers
import Reoffending
import Tables
import Yams

/// What an audit checks, as a YAML file: rules for the table beside it, or several tables with theirs.
///
/// ```yaml
/// rules:
///   - rate = 100 * reoffenders / cohort
///   - sum(share) by year = 100
/// rounding: half-up
/// ```
///
/// ```yaml
/// title: The draft and the final strategy
/// statements: statements
/// tables:
///   - data: youth-cohorts
///     rules: [frequency = reoffences / reoffenders]
///   - name: rates of men and women against the rate of all
///     figures:
///       - {women: 4.5%, all: 29.9%, men: 25.4%}
///     rules: [women <= all <= men]
/// ```
public struct AuditPlan: Codable, Sendable {
  /// One table.
  public struct TableItem: Codable, Sendable {
    /// A bundled data set or the path of a CSV file, beside the plan.
    public let data: String?
    /// The name of figures that are given here.
    public let name: String?
    /// Figures brought together from several places, row by row.
    public let figures: [[String: String]]?
    /// A remark for whoever reads the audit.
    public let note: String?
    /// The rows to keep.
    public let filter: String?
    /// The rules; none for those that the table seems meant to obey.
    public let rules: [String]?
    /// Columns whose whole numbers are rounded figures.
    public let rounded: [String]?

    private enum CodingKeys: String, CodingKey {
      case data, name, figures, rules, rounded, note
      case filter = "where"
    }
  }

  /// The title.
  public let title: String?
  /// The rules of the table that the file lies beside.
  public let rules: [String]?
  /// Several tables with their rules.
  public let tables: [TableItem]?
  /// A table of statements about the tables.
  public let statements: String?
  /// How the publisher rounds.
  public let rounding: RoundingConvention?
  /// Columns whose whole numbers are rounded figures.
  public let rounded: [String]?

  /// The rounding, to the nearest where nothing is said.
  public var convention: RoundingConvention { rounding ?? .nearest }

  /// Reads a plan.
  ///
  /// - Throws: `ReportError.configuration` where it is no YAML, has keys that are not known, or holds nothing to check.
  public init(yaml: String, source: String) throws(ReportError) {
    let yaml = ConfigurationKeys.withoutMark(yaml)
    do {
      try Self.refuseUnknownKeys(yaml, source: source)
      self = try YAMLDecoder().decode(AuditPlan.self, from: yaml)
    } catch let error as ReportError {
      throw error
    } catch let error as YamlError {
      throw .configuration(source: source, problem: "\(error)")
    } catch let DecodingError.dataCorrupted(context) {
      throw .configuration(
        source: source, problem: "\(Self.path(context)) is not understood: \(context.debugDescription)")
    } catch let DecodingError.typeMismatch(_, context) {
      throw .configuration(
        source: source, problem: "\(Self.path(context)) is of the wrong kind: \(context.debugDescription)")
    } catch {
      throw .configuration(source: source, problem: "\(error)")
    }
    guard rules != nil || tables != nil || statements != nil else {
      throw .configuration(source: source, problem: "there is nothing to check; write rules: or tables:")
    }
    for item in tables ?? [] where (item.data == nil) == (item.figures == nil) {
      throw .configuration(
        source: source, problem: "a table needs either data: NAME or figures: [{COLUMN: FIGURE}]")
    }
  }

  private static func path(_ context: DecodingError.Context) -> String {
    let keys = context.codingPath.map { $0.intValue.map { "[\($0 + 1)]" } ?? $0.stringValue }
    return keys.isEmpty ? "the file" : keys.joined(separator: " ")
  }

  private static func refuseUnknownKeys(_ yaml: String, source: String) throws {
    let keys = ConfigurationKeys(source: source)
    guard let root = try YAMLDepth.compose(yaml, source: source)?.mapping else {
      throw ReportError.configuration(source: source, problem: "write rules: and a list of rules")
    }
    try keys.check(
      root, known: ["title", "rules", "tables", "statements", "rounding", "rounded"], in: "an audit plan")
    for item in root["tables"]?.sequence ?? [] {
      guard let item = item.mapping else { continue }
      try keys.check(
        item, known: ["data", "name", "figures", "where", "rules", "rounded", "note"], in: "a table of a plan"
      )
    }
  }
}
