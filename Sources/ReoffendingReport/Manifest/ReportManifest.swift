import ChartGrammar
import Foundation
import Reoffending
import Statistics
import Studies
import Tables

/// What a report contains and was made of, for programs: every figure with its files, words and numbers, every number
/// with its field, every file with its hash.
struct ReportManifest: Encodable {
  /// The form of the manifest.
  struct Schema: Encodable {
    let name = "reoffending-report"
    let version = 2

    private enum CodingKeys: String, CodingKey { case name, version }
  }

  /// Who made the report.
  struct Tool: Encodable {
    let name = "reoffending"
    let version = ToolVersion.current

    private enum CodingKeys: String, CodingKey { case name, version }
  }

  /// How the report was asked for, so that it can be made again.
  struct Settings: Encodable {
    /// The configuration's path as seen from the report's folder; nil for the bundled one.
    let configurationPath: String?
    /// The hash of the configuration.
    let sha256: String
    let level: Double
    /// Whether the level was given beside the configuration.
    let levelIsGiven: Bool
    let suppress: Int?
    /// The policy of disclosure control that was given beside the configuration.
    let disclosure: String?
    let only: [String]
    let group: String?
    let language: String
    let singleFile: Bool
    let documents: [String]
    let referenceDocs: [String]
  }

  /// A file that the report was made of.
  struct Input: Encodable {
    /// The name in the configuration.
    let name: String
    let isBundled: Bool
    /// The hash; nil for a database, and where small counts are hidden, since it could give them away.
    let sha256: String?
  }

  /// A file of the report.
  struct Output: Encodable {
    let path: String
    let bytes: Int
    let sha256: String
  }

  /// What pandoc wrote.
  struct Documents: Encodable {
    let pandoc: String
    let files: [String]
    let key: String?
  }

  /// What was hidden.
  struct Suppressed: Encodable {
    /// Counts from 1 to this number.
    let upTo: Int
    /// How many cells of each figure's table bear the mark of hiding.
    let cells: [String: Int]
  }

  /// The rules by which counts were protected.
  struct Disclosure: Encodable {
    let policy: String
    let rules: [String]
    let sources: [String]

    init(_ policy: DisclosurePolicy) {
      self.policy = policy.isPlain ? "suppress" : policy.name
      rules = policy.statements
      sources = policy.sources
    }
  }

  /// How the numbers of a figure were made.
  struct Method: Encodable {
    /// The verb that answered; nil for kinds that only a report draws.
    let verb: String?
    let kind: String?
    let options: [String: String]
    /// Where the formulas are explained.
    let documentation: String
    let version = ToolVersion.current

    private enum CodingKeys: String, CodingKey { case verb, kind, options, documentation, version }
  }

  /// One figure.
  struct Entry: Encodable {
    let name: String
    let number: Int
    let data: [String]
    let files: [String]
    let headline: String
    let subtitle: String
    let source: String
    let notes: [String]
    let alternativeText: String
    let shortAlternativeText: String
    let certainty: String
    let sentences: [String]
    let numbers: [NumberTrace]
    let method: Method
    let width: Double
    let height: Double
    let key: String?
    /// The columns that name the groups, where their counts are protected.
    let by: [String]?
    /// The rows that were kept, where counts are protected; nil for all.
    let filter: String?

    private enum CodingKeys: String, CodingKey {
      case name, number, data, files, headline, subtitle, source, notes, alternativeText
      case shortAlternativeText, certainty, sentences, numbers, method, width, height, key, by
      case filter = "where"
    }
  }

  let schema = Schema()
  let tool = Tool()
  let title: String
  let configuration: String
  let settings: Settings
  let inputs: [Input]
  let outputs: [Output]
  let documents: Documents?
  let warnings: [String]
  let suppressed: Suppressed?
  /// The rules by which counts were protected; nil for none.
  let disclosure: Disclosure?
  /// The figures that are not shown, because every group of them is hidden.
  let withheld: [String]
  /// The programs and libraries that made it, with their versions.
  let software = SoftwareVersion.all
  let figures: [Entry]

