import ChartGrammar
import Foundation
import Statistics
import Studies
import Tables

/// Asks and draws one figure of a report; no figure depends on another, so that several may be made at once.
struct FigureStudio: Sendable {
  /// A figure with its files.
  struct Drawn: Sendable {
    let product: FigureMaker.Product
    /// The table as it is published.
    let table: OutputTable
    /// What is said of it, the most important first.
    let sentences: [String]
    let certainty: Certainty
    let traces: [NumberTrace]
    let files: [Report.File]
    /// What the reader must be told of the pictures.
    let remarks: [String]
    /// What the files depend on; nil where that must not be published.
    let key: String?
    /// Whether the pictures were taken from the folder as they are.
    let isUnchanged: Bool
  }

  /// The report that is in the folder already.
  let previous: EarlierReport?
  private let plan: ReportPlan
  private let maker: FigureMaker
  private let artist: Artist
  /// Draws for paper, with two pixels where a screen has one.
  private let fine: Artist
  /// What the pictures depend on beside their own items.
  private let ground: String?

  init(_ plan: ReportPlan, maker: FigureMaker, theme: Theme) throws {
    self.plan = plan
    self.maker = maker
    artist = try Artist(theme: theme)
    fine = try Artist(theme: theme, scale: 2)
    previous = plan.options.folder.flatMap { EarlierReport($0) }
    // The hash of a small table could give away the counts that are hidden in it.
    ground =
      plan.suppression == nil
      ? [
        "\(ToolVersion.current)", "\(theme)", "\(plan.level.value)",
        "\(plan.whole.columns?.sorted { $0.key < $1.key } ?? [])",
        "\(String(describing: plan.whole.reading))",
      ].joined(separator: "\n") : nil
  }

  /// Asks and lays out a figure, without drawing it.
  func tryOut(_ item: ReportConfiguration.FigureItem) throws {
    _ = try artist.layout(try maker.make(item).figure)
  }

  /// Asks and draws a figure.
  func draw(_ item: ReportConfiguration.FigureItem) throws -> Drawn {
    let product = try maker.make(item)
    let tree = product.result.flatMap { ResultTree($0) }
    let sentences = ReportFigure.ordered(
      product.sentences, by: tree, heading: product.figure.text.headline)
    let table = plan.suppression == nil ? product.figure.table : product.figure.table.rounded()
    let key = try key(of: item)
    let pictures = try pictures(product.figure, item, key: key)
    return Drawn(
      product: product, table: table, sentences: sentences,
      certainty: Certainty(
        item, verb: (item.question ?? FigureMaker.question(item))?.verb, tree: tree, level: plan.level),
      traces: NumberTrace.traces(of: sentences, in: tree, table: table),
      files: pictures.files + [
        Report.File(path: "tables/\(item.name).csv", bytes: Array(table.csv().utf8))
      ],
      remarks: pictures.remarks, key: key, isUnchanged: pictures.isUnchanged)
  }

  /// What a figure depends on: the tool, its item, and the bytes of what it is drawn from.
  private func key(of item: ReportConfiguration.FigureItem) throws -> String? {
    guard let ground else { return nil }
    var parts = [ground, try item.identity]
    let names = item.tableNames + [item.boundaries].compactMap(\.self)
    for name in names {
      plan.inputs.note(name)
      guard let input = plan.inputs.inputs.first(where: { $0.name == name }),
        let hash = plan.inputs.hash(input)
      else { return nil }
      parts.append(hash)
    }
    return ContentHash.sha256(Array(parts.joined(separator: "\n").utf8))
  }

  /// The pictures of a figure, those of the folder where nothing has changed, or else new ones; and what must be told of
  /// them.
  private func pictures(
    _ figure: StudyFigure, _ item: ReportConfiguration.FigureItem, key: String?
  ) throws -> (files: [Report.File], remarks: [String], isUnchanged: Bool) {
    if plan.options.takesUnchanged, let key, let files = previous?.pictures(of: item.name, key: key) {
      return (files, [], true)
    }
    let chart = try artist.layout(figure)
    var files: [Report.File] = []
    var remarks = chart.notes
    for ending in ["png", "svg", "pdf"] {
      let picture = try artist.draw(chart, as: artist.format(ofPath: ".\(ending)"))
      files.append(Report.File(path: "figures/\(figure.name).\(ending)", bytes: picture.bytes))
      for note in picture.notes where !remarks.contains(note) { remarks.append(note) }
    }
    // The page and the documents have the words around a figure as text.
    var plain = figure
    plain.text = FigureText()
    let svg = try artist.format(ofPath: ".svg")
    let wide = try artist.layout(plain)
    files.append(
      Report.File(path: "figures/plain/\(figure.name).svg", bytes: try artist.draw(wide, as: svg).bytes))
    files.append(
      Report.File(
        path: "figures/plain/\(figure.name).png",
        bytes: try fine.draw(wide, as: fine.format(ofPath: ".png")).bytes))
    if let narrow = try? artist.layout(plain, width: Self.phone, isNarrow: true) {
      files.append(
        Report.File(path: "figures/narrow/\(figure.name).svg", bytes: try artist.draw(narrow, as: svg).bytes))
    }
    return (files, remarks, false)
  }

  /// The width of a figure for phones, in pixels.
  private static let phone = 360.0
}

extension ReportConfiguration.FigureItem {
  /// The item as text, so that two items are the same where their texts are.
  var identity: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys]
      let settings =
        question?.settings.map { "\($0.name)=\($0.value)" }.sorted().joined(separator: "\n") ?? ""
      return String(decoding: try encoder.encode(Described(item: self)), as: UTF8.self) + settings
    }
  }

  private struct Described: Encodable {
    let item: ReportConfiguration.FigureItem
  }
}
