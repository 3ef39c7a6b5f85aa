/// What is known of a column of a model whose rows are kept elsewhere.
public enum SummedVariable: Sendable {
  /// Categories or a few numbers, of which each group of rows has one.
  case coded(CodedColumn.Values)
  /// Numbers that are not known one by one: the least and the greatest.
  case range(least: Double, greatest: Double)

  fileprivate var values: PatternVariable.Values {
    switch self {
    case .coded(.numbers(let numbers)): .numbers(numbers)
    case .coded(.levels(let levels, let reference)): .levels(levels, reference: reference)
    case .range(let least, let greatest): .numbers(least < greatest ? [least, greatest] : [least])
    }
  }
}

/// Sums over the rows of a group, of functions from each of which its mean was taken; the function before the first is 1.
public struct SummedGroup: Sendable {
  /// The code of each coded variable.
  public let codes: [Int]
  /// How many people there are.
  public let rows: Double
  /// Of the weight times a function times another not behind it, function by function.
  public let products: [Double]
  /// Of the residual times a function.
  public let residuals: [Double]
  /// Of the log-likelihood.
  public let logLikelihood: Double
  /// Of the squared residual over its variance.
  public let pearson: Double
  /// The linear predictor furthest from 0.
  public let largestPredictor: Double

  /// Takes the sums of a group.
  public init(
    codes: [Int], rows: Double, products: [Double], residuals: [Double], logLikelihood: Double = 0,
    pearson: Double = 0, largestPredictor: Double = 0
  ) {
    (self.codes, self.rows, self.products, self.residuals) = (codes, rows, products, residuals)
    (self.logLikelihood, self.pearson) = (logLikelihood, pearson)
    self.largestPredictor = largestPredictor
  }

  fileprivate func product(_ first: Int, _ second: Int) -> Double {
    let (large, small) = (max(first, second), min(first, second))
    return products[large * (large + 1) / 2 + small]
  }
}

/// The linear predictor of a row: a number, and for each function of its numbers what it is multiplied by.
public struct SummedPredictor: Sendable {
  /// A number that the codes of some variables decide.
  public struct Part: Sendable {
    /// The functions that it multiplies, from each of which its mean is taken; none for 1.
    public let functions: [Int]
    /// The coded variables, by their place among the coded ones.
    public let variables: [Int]
    /// The number for each combination of their codes; 0 for all others.
    public let values: [(codes: [Int], value: Double)]
  }

  /// The parts, which are added up.
  public let parts: [Part]

  init(parts: [Part]) { self.parts = parts }

  /// Every function with the number 0, to show the form of a step.
  public init(functions: Int) {
    parts = (0..<functions).map { Part(functions: [$0], variables: [], values: [(codes: [], value: 0)]) }
  }

  /// The same number for every row.
  public init(constant: Double) {
    parts = [Part(functions: [], variables: [], values: [(codes: [], value: constant)])]
  }
}

/// The layout of a model whose sums are made elsewhere.
struct SummedDesign: Sendable {
  /// A column of a group of rows: a number times a function, from which its mean was taken and to which a shift is added.
  private struct Entry {
    let column: Int
    let scale: Double
    let function: Int
    let shift: Double
  }

  let encoded: [EncodedTerm]
  /// All columns, before those are left out that are sums of others.
  let names: [String]
  let centres: [Double]

  private let formula: Formula
  /// For each covariate its place among the coded ones; nil for numbers.
  private let places: [Int?]
  private let variables: [PatternVariable]
  private let functionsOfTerm: [[Int]]
  private let means: [Double]

