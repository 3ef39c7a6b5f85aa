import ChartGrammar
import Foundation
import PublishedData
public import Studies
public import Statistics
import Tables

/// A whole report: figures, their data, sentences, a manifest and a page, as files that equal input makes equal.
public struct Report: Sendable {
  /// A file of the report.
  public struct File: Sendable {
    /// The path within the report's folder.
    public let path: String
    /// The bytes.
    public let bytes: [UInt8]
  }

  /// The files, in order of path.
  public let files: [File]
  /// The figures, in the order of the configuration.
  public let figures: [StudyFigure]
  /// The paths of the pictures.
  public let pictures: [String]
  /// What whoever runs the report must be told.
  public let notes: [String]

  /// The name under which the bundled configuration is reported.
  public static let bundledConfiguration = "black-country.yml"

  /// Makes the report that a configuration describes.
  ///
  /// - Parameters:
  ///   - path: the configuration's path; nil for the bundled one. Its tables are looked for beside it, then among the
  ///     bundled data sets.
  /// - Throws: `ReportError` where the configuration is not understood, and what reading, computing and drawing throw.
  public init(configuration path: String?, level: ConfidenceLevel = .p95) throws {
    let source = path ?? Self.bundledConfiguration
    let text: String
    if let path {
      text = String(decoding: try FileInput.read(path), as: UTF8.self)
    } else {
      guard let bundled = PublishedData.file(named: Self.bundledConfiguration) else {
        throw ReportError.brokenBundle("\(Self.bundledConfiguration) is missing")
      }
      text = bundled
    }
    let configuration = try ReportConfiguration(yaml: text, source: source)
    let folder = path.flatMap { path in path.lastIndex(of: "/").map { String(path[...$0]) } } ?? ""
    let place = { (name: String) in
      let isRelative = !name.hasPrefix("/") && (name.contains("/") || name.contains("."))
      return isRelative ? folder + name : name
    }
    let load = { (name: String) throws -> Table in try DataSource.table(named: place(name)) }
    let plan = try configuration.suppression.map { suppression in
      try DisclosurePlan(configuration, suppression: suppression, source: source, load: load)
    }
    let maker = FigureMaker(
      table: load, place: place,
      file: { name in try FileInput.read(name.hasPrefix("/") ? name : folder + name) },
      source: source, level: level, suppression: configuration.suppression, plan: plan)
    let artist = try Artist()
    var files: [File] = []
    var figures: [StudyFigure] = []
    var entries: [ReportManifest.Entry] = []
    var sections: [ReportPage.Section] = []
    var notes: [String] = []
    for section in configuration.sections {
      var shown: [ReportManifest.Entry] = []
      for item in section.figures {
        let product = try maker.make(item)
        let (entry, drawn, remarks) = try Self.draw(
          product, artist: artist, rounds: configuration.suppression != nil)
        files += drawn
        shown.append(entry)
        figures.append(product.figure)
        notes += remarks.map { "\(item.name): \($0)" }
      }
      entries += shown
      sections.append(ReportPage.Section(title: section.title, text: section.text, entries: shown))
    }
    let manifest = ReportManifest(
      title: configuration.title, configuration: source, figures: entries)
    files.append(File(path: "manifest.json", bytes: try manifest.json()))
    files.append(File(path: "sentences.md", bytes: Array(manifest.sentences.utf8)))
    let page = ReportPage(title: configuration.title, text: configuration.text, sections: sections)
    files.append(File(path: "index.html", bytes: Array(page.html.utf8)))
    self.files = files.sorted { $0.path < $1.path }
    self.figures = figures
    pictures = files.map(\.path).filter {
      $0.hasSuffix(".png") || $0.hasSuffix(".svg") || $0.hasSuffix(".pdf")
    }
    self.notes = notes
  }

  /// Draws one figure in all formats and writes its data.
  private static func draw(
    _ product: FigureMaker.Product, artist: Artist, rounds: Bool
  ) throws -> (ReportManifest.Entry, [File], [String]) {
    let figure = product.figure
    let chart = try artist.layout(figure)
    var files: [File] = []
    var remarks = chart.notes
    for (ending, format) in [
      ("png", try artist.format(ofPath: ".png")), ("svg", try artist.format(ofPath: ".svg")),
      ("pdf", try artist.format(ofPath: ".pdf")),
    ] {
      let picture = try artist.draw(chart, as: format)
      files.append(File(path: "figures/\(figure.name).\(ending)", bytes: picture.bytes))
      for note in picture.notes where !remarks.contains(note) { remarks.append(note) }
    }
    files.append(
      File(
        path: "tables/\(figure.name).csv",
        bytes: Array((rounds ? figure.table.rounded() : figure.table).csv().utf8)))
    let entry = ReportManifest.Entry(
      name: figure.name, data: product.data, files: files.map(\.path), headline: figure.text.headline,
      subtitle: figure.text.subtitle, source: figure.text.source, notes: figure.text.notes + product.notes,
      alternativeText: figure.alternativeText, sentences: product.sentences,
      width: figure.size.width, height: figure.size.height, table: figure.table)
    return (entry, files, remarks)
  }

  /// Writes all files into a folder; other files there stay.
  ///
  /// All of them are on the disk before the first takes its place, so that a full disk leaves an earlier report as it
  /// was.
  ///
  /// - Throws: `TableError.cannotWrite` with the path.
  public func write(to folder: String) throws {
    try FolderOutput.write(files.map { FileOutput.File(path: $0.path, bytes: $0.bytes) }, to: folder)
  }

  /// The files of a folder that differ from this report's, and those that are missing there.
  ///
  /// - Throws: `TableError.cannotRead` where a file is there and cannot be read.
  public func differences(from folder: String) throws -> [String] {
    try files.compactMap { file in
      let path = "\(folder)/\(file.path)"
      guard FileInput.exists(path) else { return "\(file.path) is missing" }
      return try FileInput.read(path) == file.bytes ? nil : "\(file.path) differs"
    }
  }
}
