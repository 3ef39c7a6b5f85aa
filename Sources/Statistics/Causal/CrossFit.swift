/// Each person's chance of a treatment, and outcome with and without it, predicted by models of the others.
///
/// People are dealt into parts; the models that predict a part are fitted to the other parts, so that nobody's own outcome
/// is among what predicts it. With one part the models are those of everybody.
///
/// - Source: Chernozhukov et al. (2018), *The Econometrics Journal* 21, C1–C68, doi:10.1111/ectj.12097.
public struct CrossFit: Sendable {
  /// Whether each row was treated; nil for a row left out.
  public let isTreated: [Bool?]
  /// The chance of treatment.
  public let chances: [Double]
  /// The outcome predicted with the treatment.
  public let treated: [Double]
  /// The outcome predicted without it.
  public let untreated: [Double]

  /// Fits the models and predicts.
  ///
  /// - Parameters:
  ///   - treatment: the design of treatment, 0 or 1, on covariates.
  ///   - outcome: the design of the outcome on covariates, over the same rows.
  ///   - family: the distribution of the outcome.
  ///   - parts: the part of each row, from 0; all 0 for no cross-fitting.
  /// - Throws: `ModelError` where a model cannot be fitted to the people outside a part, which is said.
  public init(
    treatment: DesignMatrix, outcome: DesignMatrix, family: ModelFamily, parts: [Int]
  ) throws(ModelError) {
    let treatmentPatterns = treatment.patterns.patternOfRow
    let outcomePatterns = outcome.patterns.patternOfRow
    let rows = treatmentPatterns.indices.filter { treatmentPatterns[$0] >= 0 && outcomePatterns[$0] >= 0 }
    let states = treatment.outcome.values
    var chances = Array(repeating: 0.0, count: parts.count)
    var treated = chances
    var untreated = chances
    let count = (rows.map { parts[$0] }.max() ?? 0) + 1
    for part in 0..<count {
      let others = count == 1 ? rows : rows.filter { parts[$0] != part }
      let own = rows.filter { parts[$0] == part }
      func means(
        _ design: DesignMatrix, _ family: ModelFamily, _ name: String, of people: [Int]
      ) throws(ModelError) -> [Double] {
        let model: GeneralizedLinearModel
        do {
          guard !people.isEmpty else { throw ModelError.noRows(excluded: 0) }
          model = try GeneralizedLinearModel(design.restricted(to: people), family: family)
        } catch {
          throw .undefined(
            quantity: "the model of \(name)" + (count == 1 ? "" : " without part \(part + 1) of \(count)"),
            because: "\(error)")
        }
        return design.table.linearPredictor(model.centredCoefficients, offsets: design.patterns.offsets)
          .map { model.link.value($0).mean }
      }
      let chance = try means(treatment, .binomial, "treatment", of: others)
      let with = try means(
        outcome, family, "the outcome of the treated", of: others.filter { states[$0] == 1 })
      let without = try means(
        outcome, family, "the outcome of the untreated", of: others.filter { states[$0] == 0 })
      for row in own {
        chances[row] = chance[Int(treatmentPatterns[row])]
        treated[row] = with[Int(outcomePatterns[row])]
        untreated[row] = without[Int(outcomePatterns[row])]
      }
    }
    self.chances = chances
    self.treated = treated
    self.untreated = untreated
    var isTreated: [Bool?] = Array(repeating: nil, count: parts.count)
    for row in rows { isTreated[row] = states[row] == 1 }
    self.isTreated = isTreated
  }

  /// Deals the treated and the untreated into parts of equal size, at random.
  ///
  /// - Throws: `StatisticsError.outOfRange` for less than 1 part or more than 100.
  public static func parts(
    _ count: Int, of isTreated: [Bool?], using generator: inout some RandomNumberGenerator
  ) throws(StatisticsError) -> [Int] {
    guard (1...100).contains(count) else {
      throw .outOfRange(argument: "the number of parts", value: Double(count), allowed: "from 1 to 100")
    }
    var parts = Array(repeating: 0, count: isTreated.count)
    for state in [true, false] {
      var rows = isTreated.indices.filter { isTreated[$0] == state }
      rows.shuffle(using: &generator)
      for (place, row) in rows.enumerated() { parts[row] = place % count }
    }
    return parts
  }
}
