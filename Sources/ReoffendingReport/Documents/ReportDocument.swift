import ChartGrammar
import Numbers
import Studies
import Tables

/// The report as one Markdown document: the source from which pandoc makes all others.
struct ReportDocument {
  private let contents: ReportContents

  init(_ contents: ReportContents) {
    self.contents = contents
  }

  /// The alternative texts of the pictures, in their order.
  var alternatives: [(file: String, text: String)] {
    contents.figures.map { ("plain/\($0.name).png", $0.shortAlternative) }
  }

  /// The language of the document.
  var language: String { contents.words.tag == "cy" ? "cy-GB" : contents.words.tag }

  /// The document in the Markdown of pandoc, with figures beside it.
  var markdown: String {
    let words = contents.words
    var text = """
      ---
      title: \(PandocText.metadata(contents.title))
      lang: \(words.tag)
      ---

      \(contents.text.map { PandocText.literal($0) + "\n\n" } ?? "")# \(words.summary) {#summary}


      """
    for finding in contents.findings {
      text +=
        "- \(PandocText.literal(finding.figure.heading)). "
        + (finding.figure.groupSentence.map { PandocText.literal($0) + " " } ?? "")
        + "*\(PandocText.literal(finding.figure.certainty.words)).* "
      text += "(\(words.figure) \(finding.numbers.map(String.init).joined(separator: ", ")))\n"
    }
    var footnotes = Footnotes()
    for section in contents.sections {
      text += "\n# \(PandocText.literal(section.title))\n\n"
      if let about = section.text { text += PandocText.literal(about) + "\n\n" }
      for figure in section.figures { text += self.figure(figure, &footnotes) }
    }
    text += "\n# \(words.howToRead) {#how-to-read}\n\n"
    text += words.howToReadText.map { "- \(PandocText.literal($0))\n" }.joined()
    if contents.hides { text += "- \(PandocText.literal(words.hidden))\n" }
    if !contents.readings.isEmpty {
      text += "\n# \(words.methods) {#methods}\n\n"
      text += contents.readings.map { "- \(PandocText.literal($0))\n" }.joined()
    }
    if !contents.sources.isEmpty {
      text +=
        "\n# \(words.sources) {#sources}\n\n"
        + contents.sources.map { "- \(PandocText.literal($0))\n" }.joined()
    }
    return text
  }

  /// One figure: heading, picture, what it says and its table.
  private func figure(_ figure: ReportFigure, _ footnotes: inout Footnotes) -> String {
    let words = contents.words
    let subtitle = figure.figure.text.subtitle
    let caption = subtitle.isEmpty ? figure.heading : subtitle
    let remarks = figure.notes + (figure.source.isEmpty ? [] : ["\(words.source): \(figure.source)"])
    let (marks, notes) = footnotes.add(remarks, once: Set(figure.product.notes))
    var text = "## \(PandocText.literal(figure.heading)) {#fig-\(figure.name)}\n\n"
    text +=
      "![\(words.figure) \(figure.number). \(PandocText.literal(caption))\(marks)](figures/plain/\(figure.name).png)"
    let said =
      figure.sentences.first.map { ReportFigure.shortened($0, below: 200) }
      .map { " said=\(PandocText.attribute($0))" } ?? ""
    text += "{alt=\(PandocText.attribute(figure.shortAlternative)) width=\(Self.width(figure))\(said)}\n\n"
    text += "::: {.beside-slides}\n\n"
    text += figure.ownSentences.map { "- \(PandocText.literal($0))\n" }.joined()
    if let other = figure.saidBy {
      text += "\n\(PandocText.literal(words.alsoSaid)) \(words.figure.lowercased()) \(other).\n"
    }
    let (table, leftOut) = figure.pageTable.fitting(width: Self.columns, breakingTextAt: Self.textColumn)
    text += "\n" + PandocText.table(table, caption: "\(words.data): \(figure.heading)") + "\n"
    if !leftOut.isEmpty {
      text += PandocText.literal("\(words.furtherColumns): \(leftOut.joined(separator: ", "))") + ".\n\n"
    }
    return text + ":::\n\n" + notes
  }

  /// The footnotes of a document, numbered through it.
  private struct Footnotes {
    private var count = 0
    private var said: Set<String> = []

    /// The marks and the texts of further notes; those of `once`, such as how a file was read, are said once.
    mutating func add(_ notes: [String], once: Set<String>) -> (marks: String, texts: String) {
      var (marks, texts) = ([String](), "")
      for note in notes where !once.contains(note) || said.insert(note).inserted {
        count += 1
        marks.append("[^\(count)]")
        texts += "[^\(count)]: \(PandocText.literal(note))\n\n"
      }
      return (marks.joined(separator: "^,^"), texts)
    }
  }

  /// How many letters a row of a table has room for on a page.
  private static let columns = 84

  /// How many letters of a column of words stand on a line.
  private static let textColumn = 24

  /// The width of a picture that has room on a page.
  private static func width(_ figure: ReportFigure) -> String {
    let size = InlineSVG.size(figure.plain)
    let width = min(16, 19 * size.width / max(1, size.height))
    return NumberStyle(decimals: 1).text(width) + "cm"
  }

  /// The sentences of all figures, none of them twice.
  var sentences: String {
    var text = "# \(contents.title)\n"
    for figure in contents.figures {
      text += "\n## \(MarkdownText.inert(figure.heading))\n\n"
      text += figure.ownSentences.map { "- \(MarkdownText.inert($0))\n" }.joined()
      if let other = figure.saidBy, other <= contents.figures.count {
        text +=
          "- (\(MarkdownText.inert(contents.words.alsoSaid)) \(MarkdownText.inert(contents.figures[other - 1].heading)))\n"
      }
      if !figure.notes.isEmpty { text += "\n" + figure.notes.map { "Note: \($0)\n" }.joined(separator: "\n") }
    }
    if !contents.readings.isEmpty {
      text += "\n## \(contents.words.methods)\n\n"
      text += contents.readings.map { "- \(MarkdownText.inert($0))\n" }.joined()
    }
    return text
  }

  /// What a document says of a figure beyond its picture, for those that include it.
  static func include(_ figure: ReportFigure, words: ReportWords, picture: String, isQuarto: Bool) -> String {
    let subtitle = figure.figure.text.subtitle
    let caption = subtitle.isEmpty ? figure.heading : subtitle
    let alternative =
      isQuarto
      ? "{#fig-\(figure.name) fig-alt=\(PandocText.attribute(figure.shortAlternative))}"
      : "{#fig-\(figure.name) alt=\(PandocText.attribute(figure.shortAlternative))}"
    var text = "**\(PandocText.literal(figure.heading))**\n\n"
    text += "![\(PandocText.literal(caption))](\(picture))\(alternative)\n\n"
    text += figure.sentences.map { "- \(PandocText.literal($0))\n" }.joined() + "\n"
    text +=
      PandocText.table(
        figure.pageTable.fitting(width: columns, breakingTextAt: textColumn).table,
        caption: "\(words.data): \(figure.heading)") + "\n"
    let remarks =
      figure.notes + figure.product.readings
      + (figure.source.isEmpty ? [] : ["\(words.source): \(figure.source)"])
    return text + remarks.map { PandocText.literal($0) + "\n\n" }.joined()
  }
}
