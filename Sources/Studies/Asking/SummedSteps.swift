import Statistics
import Tables

/// How the numbers of a model are reckoned of each row, in the steps of a request for sums.
struct SummedSteps {
  let family: ModelFamily
  /// The outcome of a row.
  let outcome: SumExpression
  /// The functions of its numbers.
  let functions: [SumExpression]
  /// The columns by whose texts groups are made, with the texts of each code.
  let coded: [(column: String, texts: [[String]])]
  /// How often a row counts, and the weight that it then has; nil for once, and for 1.
  var frequency: SumExpression?
  var weight: SumExpression?
  /// What is added to the linear predictor.
  var offset: SumExpression?

  private let y = SumExpression.step("outcome_0")

  init(
    family: ModelFamily, outcome: SumExpression, functions: [SumExpression],
    coded: [(column: String, texts: [[String]])]
  ) {
    (self.family, self.outcome, self.functions, self.coded) = (family, outcome, functions, coded)
  }

  /// The same rows without functions and groups, for a model of which an intercept is all.
  var plain: SummedSteps {
    var steps = SummedSteps(family: family, outcome: outcome, functions: [], coded: [])
    (steps.frequency, steps.weight, steps.offset) = (frequency, weight, offset)
    return steps
  }

  private func value(_ function: Int) -> SumExpression { .step("value_\(function)") }

  private var isWeighted: Bool { frequency != nil || weight != nil }

  private static func product(_ parts: [SumExpression?]) -> SumExpression {
    let there = parts.compactMap(\.self)
    return there.isEmpty ? .number(1) : there.count == 1 ? there[0] : .times(there)
  }

  private var often: SumExpression? { frequency.map { _ in .step("often_0") } }
  private var heavy: SumExpression? { weight.map { _ in .step("heavy_0") } }
  /// What a row counts in all.
  private var count: SumExpression? { isWeighted ? Self.product([often, heavy]) : nil }

  /// Something as often as a row counts, with its weight.
  private func counted(_ expression: SumExpression) -> SumExpression { Self.product([count, expression]) }

  /// What a row counts, of the numbers that `weightSteps` makes.
  var weightOfRow: SumExpression { counted(.number(1)) }

  /// The step in which what rows count is made; none where each counts once.
  var weightSteps: [[(name: String, value: SumExpression)]] {
    let own = [frequency.map { ("often_0", $0) }, weight.map { ("heavy_0", $0) }].compactMap(\.self)
    return own.isEmpty ? [] : [own]
  }

  /// What the rows are made of: outcome, what they count, and functions, from each of which its mean is taken.
  private func values(_ means: [Double]) -> [(name: String, value: SumExpression)] {
    [("outcome_0", outcome)] + weightSteps.flatMap(\.self)
      + functions.enumerated().map { index, function in
        ("value_\(index)", means[index] == 0 ? function : .plus([function, .number(-means[index])]))
      }
  }

  /// Asks whether all is a number, for sums of outcome and functions, and how far the numbers of columns reach.
  func facts(_ base: SumRequest, ranges: [SumExpression]) -> SumRequest {
    var request = base
    request.groups = coded.map(\.column)
    request.steps = [
      values(functions.map { _ in 0 }) + ranges.enumerated().map { ("range_\($0.offset)", $0.element) }
    ]
    if let offset { request.steps[0].append(("offset_0", offset)) }
    request.sums = [Self.product([often, y]), .absolute(.times([y, .plus([.number(1), negative(y)])]))]
    if offset != nil { request.sums.append(.isFinite(.step("offset_0"))) }
    if isWeighted {
      request.sums += [
        Self.product([often]), counted(.number(1)), counted(y),
        heavy.map { Self.product([often, .logarithm($0)]) } ?? .number(0),
      ]
    }
    for index in functions.indices {
      request.sums += [.isFinite(value(index)), Self.product([often, value(index)])]
    }
    request.ranges = ranges.indices.map { .step("range_\($0)") }
    return request
  }

