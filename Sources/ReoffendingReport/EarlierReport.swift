import Foundation
import Numbers
import Statistics
import Studies
import Tables

/// A report that is in a folder already, as its manifest tells.
struct EarlierReport: Sendable {
  /// The part of a manifest that is needed.
  private struct Manifest: Decodable {
    struct Figure: Decodable {
      let name: String
      let files: [String]
      let key: String?
    }
    struct Output: Decodable {
      let path: String
      let sha256: String
    }
    let title: String
    let figures: [Figure]
    let outputs: [Output]?
    struct Documents: Decodable {
      let key: String?
      let pandoc: String?
      let files: [String]?
    }
    let documents: Documents?
    struct Settings: Decodable {
      let disclosure: String?
      let configurationPath: String?
      let sha256: String
      let level: Double
      let levelIsGiven: Bool
      let only: [String]
      let group: String?
      let language: String
      let singleFile: Bool
      let documents: [String]
      let referenceDocs: [String]
    }
    struct Input: Decodable {
      let name: String
      let sha256: String?
    }
    struct Pack: Decodable {
      let folder: String
    }
    let configuration: String?
    let settings: Settings?
    let inputs: [Input]?
    let packs: [Pack]?
  }

  /// What the documents of the folder depend on.
  var documentKey: String? { manifest.documents?.key }

  /// The documents of the folder as they are, where they are as they were written.
  var documents: DocumentWriter.Written? {
    guard let documents = manifest.documents, let version = documents.pandoc else { return nil }
    let files = (documents.files ?? []).compactMap { path in
      bytes(of: path).map { Report.File(path: path, bytes: $0) }
    }
    return DocumentWriter.Written(files: files, notes: [], version: version, key: documents.key)
  }

  /// The configuration's path as the report was asked for it, or nil for the bundled one; found from the report's folder,
  /// or else from the present one.
  ///
  /// - Throws: `ReportError.configuration` where it is not there.
  func configurationPath() throws(ReportError) -> String? {
    if let path = manifest.settings?.configurationPath {
      let full = path.hasPrefix("/") ? path : "\(folder)/\(path)"
      if FileInput.exists(full) { return full }
    } else if manifest.settings != nil || manifest.configuration == Report.bundledConfiguration {
      return nil
    }
    guard let name = manifest.configuration, FileInput.exists(name) else {
      throw .configuration(
        source: "\(folder)/manifest.json",
        problem:
          "the report was made from \(manifest.configuration ?? "a configuration"), which is not there; give it with --config"
      )
    }
    return name
  }

  /// How the report was asked for.
  func options() -> ReportOptions {
    var options = ReportOptions()
    options.folder = folder
    options.takesUnchanged = false
    options.isCheck = true
    options.source = manifest.configuration
    guard let settings = manifest.settings else { return options }
    if settings.levelIsGiven { options.level = try? ConfidenceLevel(settings.level) }
    options.only = settings.only
    options.disclosure = settings.disclosure
    options.group = settings.group
    options.language = settings.language == "cy" ? "cy" : "en"
    options.isSingleFile = settings.singleFile
    options.documents = settings.documents.compactMap { DocumentFormat(rawValue: $0) }
    options.referenceDocuments = settings.referenceDocs.map { $0.hasPrefix("/") ? $0 : "\(folder)/\($0)" }
    return options
  }

  /// The folders of the packs that belong together; empty for a report.
  var packs: [String] { (manifest.packs ?? []).map { "\(folder)/\($0.folder)" } }

  /// The inputs and the configuration that are no longer what they were, in sentences.
  func changedInputs(of plan: ReportPlan) -> [String] {
    var changed: [String] = []
    if let settings = manifest.settings, settings.sha256 != ContentHash.sha256(Array(plan.text.utf8)) {
      changed.append("the configuration \(plan.source) has changed since the report was made")
    }
    for input in manifest.inputs ?? [] {
      guard let known = input.sha256 else { continue }
      plan.inputs.note(input.name)
      guard let now = plan.inputs.inputs.first(where: { $0.name == input.name }) else { continue }
      let hash = plan.inputs.hash(now)
      if hash == nil { changed.append("the input \(input.name) is not there") }
      if let hash, hash != known {
        changed.append("the input \(input.name) has changed since the report was made")
      }
    }
    return changed
  }

