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
}
