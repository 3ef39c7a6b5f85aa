internal import CGSL

/// A fitted model of times as a file keeps it: enough to predict shares without the event, and no row of the data.
///
/// Of Cox's model the baseline hazard is kept with its variance and the means of the covariates that it is of; of a model with a
/// distribution or a spline of times its coefficients.
///
/// - Source: Therneau and Grambsch (2000), *Modeling Survival Data*, section 10.2, doi:10.1007/978-1-4757-3294-8, for the variance
///   of a predicted curve, which R's `survfit.coxph` has too; Royston and Parmar (2002), *Statistics in Medicine* 21, 2175–2197,
///   doi:10.1002/sim.1203.
package struct SavedTimes: Codable, Hashable, Sendable {
  /// What the file says it is.
  package static let formatName = "reoffending-times"
  /// The form of the file; a newer one is refused.
  package static let newestVersion = 1

  /// What the file says it is.
  package let format: String
  /// The form of the file.
  package let version: Int
  /// The model: `cox`, or the distribution of times.
  package let model: String
  /// The column of the strata; nil without.
  package let strata: String?
  /// How many rows the model was fitted to.
  package let observations: Int
  /// The estimates: in Cox's model those of the columns, else with the intercept, and those of the spline of the logarithm of time.
  package let coefficients: [Double]
  /// Their covariance, row by row.
  package let covariance: [Double]
  private let design: SavedDesign
  private let baselines: [Baseline]
  private let curve: Curve?
  private let lastTime: Double

  /// A baseline hazard, from the first event on.
  fileprivate struct Baseline: Codable, Hashable, Sendable {
    /// The value of the column of strata.
    let stratum: String
    let lastTime: Double
    var times: [Double] = []
    /// The hazard up to and with each time, of a person whose columns are the `centres`.
    var hazards: [Double] = []
    var variances: [Double] = []
    /// The hazard times the mean of each column over those at risk, added up: time by time.
    var means: [Double] = []
    /// What is taken off each column.
    let centres: [Double]
  }

  /// A spline of the logarithm of time.
  fileprivate struct Curve: Codable, Hashable, Sendable {
    let scale: SplineTimeModel.Scale
    let spline: LogTimeSpline
  }

  /// The formula.
  package var formula: String { design.formula }
  /// The names of the coefficients.
  package var terms: [String] { design.terms }
  /// The columns that a prediction reads.
  package var columns: [String] { design.columns + [strata].compactMap(\.self) }
  /// Those of them that hold categories.
  package var categories: [String] { design.categories + [strata].compactMap(\.self) }
  /// The last time of anybody whom the model was fitted to.
  package var end: Double { lastTime }
  /// Whether a share exists after the last time, too.
  package var reachesBeyond: Bool { curve != nil }

  /// Keeps Cox's model.
  ///
  /// - Parameters:
  ///   - model: the fitted model, of which no row is kept.
  ///   - strata: the column of the strata; nil without.
  ///   - names: the values of the column of strata, in the order of their numbers; one without strata.
  package init(_ model: CoxModel, strata: String?, names: [String]) {
    let partial = model.partial
    let ends = Dictionary(zip(partial.people.strata, partial.people.times), uniquingKeysWith: max)
    var baselines = ends.mapValues { end in
      Baseline(stratum: "", lastTime: end, centres: Array(partial.table.centres.dropFirst()))
    }
    partial.forEachEventTime(model.coefficients) { contribution in
      baselines[contribution.stratum]?.append(
        contribution.time, contribution.hazard, contribution.variance, contribution.mean)
    }
    self.init(
      "cox", strata: strata, design: model.design, observations: model.observations,
      (model.coefficients, model.covariance),
      baselines: baselines.sorted { $0.key < $1.key }.map { code, baseline in
        baseline.summed(named: names.indices.contains(code) ? names[code] : "")
      }, curve: nil, lastTime: ends.values.max() ?? 0)
  }

  /// Keeps a model with a spline of times.
  package init(_ model: SplineTimeModel) {
    self.init(
      "royston-parmar", strata: nil, design: model.design, observations: model.observations,
      (model.coefficients, model.covariance), baselines: [],
      curve: Curve(scale: model.scale, spline: LogTimeSpline(knots: model.knots)), lastTime: model.lastTime)
  }

  /// Keeps a model with a distribution of times, which is a straight line in the logarithm of time.
  package init(_ model: AcceleratedModel) {
    let scale: SplineTimeModel.Scale =
      switch model.distribution {
      case .exponential, .weibull: .hazard
      case .loglogistic: .odds
      case .lognormal: .normal
      }
    self.init(
      model.distribution.rawValue, strata: nil, design: model.design, observations: model.observations,
      (model.timeForm.coefficients, model.timeForm.covariance), baselines: [],
      curve: Curve(scale: scale, spline: LogTimeSpline(knots: [])), lastTime: model.lastTime)
  }

  private init(
    _ model: String, strata: String?, design: DesignMatrix, observations: Int,
    _ estimates: (coefficients: [Double], covariance: SymmetricMatrix), baselines: [Baseline], curve: Curve?,
    lastTime: Double
  ) {
    (format, version) = (Self.formatName, Self.newestVersion)
    self.model = model
    self.strata = strata
    self.observations = observations
    coefficients = estimates.coefficients
    covariance = estimates.covariance.elements
    self.design = SavedDesign(design)
    self.baselines = baselines
    self.curve = curve
    self.lastTime = lastTime
  }

  /// Predicts the share without the event at each time, for each row of a frame.
  ///
  /// Limits are those of `transform` in Cox's model, else symmetric on the scale on which the model is linear; they are of the share of
  /// such people, not of one person's time.
  ///
  /// - Parameters:
  ///   - frame: the rows, with the columns that `columns` names.
  ///   - times: in the unit of the times that the model was fitted to.
  ///   - transform: the scale on which limits are symmetric in Cox's model.
  ///   - level: the confidence level of the limits.
  ///   - invalid: is told the row and the reason where a row cannot be predicted; without it such a row is an error.
  /// - Returns: nil for a row with a missing value, and for one that cannot be predicted; nil within for a time after the last of
  ///   the row's stratum, of which Cox's model says nothing.
  /// - Throws: `ModelError` for a column that is missing or of another kind, a level that the model does not know, and a time below 0.
  package func shares(
    _ frame: ModelFrame, at times: [Double], transform: KaplanMeier.Transform = .logLog,
    level: ConfidenceLevel = .p95, invalid: ((ModelError) -> Void)? = nil
  ) throws(ModelError) -> [[Estimate?]?] {
    for time in times where !(time >= 0 && time.isFinite) {
      throw .outOfRange(argument: "a time", value: time, allowed: "0 or more")
    }
    let order = coefficients.count
    guard covariance.count == order * order,
      order == (curve.map { terms.count + $0.spline.width } ?? terms.count - 1),
      curve != nil || !baselines.isEmpty
    else { throw .undefined(quantity: "a prediction", because: "the file of the model is not whole") }
    let rows = try design.rows(frame, hasIntercept: true)
    var matrix = SymmetricMatrix(order: order)
    matrix.elements = covariance
    let reach = StandardNormal.quantile(upperTail: level.tail)
    let stratumOfRow = try stratumOfRow(frame)
    return try rows.map(invalid: invalid) { (row, columns) throws(ModelError) in
      let offset = rows.offsets?[row] ?? 0
      if let curve {
        return times.map { curve.share(at: $0, columns, offset, coefficients, matrix, reach, level) }
      }
      let baseline = try stratumOfRow(row)
      var values = baseline.centres.map { -$0 }
      for entry in columns where entry.column > 0 { values[entry.column - 1] += entry.value }
      let factor = exp(zip(values, coefficients).reduce(offset) { $0 + $1.0 * $1.1 })
      return times.map { time in
        guard time <= baseline.lastTime else { return nil }
        guard let step = baseline.step(at: time) else {
          return Estimate(
            1, interval: ConfidenceInterval(lower: 1, upper: 1, level: level), method: transform.rawValue)
        }
        let hazard = baseline.hazards[step]
        let moved = values.indices.map { values[$0] * hazard - baseline.means[step * values.count + $0] }
        let error = factor * (baseline.variances[step] + matrix.quadraticForm(moved)).squareRoot()
        let share = exp(-hazard * factor)
        guard share > 0, let interval = transform.limits(share, error, reach, level) else {
          return Estimate(share, withoutIntervalAt: level, method: transform.rawValue)
        }
        return Estimate(share, interval: interval, method: transform.rawValue)
      }
    }
  }

  /// The baseline of each row.
  private func stratumOfRow(
    _ frame: ModelFrame
  ) throws(ModelError) -> (Int) throws(ModelError) -> Baseline {
    guard let strata else { return { _ in baselines[0] } }
    guard case .categorical(let codes, let levels, _) = try frame.column(strata).content else {
      throw .wrongKind(column: strata, needed: "a category")
    }
    let known = Dictionary(baselines.map { ($0.stratum, $0) }, uniquingKeysWith: { first, _ in first })
    return { (row) throws(ModelError) in
      let name = levels[Int(codes[row])]
      guard let baseline = known[name] else {
        throw .badValue(
          column: strata, row: row + 1, found: name,
          allowed: "one of the model's strata, \(baselines.map(\.stratum).joined(separator: ", "))")
      }
      return baseline
    }
  }

  private enum CodingKeys: String, CodingKey {
    case format, version, model, strata, observations, coefficients, covariance, baselines, curve, lastTime
  }

  /// Reads what `encode` writes.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    format = try fields.decode(String.self, forKey: .format)
    version = try fields.decode(Int.self, forKey: .version)
    model = try fields.decode(String.self, forKey: .model)
    strata = try fields.decodeIfPresent(String.self, forKey: .strata)
    observations = try fields.decode(Int.self, forKey: .observations)
    coefficients = try fields.decode([Double].self, forKey: .coefficients)
    covariance = try fields.decode([Double].self, forKey: .covariance)
    baselines = try fields.decode([Baseline].self, forKey: .baselines)
    curve = try fields.decodeIfPresent(Curve.self, forKey: .curve)
    lastTime = try fields.decode(Double.self, forKey: .lastTime)
    design = try SavedDesign(from: decoder)
    guard baselines.allSatisfy(\.isWhole) else {
      throw DecodingError.dataCorruptedError(
        forKey: .baselines, in: fields, debugDescription: "a baseline is not whole")
    }
  }

  /// Writes the model as one object, its columns beside the estimates.
  package func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: CodingKeys.self)
    try fields.encode(format, forKey: .format)
    try fields.encode(version, forKey: .version)
    try fields.encode(model, forKey: .model)
    try fields.encodeIfPresent(strata, forKey: .strata)
    try fields.encode(observations, forKey: .observations)
    try fields.encode(coefficients, forKey: .coefficients)
    try fields.encode(covariance, forKey: .covariance)
    try fields.encode(baselines, forKey: .baselines)
    try fields.encodeIfPresent(curve, forKey: .curve)
    try fields.encode(lastTime, forKey: .lastTime)
    try design.encode(to: encoder)
  }
}