  /// - Parameters:
  ///   - variables: of each covariate, in the formula's order.
  ///   - means: of the functions of `terms`.
  ///   - groups: codes and numbers of rows.
  init(
    _ formula: Formula, terms: SummedTerms, numbers: Set<String>, variables: [SummedVariable],
    means: [Double], groups: [(codes: [Int], rows: Double)]
  ) throws(ModelError) {
    let columns = formula.covariates
    var places: [Int?] = []
    var next = 0
    for variable in variables {
      if case .coded = variable {
        places.append(next)
        next += 1
      } else {
        places.append(nil)
      }
    }
    let patternVariables = zip(columns, variables).map { PatternVariable(name: $0, values: $1.values) }
    let counts = patternVariables.enumerated().map { index, variable in
      var counts = Array(repeating: places[index] == nil ? 1.0 : 0.0, count: variable.cardinality)
      if let place = places[index] { for group in groups { counts[group.codes[place]] += group.rows } }
      return counts
    }
    encoded = try EncodedTerm.encode(formula, columns: columns, variables: patternVariables, counts: counts)
    let names = (formula.hasIntercept ? ["(Intercept)"] : []) + encoded.flatMap(\.names)
    guard !names.isEmpty else {
      throw .undefined(quantity: "the model", because: "the formula has no term")
    }
    try ModelBudget.check(columns: names.count)
    var functionsOfTerm: [[Int]] = []
    var centres = Array(repeating: 0.0, count: names.count)
    for term in encoded {
      let own = try SummedTerms.products(of: term.term, formula, numbers).compactMap {
        terms.functions.firstIndex(of: $0)
      }
      functionsOfTerm.append(own)
      guard formula.hasIntercept, term.isNumericMainEffect else { continue }
      if let variable = term.factors.first?.variable, places[variable] != nil {
        let all = counts[variable].reduce(0, +)
        for (code, count) in counts[variable].enumerated() {
          for entry in term.factors[0].entries(patternVariables[variable].raw(code)) {
            centres[term.firstColumn + entry.column] += entry.value * count / all
          }
        }
      } else {
        for (column, function) in own.enumerated() { centres[term.firstColumn + column] = means[function] }
      }
    }
    self.names = names
    self.centres = centres
    self.formula = formula
    self.places = places
    self.functionsOfTerm = functionsOfTerm
    self.means = means
    self.variables = patternVariables
  }

  /// The columns of a term at the codes of its coded variables.
  private func entries(_ block: Int, code: (Int) -> Int) -> [Entry] {
    let term = encoded[block]
    let own = functionsOfTerm[block]
    var result = [(column: term.firstColumn, scale: 1.0, function: 0)]
    var (stride, width) = (1, 1)
    for factor in term.factors {
      if let place = places[factor.variable] {
        let values = factor.entries(variables[factor.variable].raw(code(place)))
        result = values.flatMap { entry in
          result.map {
            (column: $0.column + entry.column * stride, scale: $0.scale * entry.value, function: $0.function)
          }
        }
      } else {
        let columns = factor.names.count
        result = (0..<columns).flatMap { column in
          result.map {
            (column: $0.column + column * stride, scale: $0.scale, function: $0.function + column * width)
          }
        }
        width *= columns
      }
      stride *= factor.names.count
    }
    return result.compactMap { entry in
      let isCentred = formula.hasIntercept && term.isNumericMainEffect
      guard !own.isEmpty else {
        // A number that each group has one of is centred too.
        let value = isCentred ? entry.scale - centres[entry.column] : entry.scale
        return value == 0 ? nil : Entry(column: entry.column, scale: value, function: 0, shift: 0)
      }
      guard entry.scale != 0 else { return nil }
      let function = own[entry.function]
      return Entry(
        column: entry.column, scale: entry.scale, function: function + 1,
        shift: isCentred ? 0 : means[function])
    }
  }