  private enum CodingKeys: String, CodingKey {
    case schema, tool, title, configuration, settings, inputs, outputs, documents, warnings, suppressed,
      disclosure, withheld, software, figures
  }

  init(
    _ plan: ReportPlan, _ contents: ReportContents, outputs files: [Report.File],
    documents written: DocumentWriter.Written, warnings: [String]
  ) throws {
    title = contents.title
    configuration = plan.source
    let hides = plan.suppression != nil
    settings = Settings(
      configurationPath: plan.path.flatMap { path in
        plan.options.folder.map { RelativePath.from(folder: $0, to: path) }
      },
      sha256: ContentHash.sha256(Array(plan.text.utf8)), level: plan.level.value,
      levelIsGiven: plan.options.level != nil, suppress: plan.whole.suppress,
      disclosure: plan.options.disclosure, only: plan.options.only,
      group: plan.options.group, language: contents.words.tag, singleFile: plan.options.isSingleFile,
      documents: plan.options.documents.map(\.rawValue),
      referenceDocs: plan.options.folder.map { folder in
        plan.options.referenceDocuments.map { RelativePath.from(folder: folder, to: $0) }
      } ?? plan.options.referenceDocuments)
    inputs = plan.inputs.inputs.map { input in
      Input(
        name: input.name, isBundled: input.isBundled,
        sha256: hides && !input.isBundled ? nil : plan.inputs.hash(input))
    }
    outputs = files.map { file in
      Output(path: file.path, bytes: file.bytes.count, sha256: ContentHash.sha256(file.bytes))
    }.sorted { $0.path < $1.path }
    documents = written.version.map { version in
      Documents(pandoc: version, files: written.files.map(\.path), key: written.key)
    }
    self.warnings = warnings
    suppressed = plan.suppression.map { suppression in
      Suppressed(
        upTo: suppression.limit,
        cells: Dictionary(
          contents.figures.map { figure in
            (figure.name, figure.table.rows.joined().count { $0 == .missing("[c]") || $0 == .text("[c]") })
          }
        ) { first, _ in first })
    }
    disclosure = plan.suppression.map { Disclosure($0.policy) }
    withheld = contents.withheld
    figures = contents.figures.map { Entry($0, by: contents.groupings[$0.name]) }
  }

  /// A manifest without the versions of libraries; nil for what is none.
  static func withoutSoftware(_ json: [UInt8]) -> [UInt8]? {
    guard var object = try? JSONSerialization.jsonObject(with: Data(json)) as? [String: Any] else {
      return nil
    }
    object["software"] = nil
    return (try? JSONSerialization.data(withJSONObject: object, options: .sortedKeys)).map { Array($0) }
  }

  /// The manifest as JSON with sorted keys.
  var json: [UInt8] {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
    }
  }
}

extension ReportManifest.Entry {
  init(_ figure: ReportFigure, by: [String]?) {
    let item = figure.item
    let question = item.question ?? FigureMaker.question(item)
    self.init(
      name: figure.name, number: figure.number, data: figure.product.data, files: figure.files.map(\.path),
      headline: figure.figure.text.headline, subtitle: figure.figure.text.subtitle,
      source: figure.figure.text.source, notes: figure.notes + figure.product.readings,
      alternativeText: figure.figure.alternativeText,
      shortAlternativeText: figure.shortAlternative, certainty: figure.certainty.words,
      sentences: figure.sentences, numbers: figure.traces,
      method: ReportManifest.Method(
        verb: question?.verb, kind: item.kind?.rawValue,
        options: Dictionary((question?.settings ?? []).map { ($0.name, $0.value) }) { first, _ in first },
        documentation: question.map { "reoffending help \($0.verb)" } ?? "reoffending help report"),
      width: figure.figure.size.width, height: figure.figure.size.height, key: figure.key,
      by: by, filter: by == nil ? nil : question?.value(of: "where") ?? item.filter)
  }
}
