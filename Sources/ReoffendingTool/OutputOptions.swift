import ArgumentParser
import CairoRenderer
import ChartGrammar
import Studies
import ReoffendingReport
import Statistics
import Tables

/// How a verb's result is printed, written and drawn.
struct OutputOptions: ParsableArguments {
  /// The forms of a result on standard output.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case table, json, csv, markdown
  }

  @Option(help: "What goes to standard output.")
  var format = Format.table

  @Option(help: "Write the result to a file instead of standard output.")
  var output: String?

  @Option(help: "Also draw the result into a .png, .svg or .pdf file; may be repeated.")
  var figure: [String] = []

  @Option(help: "The figure's width in pixels.")
  var width: Double?

  @Option(help: "The figure's height in pixels.")
  var height: Double?

  @Option(help: "Pixels of a PNG file for each pixel of the figure.")
  var scale = 1.0

  @Option(help: "The figure's headline; \"\" for none.")
  var title: String?

  @Option(help: "The figure's subtitle; \"\" for none.")
  var subtitle: String?

  @Option(help: "Where the data come from, for the figure's source line.")
  var source: String?

  @Option(name: .customLong("svg-text"), help: "Letters of an SVG file as outlines or as text.")
  var svgText = SVGText.outlines

  @Option(help: "The figure's theme: standard, print, dark or presentation.")
  var theme = "standard"

  /// The kinds of letters in an SVG file.
  enum SVGText: String, CaseIterable, ExpressibleByArgument {
    case outlines, text
  }

  /// Prints or writes a result, and draws its figure.
  ///
  /// Everything is made before anything is written, and the files appear together or not at all.
  ///
  /// - Parameters:
  ///   - further: tables below the first, in the formats made for people.
  ///   - markdown: what Markdown holds instead of the tables.
  ///   - rounds: whether numbers keep the decimals only that are printed for people, since small counts are hidden.
  func emit(
    _ result: some Encodable, table: @autoclosure () -> OutputTable, further: [OutputTable] = [],
    markdown: @autoclosure () -> String? = nil, sentences: [String] = [], warnings: [String] = [],
    notes: [String] = [], rounds: Bool = false,
    figure makeFigure: ((FigureContext) throws -> StudyFigure)? = nil
  ) throws {
    try refuseOneFileTwice()
    let text =
      switch format {
      case .json:
        rounds ? PublishedDecimals.rounded(json: try JSONText.encode(result)) : try JSONText.encode(result)
      case .csv: (rounds ? table().rounded() : table()).csv()
      case .markdown: markdown() ?? ([table()] + further).map { $0.markdown() }.joined(separator: "\n")
      case .table: ([table()] + further).map { $0.text() }.joined(separator: "\n")
      }
    let pictures = try draw(makeFigure)
    var files = pictures
    if let output { files.append(FileOutput.File(path: output, bytes: Array(text.utf8))) }
    try FileOutput.writeTogether(files) { if output == nil { try StandardOutput.write(text) } }
    if format != .json {
      for sentence in sentences { StandardError.write("\(sentence)\n") }
      for warning in warnings { StandardError.write("warning: \(warning)\n") }
      for note in notes { StandardError.write("note: \(note)\n") }
    }
  }

  /// Refuses one path for two things, of which only the last would be left.
  func refuseOneFileTwice() throws {
    let paths = (output.map { [("--output", $0)] } ?? []) + figure.map { ("--figure", $0) }
    for (place, (name, path)) in paths.enumerated() {
      for (other, earlier) in paths[..<place] where FileOutput.areOneFile(path, earlier) {
        throw Failure(
          .usage, "\(other) \(earlier) and \(name) \(path) are one file; give each a file of its own")
      }
    }
  }

  private func draw(_ makeFigure: ((FigureContext) throws -> StudyFigure)?) throws -> [FileOutput.File] {
    guard !figure.isEmpty else { return [] }
    guard let makeFigure else { throw Failure(.usage, "this verb draws no figure; leave out --figure") }
    guard let theme = Theme.all.first(where: { $0.name == theme }) else {
      throw Failure(.usage, "there is no theme \(theme); choose standard, print, dark or presentation")
    }
    let context = FigureContext(
      name: "figure", headline: title, subtitle: subtitle, source: source ?? "")
    let drawn = try makeFigure(context)
    let artist = try Artist(theme: theme, scale: scale, svgText: svgText == .text ? .text : .outlines)
    let formats = try figure.map { try artist.format(ofPath: $0) }
    let chart = try artist.layout(drawn, width: width, height: height)
    var told: Set<String> = []
    return try zip(figure, formats).map { path, format in
      let picture = try artist.draw(chart, as: format)
      for note in picture.notes where told.insert(note).inserted { StandardError.write("note: \(note)\n") }
      return FileOutput.File(path: path, bytes: picture.bytes)
    }
  }
}
