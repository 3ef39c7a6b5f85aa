import ArgumentParser

/// One number, no file.
struct CalcVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calc", abstract: "One number, no file: intervals, tests, the smallest significant cohort.",
    subcommands: [
      CalcProportion.self, CalcCount.self, CalcObservedExpected.self, CalcOneSample.self,
      CalcSmallestCohort.self,
    ])
}
