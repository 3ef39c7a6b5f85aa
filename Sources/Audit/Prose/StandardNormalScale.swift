internal import Foundation
import Numbers
import Statistics

/// p-values as standard errors from no effect, and back.
enum StandardNormalScale {
  /// How many standard errors a two-sided p-value is.
  static func z(ofTwoSided p: Double) -> Double {
    p >= 1 ? 0 : StandardNormal.quantile(upperTail: max(p, 1e-300) / 2)
  }

  /// The two-sided p-value of so many standard errors.
  static func p(_ z: Double) -> Double { StandardNormal.pValue(z, alternative: .twoSided) }

  /// The p-values of a range of standard errors in words: “0.037 to 0.041”.
  static func text(_ z: ClosedRange<Double>) -> String {
    let (low, high) = (brief(p(z.upperBound)), brief(p(z.lowerBound)))
    if low == high { return low.first == "l" ? "p \(low)" : "p = \(low)" }
    return low.first == "l" ? "p at most \(high)" : "p between \(low) and \(high)"
  }

  private static func brief(_ p: Double) -> String {
    guard p >= 0.0001 else { return "less than 0.0001" }
    let places = p < 0.001 ? 4 : (p < 0.1 ? 3 : 2)
    return ExactNumber(Int128((p * Double(powerOfTen(places))).rounded()), over: powerOfTen(places))
      .decimal(places: places)
  }
}

/// The 95 % intervals of a proportion by the usual methods, in per cent.
struct ProportionEnvelope {
  /// Wilson's interval.
  let limits: ClosedRange<Double>
  /// The narrowest of the widths.
  let narrowest: Double
  /// The widest of them.
  let widest: Double

  init?(part: Double, whole: Double) {
    guard whole >= 1, part >= 0, part <= whole else { return nil }
    let z = StandardNormalScale.z(ofTwoSided: 0.05)
    let p = part / whole
    let shrink = 1 + z * z / whole
    let centre = (p + z * z / (2 * whole)) / shrink
    let half = z / shrink * (p * (1 - p) / whole + z * z / (4 * whole * whole)).squareRoot()
    limits = (100 * max(0, centre - half))...(100 * min(1, centre + half))
    let wald = 200 * z * (p * (1 - p) / whole).squareRoot()
    let score = limits.upperBound - limits.lowerBound
    narrowest = p == 0 || p == 1 ? score * 0.5 : min(wald, score)
    widest = max(wald, score) * 1.2
  }

  /// Wilson's interval as a report prints it.
  var text: String {
    "\(BriefNumber.text((limits.lowerBound * 10).rounded() / 10)) to \(BriefNumber.text((limits.upperBound * 10).rounded() / 10))%"
  }
}

extension Double {
  /// The natural logarithm.
  var naturalLogarithm: Double { log(self) }
}
