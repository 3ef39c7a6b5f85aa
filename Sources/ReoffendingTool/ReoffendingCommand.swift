import ArgumentParser
import Foundation
import Studies
import Synchronization

/// The command `reoffending`: statistics of reoffending, one verb a question.
@main
struct ReoffendingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reoffending",
    abstract: "Statistics of reoffending, with charts fit to print.",
    discussion: """
      INPUT is the path of a file (CSV, .xlsx or .ods), - for standard input, or the name of a bundled data set (`reoffending data list`).
      Exit codes: 0 done, 1 a check did not hold, 64 wrong usage, 65 wrong data, 66 no such input, 70 a fault of the
      tool, 73 cannot write.
      """,
    version: ToolVersion.current,
    subcommands: [DataVerb.self] + Questions.all.map { verb($0) } + [
      CalcVerb.self, ReportVerb.self, VerifyVerb.self, SynthesiseVerb.self,
    ])

  /// A question as a verb.
  static func verb<Asked: Question>(_ question: Asked.Type) -> any ParsableCommand.Type {
    Ask<Asked>.self
  }

  /// Runs the verb that was asked for and turns every error into a sentence and the contract's exit code.
  static func main() {
    StandardOutput.ignoreSignalsOfWriting()
    FontCache.prepare()
    CommandThread.run { answer() }
  }

  /// Prints the versions of everything the tool is made of for `--version --verbose`.
  private static func printVersions(_ arguments: some Collection<String>) throws {
    guard Set(arguments) == ["--version", "--verbose"] else { return }
    let versions = SoftwareVersion.all
    let width = versions.map(\.name.count).max() ?? 0
    try StandardOutput.write(
      versions.map { $0.name.padding(toLength: width + 2, withPad: " ", startingAt: 0) + $0.version + "\n" }
        .joined())
    Self.exit()
  }

  private static func answer() -> Never {
    do {
      try printVersions(CommandLine.arguments.dropFirst())
      try UnknownVerb.check(CommandLine.arguments.dropFirst())
      try CalcVerb.refuseNegativeNumbers(in: CommandLine.arguments.dropFirst())
      try SuppressRefusal.check(CommandLine.arguments.dropFirst())
      try OutputGuard.check(CommandLine.arguments.dropFirst())
      var command = try parseAsRoot()
      let told = Mutex<Set<String>>([])
      let context = AskingContext(listener: { note in
        if told.withLock({ $0.insert(note).inserted }) { StandardError.write("note: \(note)\n") }
      })
      try AskingContext.$current.withValue(context) { try command.run() }
      Self.exit()
    } catch {
      guard let failure = Failure(error) else {
        let code = Self.exitCode(for: error)
        guard code != .success else { exit(withError: error) }
        // What is said of wrong options repeats them, and a name may hold what moves a terminal's cursor.
        let words = Self.fullMessage(for: error)
        if !words.isEmpty { StandardError.write(words + "\n") }
        exit(withError: code)
      }
      StandardError.write("reoffending: \(failure.message)\n")
      exit(withError: ExitCode(failure.code.rawValue))
    }
  }
}
