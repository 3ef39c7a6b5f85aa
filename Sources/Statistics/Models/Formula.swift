/// A model formula such as `reoffended ~ homeless * sex + age`.
///
/// The language is that of R: `+` adds a term, `:` (or `%in%`) is an interaction, `*` both with their main effects,
/// `a / b` is `a + a:b`, `(a + b + c)^2` all interactions up to that order, `.` every column that is not on the left,
/// `-` removes a term, `- 1` or `+ 0` the intercept. Known functions of a column are `factor(x, ref = "b")`,
/// `relevel(x, ref = "b")`, `log`, `log2`, `log10`, `log1p`, `sqrt`, `exp` and others, `I()` around any arithmetic of
/// columns, `scale(x)`, `cut(x, c(0, 18, 30))`, `poly(x, 2)` (orthogonal, or `raw = TRUE`), `ns(x, 3)` (natural
/// spline with so many degrees of freedom), `bs(x, df = 5)` (B-spline), `rcs(x, 4)` or `rcs(x, 10, 20, 30)` (restricted
/// cubic spline with so many or these knots), and `offset(x)`. The outcome may be such an expression too; a grouped
/// one is written `cbind(events, others) ~ …`. A column whose name is no plain word stands between backquotes.
///
/// - Source: Wilkinson and Rogers (1973), *Applied Statistics* 22, 392–399, doi:10.2307/2346786; Chambers and Hastie
///   (1992), *Statistical Models in S*, chapter 2, doi:10.1201/9780203738535.
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
    /// A number reckoned from one column; the text is how R writes it.
    case expression(String, ModelExpression, text: String)
    /// The column less its mean, over its standard deviation, each where asked for.
    case scaled(String, centre: Bool, spread: Bool)
    /// Plain powers up to a degree.
    case powers(String, degree: Int)
    /// A natural cubic spline with given inner knots.
    case naturalSplineAt(String, knots: [Double])
    /// A B-spline of a degree with degrees of freedom.
    case bSpline(String, degree: Int, degreesOfFreedom: Int)
    /// A B-spline of a degree with given inner knots.
    case bSplineAt(String, degree: Int, knots: [Double])

    /// The column it is a function of.
    public var column: String {
      switch self {
      case .column(let name), .categories(let name, _), .logarithm(let name), .polynomial(let name, _),
        .naturalSpline(let name, _), .restrictedSpline(let name, _), .restrictedSplineAt(let name, _),
        .expression(let name, _, _), .scaled(let name, _, _), .powers(let name, _),
        .naturalSplineAt(let name, _), .bSpline(let name, _, _), .bSplineAt(let name, _, _):
        name
      }
    }

    /// The name as it stands in the names of terms.
    public var label: String {
      switch self {
      case .column(let name), .categories(let name, _): name
      default: written(column)
      }
    }

    /// The function as R writes it, of a column by the name given.
    func written(_ name: String) -> String {
      func list(_ values: [Double]) -> String { values.map(\.formattedBriefly).joined(separator: ", ") }
      return switch self {
      case .column: name
      case .categories(_, let reference):
        reference.map { "factor(\(name), ref = \"\($0)\")" } ?? "factor(\(name))"
      case .logarithm: "log(\(name))"
      case .polynomial(_, let degree): "poly(\(name), \(degree))"
      case .naturalSpline(_, let degreesOfFreedom): "ns(\(name), \(degreesOfFreedom))"
      case .restrictedSpline(_, let count): "rcs(\(name), \(count))"
      case .restrictedSplineAt(_, let knots): "rcs(\(name), \(list(knots)))"
      case .expression(_, _, let text): text
      case .scaled(_, let centre, let spread):
        "scale(\(name)\(centre ? "" : ", center = FALSE")\(spread ? "" : ", scale = FALSE"))"
      case .powers(_, let degree): "poly(\(name), \(degree), raw = TRUE)"
      case .naturalSplineAt(_, let knots): "ns(\(name), knots = c(\(list(knots))))"
      case .bSpline(_, let degree, let degreesOfFreedom):
        "bs(\(name), df = \(degreesOfFreedom)\(degree == 3 ? "" : ", degree = \(degree)"))"
      case .bSplineAt(_, let degree, let knots):
        "bs(\(name), knots = c(\(list(knots)))\(degree == 3 ? "" : ", degree = \(degree)"))"
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
  /// The columns that the formula makes itself, by the name under which its terms know them.
  public let derivations: [String: DerivedColumn]

  /// Reads a formula.
  ///
  /// - Parameters:
  ///   - text: as R writes it, such as `reoffended ~ homeless * sex + age`.
  ///   - columns: all columns there are, for which `.` may stand.
  /// - Throws: `ModelError.formula` with the position of what cannot be read.
  public init(_ text: String, columns: [String] = []) throws(ModelError) {
    var parser = try FormulaParser(text, columns: columns)
    let parsed = try parser.formula()
    self.text = text
    outcome = parsed.outcome
    let distinct = parsed.terms
    terms = distinct.enumerated().sorted { ($0.element.count, $0.offset) < ($1.element.count, $1.offset) }
      .map(\.element)
    hasIntercept = parsed.hasIntercept
    offsets = parsed.offsets
    derivations = parsed.derivations
  }

  /// The same formula with other columns made.
  init(_ other: Formula, derivations: [String: DerivedColumn]) {
    (text, outcome, terms, hasIntercept, offsets) = (
      other.text, other.outcome, other.terms, other.hasIntercept, other.offsets
    )
    self.derivations = derivations
  }

  /// Whether a text names all other columns by `.`, so that they must be known to read it.
  public static func namesOtherColumns(_ text: String) -> Bool {
    ((try? FormulaToken.tokens(of: text)) ?? []).contains { $0.kind == .name(".") }
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
