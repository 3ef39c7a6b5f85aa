import ChartGrammar
import Foundation
import Studies
import Tables

/// One figure of a report with everything that is said of it, for page, documents and manifest.
struct ReportFigure {
  let item: ReportConfiguration.FigureItem
  /// The number by which the report calls it, from 1.
  let number: Int
  let product: FigureMaker.Product
  /// The table as it is published.
  let table: OutputTable
  /// What is said of it, the most important first.
  let sentences: [String]
  /// Those sentences that no earlier figure says.
  let ownSentences: [String]
  /// The earlier figure that says the rest; nil where all is its own.
  let saidBy: Int?
  let certainty: Certainty
  let traces: [NumberTrace]
  /// The figure without words around it, for pages that have them as text.
  let plain: String
  /// The same for phones; nil where the figure has no such form.
  let narrow: String?
  /// The files of the figure.
  let files: [Report.File]
  /// What the files depend on; nil where that must not be published.
  let key: String?

  /// What is said of the group that the whole report is about; nil where nothing is.
  var groupSentence: String?

  var name: String { item.name }
  var figure: StudyFigure { product.figure }

  /// The table without columns in which nothing stands.
  var pageTable: OutputTable {
    let kept = table.columns.indices.filter { index in
      table.rows.contains { $0[index] != .missing("") && $0[index] != .text("") }
    }
    guard !table.rows.isEmpty, !kept.isEmpty else { return table }
    return OutputTable(
      columns: kept.map { table.columns[$0] }, rows: table.rows.map { row in kept.map { row[$0] } })
  }

  /// The finding, or else the name in words.
  var heading: String {
    figure.text.headline.isEmpty ? name.replacing("-", with: " ") : figure.text.headline
  }

  /// What must be known of it.
  var notes: [String] {
    var seen: Set<String> = []
    return (figure.text.notes + product.notes).filter { seen.insert($0).inserted }
  }

  /// The source without the word before it.
  var source: String {
    let text = figure.text.source
    return text.hasPrefix("Source: ") ? String(text.dropFirst(8)) : text
  }

  /// An alternative text of less than 250 characters: as many whole sentences as there is room for.
  var shortAlternative: String { Self.shortened(figure.alternativeText, below: 250) }

  /// The whole sentences of a text that fit; where not even the first does, its words.
  static func shortened(_ text: String, below limit: Int) -> String {
    guard text.count >= limit else { return text }
    var kept = ""
    var rest = text[...]
    while let end = rest.range(of: ". ") {
      let sentence = rest[..<end.lowerBound] + "."
      let longer = kept.isEmpty ? String(sentence) : kept + " " + sentence
      guard longer.count < limit else { break }
      kept = longer
      rest = rest[end.upperBound...]
    }
    guard kept.isEmpty else { return kept }
    let words = text.prefix(limit - 2)
    return (words.lastIndex(of: " ").map { String(words[..<$0]) } ?? String(words)) + "…"
  }

  /// Sentences by importance: what is said of all first, then rows by how clear of chance they are, and of equal ones those
  /// first that the heading names first.
  static func ordered(_ sentences: [String], by tree: ResultTree?, heading: String) -> [String] {
    var seen: Set<String> = []
    let distinct = sentences.filter { seen.insert($0).inserted }
    guard let tree else { return distinct }
    let ranked = distinct.enumerated().map { index, sentence in
      let row = tree.row(of: sentence)
      return (
        rank: row.map { $0.pValue ?? 2 } ?? -1, place: place(of: sentence, in: heading), index: index,
        sentence: sentence
      )
    }
    return ranked.sorted { ($0.rank, $0.place, $0.index) < ($1.rank, $1.place, $1.index) }.map(\.sentence)
  }

  /// Where a heading names the group that a sentence begins with; behind its end where it does not.
  private static func place(of sentence: String, in heading: String) -> Int {
    let name = sentence.prefix { $0 != ":" }
    guard name.count > 1, name.count < sentence.count, let range = heading.firstRange(of: name) else {
      return heading.count
    }
    return heading.distance(from: heading.startIndex, to: range.lowerBound)
  }
}

/// The figures of a report under their headings, with what the whole report shares.
struct ReportContents {
  /// A heading with its figures.
  struct Section {
    let title: String
    let text: String?
    let figures: [ReportFigure]
  }

  let title: String
  let text: String?
  let sections: [Section]
  let words: ReportWords
  /// Whether small counts are hidden.
  let hides: Bool
  /// The names of figures that are not shown, because every group of them is hidden.
  var withheld: [String] = []
  /// The columns that name the groups of each figure whose counts are protected.
  var groupings: [String: [String]] = [:]

  /// All figures in their order.
  var figures: [ReportFigure] { sections.flatMap(\.figures) }

  /// The distinct findings, each with the figures that show it.
  var findings: [(figure: ReportFigure, numbers: [Int])] {
    var findings: [(figure: ReportFigure, numbers: [Int])] = []
    for figure in figures {
      if let known = findings.firstIndex(where: { $0.figure.heading == figure.heading }) {
        findings[known].numbers.append(figure.number)
      } else {
        findings.append((figure, [figure.number]))
      }
    }
    return findings
  }

  /// How the tables were read, each said once.
  var readings: [String] {
    var seen: Set<String> = []
    return figures.flatMap(\.product.readings).filter { seen.insert($0).inserted }
  }

  /// The distinct sources of the figures.
  var sources: [String] {
    var seen: Set<String> = []
    return figures.map(\.source).filter { !$0.isEmpty && seen.insert($0).inserted }
  }
}
