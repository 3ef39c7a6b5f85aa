/// The columns of a frame that say how a row counts.
public struct RowOptions: Hashable, Sendable {
  /// A column of prior weights, as R's `weights`: a row with weight 2 has half the variance.
  public var weights: String?
  /// A column of frequencies: a row with frequency 2 stands for two identical rows.
  public var frequencies: String?
  /// A column added to the linear predictor, beside the offsets of the formula.
  public var offset: String?
  /// A column of time at risk, or of people, whose logarithm is added to the linear predictor.
  public var exposure: String?
  /// A column of the number of people that a row counts; the outcome is then the number of them with the event.
  public var trials: String?
  /// The offsets of the formula.
  var formulaOffsets: [Formula.Factor] = []

  /// Every row counts once.
  public init(
    weights: String? = nil, frequencies: String? = nil, offset: String? = nil, exposure: String? = nil,
    trials: String? = nil
  ) {
    self.exposure = exposure
    self.trials = trials
    self.weights = weights
    self.frequencies = frequencies
    self.offset = offset
  }

  /// The columns named, each once.
  public var columns: [String] {
    var seen: Set<String> = []
    return [weights, frequencies, offset, exposure, trials].compactMap(\.self).filter {
      seen.insert($0).inserted
    }
  }

  func offsets(_ frame: ModelFrame) throws(ModelError) -> [Double]? {
    var total: [Double]?
    for factor in formulaOffsets + (offset.map { [.column($0)] } ?? [])
      + (exposure.map { [.logarithm($0)] } ?? [])
    {
      var values = try frame.numbers(factor.column)
      if case .logarithm(let name) = factor {
        for row in values.indices where frame.uses(row) {
          values[row] = try BasisExpansion.logarithm(values[row], column: name, row: row)
        }
      }
      total = total.map { zip($0, values).map(+) } ?? values
    }
    return total
  }
}
