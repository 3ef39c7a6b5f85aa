import ArgumentParser
import Studies

/// A verb of the tool: a question, and where its answer goes.
struct Ask<Asked: Question>: ParsableCommand {
  static var configuration: CommandConfiguration { Asked.configuration }

  @OptionGroup var question: Asked
  @OptionGroup var output: OutputOptions

  func run() throws {
    if Asked.isPicture, output.figure.isEmpty, output.format != .answer {
      throw Failure(.usage, "give the picture's path with --figure")
    }
    let line = ProgressLine.onTerminal(Asked.verb)
    defer { line?.end() }
    let answer: Answer
    do {
      answer = try AskingContext.$current.withValue(ProgressLine.context(line)) { try question.answer() }
    } catch let planned as PlannedStatements {
      line?.end()
      return try output.write(planned.text)
    }
    line?.end()
    try output.emit(answer)
    if let failure = answer.failure { throw failure }
  }
}
