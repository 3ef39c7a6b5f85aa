import ArgumentParser
import Numbers
import Reoffending
import Statistics
import Tables

/// The options that all questions on the size of a study share.
struct PlanningOptions: ParsableArguments {
  @Flag(help: "The test will be one-sided; by default it is two-sided.")
  var oneSided = false
  @OptionGroup var level: LevelOption

  /// The plan of a study with two groups of equal size.
  func answer(_ plan: PlannedStudy) -> Answer {
    Answer(
      plan,
      rows: [
        ("p1", .number(plan.p1)), ("p2", .number(plan.p2)), ("n, in each group", .number(plan.n)),
        ("n rounded up", .count(plan.people)), ("alpha", .number(plan.alpha)), ("power", .number(plan.power)),
        ("alternative", .text(plan.alternative)),
      ], sentence: plan.sentence)
  }
}

/// Two proportions, the people in each group and the power to tell them apart.
struct PlannedStudy: Encodable {
  let p1: Double
  let p2: Double
  let n: Double
  let alpha: Double
  let power: Double
  let alternative: String

  /// - Throws: `StudyError` for more people than can be counted.
  init(p1: Double, p2: Double, n: Double, level: ConfidenceLevel, power: Double, oneSided: Bool) throws {
    guard n <= 9e15 else {
      throw StudyError(.data, "\(n) people in each group are more than can be counted; at most 9e15 are")
    }
    self.p1 = p1
    self.p2 = p2
    self.n = n
    // 1 − 0.95 is not 0.05 in binary; the digits behind the twelfth are those of the subtraction.
    alpha = (1e12 * level.alpha).rounded() / 1e12
    self.power = power
    alternative = oneSided ? "one-sided" : "two-sided"
  }

  /// The whole number of people that the plan needs in each group.
  var people: Int { Int((n - 1e-9).rounded(.up)) }

  var sentence: String {
    "With \(NumberFormat.count(people)) people in each group a \(alternative) test at "
      + "\(significance)% significance tells \(NumberFormat.percent(p1)) from "
      + "\(NumberFormat.percent(p2)) with a probability of \(NumberFormat.percent(power))."
  }

  /// The significance level in per cent, with the decimals it needs.
  private var significance: String {
    let perCent = (1e10 * alpha).rounded() / 1e8
    var (decimals, scale) = (1, 10.0)
    while decimals < 8, abs((scale * perCent).rounded() / scale - perCent) > 1e-9 {
      decimals += 1
      scale *= 10
    }
    return NumberFormat.fixed(perCent, decimals: decimals)
  }

  private enum CodingKeys: String, CodingKey {
    case p1, p2, n, people, alpha, power, alternative, sentence, warnings
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(p1, forKey: .p1)
    try container.encode(p2, forKey: .p2)
    try container.encode(n, forKey: .n)
    try container.encode(people, forKey: .people)
    try container.encode(alpha, forKey: .alpha)
    try container.encode(power, forKey: .power)
    try container.encode(alternative, forKey: .alternative)
    try container.encode(sentence, forKey: .sentence)
    try container.encode([String](), forKey: .warnings)
  }
}
