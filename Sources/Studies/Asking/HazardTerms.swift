import Numbers
import Statistics

/// What R writes among the terms of a hazard model beside covariates: `strata(area)`, `cluster(area)` and `frailty(area)`.
struct HazardTerms {
  /// The covariates.
  var terms: String
  var strata: String?
  var cluster: String?
  var frailty: String?
  var distribution: FrailtyModel.Distribution?

  /// Takes the terms apart.
  ///
  /// - Throws: `StudyError` for a term that stands twice, or has more than the name of a column.
  init(_ text: String) throws {
    terms = text
    let pattern = /(^|[+~])\s*(strata|cluster|frailty|frailty\.gamma|frailty\.gaussian)\s*\(([^()]*)\)\s*/
    while let match = terms.firstMatch(of: pattern) {
      let (name, inner) = (String(match.2), String(match.3[...].trimmingSpaces()))
      let isQuoted = inner.count > 2 && inner.hasPrefix("`") && inner.hasSuffix("`")
      let column = isQuoted ? String(inner.dropFirst().dropLast()) : inner
      guard
        isQuoted || !inner.isEmpty && inner.allSatisfy({ $0.isLetter || $0.isNumber || "._".contains($0) })
      else {
        throw StudyError(.usage, "\(name)(\(inner)): write the name of one column between the brackets")
      }
      switch name {
      case "strata": try Self.set(&strata, column, name)
      case "cluster": try Self.set(&cluster, column, name)
      default:
        try Self.set(&frailty, column, name)
        distribution = name.hasSuffix("gaussian") ? .gaussian : name.hasSuffix("gamma") ? .gamma : nil
      }
      let start = match.1 == "~" ? "~ " : ""
      let rest = terms[match.range.upperBound...]
      terms =
        String(terms[..<match.range.lowerBound]) + start
        + (match.1 == "+" ? String(rest) : String(rest.drop { $0 == "+" || $0.isWhitespace }))
    }
    if terms.allSatisfy({ $0.isWhitespace || $0 == "~" }) { terms = "1" }
  }

  private static func set(_ value: inout String?, _ column: String, _ name: String) throws {
    guard value == nil else {
      throw StudyError(.usage, "\(name)() stands twice among the terms; one is known")
    }
    value = column
  }

  /// The one of a term and an option.
  ///
  /// - Throws: `StudyError` where both are given and differ.
  static func joined(_ term: String?, _ option: String?, _ name: String) throws -> String? {
    guard term == nil || option == nil || term == option else {
      throw StudyError(
        .usage, "the terms have \(name)(\(term ?? "")), and --\(name) \(option ?? ""); one is known")
    }
    return term ?? option
  }
}
