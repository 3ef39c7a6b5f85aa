import ChartGrammar
import Foundation
public import Studies
public import Statistics
public import Tables

/// A whole report: figures, their data, sentences, a manifest, a page and documents, as files that equal input makes
/// equal.
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
  /// The table of each figure, by the name of its file in `tables`.
  package let tables: [(name: String, table: OutputTable)]
  /// The paths of the pictures.
  public let pictures: [String]
  /// What whoever runs the report must be told.
  public let notes: [String]
  /// Whether a figure says something of the group that the report is about.
  public let speaksOfGroup: Bool
  /// What was taken for granted, where a method is out of its depth, and what a picture could not show.
  public let doubts: [String]
  /// The figures that were taken from the folder as they are, since nothing that they depend on has changed.
  public let unchanged: [String]

  /// The figures that it is confined to; empty where it has all of its configuration.
  private let only: [String]

  /// The name under which the bundled configuration is reported.
  public static let bundledConfiguration = "black-country.yml"

  /// Makes the report that a configuration describes.
  ///
  /// - Parameters:
  ///   - path: the configuration's path; nil for the bundled one. Its tables are looked for beside it, then among the
  ///     bundled data sets.
  ///   - level: the confidence level; nil for that of the configuration.
  /// - Throws: `ReportError` where the configuration is not understood, and what reading, computing and drawing throw.
  public init(configuration path: String?, level: ConfidenceLevel? = nil) throws {
    var options = ReportOptions()
    options.level = level
    try self.init(ReportPlan(configuration: path, options: options))
  }

  /// Makes the report of a plan.
  ///
  /// - Throws: what reading, computing and drawing throw, with the figure's place in the configuration.
  public init(_ plan: ReportPlan) throws {
    let builder = try ReportBuilder(plan)
    let contents = try builder.contents()
    var files = contents.figures.flatMap(\.files)
    files += try ReportTables(contents).files
    let document = ReportDocument(contents)
    files.append(File(path: "report.md", bytes: Array(document.markdown.utf8)))
    files += ReportIncludes(contents, folder: plan.whole.includesFrom ?? "Report").files
    let page = ReportPage(contents, isSingleFile: plan.options.isSingleFile)
    files.append(File(path: "index.html", bytes: Array(page.html.utf8)))
    files.append(File(path: "sentences.md", bytes: Array(document.sentences.utf8)))
    var notes = builder.notes
    let written = try DocumentWriter(plan).documents(of: document, figures: files, previous: builder.previous)
    files += written.files
    notes += written.notes
    let manifest = try ReportManifest(
      plan, contents, outputs: files, documents: written, warnings: builder.doubts)
    files.append(File(path: "manifest.json", bytes: try manifest.json))
    self.files = files.sorted { $0.path < $1.path }
    figures = contents.figures.map(\.figure)
    tables = contents.figures.map { ($0.name, $0.pageTable) }
    pictures = contents.figures.flatMap { figure in
      ["png", "svg", "pdf"].map { "figures/\(figure.name).\($0)" }
    }
    speaksOfGroup = contents.figures.contains { $0.groupSentence != nil }
    self.notes = notes
    doubts = builder.doubts
    unchanged = builder.unchanged
    only = plan.options.only
  }

  /// Writes all files into a folder of its own.
  ///
  /// All of them are on the disk before the first takes its place, so that a full disk leaves an earlier report as it
  /// was. What an earlier report left there and this one does not have is removed, unless it was changed since.
  ///
  /// - Parameters:
  ///   - folder: its path; a folder that is not there is made.
  ///   - isForced: whether the folder may hold other things than a report, which stay, and whether some figures may take the
  ///     place of a whole report.
  /// - Throws: `TableError.cannotWrite` with the path, also for a folder of other things.
  public func write(to folder: String, isForced: Bool = false) throws {
    let earlier = try EarlierReport.checked(folder, only: only, isForced: isForced)
    try FolderOutput.write(files.map { FileOutput.File(path: $0.path, bytes: $0.bytes) }, to: folder)
    earlier?.removeLeftovers(keeping: Set(files.map(\.path)))
  }

  /// Refuses a folder of other things, into which no report goes unasked.
  ///
  /// - Throws: `TableError.cannotWrite` with what is there.
  public static func refuseOtherThings(in folder: String, isForced: Bool) throws(TableError) {
    _ = try EarlierReport.checked(folder, only: [], isForced: isForced)
  }

  /// The files of a folder that differ from this report's, and those that are missing there.
  ///
  /// - Throws: `TableError.cannotRead` where a file is there and cannot be read.
  public func differences(from folder: String) throws -> [String] {
    try files.compactMap { file in
      let path = "\(folder)/\(file.path)"
      guard FileInput.exists(path) else { return "\(file.path) is missing" }
      let bytes = try FileInput.read(path)
      if bytes == file.bytes { return nil }
      // Another version of a library that draws the same bytes is no difference of the report.
      let isManifest = file.path == "manifest.json"
      if isManifest, let own = ReportManifest.withoutSoftware(file.bytes),
        own == ReportManifest.withoutSoftware(bytes)
      {
        return nil
      }
      return "\(file.path) differs"
    }
  }
}
