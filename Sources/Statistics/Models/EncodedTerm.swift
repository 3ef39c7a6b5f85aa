/// A term of a formula with its columns.
struct EncodedTerm: Sendable {
  let term: Formula.Term
  let factors: [EncodedFactor]
  /// The first of its columns before any are dropped.
  let firstColumn: Int
  let names: [String]

  init(_ term: Formula.Term, factors: [EncodedFactor], firstColumn: Int) {
    self.term = term
    self.factors = factors
    self.firstColumn = firstColumn
    names = factors.dropFirst().reduce(factors[0].names) { names, factor in
      factor.names.flatMap { later in names.map { "\($0):\(later)" } }
    }
  }

  /// The non-zero columns, numbered within the model, at raw values of all variables.
  func entries(_ raw: (Int) -> Double) -> [(column: Int, value: Double)] {
    var result = [(column: firstColumn, value: 1.0)]
    var stride = 1
    for factor in factors {
      let own = factor.entries(raw(factor.variable))
      result = own.flatMap { entry in
        result.map { (column: $0.column + entry.column * stride, value: $0.value * entry.value) }
      }
      stride *= factor.names.count
    }
    return result.filter { $0.value != 0 }.sorted { $0.column < $1.column }
  }

  /// A single number without interaction, which can be centred without filling the matrix.
  var isNumericMainEffect: Bool { factors.count == 1 && !factors[0].isIndicator }

  /// The terms of a formula with their columns.
  ///
  /// - Parameter counts: how many rows have each value of each variable.
  static func encode(
    _ formula: Formula, columns: [String], variables: [PatternVariable], counts: [[Double]]
  ) throws(ModelError) -> [EncodedTerm] {
    let termSets = Set(formula.terms.map { Set($0) })
    var hasFullCoding = formula.hasIntercept
    var next = formula.hasIntercept ? 1 : 0
    var result: [EncodedTerm] = []
    for term in formula.terms {
      var factors: [EncodedFactor] = []
      for factor in term {
        guard let variable = columns.firstIndex(of: factor.column) else {
          preconditionFailure("a factor without its column")
        }
        var rest = Set(term)
        rest.remove(factor)
        let isImplied = rest.isEmpty ? hasFullCoding : termSets.contains(rest)
        let encodedFactor = try EncodedFactor(
          factor, variable: variable, of: variables[variable], counts: counts[variable],
          allLevels: !isImplied)
        if rest.isEmpty, encodedFactor.isIndicator { hasFullCoding = true }
        factors.append(encodedFactor)
      }
      let encodedTerm = EncodedTerm(term, factors: factors, firstColumn: next)
      next += encodedTerm.names.count
      result.append(encodedTerm)
    }
    return result
  }
}
