/// Ticks at round numbers by the extended Wilkinson algorithm.
///
/// Each labelling is scored for simplicity, coverage and density with weights 0.25, 0.2 and 0.5; labels are checked for
/// legibility afterwards by measuring them, so the fourth term of the paper is constant here.
///
/// - Source: Talbot, Lin and Hanrahan (2010), *IEEE Transactions on Visualization and Computer Graphics* 16,
///   1036–1043, doi:10.1109/TVCG.2010.130.
struct WilkinsonTicks {
  /// Round steps, the roundest first.
  static let niceSteps: [Double] = [1, 5, 2, 2.5, 4, 3]
  /// Round steps whose multiples need no more decimals than they do, and are counted in.
  static let shortSteps: [Double] = [1, 5, 2]

  /// Ticks for data from `lower` to `upper`, about `target` of them.
  ///
  /// - Parameter steps: the steps to choose from, the roundest first.
  static func ticks(
    from lower: Double, to upper: Double, target: Int, onlyInside: Bool = false,
    steps: [Double] = WilkinsonTicks.niceSteps
  ) -> [Double] {
    let span = upper - lower
    guard span.isFinite, span > 1e-12 * max(abs(lower), abs(upper)), span > 1e-290 else { return [lower] }
    let target = Double(max(target, 2))
    var best: (score: Double, start: Double, step: Double, count: Int)?
    func isBetter(_ score: Double) -> Bool { score > (best?.score ?? -2) }
    for skip in 1...20 {
      let j = Double(skip)
      guard isBetter(total(simplicityBound(0, j), 1, 1)) else { break }
      for (index, nice) in steps.enumerated() {
        let simplicityMost = simplicityBound(index, j)
        guard isBetter(total(simplicityMost, 1, 1)) else { continue }
        for count in 2...max(3, Int(target * 3)) {
          let k = Double(count)
          guard isBetter(total(simplicityMost, 1, densityBound(k, target))) else {
            if k > target { break } else { continue }
          }
          let delta = span / (k + 1) / j / nice
          var exponent = Int(ElementaryFunction.logarithm10(delta).rounded(.up))
          while exponent < 400 {
            let step = j * nice * ElementaryFunction.power(10, Double(exponent))
            let coverageMost = coverageBound(span, step * (k - 1))
            guard isBetter(total(simplicityMost, coverageMost, densityBound(k, target))) else { break }
            let first = Int(((upper / step).rounded(.down) - (k - 1)) * j)
            let last = Int((lower / step).rounded(.up) * j)
            if first <= last {
              for start in first...last {
                let minimum = Double(start) * step / j
                let maximum = minimum + step * (k - 1)
                if onlyInside, minimum < lower - span * 1e-9 || maximum > upper + span * 1e-9 { continue }
                let score = total(
                  simplicity(index, j, minimum, maximum, step), coverage(lower, upper, minimum, maximum),
                  density(k, target, lower, upper, minimum, maximum))
                if isBetter(score) { best = (score, minimum, step, count) }
              }
            }
            exponent += 1
          }
        }
      }
    }
    guard let best else { return [lower, upper] }
    return (0..<best.count).map { clean(best.start + Double($0) * best.step, step: best.step) }
  }

  private static func total(_ simplicity: Double, _ coverage: Double, _ density: Double) -> Double {
    0.25 * simplicity + 0.2 * coverage + 0.5 * density + 0.05
  }

  private static func simplicity(
    _ index: Int, _ j: Double, _ minimum: Double, _ maximum: Double, _ step: Double
  )
    -> Double
  {
    let rest = minimum - (minimum / step).rounded(.down) * step
    let touchesZero = (rest < 1e-9 * step || step - rest < 1e-9 * step) && minimum <= 0 && maximum >= 0
    return simplicityBound(index, j) - (touchesZero ? 0 : 1)
  }

  private static func simplicityBound(_ index: Int, _ j: Double) -> Double {
    1 - Double(index) / Double(niceSteps.count - 1) - j + 1 + 1
  }

  private static func coverage(_ lower: Double, _ upper: Double, _ minimum: Double, _ maximum: Double)
    -> Double
  {
    let tenth = 0.1 * (upper - lower)
    let (above, below) = (upper - maximum, lower - minimum)
    return 1 - 0.5 * (above * above + below * below) / (tenth * tenth)
  }

  private static func coverageBound(_ span: Double, _ covered: Double) -> Double {
    guard covered > span else { return 1 }
    let half = (covered - span) / 2
    return 1 - half * half / (0.01 * span * span)
  }

  private static func density(
    _ k: Double, _ target: Double, _ lower: Double, _ upper: Double, _ minimum: Double, _ maximum: Double
  ) -> Double {
    let found = (k - 1) / (maximum - minimum)
    let wanted = (target - 1) / (max(maximum, upper) - min(minimum, lower))
    return 2 - max(found / wanted, wanted / found)
  }

  private static func densityBound(_ k: Double, _ target: Double) -> Double {
    k >= target ? 2 - (k - 1) / (target - 1) : 1
  }

  /// Removes the dust of binary arithmetic, such as 0.30000000000000004.
  static func clean(_ value: Double, step: Double) -> Double {
    let digits = Int((ElementaryFunction.logarithm10(abs(step))).rounded(.down)) - 6
    guard digits < 0, digits > -300 else { return value }
    let scale = ElementaryFunction.power(10, Double(-digits))
    let cleaned = (value * scale).rounded() / scale
    return cleaned.isFinite ? cleaned : value
  }
}
