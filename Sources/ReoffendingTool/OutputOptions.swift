import ArgumentParser
import CairoRenderer
import ChartGrammar
import Engines
import ReoffendingReport
import Statistics
import Studies
import Tables

/// How a verb's result is printed, written and drawn.
struct OutputOptions: ParsableArguments {
  /// The forms of a result on standard output.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case table, json, csv, markdown, html, tex, xlsx, ods
    /// A log for code hosts and editors; written by `audit` only.
    case sarif
    /// Result, table, sentences, notes and figure as one JSON object, for programs; see `AnswerObject`.
    case answer

    /// The format that the ending of a path tells; nil for any other.
    init?(path: String) {
      let ending = path.lowercased().split(separator: "/").last?.split(separator: ".").dropFirst().last ?? ""
      switch ending {
      case "json": self = .json
      case "csv": self = .csv
      case "md", "markdown": self = .markdown
      case "html", "htm": self = .html
      case "tex": self = .tex
      case "xlsx": self = .xlsx
      case "ods": self = .ods
      case "sarif": self = .sarif
      default: return nil
      }
    }

    /// Whether the format is no text, so that it needs a file.
    var isBinary: Bool { self == .xlsx || self == .ods }
  }

  @Option(
    name: .customLong("format"),
    help:
      "What goes to standard output: table, json, csv, markdown, html or tex; answer is all of it as one JSON object; else the ending of --output tells it."
  )
  var chosenFormat: Format?

  @Option(
    help: """
      Write the result to a file instead of standard output: .csv, .json, .md, .xlsx, .ods, .html or .tex; or to a table of \
      a database: sqlite:FILE#TABLE, duckdb:FILE#TABLE or postgresql://…#TABLE.
      """)
  var output: String?

  @Flag(help: "With --output to a database: replace a table that is there.")
  var replace = false

  /// The format asked for, or else that of the file's ending.
  var format: Format { chosenFormat ?? output.flatMap { Format(path: $0) } ?? .table }

  /// The format, where it is one that the file can have.
  private func checkedFormat() throws -> Format {
    if let chosenFormat, let output, let ending = Format(path: output), ending != chosenFormat,
      ending.isBinary || chosenFormat.isBinary
    {
      throw Failure(
        .usage, "--format \(chosenFormat.rawValue) cannot be written into \(output); give one of the two only"
      )
    }
    if let output,
      let ending = output.lowercased().split(separator: "/").last?.split(separator: ".").dropFirst().last,
      Self.otherForms.contains(String(ending))
    {
      throw Failure(
        .usage,
        "no table is written as .\(ending); --output ends in .csv, .json, .md, .xlsx, .ods, .html or .tex, and --figure "
          + "draws .png, .svg or .pdf")
    }
    if format.isBinary, output == nil {
      throw Failure(.usage, "--format \(format.rawValue) is no text; give the file with --output")
    }
    return format
  }

  /// Endings of files that are no text, and that nothing here is written into.
  private static let otherForms: Set = [
    "pdf", "png", "svg", "jpg", "jpeg", "gif", "xls", "xlsb", "doc", "docx", "odt", "ppt", "pptx", "parquet",
    "zip",
    "gz", "rds", "sav", "dta",
  ]

  @Option(help: "The columns of the table to be shown, by their titles, separated by commas.")
  var columns: String?

  @Flag(help: "Show every column, also where the terminal is too narrow for all.")
  var wide = false

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

  @Option(
    help:
      "The figure's theme: standard, print, dark or presentation, or a YAML or JSON file (Documentation/theme.schema.json)."
  )
  var theme = "standard"

  @Option(help: "Pixels to an inch of a PNG file; 96 is --scale 1.")
  var dpi: Double?

  @Flag(help: "The form for phones: 360 pixels wide unless --width says otherwise, names of rows above them.")
  var narrow = false

  /// The kinds of letters in an SVG file.
  enum SVGText: String, CaseIterable, ExpressibleByArgument {
    case outlines, text
  }

  /// Prints or writes an answer, and draws its figure.
  ///
  /// Everything is made before anything is written, and the files appear together or not at all.
  func emit(_ answer: Answer) throws {
    try refuseOneFileTwice(further: answer.files.map(\.path))
    if let output, SourceAddress.hasScheme(output) { return try emit(answer, into: output) }
    if format == .csv, figure.isEmpty, let stream = answer.stream {
      // A file of people can be large: it is written a piece at a time.
      try write(stream)
      for note in answer.notes { StandardError.write("note: \(note)\n") }
      return
    }
    let format = try checkedFormat()
    if format == .json, figure.isEmpty, answer.files.isEmpty, !answer.rounds, let stream = answer.jsonStream {
      return try write(stream)
    }
    var file: [UInt8]?
    let text: String
    if format.isBinary {
      file = try spreadsheet(answer, as: format)
      text = ""
    } else {
      text = try self.text(answer, as: format)
    }
    var files = try draw(answer)
    if let output { files.append(FileOutput.File(path: output, bytes: file ?? Array(text.utf8))) }
    try FileOutput.writeTogether(files) { if output == nil { try StandardOutput.write(text) } }
    for file in answer.files { try FileOutput.stream(to: file.path, file.write) }
    if format != .json, format != .answer { tell(answer, as: format) }
  }

  /// Writes an answer's table into a database, and draws its figure beside.
  private func emit(_ answer: Answer, into target: String) throws {
    if let chosenFormat {
      throw Failure(
        .usage,
        "--format \(chosenFormat.rawValue) is for files; a table of a database has none, so leave one of the two out"
      )
    }
    let files = try draw(answer)
    try EngineOutput.write(answer.publishedTable, to: target, replacing: replace)
    try FileOutput.writeTogether(files) {}
    for file in answer.files { try FileOutput.stream(to: file.path, file.write) }
    tell(answer, as: .csv)
  }

  /// Prints or writes a text that is no answer.
  func write(_ text: String) throws {
    guard let output else { return try StandardOutput.write(text) }
    try FileOutput.writeTogether([FileOutput.File(path: output, bytes: Array(text.utf8))]) {}
  }

  private func write(_ stream: @escaping Answer.ByteStream) throws {
    if let output {
      try FileOutput.stream(to: output) { write throws(TableError) in try stream(write) }
    } else {
      try stream { bytes throws(TableError) in
        do throws(Failure) { try StandardOutput.write(bytes) } catch {
          throw .cannotWrite(path: "standard output", reason: error.message)
        }
      }
    }
  }

  private func text(_ answer: Answer, as format: Format) throws -> String {
    switch format {
    case .json: return try answer.json()
    case .csv:
      return answer.publishedTable.csv()
    case .markdown:
      return answer.document?.markdown ?? answer.tables.map { $0.markdown() }.joined(separator: "\n")
    case .table:
      let tables = answer.screen.map { [$0.table] } ?? answer.tables
      return try ([shown(tables[0])] + tables.dropFirst()).map { $0.text() }.joined(separator: "\n")
    case .html:
      return try answer.document?.page() ?? answer.tables.map { $0.html() }.joined(separator: "\n")
    case .tex: return answer.tables.map { $0.tex() }.joined(separator: "\n")
    case .sarif:
      guard let document = answer.document else {
        throw Failure(.usage, "this verb writes no sarif; choose table, json, csv, markdown, html or tex")
      }
      return try document.log()
    case .answer: return try AnswerObject(answer: answer, figure: svg(of: answer)).json()
    case .xlsx, .ods: return ""
    }
  }

  private func spreadsheet(_ answer: Answer, as format: Format) throws -> [UInt8] {
    let title = title ?? answer.firstSentences(1).first ?? "Results"
    let document = SpreadsheetDocument(
      title: title,
      sheets: answer.tables.map { answer.rounds ? $0.rounded() : $0 }.enumerated().map { number, table in
        SpreadsheetDocument.Sheet(
          name: "Table_\(number + 1)", title: number == 0 ? title : "Table \(number + 1)", table: table)
      }, notes: answer.sentences + answer.warnings + answer.notes)
    return try format == .xlsx ? document.xlsx() : document.ods()
  }

  /// Says beside the numbers what they mean; as many sentences as a reader takes in, and how many more there are.
  private func tell(_ answer: Answer, as format: Format) {
    for sentence in answer.firstSentences(Self.mostSentences) { StandardError.write("\(sentence)\n") }
    let further = answer.sentenceCount - Self.mostSentences
    if further > 0 { StandardError.write("(\(further) more such sentences; --format json has all)\n") }
    for sentence in (format == .table ? answer.screen : nil)?.sentences ?? [] {
      StandardError.write("\(sentence)\n")
    }
    for warning in answer.warnings { StandardError.write("warning: \(warning)\n") }
    let isWholeDocument = format == .markdown && answer.document != nil
    for note in isWholeDocument ? [] : answer.notes { StandardError.write("note: \(note)\n") }
  }

  private static let mostSentences = 12

  /// Refuses one path for two things, of which only the last would be left.
  private func refuseOneFileTwice(further: [String]) throws {
    let paths =
      (output.map { [("--output", $0)] } ?? []) + figure.map { ("--figure", $0) }
      + further.map { ("another output", $0) }
    for (place, (name, path)) in paths.enumerated() {
      for (other, earlier) in paths[..<place] where FileOutput.areOneFile(path, earlier) {
        throw Failure(
          .usage, "\(other) \(earlier) and \(name) \(path) are one file; give each a file of its own")
      }
    }
  }

  /// The table with the columns asked for, or with those that the terminal has room for; a pipe and a file get all.
  private func shown(_ table: OutputTable) throws -> OutputTable {
    if let columns {
      guard let chosen = table.selecting(columns: ColumnList.split(columns)) else {
        let names = table.columns.map(\.title).joined(separator: ", ")
        throw Failure(.usage, "--columns \(columns): the columns are \(names)")
      }
      return chosen
    }
    guard !wide, output == nil, let width = StandardOutput.terminalWidth else { return table }
    let (fitting, leftOut) = table.fitting(width: width)
    if !leftOut.isEmpty {
      StandardError.write(
        "note: the terminal has no room for \(leftOut.joined(separator: ", ")); --wide shows all\n")
    }
    return fitting
  }

  private func chosenTheme() throws -> Theme {
    if let known = Theme.all.first(where: { $0.name == theme }) { return known }
    let isPath = theme.contains("/") || theme.contains(".")
    guard isPath else {
      throw Failure(
        .usage,
        "there is no theme \(theme); choose standard, print, dark, presentation or the path of a theme file")
    }
    let text = String(decoding: try FileInput.read(theme), as: UTF8.self)
    do {
      let read = try ThemeFile.theme(text, path: theme)
      for note in read.notes { StandardError.write("note: \(note)\n") }
      return read.theme
    } catch {
      throw Failure(.data, error.description)
    }
  }

  /// The figure as SVG; nil where the question draws none, or none of these data: nobody asked for it by --figure.
  private func svg(of answer: Answer) throws -> String? {
    guard answer.hasFigure else { return nil }
    do {
      let drawing = try drawing(of: answer)
      return String(
        decoding: try drawing.artist.draw(drawing.chart, as: .svg(text: .outlines)).bytes, as: UTF8.self)
    } catch let refusal as StudyError where refusal.kind != .fault {
      StandardError.write("note: there is no figure: \(refusal)\n")
      return nil
    }
  }

  private func draw(_ answer: Answer) throws -> [FileOutput.File] {
    guard !figure.isEmpty else { return [] }
    guard answer.hasFigure else {
      throw Failure(.usage, "this verb draws no figure; leave out --figure")
    }
    let drawing = try drawing(of: answer)
    let formats = try figure.map { try drawing.artist.format(ofPath: $0) }
    var told: Set<String> = []
    return try zip(figure, formats).map { path, format in
      let picture = try drawing.artist.draw(drawing.chart, as: format)
      for note in picture.notes where told.insert(note).inserted { StandardError.write("note: \(note)\n") }
      return FileOutput.File(path: path, bytes: picture.bytes)
    }
  }

  /// The figure laid out as the options ask, and who draws it.
  private func drawing(of answer: Answer) throws -> (artist: Artist, chart: LaidOutChart) {
    let theme = try chosenTheme()
    if let dpi, !(dpi.isFinite && dpi >= 24 && dpi <= 2_400) {
      throw Failure(.usage, "--dpi is from 24 to 2400, not \(dpi)")
    }
    if dpi != nil, scale != 1 { throw Failure(.usage, "give --dpi or --scale, not both") }
    let scale = dpi.map { $0 / 96 } ?? scale
    let context = FigureContext(
      name: "figure", headline: title, subtitle: subtitle, source: source ?? "")
    let drawn = try answer.figure(context)
    let artist = try Artist(theme: theme, scale: scale, svgText: svgText == .text ? .text : .outlines)
    let chart = try artist.layout(
      drawn, width: width ?? (narrow ? 360 : nil), height: height, isNarrow: narrow)
    return (artist, chart)
  }
}
