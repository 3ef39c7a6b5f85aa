package import ArgumentParser
import Statistics

/// The power of a comparison of two proportions.
package struct PowerCalculation: Question {
  package static let configuration = CommandConfiguration(
    commandName: "power",
    abstract: "How surely a study finds a difference.",
    discussion: """
      reoffending calc power --p1 0.3 --p2 0.2 --n 200

      Two groups of equal size, as R's power.prop.test.
      """)

  @Option(help: "The proportion in the first group, from 0 to 1.") var p1: Double
  @Option(help: "The proportion in the second group, from 0 to 1.") var p2: Double
  @Option(help: "People in each group.") var n: Double
  @OptionGroup var options: PlanningOptions

  package init() {}

  package func answer() throws -> Answer {
    let level = try options.level.value()
    let design = try TwoProportionDesign(
      first: p1, second: p2, level: level, isTwoSided: !options.oneSided)
    return try options.answer(
      PlannedStudy(
        p1: p1, p2: p2, n: n, level: level, power: design.power(perGroup: n), oneSided: options.oneSided))
  }
}
