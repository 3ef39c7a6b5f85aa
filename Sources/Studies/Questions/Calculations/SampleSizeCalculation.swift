package import ArgumentParser
import Statistics

/// The number of people that a comparison of two proportions needs.
package struct SampleSizeCalculation: Question {
  package static let configuration = CommandConfiguration(
    commandName: "sample-size",
    abstract: "How many people a study needs.",
    discussion: """
      reoffending calc sample-size --p1 0.3 --p2 0.2 --power 0.8

      Two groups of equal size, as R's power.prop.test. JSON has `n` as it is computed and `people`, rounded up.
      """)

  @Option(help: "The proportion in the first group, from 0 to 1.") var p1: Double
  @Option(help: "The proportion in the second group, from 0 to 1.") var p2: Double
  @Option(help: "The probability of finding the difference.") var power = 0.8
  @OptionGroup var options: PlanningOptions

  package init() {}

  package func answer() throws -> Answer {
    let level = try options.level.value()
    let design = try TwoProportionDesign(
      first: p1, second: p2, level: level, isTwoSided: !options.oneSided)
    return try options.answer(
      PlannedStudy(
        p1: p1, p2: p2, n: design.sampleSizePerGroup(power: power), level: level, power: power,
        oneSided: options.oneSided))
  }
}
