import ArgumentParser
import ReoffendingReport
import Studies

/// Draws a report again and compares every byte.
struct VerifyVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Draws a report again and compares every byte; exit 1 where one differs.",
    discussion: """
      reoffending report --output Report
      reoffending verify Report

      The report's own manifest says from which configuration and at which level it was made. An input that has changed is
      named, and so is a file that does not belong.
      """)

  @Argument(help: "The report's folder.")
  var folder: String

  @Option(help: "Another YAML file than the one that the report was made from.")
  var config: String?

  @Option(help: "Another confidence level than the report's.")
  var level: Double?

  func run() throws {
    var options = ReportOptions()
    options.level = try level.map { try LevelOption.checked($0) }
    let check = try ReportCheck(folder: folder, configuration: config, options: options)
    guard check.differences.isEmpty else {
      throw Failure(
        .checkFailed, "\(folder) is not what is drawn now:\n" + check.differences.joined(separator: "\n"))
    }
    for note in check.notes where note.contains("pandoc") { StandardError.write("note: \(note)\n") }
    try StandardOutput.write("\(check.sameCount) files are the same to the byte.\n")
  }
}
