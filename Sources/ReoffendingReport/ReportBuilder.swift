import ChartGrammar
import Foundation
import Reoffending
import Statistics
import Studies
import Tables

/// Asks and draws the figures of a report one after the other.
final class ReportBuilder {
  private let plan: ReportPlan
  private let maker: FigureMaker
  private let disclosure: DisclosurePlan?
  private let artist: Artist
  /// Draws for paper, with two pixels where a screen has one.
  private let fine: Artist
  /// What the pictures depend on beside their own items.
  private let ground: String?
  /// The report that is in the folder already.
  let previous: EarlierReport?
  /// What whoever runs the report must be told.
  private(set) var notes: [String] = []
  /// What a strict report refuses.
  private(set) var doubts: [String] = []
  /// The figures that were taken as they are.
  private(set) var unchanged: [String] = []

  init(_ plan: ReportPlan) throws {
    self.plan = plan
    let shared = SharedSettings(plan.whole)
    let inputs = plan.inputs
    let history = try plan.options.history.map { try PublishedHistory(folder: $0) } ?? PublishedHistory()
    let disclosure = try plan.suppression.map { suppression in
      try DisclosurePlan(
        plan.whole, suppression: suppression, source: plan.source, history: history,
        load: { try inputs.table($0) },
        names: { try shared.columns(for: $0, inputs) })
    }
    self.disclosure = disclosure
    maker = FigureMaker(
      inputs: inputs, source: plan.source, level: plan.level, suppression: plan.suppression,
      shared: shared,
      plan: disclosure)
    let theme = try ReportTheme.theme(plan.whole.theme, inputs: inputs, source: plan.source)
    artist = try Artist(theme: theme.theme)
    fine = try Artist(theme: theme.theme, scale: 2)
    notes = theme.notes + (disclosure?.warnings ?? []) + history.notes
    doubts = theme.notes
    previous = plan.options.folder.flatMap { EarlierReport($0) }
    // The hash of a small table could give away the counts that are hidden in it.
    ground =
      plan.suppression == nil
      ? [
        "\(ToolVersion.current)", "\(theme.theme)", "\(plan.level.value)",
        "\(plan.whole.columns?.sorted { $0.key < $1.key } ?? [])",
        "\(String(describing: plan.whole.reading))",
      ].joined(separator: "\n") : nil
  }

  /// The figures under their headings.
  func contents() throws -> ReportContents {
    var number = 0
    var said: [String: Int] = [:]
    var sections: [ReportContents.Section] = []
    var allWithheld: [String] = []
    for section in plan.configuration.sections {
      var figures: [ReportFigure] = []
      var withheld: [String] = []
      for item in section.figures {
        if disclosure?.hidesAll(of: item.name) ?? false {
          withheld.append(item.name)
          notes.append("\(item.name): withheld, because every group is suppressed")
          continue
        }
        number += 1
        AskingContext.current.stage?("figure \(number) of \(plan.configuration.figures.count), \(item.name)")
        figures.append(try plan.located(item) { try figure(item, number: number, &said) })
      }
      allWithheld += withheld
      let words = withheld.map {
        "The figure \($0) is withheld, because every group is suppressed (\(Suppression.marker))."
      }
      sections.append(
        ReportContents.Section(
          title: section.title,
          text: words.isEmpty
            ? section.text : ([section.text].compactMap(\.self) + words).joined(separator: " "),
          figures: figures))
    }
    return ReportContents(
      title: plan.configuration.title, text: plan.configuration.text, sections: sections,
      words: ReportWords.of(plan.options.language ?? plan.whole.language),
      hides: plan.suppression != nil, withheld: allWithheld,
      groupings: disclosure?.columns ?? [:])
  }

  /// Asks and lays out the first figure, without drawing it.
  func tryFirst() throws {
    guard let item = plan.configuration.figures.first else { return }
    try plan.located(item) { _ = try artist.layout(try maker.make(item).figure) }
  }

  private func figure(
    _ item: ReportConfiguration.FigureItem, number: Int, _ said: inout [String: Int]
  ) throws -> ReportFigure {
    let product = try maker.make(item)
    let tree = product.result.flatMap { ResultTree($0) }
    let sentences = ReportFigure.ordered(
      product.sentences, by: tree, heading: product.figure.text.headline)
    let own = sentences.filter { said[$0] == nil }
    let saidBy = own.count < sentences.count ? sentences.compactMap { said[$0] }.min() : nil
    for sentence in own { said[sentence] = number }
    doubts += product.doubts.map { "\(item.name): \($0)" }
    let table = plan.suppression == nil ? product.figure.table : product.figure.table.rounded()
    let key = try key(of: item)
    let files =
      try pictures(product.figure, item, key: key) + [
        Report.File(path: "tables/\(item.name).csv", bytes: Array(table.csv().utf8))
      ]
    func text(_ path: String) -> String? {
      files.first { $0.path == path }.map { String(decoding: $0.bytes, as: UTF8.self) }
    }
    return ReportFigure(
      item: item, number: number, product: product, table: table, sentences: sentences, ownSentences: own,
      saidBy: saidBy,
      certainty: Certainty(
        item, verb: (item.question ?? FigureMaker.question(item))?.verb, tree: tree, level: plan.level),
      traces: NumberTrace.traces(of: sentences, in: tree, table: table),
      plain: text("figures/plain/\(item.name).svg") ?? "", narrow: text("figures/narrow/\(item.name).svg"),
      files: files, key: key,
      groupSentence: plan.options.group.flatMap { Self.sentence(of: $0, in: sentences) })
  }

  /// The first sentence of a group.
  private static func sentence(of group: String, in sentences: [String]) -> String? {
    sentences.first { $0.hasPrefix(group + ":") || $0.hasPrefix(group + ", ") }
  }

  /// What a figure depends on: the tool, its item, and the bytes of what it is drawn from.
  private func key(of item: ReportConfiguration.FigureItem) throws -> String? {
    guard let ground else { return nil }
    var parts = [ground, try item.identity]
    let names = item.tableNames + [item.boundaries].compactMap(\.self)
    for name in names {
      inputs.note(name)
      guard let input = inputs.inputs.first(where: { $0.name == name }), let hash = inputs.hash(input) else {
        return nil
      }
      parts.append(hash)
    }
    return ContentHash.sha256(Array(parts.joined(separator: "\n").utf8))
  }

  private var inputs: ReportInputs { plan.inputs }

  /// The pictures of a figure: those of the folder where nothing has changed, or else new ones.
  private func pictures(
    _ figure: StudyFigure, _ item: ReportConfiguration.FigureItem, key: String?
  ) throws -> [Report.File] {
    if plan.options.takesUnchanged, let key, let files = previous?.pictures(of: item.name, key: key) {
      unchanged.append(item.name)
      return files
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
    notes += remarks.map { "\(item.name): \($0)" }
    doubts += remarks.map { "\(item.name): \($0)" }
    return files
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