  /// How many sums `facts` asks for before those of the functions: events and outcomes that are neither 0 nor 1; where
  /// something is added, how often it is finite; where rows have weights, people, their weights, the events with weights, and
  /// the logarithms of weights.
  var factsBeforeFunctions: Int { 2 + (offset == nil ? 0 : 1) + (isWeighted ? 4 : 0) }

  /// The totals among the sums of `facts`, of so many rows.
  func totals(_ rows: Int, _ sum: (Int) -> Double) -> SummedTotals {
    guard isWeighted else { return SummedTotals(people: Double(rows), events: sum(0)) }
    let first = factsBeforeFunctions - 4
    return SummedTotals(
      people: sum(first), events: sum(0), weight: sum(first + 1), weightedEvents: sum(first + 2),
      logWeights: sum(first + 3))
  }

  /// Asks how far weights and offset reach and how many of the offset's numbers are whole, of rows with any weight.
  func extent(_ base: SumRequest, offset column: SumExpression?) -> SumRequest {
    var request = base
    request.sums = [column.map { .isWhole($0) } ?? .number(0)]
    request.ranges = [frequency ?? weight ?? .number(1), column ?? .number(0)]
    return request
  }

  /// Asks for sums with weight 1.
  func counts(_ base: SumRequest, means: [Double], share: Double) -> SumRequest {
    var request = base
    request.groups = coded.map(\.column)
    request.steps = [values(means)]
    let distance = SumExpression.plus([y, .number(-share)])
    let saturated: SumExpression =
      family.isOfCounts ? .plus([.times([y, .logarithm(y)]), negative(y)]) : .number(0)
    request.sums =
      products(often) + residuals(Self.product([often, y]))
      + [counted(saturated), counted(.times([distance, distance]))]
    return request
  }

  /// Asks for the sums of a Newton step.
  func step(_ base: SumRequest, means: [Double], _ predictor: SummedPredictor) -> SumRequest {
    var request = base
    request.groups = coded.map(\.column)
    request.steps = [withPredictor(means, predictor)]
    let own = unit(&request)
    // Weight and residual are made once, as many sums as need them.
    request.steps.append(
      [("residual_0", counted(own.residual))]
        + (own.weight ?? count == nil ? [] : [("weight_0", Self.product([count, own.weight]))]))
    request.sums =
      products((own.weight ?? count).map { _ in .step("weight_0") }) + residuals(.step("residual_0"))
      + [counted(own.likelihood), counted(own.pearson)]
    request.ranges = [.step("predictor_0")]
    return request
  }

  /// What one person adds at a linear predictor; adds the steps that it needs.
  private func unit(_ request: inout SumRequest) -> (
    residual: SumExpression, weight: SumExpression?, likelihood: SumExpression, pearson: SumExpression
  ) {
    let at = SumExpression.step("predictor_0")
    let residual: SumExpression
    let weight: SumExpression?
    let likelihood: SumExpression
    let pearson: SumExpression
    func mean(_ expression: SumExpression) -> SumExpression {
      request.steps.append([("mean_0", expression)])
      return .step("mean_0")
    }
    switch family {
    case .binomial, .quasiBinomial:
      let small = SumExpression.step("small_0")
      request.steps.append([("small_0", .exponential(negative(.absolute(at))))])
      request.steps.append([("near_0", .over(.number(1), .plus([.number(1), small])))])
      let near = SumExpression.step("near_0")
      let share = mean(.sign(of: at, isNotNegative: near, isNegative: .times([small, near])))
      (weight, residual) = (.times([small, near, near]), .plus([y, negative(share)]))
      likelihood = .plus([
        .times([y, at]), negative(.sign(of: at, isNotNegative: at, isNegative: .number(0))),
        negative(.logarithm(.plus([.number(1), small]))),
      ])
      pearson = .over(.times([residual, residual]), .times([small, near, near]))
    case .poisson, .quasiPoisson, .negativeBinomial:
      let expected = mean(.exponential(at))
      (weight, residual) = (expected, .plus([y, negative(expected)]))
      likelihood = .plus([.times([y, at]), negative(expected)])
      pearson = .over(.times([residual, residual]), expected)
    case .gaussian:
      (weight, residual) = (nil, .plus([y, negative(at)]))
      likelihood = .times([.number(-0.5), residual, residual])
      pearson = .times([residual, residual])
    }
    return (residual, weight, likelihood, pearson)
  }