extension SavedTimes.Baseline {
  fileprivate var isWhole: Bool {
    hazards.count == times.count && variances.count == times.count
      && means.count == times.count * centres.count
  }

  /// Adds what one time contributes, the latest time first.
  fileprivate mutating func append(_ time: Double, _ hazard: Double, _ variance: Double, _ means: [Double]) {
    times.append(time)
    hazards.append(hazard)
    variances.append(variance)
    self.means += means
  }

  /// The sums up to each time, from what the times contribute, the latest first.
  fileprivate func summed(named name: String) -> Self {
    var result = Self(stratum: name, lastTime: lastTime, centres: centres)
    var (hazard, variance) = (0.0, 0.0)
    var total = Array(repeating: 0.0, count: centres.count)
    for index in times.indices.reversed() {
      hazard += hazards[index]
      variance += variances[index]
      for column in total.indices { total[column] += means[index * total.count + column] }
      result.append(times[index], hazard, variance, total)
    }
    return result
  }

  /// The last time with an event up to a time; nil before the first.
  fileprivate func step(at time: Double) -> Int? {
    let passed = times.countFromStart { $0 <= time }
    return passed > 0 ? passed - 1 : nil
  }
}

extension SavedTimes.Curve {
  fileprivate func share(
    at time: Double, _ columns: [(column: Int, value: Double)], _ offset: Double, _ coefficients: [Double],
    _ covariance: SymmetricMatrix, _ reach: Double, _ level: ConfidenceLevel
  ) -> Estimate {
    guard time > 0 else {
      return Estimate(
        1, interval: ConfidenceInterval(lower: 1, upper: 1, level: level), method: scale.rawValue)
    }
    let first = coefficients.count - spline.width
    let own = spline.columns(log(time)).enumerated().map { (column: first + $0.offset, value: $0.element) }
    let (predictor, variance) = covariance.sum(of: coefficients, columns + own, from: offset)
    let half = reach * max(0, variance).squareRoot()
    return Estimate(
      scale.share(predictor),
      interval: ConfidenceInterval(
        lower: scale.share(predictor + half), upper: scale.share(predictor - half), level: level),
      method: scale.rawValue)
  }
}
