import ArgumentParser
import Engines
import Foundation
import Numbers
import ReoffendingReport
import Studies
import Tables

/// Writes a configuration to begin with.
struct InitialReport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Writes a report's YAML with the questions that the columns of tables can answer.",
    discussion: """
      reoffending report init local-authorities-2015
      reoffending report init indicators-2014 areas-2015-16 --output strategy.yml
      reoffending report init --example people --output people.yml

      Every figure that it writes has been tried; those that are not possible stand in comments with the reason. Beside the
      YAML it writes report.schema.json, by which editors complete and check its keys.
      """)

  @Argument(help: "Files (CSV, .xlsx or .ods), databases or names of bundled data sets.")
  var tables: [String] = []

  @Option(help: "The YAML file to write; - for standard output.")
  var output = "report.yml"

  @Option(
    help: "Instead of looking at tables, a full example: black-country, wolverhampton, people or framework.")
  var example: Example?

  @Option(
    help: "The sheet of a spreadsheet, by its name or number; else every sheet with a table has a section.")
  var sheet: String?

  @Flag(help: "Write over a file that is there.")
  var force = false

  enum Example: String, CaseIterable, ExpressibleByArgument {
    case blackCountry = "black-country"
    case wolverhampton, people, framework
  }

  func run() throws {
    let folder = output == "-" ? "" : FilePath.folder(of: output)
    if output != "-", FileOutput.wouldReplace(output), !force {
      throw Failure(
        .cannotWrite, "\(output) is there already; name another file with --output, or add --force")
    }
    let (yaml, said) = try content(folder)
    guard output != "-" else { return try StandardOutput.write(yaml) }
    if !folder.isEmpty {
      try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
    try FileOutput.writeTogether([
      FileOutput.File(path: output, bytes: Array(yaml.utf8)),
      FileOutput.File(
        path: folder + ConfigurationSchema.fileName, bytes: Array(ConfigurationSchema.json.utf8)),
    ])
    for line in said { StandardError.write("\(line)\n") }
    try StandardOutput.write(
      "\(output) is written. Next: reoffending report \(output.asArgument) --output Pack\n")
  }

  private func content(_ folder: String) throws -> (yaml: String, said: [String]) {
    if let example {
      guard tables.isEmpty else { throw Failure(.usage, "give tables or --example, not both") }
      let text = try BundledReports.text(of: "\(example.rawValue).yml")
      return (ConfigurationSchema.pointer + "\n" + text, [])
    }
    guard !tables.isEmpty else {
      throw Failure(.usage, "name a table, as in reoffending report init figures.xlsx, or --example people")
    }
    let template = try ReportTemplate(
      tables.map { ReportTemplate.Source(name: Self.name($0, from: folder), place: $0) }, sheet: sheet)
    return (template.yaml, template.findings)
  }

  /// The name of a table as seen from the folder of the configuration.
  private static func name(_ table: String, from folder: String) -> String {
    if let moved = SourceAddress.movingFile(of: table, { Self.name($0, from: folder) }) { return moved }
    guard FileInput.exists(table), !table.hasPrefix("/") else { return table }
    let name = RelativePath.from(folder: folder.isEmpty ? "." : folder, to: table)
    return name.contains(".") || name.contains("/") ? name : "./" + name
  }
}
