import Statistics

/// What may be said of a programme's effect on reoffending, in the words of the Justice Data Lab.
public struct DataLabSentence: Hashable, Sendable {
  /// The least number of people for which the Data Lab makes an analysis.
  public static let leastPeople = 60

  private let effect: ProgrammeEffect
  private let programme: String

  /// Takes the effect on the share that reoffended.
  ///
  /// - Parameters:
  ///   - effect: with its limits, which are told in percentage points.
  ///   - programme: what people received, such as “the mentoring programme”.
  /// - Precondition: `effect.measure == .binary`.
  public init(_ effect: ProgrammeEffect, programme: String) {
    precondition(effect.measure == .binary, "the sentence is about the share that reoffended")
    self.effect = effect
    self.programme = programme
  }

  /// The conclusion; limits are rounded to whole percentage points last.
  public var conclusion: String {
    guard let interval = effect.difference.interval, effect.isSignificant else {
      return "More people would need to take part in \(programme) and be available for analysis in order to "
        + "determine the way in which it affects a person’s reoffending behaviour, but this should not be taken to "
        + "mean that it fails to affect it."
    }
    let isReduction = interval.upper < 0
    let near = 100 * (isReduction ? -interval.upper : interval.lower)
    let far = 100 * (isReduction ? -interval.lower : interval.upper)
    return "This analysis shows that receiving \(programme) led to "
      + "\(isReduction ? "a reduction" : "an increase") in reoffending of \(Self.range(near, far))."
  }

  /// What happened to a hundred typical people of each group.
  public func perHundred(frequency: ProgrammeEffect? = nil) -> String {
    func group(_ name: String, _ rate: Double, _ offences: Double?) -> String {
      let people = Self.whole(100 * rate)
      var text =
        "For any 100 typical people \(name), \(people) of the 100 committed a proven reoffence in the follow-up "
        + "period (a rate of \(people) %)"
      if let offences {
        text += ", and \(Self.whole(100 * offences)) proven reoffences were committed by the 100 people"
      }
      return text + "."
    }
    return group("who received \(programme)", effect.treated, frequency?.treated) + " "
      + group("in the comparison group", effect.comparison, frequency?.comparison)
  }

  /// A caution where there are fewer people than the Data Lab asks for; nil otherwise.
  public var caution: String? {
    guard effect.treatedCount < Self.leastPeople else { return nil }
    return
      "\(effect.treatedCount) people are fewer than the \(Self.leastPeople) for which the Justice Data Lab "
      + "makes an analysis."
  }

  private static func range(_ near: Double, _ far: Double) -> String {
    let (low, high) = (whole(near), whole(far))
    if low == high { return "about \(low) percentage \(low == 1 ? "point" : "points")" }
    if low == 0 { return "up to \(high) percentage \(high == 1 ? "point" : "points")" }
    return "between \(low) and \(high) percentage points"
  }

  private static func whole(_ value: Double) -> Int { Int(value.rounded(.toNearestOrAwayFromZero)) }
}