  /// The linear predictor at coefficients of the centred columns.
  func predictor(_ coefficients: [Double]) -> SummedPredictor {
    var parts: [SummedPredictor.Part] = []
    func constant(_ value: Double) -> SummedPredictor.Part {
      SummedPredictor.Part(functions: [], variables: [], values: [(codes: [], value: value)])
    }
    if formula.hasIntercept { parts.append(constant(coefficients[0])) }
    for (block, term) in encoded.enumerated() {
      let coded = term.factors.map(\.variable).filter { places[$0] != nil }
      var combinations: [[Int]] = [[]]
      for variable in coded {
        combinations = combinations.flatMap { first in
          (0..<variables[variable].cardinality).map { first + [$0] }
        }
      }
      let own = coded.compactMap { places[$0] }
      // The same number multiplies a function and, where its mean is in the column, 1.
      var values: [Int: [(codes: [Int], value: Double)]] = [:]
      for codes in combinations {
        let at = Dictionary(zip(own, codes), uniquingKeysWith: { first, _ in first })
        var sums: [Int: Double] = [:]
        for entry in entries(block, code: { at[$0] ?? 0 }) {
          let value = coefficients[entry.column] * entry.scale
          sums[entry.function, default: 0] += value
          if entry.function > 0, entry.shift != 0 { sums[0, default: 0] += value * entry.shift }
        }
        for (function, value) in sums where value != 0 {
          values[function, default: []].append((codes: codes, value: value))
        }
      }
      for (function, values) in values.sorted(by: { $0.key < $1.key }) {
        parts.append(
          SummedPredictor.Part(
            functions: function == 0 ? [] : [function - 1], variables: own, values: values))
      }
    }
    return SummedPredictor(parts: parts.isEmpty ? [constant(0)] : parts)
  }

  /// What the information of a row is multiplied by for its leverage: a quadratic form of its columns.
  func leverage(
    _ inverse: SymmetricMatrix, kept: [Int], _ groups: [SummedGroup]
  ) -> SummedPredictor {
    var place = Array(repeating: -1, count: names.count)
    for (new, old) in kept.enumerated() { place[old] = new }
    var values: [[Int]: [(codes: [Int], value: Double)]] = [:]
    for group in groups {
      var sums: [[Int]: Double] = [:]
      let entries = entries(of: group).filter { place[$0.column] >= 0 }
      for first in entries {
        for second in entries {
          let value = inverse[place[first.column], place[second.column]] * first.scale * second.scale
          for (one, factor) in [(first.function, 1), (0, first.shift)] where factor != 0 {
            for (other, further) in [(second.function, 1), (0, second.shift)] where further != 0 {
              sums[[one, other].filter { $0 > 0 }.map { $0 - 1 }.sorted(), default: 0] +=
                value * factor * further
            }
          }
        }
      }
      for (functions, value) in sums { values[functions, default: []].append((group.codes, value)) }
    }
    let variables = places.compactMap(\.self)
    return SummedPredictor(
      parts: values.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map {
        SummedPredictor.Part(functions: $0.key, variables: variables, values: $0.value)
      })
  }

  /// The columns of a group of rows.
  private func entries(of group: SummedGroup) -> [Entry] {
    var entries = formula.hasIntercept ? [Entry(column: 0, scale: 1, function: 0, shift: 0)] : []
    for block in encoded.indices { entries += self.entries(block) { group.codes[$0] } }
    return entries
  }

  /// The sums of scores of a group of rows, column by column.
  func score(_ group: SummedGroup) -> [Double] {
    var score = Array(repeating: 0.0, count: names.count)
    for entry in entries(of: group) {
      score[entry.column] +=
        entry.scale * (group.residuals[entry.function] + entry.shift * group.residuals[0])
    }
    return score
  }

  /// The equations of all columns from the sums of groups.
  func equations(_ groups: [SummedGroup]) -> NormalEquations {
    var information = SymmetricMatrix(order: names.count)
    var score = Array(repeating: 0.0, count: names.count)
    var logLikelihood = CompensatedSum()
    for group in groups {
      let entries = entries(of: group)
      score = zip(score, self.score(group)).map(+)
      for first in entries {
        for second in entries where second.column <= first.column {
          let sum =
            group.product(first.function, second.function) + first.shift * group.product(0, second.function)
            + second.shift * group.product(first.function, 0)
            + first.shift * second.shift * group.product(0, 0)
          information[first.column, second.column] += first.scale * second.scale * sum
        }
      }
      logLikelihood.add(group.logLikelihood)
    }
    information.mirrorLowerTriangle()
    return NormalEquations(
      information: information, score: score, logLikelihood: logLikelihood.value,
      largestPredictor: groups.map(\.largestPredictor).max() ?? 0)
  }
}
