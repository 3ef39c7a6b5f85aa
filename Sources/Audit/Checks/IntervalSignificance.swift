import Numbers

/// A p-value beside a 95 % interval: whether both say the same of the value of no effect.
struct IntervalSignificance {
  /// Whether they agree.
  let agrees: Bool
  /// Whether the interval holds the value of no effect.
  let holdsNoEffect: Bool
  private let noEffect: Double

  /// Compares the two; nil where rounding, or a p-value near 0.05, leaves it open.
  ///
  /// Tests and intervals by other methods differ a little, so that p-values between 0.035 and 0.07 contradict nothing, and limits
  /// that may be the value of no effect before they were rounded decide nothing. That is our choice.
  init?(
    p: PublishedNumber, _ qualifier: NumberQualifier, _ low: RoundingInterval, _ high: RoundingInterval,
    noEffect: Double
  ) {
    let value = p.value.double
    let excludes = low.lower.double > noEffect || high.upper.double < noEffect
    let includes = low.upper.double < noEffect && high.lower.double > noEffect
    let (isSignificant, isNot): (Bool, Bool) =
      switch qualifier {
      case .lessThan: (value <= 0.05, false)
      case .upTo: (value <= 0.03, false)
      case .moreThan, .atLeast: (false, value >= 0.05)
      case .exactly: (value < 0.035, value > 0.07)
      case .about, .nearly, .justOver, .between: (false, false)
      }
    guard isSignificant || isNot, excludes || includes else { return nil }
    agrees = isSignificant ? !includes : !excludes
    holdsNoEffect = includes
    self.noEffect = noEffect
  }

  /// What the p-value should be.
  var implied: String { holdsNoEffect ? "above 0.05" : "below 0.05" }

  /// That they contradict each other, in words.
  func message(_ p: String, _ range: String) -> String {
    "\(p) and the interval \(range), which \(holdsNoEffect ? "holds" : "excludes") \(BriefNumber.text(noEffect)), contradict each other"
  }
}

extension NumberQualifier {
  /// What a sign before a number says of it.
  init?(sign: String) {
    if sign == "=" { self = .exactly } else { self.init(words: sign) }
  }
}
