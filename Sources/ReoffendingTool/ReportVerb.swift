import ArgumentParser
import Engines
import Foundation
import ReoffendingReport
import Statistics
import Studies
import Tables

/// The whole set: figures, tables, sentences, manifest, page and documents; and the way to a configuration of one's own.
struct ReportVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "The whole set: figures, tables, sentences, a page and documents, from a YAML file.",
    discussion: """
      reoffending data export local-authorities-2015
      reoffending report init local-authorities-2015.csv
      reoffending report report.yml --output Pack
      reoffending report --output Report

      The first line writes a table to try it with, the second report.yml with the questions that its columns can answer,
      the third draws them: Pack/index.html, report.docx, tables.xlsx and more. The last is the bundled report on the
      Black Country. `reoffending help report draw` has every option of drawing.
      """,
    subcommands: [DrawReport.self, InitialReport.self, ReportSchema.self], defaultSubcommand: DrawReport.self)
}

/// Prints the JSON Schema of a report's YAML.
struct ReportSchema: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Prints the JSON Schema of a report's YAML, for editors.",
    discussion: "reoffending report schema")

  func run() throws { try StandardOutput.write(ConfigurationSchema.json) }
}

/// The options of how a report is made, beside its configuration.
struct ReportMaking: ParsableArguments {
  @Option(help: "The confidence level as a fraction; else the configuration's, or 0.95.")
  var level: Double?

  @Option(help: ArgumentHelp("Draw the figure of this name only; may be repeated.", valueName: "NAME"))
  var only: [String] = []

  @Flag(
    name: .customLong("single-file"), help: "The page holds its data itself, so that it can be mailed alone.")
  var singleFile = false

  @Option(
    help: ArgumentHelp(
      "A policy of disclosure control for every figure: ons, nhs or moj, or a YAML file.", valueName: "policy"
    ))
  var disclosure: String?

  @Option(
    help: ArgumentHelp(
      "A folder with reports that were published before; warns of counts that follow from them and this one.",
      valueName: "folder"))
  var history: String?

  @Option(help: "The language of headings and labels: en or cy. Findings stay in English.")
  var language: Language?

  @Option(
    name: .customLong("reference-doc"),
    help: ArgumentHelp(
      "A .docx, .odt or .pptx whose styles pandoc takes; may be repeated.", valueName: "FILE"))
  var referenceDocuments: [String] = []

  @Option(
    help:
      "The documents that pandoc writes, separated by commas: docx, odt, pptx, tex; none for none of them.")
  var documents = "docx,odt,pptx,tex"

  enum Language: String, CaseIterable, ExpressibleByArgument {
    case en, cy
  }

  /// The options as values.
  func options(folder: String) throws -> ReportOptions {
    var options = ReportOptions()
    options.level = try level.map { try LevelOption.checked($0) }
    options.only = only
    options.isSingleFile = singleFile
    options.language = language?.rawValue
    options.referenceDocuments = referenceDocuments
    options.folder = folder
    options.disclosure = disclosure
    options.history = history
    for name in ColumnList.split(documents) where name != "none" {
      guard let format = DocumentFormat(rawValue: name) else {
        throw Failure(.usage, "--documents \(name): choose among docx, odt, pptx and tex, or none")
      }
      if !options.documents.contains(format) { options.documents.append(format) }
    }
    return options
  }
}