  /// Asks for the squared scores of rows, over a power of what leverage leaves of them, and how far leverage reaches.
  func squares(
    _ base: SumRequest, means: [Double], _ predictor: SummedPredictor,
    leverage: (of: SummedPredictor, power: Int)?
  ) -> SumRequest {
    var request = base
    request.groups = coded.map(\.column)
    var first = withPredictor(means, predictor)
    if let leverage { first.append(("quadratic_0", .plus(parts(means, leverage.of)))) }
    request.steps = [first]
    let own = unit(&request)
    var score = SumExpression.times([own.residual, own.residual])
    if let leverage {
      request.steps.append([
        ("leverage_0", Self.product([heavy, own.weight, .step("quadratic_0")])), ("residual_0", own.residual),
      ])
      let left = SumExpression.plus([.number(1), negative(.step("leverage_0"))])
      score = .over(
        .times([.step("residual_0"), .step("residual_0")]),
        leverage.power == 1 ? left : .times(Array(repeating: left, count: leverage.power)))
      request.ranges = [.step("leverage_0")]
    }
    request.steps.append([("meat_0", Self.product([often, heavy, heavy, score]))])
    request.sums = products(.step("meat_0"))
    return request
  }

  /// Asks for the scores of rows, also by the values of clusters.
  func scores(
    _ base: SumRequest, means: [Double], _ predictor: SummedPredictor, clusters: [String]
  ) -> SumRequest {
    var request = base
    request.groups = coded.map(\.column) + clusters
    request.steps = [withPredictor(means, predictor)]
    let own = unit(&request)
    request.steps.append([("residual_0", counted(own.residual))])
    request.sums = residuals(.step("residual_0"))
    return request
  }

  /// Asks how far a linear predictor reaches among rows with an outcome above 0, and among the others.
  func slopes(_ base: SumRequest, means: [Double], _ predictor: SummedPredictor) -> SumRequest {
    var request = base
    request.steps = [values(means) + [("predictor_0", .plus(parts(means, predictor)))]]
    let slope = SumExpression.step("predictor_0")
    let event = SumExpression.plus([y, .number(-0.5)])
    request.ranges = [
      .sign(of: event, isNotNegative: slope, isNegative: .nothing),
      .sign(of: event, isNotNegative: .nothing, isNegative: slope),
    ]
    return request
  }

  /// What sums of groups are.
  enum Content {
    /// Those of `counts`, whose first is the number of people.
    case counts
    case step, squares, scores
  }

  /// The groups that came back.
  func groups(_ reading: SumReading, of content: Content, codes: ([String]) -> [Int]?) -> [SummedGroup]? {
    let width = functions.count + 1
    let products = content == .scores ? 0 : width * (width + 1) / 2
    let residuals = content == .squares ? 0 : width
    var groups: [SummedGroup] = []
    for group in reading.groups {
      guard let own = codes(group.texts) else { return nil }
      let sums = group.sums.map { $0 ?? 0 }
      let rest = sums[(products + residuals)...]
      let isWhole = content == .counts || content == .step
      groups.append(
        SummedGroup(
          codes: own, rows: content == .counts ? sums[0] : Double(group.rows),
          products: products > 0
            ? Array(sums[..<products]) : Array(repeating: 0, count: width * (width + 1) / 2),
          residuals: residuals > 0
            ? Array(sums[products..<products + residuals]) : Array(repeating: 0, count: width),
          logLikelihood: isWhole ? rest.first ?? 0 : 0, pearson: isWhole ? rest.dropFirst().first ?? 0 : 0,
          largestPredictor: isWhole ? rest.dropFirst(2).map(abs).max() ?? 0 : 0))
    }
    return groups
  }

  /// The functions, of which the first is 1.
  private var all: [SumExpression?] { [nil] + functions.indices.map(value) }

