import Numbers
import Statistics
public import Tables

extension RegressionResult {
  /// The coefficients that say something of a term, the intercept left out.
  public var effectsOfTerms: [RegressionCoefficient] { coefficients.filter { !$0.isIntercept } }

  /// The coefficients whose limits leave out no effect.
  var decided: [RegressionCoefficient] {
    effectsOfTerms.filter { $0.interval.map { !$0.contains(0) } ?? false }
  }

  /// The finding in a sentence.
  public var headline: String {
    let all = effectsOfTerms
    guard !all.isEmpty else { return "The model has an intercept only" }
    if let selection, selection.method == .lasso {
      return "The lasso keeps \(selection.chosen.count) of \(selection.candidates.count) columns"
    }
    guard penalty != "ridge" else { return "Estimates of \(all.count) terms, shrunk by a ridge penalty" }
    let equal = (all.count > 1 ? ["the others"] : []) + (absorbed?.columnNames ?? [])
    let start = equal.isEmpty ? "" : "With \(NameList.joined(equal)) held equal, "
    guard !decided.isEmpty else {
      return start.isEmpty
        ? "No clear effect of the term"
        : start + (all.count > 1 ? "no term stands out from chance" : "no clear effect of the term")
    }
    let readable = decided.filter { !Self.isPartOfCurve($0.term) }
    let furthest = readable.max { abs($0.statistic ?? 0) < abs($1.statistic ?? 0) }
    return
      start + "\(decided.count) of \(all.count) terms \(decided.count == 1 ? "stands" : "stand") out "
      + "from chance" + (furthest.map { "; clearest: \(Self.words($0.term)) (\(size($0)))" } ?? "")
  }

  /// A sentence a term, then one an adjusted effect.
  public var sentences: [String] {
    effectsOfTerms.map { row in
      let start = "\(Self.plain(row.term)): \(size(row))"
      guard let interval = shownInterval(row) else {
        return start + (penalty == "ridge" ? ", shrunk; no limits exist." : "; no limits exist.")
      }
      let range =
        "\(number(interval.lower, beside: row)) to \(number(interval.upper, beside: row))"
      guard row.interval.map({ !$0.contains(0) }) ?? false else {
        return start + ", no clear effect (\(range))."
      }
      return start + ", \(row.estimate > 0 ? "more" : "less") with the other terms held equal (\(range))."
    } + effects.map(\.sentence)
  }

  private func size(_ row: RegressionCoefficient) -> String {
    guard let name = ratioName, let value = row.ratio?.value else {
      return "\(link == .probit ? "probit coefficient" : "difference") \(number(row.estimate, beside: row))"
    }
    return "\(name.lowercased()) \(NumberFormat.ratio(value))"
  }

  private func shownInterval(_ row: RegressionCoefficient) -> ConfidenceInterval? {
    ratioName == nil ? row.interval : row.ratio?.interval
  }

  /// A ratio, or a difference with as many decimals as show two digits of the coefficient.
  private func number(_ value: Double, beside row: RegressionCoefficient) -> String {
    guard ratioName == nil else { return NumberFormat.ratio(value) }
    return NumberFormat.fixed(value, decimals: NumberFormat.decimals(showing: row.estimate))
  }

  /// A term as sentences name it; an expression stays as it was typed.
  static func plain(_ term: String) -> String {
    guard !term.contains("(") else { return term }
    return term.replacing("_", with: " ").replacing("=", with: " = ")
  }

  /// Whether a term is one column of a spline or a polynomial, which says nothing by itself.
  private static func isPartOfCurve(_ term: String) -> Bool {
    ["ns(", "rcs(", "poly("].contains { term.contains($0) }
  }

  /// A term without underscores.
  static func words(_ term: String) -> String {
    term.replacing("_", with: " ").replacing("=", with: ": ")
  }

  /// The coefficients, a row a term.
  public var table: OutputTable {
    RegressionTable.table(coefficients, ratioName: ratioName, hasMissingInformation: imputation != nil)
  }

  /// The adjusted effects, a row an effect; nil where none were asked for.
  public var effectTable: OutputTable? {
    guard let isShare = effects.first?.isShare else { return nil }
    return OutputTable(effects, fields: RegressionEffect.columns(isShare: isShare))
  }
}

/// The table of a regression's coefficients, shared by all regressions.
enum RegressionTable {
  static func table(
    _ coefficients: [RegressionCoefficient], ratioName: String?, hasMissingInformation: Bool = false
  ) -> OutputTable {
    let kind = OutputColumn.Kind.number(decimals: 3)
    var columns = [OutputColumn(key: "term", title: "Term")]
    if let ratioName {
      columns += [
        OutputColumn(key: "exponentiated", title: ratioName, kind: kind),
        OutputColumn(key: "exponentiatedLower", title: "from", kind: kind),
        OutputColumn(key: "exponentiatedUpper", title: "to", kind: kind),
        OutputColumn(key: "pValue", title: "p", kind: .pValue),
      ]
    }
    columns += [
      OutputColumn(
        key: "estimate", title: ratioName == nil ? "Estimate" : "Log ratio", kind: .number(decimals: 4)),
      OutputColumn(key: "standardError", title: "Standard error", kind: .number(decimals: 4)),
      OutputColumn(key: "statistic", title: "Statistic", kind: .number(decimals: 2)),
    ]
    if ratioName == nil { columns.append(OutputColumn(key: "pValue", title: "p", kind: .pValue)) }
    columns += [
      OutputColumn(key: "lower", title: "from", kind: .number(decimals: 4)),
      OutputColumn(key: "upper", title: "to", kind: .number(decimals: 4)),
    ]
    if hasMissingInformation {
      columns.append(
        OutputColumn(key: "missingInformation", title: "Information missing", kind: .perCent(decimals: 0)))
    }
    return OutputTable(
      columns: columns,
      rows: coefficients.map { row in
        let ratio: [OutputCell] =
          row.isIntercept
          ? Array(repeating: .missing(""), count: 3)
          : [
            .optional(row.ratio?.value), .optional(row.ratio?.interval?.lower),
            .optional(row.ratio?.interval?.upper),
          ]
        let p = OutputCell.optional(row.pValue)
        return [.text(row.term)] + (ratioName == nil ? [] : ratio + [p])
          + [.number(row.estimate), .optional(row.standardError), .optional(row.statistic)]
          + (ratioName == nil ? [p] : [])
          + [.optional(row.interval?.lower), .optional(row.interval?.upper)]
          + (hasMissingInformation ? [.optional(row.missingInformation)] : [])
      })
  }
}
