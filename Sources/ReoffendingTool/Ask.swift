import ArgumentParser
import Studies

/// A verb of the tool: a question, and where its answer goes.
struct Ask<Asked: Question>: ParsableCommand {
  static var configuration: CommandConfiguration { Asked.configuration }

  @OptionGroup var question: Asked
  @OptionGroup var output: OutputOptions

  func run() throws {
    let line = ProgressLine.onTerminal()
    defer { line?.end() }
    let answer = try AskingContext.$current.withValue(AskingContext(progress: line?.show)) {
      try question.answer()
    }
    line?.end()
    try output.emit(answer)
  }
}