  /// The weight times each two functions.
  private func products(_ weight: SumExpression?) -> [SumExpression] {
    let all = all
    return all.indices.flatMap { large in
      (0...large).map { Self.product([weight, all[large], all[$0]]) }
    }
  }

  /// The residual times each function.
  private func residuals(_ residual: SumExpression) -> [SumExpression] {
    all.map { Self.product([residual, $0]) }
  }

  private func withPredictor(
    _ means: [Double], _ predictor: SummedPredictor
  ) -> [(name: String, value: SumExpression)] {
    values(means) + [("predictor_0", .plus(parts(means, predictor) + [offset].compactMap(\.self)))]
  }

  private func parts(_ means: [Double], _ predictor: SummedPredictor) -> [SumExpression] {
    // Texts are compared where the columns are at hand; functions are multiplied by what comes of it.
    let own = functions.enumerated().map { index, function in
      means[index] == 0 ? function : SumExpression.plus([function, .number(-means[index])])
    }
    return predictor.parts.map { part -> SumExpression in
      Self.product([cases(part.variables, part.values)] + part.functions.map { own[$0] })
    }
  }

  /// A number by the texts of one column within those of another.
  private func cases(_ variables: [Int], _ values: [(codes: [Int], value: Double)]) -> SumExpression {
    guard let first = variables.first else { return .number(values.first?.value ?? 0) }
    let (column, texts) = coded[first]
    let byCode = Dictionary(grouping: values) { $0.codes[0] }
    return .cases(
      column: column,
      byCode.sorted { $0.key < $1.key }.map { code, own in
        SumExpression.Choice(
          texts[code],
          cases(Array(variables.dropFirst()), own.map { (Array($0.codes.dropFirst()), $0.value) }))
      }, otherwise: .number(0))
  }

  private func negative(_ value: SumExpression) -> SumExpression { .times([.number(-1), value]) }
}

extension SumExpression {
  /// What an expression of a formula is of a row; nil for what engines reckon in different ways.
  init?(_ expression: ModelExpression, column name: (String) -> String?) {
    func own(_ inner: ModelExpression) -> SumExpression? { SumExpression(inner, column: name) }
    switch expression {
    case .number(let value): self = .number(value)
    case .column(let text):
      guard let column = name(text) else { return nil }
      self = .column(column)
    case .negative(let inner):
      guard let inner = own(inner) else { return nil }
      self = .times([.number(-1), inner])
    case .binary(.power, let base, .number(let power)):
      guard let base = own(base), power == power.rounded(), (1...8).contains(power) else { return nil }
      self = .times(Array(repeating: base, count: Int(power)))
    case .binary(let sign, let first, let second):
      guard let one = own(first), let other = own(second) else { return nil }
      let difference = SumExpression.plus([one, .times([.number(-1), other])])
      let reverse = SumExpression.plus([other, .times([.number(-1), one])])
      switch sign {
      case .plus: self = .plus([one, other])
      case .minus: self = difference
      case .times: self = .times([one, other])
      case .over: self = .over(one, other)
      case .atLeast: self = .sign(of: difference, isNotNegative: .number(1), isNegative: .number(0))
      case .less: self = .sign(of: difference, isNotNegative: .number(0), isNegative: .number(1))
      case .atMost: self = .sign(of: reverse, isNotNegative: .number(1), isNegative: .number(0))
      case .greater: self = .sign(of: reverse, isNotNegative: .number(0), isNegative: .number(1))
      case .power, .remainder, .wholes, .equal, .unequal, .and, .or: return nil
      }
    case .call(let function, let arguments):
      guard arguments.count == 1, let inner = own(arguments[0]) else { return nil }
      switch function {
      case .squareRoot: self = .squareRoot(inner)
      case .exponential: self = .exponential(inner)
      case .logarithm: self = .logarithm(inner)
      case .absolute: self = .absolute(inner)
      case .logarithmOfTwo, .logarithmOfTen, .logarithmOfOneMore, .exponentialLessOne, .sign, .floor,
        .ceiling,
        .round, .truncate, .least, .greatest, .choice:
        return nil
      }
    case .not, .text: return nil
    }
  }
}
