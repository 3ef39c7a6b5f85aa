import Studies
import Foundation
import Tables

/// Has pandoc write the documents of a report.
struct DocumentWriter {
  /// What was written, what was not, and what the documents depend on.
  struct Written {
    var files: [Report.File] = []
    var notes: [String] = []
    /// The version of pandoc; nil where none wrote anything.
    var version: String?
    /// What the documents depend on.
    var key: String?
  }

  private let plan: ReportPlan

  init(_ plan: ReportPlan) {
    self.plan = plan
  }

  /// The documents that were asked for; those of the folder where nothing they depend on has changed.
  ///
  /// Without pandoc, or where it fails, the notes say what is missing.
  func documents(
    of document: ReportDocument, figures: [Report.File], previous: EarlierReport?
  ) throws -> Written {
    let wanted = plan.options.documents
    let styles = try references()
    guard !wanted.isEmpty else { return Written() }
    let names = wanted.map { "report.\($0.rawValue)" }
    let installed = Pandoc.installed()
    if plan.options.isCheck, let earlier = previous?.documents, earlier.version != installed?.version {
      var earlier = earlier
      earlier.notes = [
        "\(names.joined(separator: ", ")) were written by pandoc \(earlier.version ?? ""), which is not here: they are "
          + "compared with the manifest only"
      ]
      return earlier
    }
    guard let pandoc = installed else {
      return Written(notes: [
        "\(names.joined(separator: ", ")) could not be written: pandoc is not installed (Debian's package pandoc); "
          + "report.md is their source, and everything else is written"
      ])
    }
    let markdown = Array(document.markdown.utf8)
    let pictures = figures.filter { $0.path.hasPrefix("figures/plain/") && $0.path.hasSuffix(".png") }
    let parts =
      [pandoc.version, DocumentFilter.lua, ContentHash.sha256(markdown)]
      + pictures.map { ContentHash.sha256($0.bytes) }
      + styles.sorted { $0.key.rawValue < $1.key.rawValue }.map { ContentHash.sha256($0.value.bytes) }
      + [ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"] ?? Pandoc.epoch]
    var written = Written(
      version: pandoc.version, key: ContentHash.sha256(Array(parts.joined(separator: "\n").utf8)))
    if plan.options.takesUnchanged, let previous, previous.documentKey == written.key {
      let known = names.compactMap { name in
        previous.bytes(of: name).map { Report.File(path: name, bytes: $0) }
      }
      if known.count == names.count {
        written.files = known
        return written
      }
    }
    let scratch = try ScratchFolder(in: FileManager.default.temporaryDirectory.path)
    defer { withExtendedLifetime(scratch) {} }
    let folder = scratch.path
    try FileManager.default.createDirectory(
      atPath: folder + "/figures/plain", withIntermediateDirectories: true)
    for file in pictures + [
      Report.File(path: "report.md", bytes: markdown),
      Report.File(path: "filter.lua", bytes: Array(DocumentFilter.lua.utf8)),
    ] {
      try FileOutput.write(file.bytes, to: "\(folder)/\(file.path)")
    }
    let runs = try wanted.map { format in
      (format, try pandoc.start(arguments(format, styles[format]?.path), in: folder))
    }
    for (format, run) in runs {
      let (status, _, error) = try Pandoc.wait(for: run)
      let name = "report.\(format.rawValue)"
      guard status == 0, let bytes = try? FileInput.read("\(folder)/\(name)") else {
        written.notes.append(
          "\(name) could not be written: pandoc says “\(error.split(whereSeparator: \.isNewline).joined(separator: " "))”"
        )
        continue
      }
      let finish = DocumentFinish(
        format: format, alternatives: document.alternatives, language: document.language,
        hasStyles: styles[format] != nil)
      written.files.append(Report.File(path: name, bytes: try finish.finished(bytes)))
    }
    return written
  }

  private func arguments(_ format: DocumentFormat, _ styles: String?) -> [String] {
    let kind: [String] =
      switch format {
      case .docx, .odt: []
      case .pptx: ["--slide-level=2"]
      case .tex: ["--standalone", "--toc", "--toc-depth=2"]
      }
    return [
      "report.md", "--from=markdown-auto_identifiers", "--lua-filter=filter.lua",
      "--output=report.\(format.rawValue)",
    ]
      + kind + (styles.map { ["--reference-doc=\($0)"] } ?? [])
  }

  /// The documents of one's own styles, by the format that they are for.
  private func references() throws -> [DocumentFormat: (path: String, bytes: [UInt8])] {
    let own = (plan.whole.referenceDocuments ?? []).map { plan.inputs.place($0) }
    var found: [DocumentFormat: (path: String, bytes: [UInt8])] = [:]
    for path in own + plan.options.referenceDocuments {
      let ending = path.lowercased().split(separator: ".").last.map(String.init) ?? ""
      guard let format = DocumentFormat(rawValue: ending), format.takesStyles else {
        throw ReportError.configuration(
          source: path, problem: "pandoc takes styles of .docx, .odt and .pptx only")
      }
      let full = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
      found[format] = (full, try FileInput.read(path))
    }
    return found
  }
}
