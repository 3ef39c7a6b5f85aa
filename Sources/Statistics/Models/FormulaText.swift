extension Formula {
  /// The outcome as a formula writes it; nil for a formula without a left side.
  public var outcomeText: String? {
    switch outcome {
    case .column(let name): Self.quoted(name)
    case .counts(let events, let others): "cbind(\(Self.quoted(events)), \(Self.quoted(others)))"
    case nil: nil
    }
  }

  /// Each term as a formula writes it, such as `factor(age, ref = "30"):homeless`.
  public var termTexts: [String] { terms.map { $0.map(Self.text).joined(separator: ":") } }

  /// The offsets as a formula writes them.
  public var offsetTexts: [String] { offsets.map { "offset(\(Self.text($0)))" } }

  /// All columns that the formula names, the outcome's first, each once.
  public var columns: [String] {
    let left: [String] =
      switch outcome {
      case .column(let name): [name]
      case .counts(let events, let others): [events, others]
      case nil: []
      }
    var seen: Set<String> = []
    return (left + covariates + offsets.map(\.column)).filter { seen.insert($0).inserted }
  }

  /// The columns that are taken as categories whatever they hold.
  public var categoryColumns: Set<String> {
    Set(
      terms.flatMap(\.self).compactMap { factor in
        if case .categories(let name, _) = factor { name } else { nil }
      })
  }

  private static func text(_ factor: Factor) -> String {
    let name = quoted(factor.column)
    return switch factor {
    case .column: name
    case .categories(_, let reference):
      reference.map { "factor(\(name), ref = \"\($0)\")" } ?? "factor(\(name))"
    case .logarithm: "log(\(name))"
    case .polynomial(_, let degree): "poly(\(name), \(degree))"
    case .naturalSpline(_, let degreesOfFreedom): "ns(\(name), \(degreesOfFreedom))"
    case .restrictedSpline(_, let count): "rcs(\(name), \(count))"
    case .restrictedSplineAt(_, let knots):
      "rcs(\(([name] + knots.map(\.formattedBriefly)).joined(separator: ", ")))"
    }
  }

  /// A name between backquotes where it is no plain word.
  public static func quoted(_ name: String) -> String {
    let isPlain =
      name.first?.isLetter == true && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
    return isPlain && !functions.contains(name) ? name : "`\(name)`"
  }

  private static let functions: Set<String> = ["factor", "log", "poly", "ns", "rcs", "offset", "cbind"]
}
