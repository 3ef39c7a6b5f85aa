package import ArgumentParser
import Statistics

/// The difference that a comparison of two proportions can detect.
package struct DetectableCalculation: Question {
  package static let configuration = CommandConfiguration(
    commandName: "detectable",
    abstract: "Which second proportion a study can tell apart.",
    discussion: """
      reoffending calc detectable --p1 0.3 --n 200 --power 0.8

      Two groups of equal size. The second proportion is sought above the first, as R's power.prop.test does, or below \
      it with --below.
      """)

  @Option(help: "The proportion in the first group, from 0 to 1.") var p1: Double
  @Option(help: "People in each group.") var n: Double
  @Option(help: "The probability of finding the difference.") var power = 0.8
  @Flag(help: "Look for a proportion below the first.") var below = false
  @OptionGroup var options: PlanningOptions

  package init() {}

  package func answer() throws -> Answer {
    let level = try options.level.value()
    let p2 = try TwoProportionDesign.detectable(
      first: p1, perGroup: n, power: power, increase: !below, level: level, isTwoSided: !options.oneSided)
    return try options.answer(
      PlannedStudy(p1: p1, p2: p2, n: n, level: level, power: power, oneSided: options.oneSided))
  }
}