/// Draws a report.
struct DrawReport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw", abstract: "Draws a report; the same as without draw.",
    discussion: """
      reoffending report draw --only funnel-2015 --output Figure

      Without CONFIG, the bundled report on the Black Country.
      """)

  @Argument(help: "A YAML file that describes the report.")
  var config: String?

  @Option(help: "The folder to write into.")
  var output = "Report"

  @OptionGroup var making: ReportMaking

  @Flag(name: .customLong("dry-run"), help: "Say what would be drawn from what, and write nothing.")
  var dryRun = false

  @Flag(
    help:
      "Write nothing, exit 1, where anything was taken for granted, a method is out of its depth or a label had no room."
  )
  var strict = false

  @Flag(help: "Draw again whenever the configuration or its data change, until interrupted.")
  var watch = false

  @Option(
    name: .customLong("for-each"),
    help: ArgumentHelp(
      "A pack for each group of this column, in a folder of its own, with the others as comparison.",
      valueName: "COLUMN"))
  var forEach: String?

  @Flag(help: "Write among other things, where the folder is no report's.")
  var force = false

  @Flag(name: .customLong("redraw"), help: "Draw also what has not changed.")
  var redraws = false

  @Option(
    name: .customLong("tables-to"),
    help: ArgumentHelp(
      "A database that all tables are written to besides, whole or not at all: sqlite:FILE, duckdb:FILE or postgresql://…; "
        + "#PREFIX behind it begins their names.", valueName: "DATABASE"))
  var database: String?

  @Flag(help: "With --tables-to: replace tables that are there.")
  var replace = false

  func run() throws {
    var options = try making.options(folder: output)
    options.takesUnchanged = !redraws
    guard database == nil || !watch && forEach == nil && !dryRun else {
      throw Failure(
        .usage, "--tables-to writes the tables of one report; leave out --watch, --for-each and --dry-run")
    }
    guard database != nil || !replace else {
      throw Failure(.usage, "--replace is for --tables-to; a report replaces its own files")
    }
    if watch {
      guard !dryRun, forEach == nil else {
        throw Failure(.usage, "--watch draws one report; leave out --dry-run and --for-each")
      }
      try ReportWatch(config: config, options: options) { try draw($0) }.run()
    }
    let plan = try ReportPlan(configuration: config, options: options)
    if dryRun { return try say(plan) }
    if let forEach {
      return try ReportPacks(column: forEach, output: output, force: force, strict: strict).draw(plan)
    }
    try draw(plan)
  }

  private func say(_ plan: ReportPlan) throws {
    var text = "\(plan.configuration.title), at \(plan.level.percent):\n"
    text += try plan.lines().map { "  \($0)\n" }.joined()
    if let forEach {
      let groups = try plan.groups(of: forEach)
      text += "A pack for each of \(groups.count): \(groups.joined(separator: ", "))\n"
    }
    try StandardOutput.write(text + "Nothing was written; without --dry-run it goes into \(output).\n")
  }

  private func draw(_ plan: ReportPlan) throws {
    let line = ProgressLine.onTerminal("report")
    defer { line?.end() }
    let report = try AskingContext.$current.withValue(ProgressLine.context(line)) { try Report(plan) }
    line?.end()
    try Self.refuseDoubts(report, strict: strict)
    if let database {
      try EngineOutput.write(report.tables, to: database, replacing: replace) {
        try report.write(to: output, isForced: force)
      }
    } else {
      try report.write(to: output, isForced: force)
    }
    for note in report.notes { StandardError.write("note: \(note)\n") }
    let figures = report.pictures.filter { $0.hasSuffix(".png") }
    let kept = report.unchanged.count
    let documents = report.files.map(\.path).filter { $0.hasPrefix("report.") || $0.hasPrefix("tables.") }
    try StandardOutput.write(
      "\(figures.count) figure\(figures.count == 1 ? "" : "s"), each as PNG, SVG and PDF:\n"
        + figures.map { "  \(output)/\($0)\n" }.joined()
        + (kept > 0
          ? "\(kept) of them had not changed and \(kept == 1 ? "was" : "were") not drawn again.\n" : "")
        + "Documents and tables: \(documents.joined(separator: ", "))\n"
        + "All of them on one page: \(output)/index.html\n")
  }

  /// Refuses a report that rests on anything that a strict one may not.
  static func refuseDoubts(_ report: Report, strict: Bool) throws(Failure) {
    guard strict, !report.doubts.isEmpty else { return }
    let shown = report.doubts.prefix(20).map { "  \($0)\n" }.joined()
    let more = report.doubts.count > 20 ? "  and \(report.doubts.count - 20) more\n" : ""
    throw Failure(
      .checkFailed,
      "nothing is written, because the report is strict and there is what it may not rest on:\n"
        + (shown + more).trimmingCharacters(in: .newlines))
  }
}
