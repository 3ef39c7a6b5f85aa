import ArgumentParser
import Studies

/// One number, no file.
struct CalcVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calc",
    abstract: "One number, no file: intervals, tests, study sizes, what printed percentages allow.",
    discussion: "reoffending calc proportion 33 40",
    subcommands: Questions.calculations.map { ReoffendingCommand.verb($0) })

  /// Refuses a number below zero, which the parser of arguments would take for an unknown option.
  static func refuseNegativeNumbers(in arguments: some Collection<String>) throws(Failure) {
    guard arguments.first == configuration.commandName else { return }
    for argument in arguments where argument.hasPrefix("-") {
      guard let value = Double(argument), value < 0 else { continue }
      throw Failure(
        .usage, "\(argument) is below zero; counts, rates and probabilities are numbers of at least 0")
    }
  }
}
