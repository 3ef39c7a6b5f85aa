import Numbers

extension Formula {
  /// The outcome as a formula writes it; nil for a formula without a left side.
  public var outcomeText: String? {
    switch outcome {
    case .column(let name): outcomeText(name)
    case .counts(let events, let others): "cbind(\(outcomeText(events)), \(outcomeText(others)))"
    case nil: nil
    }
  }

  private func outcomeText(_ name: String) -> String {
    derivations[name] == nil ? Self.quoted(name) : name
  }

  /// Each term as a formula writes it, such as `factor(age, ref = "30"):homeless`.
  public var termTexts: [String] { terms.map { $0.map(text).joined(separator: ":") } }

  /// The offsets as a formula writes them.
  public var offsetTexts: [String] { offsets.map { "offset(\(text($0)))" } }

  /// All columns that the formula reads, the outcome's first, each once.
  public var columns: [String] {
    let left: [String] =
      switch outcome {
      case .column(let name): [name]
      case .counts(let events, let others): [events, others]
      case nil: []
      }
    return sources(of: left + covariates + offsets.map(\.column))
  }

  /// The columns that the right side reads, each once.
  public var covariateSources: [String] { sources(of: covariates + offsets.map(\.column)) }

  private func sources(of names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.flatMap { derivations[$0]?.expression.columns ?? [$0] }.filter { seen.insert($0).inserted }
  }

  /// The columns that are taken as categories whatever they hold.
  public var categoryColumns: Set<String> {
    Set(
      terms.flatMap(\.self).compactMap { factor in
        if case .categories(let name, _) = factor, derivations[name] == nil { name } else { nil }
      }
        + derivations.values.compactMap { if case .levels(let name, _) = $0 { name } else { nil } })
  }

  private func text(_ factor: Factor) -> String {
    // A column that the formula makes is written as it is made.
    factor.written(derivations[factor.column] == nil ? Self.quoted(factor.column) : factor.column)
  }

  /// A name between backquotes where it is no plain word.
  public static func quoted(_ name: String) -> String {
    let isPlain =
      (name.first?.isLetter ?? false)
      && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
    if GroupExpression.isWhole(name) { return name }
    return isPlain && !functions.contains(name) ? name : "`\(name)`"
  }

  private static let functions = FormulaParser.functions.subtracting(["c"])
    .union(["cbind", "TRUE", "FALSE", "Inf"])
}
