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

  private let y = SumExpression.step("outcome_0")

  private func value(_ function: Int) -> SumExpression { .step("value_\(function)") }

  /// What the rows are made of: outcome and functions, from each of which its mean is taken.
  private func values(_ means: [Double]) -> [(name: String, value: SumExpression)] {
    [("outcome_0", outcome)]
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
    request.sums = [y, .absolute(.times([y, .plus([.number(1), negative(y)])]))]
    for index in functions.indices { request.sums += [.isFinite(value(index)), value(index)] }
    request.ranges = ranges.indices.map { .step("range_\($0)") }
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
    request.sums = sums(weight: nil, residual: y) + [saturated, .times([distance, distance])]
    return request
  }

  /// Asks for the sums of a Newton step.
  func step(_ base: SumRequest, means: [Double], _ predictor: SummedPredictor) -> SumRequest {
    var request = base
    request.groups = coded.map(\.column)
    let at = SumExpression.step("predictor_0")
    request.steps = [withPredictor(means, predictor)]
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
    // Weight and residual are made once, as many sums as need them.
    request.steps.append(
      [("residual_0", residual)] + (weight.map { [("weight_0", $0)] } ?? []))
    request.sums =
      sums(weight: weight.map { _ in .step("weight_0") }, residual: .step("residual_0"))
      + [likelihood, pearson]
    request.ranges = [at]
    return request
  }

  /// Asks how far a linear predictor reaches among rows with an outcome above 0, and among the others.
  func slopes(_ base: SumRequest, means: [Double], _ predictor: SummedPredictor) -> SumRequest {
    var request = base
    request.steps = [withPredictor(means, predictor)]
    let slope = SumExpression.step("predictor_0")
    let event = SumExpression.plus([y, .number(-0.5)])
    request.ranges = [
      .sign(of: event, isNotNegative: slope, isNegative: .nothing),
      .sign(of: event, isNotNegative: .nothing, isNegative: slope),
    ]
    return request
  }

  /// The groups that came back of `counts` or `step`.
  func groups(_ reading: SumReading, codes: ([String]) -> [Int]?) -> [SummedGroup]? {
    let width = functions.count + 1
    let products = width * (width + 1) / 2
    var groups: [SummedGroup] = []
    for group in reading.groups {
      guard let own = codes(group.texts) else { return nil }
      let sums = group.sums.map { $0 ?? 0 }
      groups.append(
        SummedGroup(
          codes: own, rows: Double(group.rows), products: Array(sums[..<products]),
          residuals: Array(sums[products..<products + width]), logLikelihood: sums[products + width],
          pearson: sums[products + width + 1],
          largestPredictor: sums[(products + width + 2)...].map(abs).max() ?? 0))
    }
    return groups
  }

  /// Of the weight times each two functions, then of the residual times each; the first function is 1.
  private func sums(weight: SumExpression?, residual: SumExpression) -> [SumExpression] {
    func product(_ parts: [SumExpression?]) -> SumExpression {
      let there = parts.compactMap(\.self)
      return there.isEmpty ? .number(1) : there.count == 1 ? there[0] : .times(there)
    }
    let all: [SumExpression?] = [nil] + functions.indices.map(value)
    var sums: [SumExpression] = []
    for large in all.indices {
      for small in 0...large { sums.append(product([weight, all[large], all[small]])) }
    }
    return sums + all.map { product([residual, $0]) }
  }

  private func withPredictor(
    _ means: [Double], _ predictor: SummedPredictor
  ) -> [(name: String, value: SumExpression)] {
    // Texts are compared where the columns are at hand; functions are multiplied by what comes of it.
    let own = functions.enumerated().map { index, function in
      means[index] == 0 ? function : SumExpression.plus([function, .number(-means[index])])
    }
    let parts = predictor.parts.map { part -> SumExpression in
      let factor = cases(part.variables, part.values)
      return part.function.map { .times([factor, own[$0]]) } ?? factor
    }
    return values(means) + [("predictor_0", .plus(parts))]
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
