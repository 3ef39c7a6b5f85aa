/// A model formula such as `reoffended ~ homeless * sex + age`.
///
/// The language is that of R as far as it goes: `+` adds a term, `:` is an interaction, `*` both with their main
/// effects, `-` removes a term, `- 1` or `+ 0` the intercept. `factor(x, ref = "b")`, `log(x)`, `poly(x, 2)`
/// (orthogonal polynomials), `ns(x, 3)` (natural spline with so many degrees of freedom), `rcs(x, 4)` or
/// `rcs(x, 10, 20, 30)` (restricted cubic spline with so many or these knots) and `offset(x)` are known. A grouped
/// outcome is written `cbind(events, others) ~ …`. A column whose name is no plain word stands between backquotes.
public struct Formula: Hashable, Sendable {
  /// What is on the left of `~`.
  public enum Outcome: Hashable, Sendable {
    /// One column.
    case column(String)
    /// Counts with and without the event.
    case counts(events: String, others: String)
  }

  /// A function of one column that a term is made of.
  public enum Factor: Hashable, Sendable {
    /// A column as it is.
    case column(String)
    /// A column taken as categories, with the level to compare with.
    case categories(String, reference: String?)
    /// A natural logarithm.
    case logarithm(String)
    /// Orthogonal polynomials up to a degree.
    case polynomial(String, degree: Int)
    /// A natural cubic spline with degrees of freedom.
    case naturalSpline(String, degreesOfFreedom: Int)
    /// A restricted cubic spline with a number of knots at the usual quantiles.
    case restrictedSpline(String, knotCount: Int)
    /// A restricted cubic spline with given knots.
    case restrictedSplineAt(String, knots: [Double])

    /// The column it is a function of.
    public var column: String {
      switch self {
      case .column(let name), .categories(let name, _), .logarithm(let name), .polynomial(let name, _),
        .naturalSpline(let name, _), .restrictedSpline(let name, _), .restrictedSplineAt(let name, _):
        name
      }
    }

    /// The name as it stands in the names of terms.
    public var label: String {
      switch self {
      case .column(let name), .categories(let name, _): name
      case .logarithm(let name): "log(\(name))"
      case .polynomial(let name, let degree): "poly(\(name), \(degree))"
      case .naturalSpline(let name, let degreesOfFreedom): "ns(\(name), \(degreesOfFreedom))"
      case .restrictedSpline(let name, let count): "rcs(\(name), \(count))"
      case .restrictedSplineAt(let name, let knots):
        "rcs(\(([name] + knots.map(\.formattedBriefly)).joined(separator: ", ")))"
      }
    }
  }

  /// A term: one factor, or several whose columns are multiplied.
  public typealias Term = [Factor]

  /// The text it was read from.
  public let text: String
  /// The outcome, or nil for a formula without a left side, as a list of covariates.
  public let outcome: Outcome?
  /// The terms, main effects first, then interactions by order.
  public let terms: [Term]
  /// Whether there is an intercept.
  public let hasIntercept: Bool
  /// Columns, or logarithms of columns, added with the coefficient 1.
  public let offsets: [Factor]

  /// Reads a formula.
  ///
  /// - Throws: `ModelError.formula` with the position of what cannot be read.
  public init(_ text: String) throws(ModelError) {
    var parser = try FormulaParser(text)
    let parsed = try parser.formula()
    self.text = text
    outcome = parsed.outcome
    let distinct = parsed.terms
    terms = distinct.enumerated().sorted { ($0.element.count, $0.offset) < ($1.element.count, $1.offset) }
      .map(\.element)
    hasIntercept = parsed.hasIntercept
    offsets = parsed.offsets
  }

  /// The columns on the right, each once, in order of appearance.
  public var covariates: [String] {
    var seen: Set<String> = []
    return terms.flatMap { $0 }.map(\.column).filter { seen.insert($0).inserted }
  }

  static func label(_ term: Term) -> String {
    term.map(\.label).joined(separator: ":")
  }
}
