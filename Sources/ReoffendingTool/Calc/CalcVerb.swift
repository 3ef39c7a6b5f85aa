import ArgumentParser

/// One number, no file.
struct CalcVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calc",
    abstract: "One number, no file: intervals, tests, study sizes, what printed percentages allow.",
    subcommands: [
      CalcProportion.self, CalcCount.self, CalcObservedExpected.self, CalcOneSample.self,
      CalcTwoByTwo.self, CalcAdjust.self, CalcPower.self, CalcSampleSize.self, CalcDetectable.self,
      CalcRecover.self, CalcRange.self, CalcSmallestCohort.self,
    ])

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