  let folder: String
  private let manifest: Manifest
  private let hashes: [String: String]
  /// Whether the tool is the one that wrote it, as far as times tell: a newer tool may draw otherwise.
  private let isOfThisTool: Bool

  /// Reads the manifest of a folder; nil where it holds no report.
  init?(_ folder: String) {
    let path = "\(folder)/manifest.json"
    guard let data = FileManager.default.contents(atPath: path),
      let manifest = try? JSONDecoder().decode(Manifest.self, from: data)
    else { return nil }
    self.folder = folder
    self.manifest = manifest
    hashes = Dictionary((manifest.outputs ?? []).map { ($0.path, $0.sha256) }) { first, _ in first }
    func changed(_ path: String) -> Date? {
      (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
    }
    let tool = CommandLine.arguments.first.flatMap { Bundle.main.executablePath ?? $0 }.flatMap(changed)
    isOfThisTool = tool.flatMap { tool in changed(path).map { tool < $0 } } ?? false
  }

  /// The report of a folder that a new one may be written into; nil where the folder is new or empty.
  ///
  /// - Parameter only: the figures that the new one is confined to; empty where it has all of its configuration.
  /// - Throws: `TableError.cannotWrite` for a folder of other things, and for a whole report where the new one is confined
  ///   to some of its figures.
  static func checked(_ folder: String, only: [String], isForced: Bool) throws(TableError) -> EarlierReport? {
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter {
      !$0.hasPrefix(".")
    }
    guard !names.isEmpty else { return nil }
    if let earlier = EarlierReport(folder) {
      let isWhole = earlier.manifest.settings?.only.isEmpty ?? true
      let lost = earlier.manifest.figures.count { !only.contains($0.name) }
      guard only.isEmpty || !isWhole || lost == 0 || isForced else {
        throw .cannotWrite(
          path: folder,
          reason:
            "it holds a report with \(Plural.count(lost, "further figure")), which would go with --only; name another "
            + "folder with --output, or add --force to have these only")
      }
      return earlier
    }
    guard !isForced else { return nil }
    let some = names.sorted().prefix(3).joined(separator: ", ")
    throw .cannotWrite(
      path: folder,
      reason:
        "it is no folder of a report, it holds \(some)\(names.count > 3 ? " and more" : ""); name another "
        + "folder with --output, or add --force to write among them")
  }

  /// The bytes of a file that is as the manifest says; nil for any other.
  func bytes(of path: String) -> [UInt8]? {
    guard !path.contains(".."), let hash = hashes[path], let bytes = try? FileInput.read("\(folder)/\(path)"),
      ContentHash.sha256(bytes) == hash
    else { return nil }
    return bytes
  }

  /// The pictures of a figure that depend on the same; nil where something has changed.
  func pictures(of name: String, key: String) -> [Report.File]? {
    guard isOfThisTool, let figure = manifest.figures.first(where: { $0.name == name }), figure.key == key
    else {
      return nil
    }
    var files: [Report.File] = []
    for path in figure.files where path.hasPrefix("figures/") {
      guard let bytes = bytes(of: path) else { return nil }
      files.append(Report.File(path: path, bytes: bytes))
    }
    return files.count >= 4 ? files : nil
  }

  /// Removes what the earlier report wrote and the new one does not have, where it is as it was written.
  func removeLeftovers(keeping kept: Set<String>) {
    for path in hashes.keys.sorted()
    where !kept.contains(path) && !path.contains("..") && !path.hasPrefix("/") {
      if bytes(of: path) != nil { unlink("\(folder)/\(path)") }
    }
  }

  /// The files of the folder that no report has written, in order.
  func strangers() -> [String] {
    let known = Set(hashes.keys).union(["manifest.json"]).union(manifest.figures.flatMap(\.files))
    let found = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return found.filter { path in
      var isFolder = ObjCBool(false)
      guard FileManager.default.fileExists(atPath: "\(folder)/\(path)", isDirectory: &isFolder),
        !isFolder.boolValue
      else { return false }
      return !known.contains(path)
    }.sorted()
  }
}
