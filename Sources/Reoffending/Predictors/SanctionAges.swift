/// The three ages, in whole completed years, from which a predictor reckons a criminal career.
///
/// They are easily mixed up: the Copas rate runs from the first sanction to the current conviction, but the age
/// effect is taken at the start of the follow-up (release from custody, or start of a sentence in the community).
public struct SanctionAges: Hashable, Sendable {
  /// The age at the first sanction of any kind.
  public let firstSanction: Int
  /// The age at the conviction or sanction that brought the person into the cohort.
  public let currentConviction: Int
  /// The age at which the follow-up starts.
  public let startOfFollowUp: Int

  /// The ages that are accepted: 10 is the age of criminal responsibility, 110 the end of what is credible.
  public static let allowed = 10...110
  /// The ages at first sanction that are accepted: records hold sanctions from other times and countries, where
  /// responsibility began at 8.
  public static let allowedFirst = 8...110

  /// Takes the three ages in the order in which they were reached.
  ///
  /// - Throws: `PredictorError.outOfRange` for an age outside 10 to 110 (at first sanction 8 to 110); `PredictorError.contradiction` where a
  ///   later event has the lower age.
  public init(firstSanction: Int, currentConviction: Int, startOfFollowUp: Int) throws(PredictorError) {
    let ages = [
      ("age at first sanction", firstSanction), ("age at current conviction", currentConviction),
      ("age at start of follow-up", startOfFollowUp),
    ]
    for (index, (name, age)) in ages.enumerated() {
      let allowed = index == 0 ? Self.allowedFirst : Self.allowed
      guard allowed.contains(age) else {
        throw .outOfRange(
          argument: name, value: age,
          allowed: "from \(allowed.lowerBound) to \(allowed.upperBound) completed years")
      }
    }
    for (earlier, later) in zip(ages, ages.dropFirst()) where later.1 < earlier.1 {
      throw .contradiction("the \(later.0), \(later.1), is below the \(earlier.0), \(earlier.1)")
    }
    self.firstSanction = firstSanction
    self.currentConviction = currentConviction
    self.startOfFollowUp = startOfFollowUp
  }

  /// Years from the first sanction to the current conviction.
  var careerYears: Int { currentConviction - firstSanction }
}
