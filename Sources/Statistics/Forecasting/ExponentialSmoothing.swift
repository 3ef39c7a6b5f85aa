internal import CGSL
import Numbers

/// Exponential smoothing with additive errors: a level, perhaps with a damped trend or with seasons.
///
/// For given smoothing parameters the errors are linear in the initial states, which are therefore those of least squares;
/// the parameters are searched for within the usual bounds (0 < α < 1, 0 < β < α, 0 < γ < 1 − α, 0.8 ≤ φ ≤ 0.98).
///
/// - Source: Hyndman, Koehler, Ord and Snyder (2008), *Forecasting with Exponential Smoothing: The State Space Approach*,
///   chapters 2, 5 and 6, doi:10.1007/978-3-540-71918-2.
public struct ExponentialSmoothing: Hashable, Sendable {
  /// The form of the model.
  public enum Form: Hashable, Sendable {
    /// A level only, (A,N,N).
    case level
    /// A level and a trend that dies away, (A,Ad,N).
    case dampedTrend
    /// A level and seasons that repeat after so many periods, (A,N,A).
    case seasonal(Int)

    /// The name that the literature has.
    public var name: String {
      switch self {
      case .level: "ANN"
      case .dampedTrend: "AAdN"
      case .seasonal: "ANA"
      }
    }

    /// How many smoothing parameters it has.
    var parameters: Int {
      switch self {
      case .level: 1
      case .dampedTrend: 3
      case .seasonal: 2
      }
    }

    /// How many initial states are free: seasons add up to nothing.
    var states: Int {
      switch self {
      case .level: 1
      case .dampedTrend: 2
      case .seasonal(let length): length
      }
    }
  }

  /// The form.
  public let form: Form
  /// How much of an error goes into the level.
  public let alpha: Double
  /// How much of it goes into the trend; nil without one.
  public let beta: Double?
  /// How much of it goes into the season; nil without seasons.
  public let gamma: Double?
  /// By what the trend shrinks each period; nil without one.
  public let phi: Double?
  /// The forecasts of each value from those before it.
  public let fitted: [Double]
  /// The sum of the squared errors of these.
  public let sumOfSquares: Double
  /// The corrected criterion of Akaike, smaller for a better model.
  public let aicc: Double

  private let state: State
  private let count: Int

  /// Fits a model.
  ///
  /// - Throws: `StatisticsError` for fewer values than the form needs (parameters, states and three more), one that is
  ///   not finite, or a season of fewer than two periods.
  public init(_ values: [Double], form: Form) throws(StatisticsError) {
    if case .seasonal(let length) = form { try Require.atLeast(2, length, "the season") }
    try Require.atLeast(form.parameters + form.states + 3, values.count, "the number of values")
    for value in values { try Require.finite(value, "a value of the series") }
    func squares(_ free: [Double]) -> Double { Filter(form, Self.bounded(free, form)).run(values).squares }
    // A coarse search keeps the fine one out of poor corners.
    let starts = Self.starts(form)
    let best = starts.min { squares($0) < squares($1) } ?? starts[0]
    let free = SimplexSearch.minimum(of: squares, from: best)
    let parameters = Self.bounded(free, form)
    let run = Filter(form, parameters).run(values)
    self.form = form
    alpha = parameters[0]
    switch form {
    case .level: (beta, gamma, phi) = (nil, nil, nil)
    case .dampedTrend: (beta, gamma, phi) = (parameters[1], nil, parameters[2])
    case .seasonal: (beta, gamma, phi) = (nil, parameters[1], nil)
    }
    fitted = zip(values, run.errors).map { $0 - $1 }
    sumOfSquares = run.squares
    state = run.state
    count = values.count
    let k = Double(form.parameters + form.states + 1)
    let n = Double(values.count)
    let aic = n * log(max(run.squares, .leastNormalMagnitude) / n) + n * (1 + log(2 * .pi)) + 2 * k
    aicc = n - k - 1 > 0 ? aic + 2 * k * (k + 1) / (n - k - 1) : .infinity
  }

  /// The model among some forms with the smallest corrected criterion; forms that the series is too short for are left out.
  ///
  /// - Throws: `StatisticsError` where the series is too short for all.
  public static func best(
    _ values: [Double], among forms: [Form]
  ) throws(StatisticsError) -> ExponentialSmoothing {
    var best: ExponentialSmoothing?
    var failure: StatisticsError?
    for form in forms {
      do {
        let model = try ExponentialSmoothing(values, form: form)
        if model.aicc < best?.aicc ?? .infinity || best == nil { best = model }
      } catch { failure = error }
    }
    guard let best else { throw failure ?? .empty(argument: "forms") }
    return best
  }

  /// The variance of the errors.
  public var errorVariance: Double {
    sumOfSquares / Double(max(1, count - form.parameters - form.states))
  }

