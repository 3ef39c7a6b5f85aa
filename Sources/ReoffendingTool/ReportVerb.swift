import Studies
import ArgumentParser
import ReoffendingReport

/// The whole set: figures, tables, sentences, manifest and page.
struct ReportVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "The whole set: figures, tables, sentences, manifest.json, index.html.",
    discussion: "Without CONFIG, the bundled report on the Black Country.")

  @Argument(help: "A YAML file that describes the report.")
  var config: String?

  @Option(help: "The folder to write into.")
  var output = "Report"

  @OptionGroup var level: LevelOption

  func run() throws {
    let report = try Report(configuration: config, level: level.value())
    try report.write(to: output)
    for note in report.notes { StandardError.write("note: \(note)\n") }
    let figures = report.pictures.filter { $0.hasSuffix(".png") }
    try StandardOutput.write(
      "\(figures.count) figures, each as PNG, SVG and PDF:\n"
        + figures.map { "  \(output)/\($0)\n" }.joined()
        + "All of them on one page: \(output)/index.html\n")
  }
}

/// Draws a report again and compares every byte.
struct VerifyVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Draws a report again and compares every byte; exit 1 where one differs."
  )

  @Argument(help: "The report's folder.")
  var folder: String

  @Option(help: "The YAML file that the report was made from; without it, the bundled one.")
  var config: String?

  @OptionGroup var level: LevelOption

  func run() throws {
    let report = try Report(configuration: config, level: level.value())
    let differences = try report.differences(from: folder)
    guard differences.isEmpty else {
      throw Failure(
        .checkFailed, "\(folder) is not what is drawn now:\n" + differences.joined(separator: "\n"))
    }
    try StandardOutput.write("\(report.files.count) files are the same to the byte.\n")
  }
}
