import Foundation
import Reoffending
import Statistics
import Studies
import Tables

/// Asks and draws the figures of a report on all cores, and puts them together in their order.
final class ReportBuilder {
  private let plan: ReportPlan
  private let studio: FigureStudio
  private let disclosure: DisclosurePlan?
  /// What whoever runs the report must be told.
  private(set) var notes: [String] = []
  /// What a strict report refuses.
  private(set) var doubts: [String] = []
  /// The figures that were taken as they are.
  private(set) var unchanged: [String] = []

  /// The report that is in the folder already.
  var previous: EarlierReport? { studio.previous }

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
    let maker = FigureMaker(
      inputs: inputs, source: plan.source, level: plan.level, suppression: plan.suppression,
      shared: shared,
      plan: disclosure)
    let theme = try ReportTheme.theme(plan.whole.theme, inputs: inputs, source: plan.source)
    notes = theme.notes + (disclosure?.warnings ?? []) + history.notes
    doubts = theme.notes
    studio = try FigureStudio(plan, maker: maker, theme: theme.theme)
  }

  /// The figures under their headings.
  func contents() throws -> ReportContents {
    let hidden = Set(plan.configuration.figures.map(\.name).filter { disclosure?.hidesAll(of: $0) ?? false })
    let shown = plan.configuration.figures.filter { !hidden.contains($0.name) }
    var drawn = try drawn(shown)[...]
    var number = 0
    var said: [String: Int] = [:]
    var sections: [ReportContents.Section] = []
    var allWithheld: [String] = []
    for section in plan.configuration.sections {
      var figures: [ReportFigure] = []
      var withheld: [String] = []
      for item in section.figures {
        guard !hidden.contains(item.name), let next = drawn.popFirst() else {
          withheld.append(item.name)
          notes.append("\(item.name): withheld, because every group is suppressed")
          continue
        }
        number += 1
        figures.append(figure(item, next, number: number, &said))
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
    try plan.located(item) { try studio.tryOut(item) }
  }

  /// The figures of items, each made on a core of its own.
  ///
  /// - Throws: what the first item in order throws that cannot be drawn.
  private func drawn(_ items: [ReportConfiguration.FigureItem]) throws -> [FigureStudio.Drawn] {
    let context = AskingContext.current
    let (plan, studio) = (plan, studio)
    return try ParallelWork.map(items.count) { index in
      let item = items[index]
      context.stage?("figure \(index + 1) of \(items.count), \(item.name)")
      return try AskingContext.$current.withValue(context) {
        try plan.located(item) { try studio.draw(item) }
      }
    }
  }

  private func figure(
    _ item: ReportConfiguration.FigureItem, _ drawn: FigureStudio.Drawn, number: Int,
    _ said: inout [String: Int]
  ) -> ReportFigure {
    let own = drawn.sentences.filter { said[$0] == nil }
    let saidBy = own.count < drawn.sentences.count ? drawn.sentences.compactMap { said[$0] }.min() : nil
    for sentence in own { said[sentence] = number }
    let told = drawn.remarks.map { "\(item.name): \($0)" }
    notes += told
    doubts += drawn.product.doubts.map { "\(item.name): \($0)" } + told
    if drawn.isUnchanged { unchanged.append(item.name) }
    func text(_ path: String) -> String? {
      drawn.files.first { $0.path == path }.map { String(decoding: $0.bytes, as: UTF8.self) }
    }
    return ReportFigure(
      item: item, number: number, product: drawn.product, table: drawn.table, sentences: drawn.sentences,
      ownSentences: own, saidBy: saidBy, certainty: drawn.certainty, traces: drawn.traces,
      plain: text("figures/plain/\(item.name).svg") ?? "", narrow: text("figures/narrow/\(item.name).svg"),
      files: drawn.files, key: drawn.key,
      groupSentence: plan.options.group.flatMap { Self.sentence(of: $0, in: drawn.sentences) })
  }

  /// The first sentence of a group.
  private static func sentence(of group: String, in sentences: [String]) -> String? {
    sentences.first { $0.hasPrefix(group + ":") || $0.hasPrefix(group + ", ") }
  }
}