  /// Forecasts of the next values, with the standard deviation of each.
  public func forecast(ahead: Int) -> [(mean: Double, deviation: Double)] {
    let filter = Filter(form, [alpha] + [beta ?? gamma, phi].compactMap(\.self))
    var state = state
    var shock = State(form: form)
    var spread = 0.0
    return (0..<max(0, ahead)).map { step in
      if step == 0 {
        filter.update(&shock, error: 1)
      } else {
        let response = filter.prediction(shock)
        spread += response * response
        filter.update(&shock, error: 0)
      }
      let mean = filter.prediction(state)
      filter.update(&state, error: 0)
      return (mean, (errorVariance * (1 + spread)).squareRoot())
    }
  }

  private static func share(_ free: Double) -> Double { 1e-4 + (1 - 2e-4) / (1 + exp(-free)) }

  /// The parameters that free numbers stand for.
  private static func bounded(_ free: [Double], _ form: Form) -> [Double] {
    let alpha = share(free[0])
    switch form {
    case .level: return [alpha]
    case .dampedTrend: return [alpha, alpha * share(free[1]), 0.8 + 0.18 * share(free[2])]
    case .seasonal: return [alpha, (1 - alpha) * share(free[1])]
    }
  }

  private static func starts(_ form: Form) -> [[Double]] {
    let grid = [-4.0, -1, 0, 1, 4]
    switch form {
    case .level: return grid.map { [$0] }
    case .dampedTrend: return grid.flatMap { a in [-3.0, 0].flatMap { b in [-1.0, 2].map { [a, b, $0] } } }
    case .seasonal: return grid.flatMap { a in [-4.0, -1, 1].map { [a, $0] } }
    }
  }
}

/// Level, trend and seasons, the next one first.
private struct State: Hashable, Sendable {
  var level = 0.0
  var trend = 0.0
  var seasons: [Double] = []

  init(form: ExponentialSmoothing.Form) {
    if case .seasonal(let length) = form { seasons = Array(repeating: 0, count: length) }
  }
}

/// The recursion of a form with its parameters.
private struct Filter {
  let form: ExponentialSmoothing.Form
  let parameters: [Double]

  init(_ form: ExponentialSmoothing.Form, _ parameters: [Double]) {
    self.form = form
    self.parameters = parameters
  }

  func prediction(_ state: State) -> Double {
    switch form {
    case .level: state.level
    case .dampedTrend: state.level + parameters[2] * state.trend
    case .seasonal: state.level + state.seasons[0]
    }
  }

  func update(_ state: inout State, error: Double) {
    switch form {
    case .level: state.level += parameters[0] * error
    case .dampedTrend:
      let trend = parameters[2] * state.trend
      state.level += trend + parameters[0] * error
      state.trend = trend + parameters[1] * error
    case .seasonal:
      let season = state.seasons.removeFirst()
      state.level += parameters[0] * error
      state.seasons.append(season + parameters[1] * error)
    }
  }

  /// The errors of a series whose initial states are those of least squares.
  func run(_ values: [Double]) -> (errors: [Double], squares: Double, state: State) {
    let starts = initialStates
    let base = errors(values, from: State(form: form))
    // How each initial state moves the errors.
    let zero = Array(repeating: 0.0, count: values.count)
    let columns = starts.map { errors(zero, from: $0).errors.map { -$0 } }
    var normal = SymmetricMatrix(order: columns.count)
    for i in columns.indices {
      for j in columns.indices { normal[i, j] = zip(columns[i], columns[j]).reduce(0) { $0 + $1.0 * $1.1 } }
    }
    let right = columns.map { column in zip(column, base.errors).reduce(0) { $0 + $1.0 * $1.1 } }
    let weights = CholeskyFactor(normal).solve(right)
    var start = State(form: form)
    for (state, weight) in zip(starts, weights) {
      start.level += weight * state.level
      start.trend += weight * state.trend
      for place in start.seasons.indices { start.seasons[place] += weight * state.seasons[place] }
    }
    let run = errors(values, from: start)
    return (run.errors, run.errors.reduce(0) { $0 + $1 * $1 }, run.state)
  }

  private var initialStates: [State] {
    var level = State(form: form)
    level.level = 1
    switch form {
    case .level: return [level]
    case .dampedTrend:
      var trend = State(form: form)
      trend.trend = 1
      return [level, trend]
    case .seasonal(let length):
      // The last season is what the others lack to nothing.
      return [level]
        + (0..<length - 1).map { place in
          var season = State(form: form)
          season.seasons[place] = 1
          season.seasons[length - 1] = -1
          return season
        }
    }
  }

  private func errors(_ values: [Double], from start: State) -> (errors: [Double], state: State) {
    var state = start
    let errors = values.map { value in
      let error = value - prediction(state)
      update(&state, error: error)
      return error
    }
    return (errors, state)
  }
}
