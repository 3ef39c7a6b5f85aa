internal import CGSL

/// An expression of numbers, such as `age^2` or `(income - 20000) / 1000`, as it stands in a formula.
///
/// Names, operators and their order are those of R; comparisons give 1 or 0.
public indirect enum ModelExpression: Hashable, Sendable {
  /// A number.
  case number(Double)
  /// The numbers of a column.
  case column(String)
  /// Two expressions joined by an operator.
  case binary(Operator, ModelExpression, ModelExpression)
  /// An expression with its sign turned.
  case negative(ModelExpression)
  /// 1 where the expression is 0, else 0.
  case not(ModelExpression)
  /// A function of one or several expressions.
  case call(Function, [ModelExpression])
  /// Whether the text of a column is one of several.
  case text(column: String, isOneOf: [String])

  /// The operators.
  public enum Operator: String, Hashable, Sendable {
    /// The sum.
    case plus = "+"
    /// The difference.
    case minus = "-"
    /// The product.
    case times = "*"
    /// The quotient.
    case over = "/"
    /// The first to the power of the second.
    case power = "^"
    /// What a division leaves, with the sign of the divisor.
    case remainder = "%%"
    /// How often the second goes into the first.
    case wholes = "%/%"
    /// 1 where the first is smaller, else 0.
    case less = "<"
    /// 1 where the first is not larger, else 0.
    case atMost = "<="
    /// 1 where the first is larger, else 0.
    case greater = ">"
    /// 1 where the first is not smaller, else 0.
    case atLeast = ">="
    /// 1 where both are the same, else 0.
    case equal = "=="
    /// 1 where they differ, else 0.
    case unequal = "!="
    /// 1 where neither is 0, else 0.
    case and = "&"
    /// 1 where one of them is not 0, else 0.
    case or = "|"
  }

  /// The functions.
  public enum Function: String, Hashable, Sendable, CaseIterable {
    /// The square root.
    case squareRoot = "sqrt"
    /// e to the power.
    case exponential = "exp"
    /// The natural logarithm.
    case logarithm = "log"
    /// The logarithm to base 2.
    case logarithmOfTwo = "log2"
    /// The logarithm to base 10.
    case logarithmOfTen = "log10"
    /// The natural logarithm of one more, exact near 0.
    case logarithmOfOneMore = "log1p"
    /// One less than e to the power, exact near 0.
    case exponentialLessOne = "expm1"
    /// The distance from 0.
    case absolute = "abs"
    /// −1, 0 or 1.
    case sign
    /// The whole number below.
    case floor
    /// The whole number above.
    case ceiling
    /// The nearest whole number; halves go to the even one.
    case round
    /// The whole number towards 0.
    case truncate = "trunc"
    /// The smallest of several.
    case least = "pmin"
    /// The largest of several.
    case greatest = "pmax"
    /// The second where the first is not 0, else the third.
    case choice = "ifelse"

    /// How many expressions it takes.
    var arguments: ClosedRange<Int> {
      switch self {
      case .least, .greatest: 2...20
      case .choice: 3...3
      case .logarithm, .round: 1...2
      default: 1...1
      }
    }
  }

  /// The columns, each once, in order of appearance.
  public var columns: [String] {
    var seen: Set<String> = []
    return allColumns.filter { seen.insert($0).inserted }
  }

  private var allColumns: [String] {
    switch self {
    case .number: []
    case .column(let name), .text(let name, _): [name]
    case .binary(_, let first, let second): first.allColumns + second.allColumns
    case .negative(let inner), .not(let inner): inner.allColumns
    case .call(_, let arguments): arguments.flatMap(\.allColumns)
    }
  }

  /// Whether a text is compared with.
  var readsTexts: Bool {
    switch self {
    case .number, .column: false
    case .text: true
    case .binary(_, let first, let second): first.readsTexts || second.readsTexts
    case .negative(let inner), .not(let inner): inner.readsTexts
    case .call(_, let arguments): arguments.contains(where: \.readsTexts)
    }
  }

  /// The value of the expression, not a number where it has none.
  func value(_ number: (String) -> Double, text: (String) -> String = { _ in "" }) -> Double {
    switch self {
    case .number(let value): value
    case .column(let name): number(name)
    case .negative(let inner): -inner.value(number, text: text)
    case .not(let inner): inner.value(number, text: text) == 0 ? 1 : 0
    case .text(let name, let values): values.contains(text(name)) ? 1 : 0
    case .binary(let sign, let first, let second):
      sign.value(first.value(number, text: text), second.value(number, text: text))
    case .call(let function, let arguments):
      function.value(arguments.map { $0.value(number, text: text) })
    }
  }
}

extension ModelExpression.Operator {
  func value(_ a: Double, _ b: Double) -> Double {
    switch self {
    case .plus: a + b
    case .minus: a - b
    case .times: a * b
    case .over: a / b
    case .power: b == 2 ? a * a : pow(a, b)
    case .remainder: a - (a / b).rounded(.down) * b
    case .wholes: (a / b).rounded(.down)
    case .less: a < b ? 1 : 0
    case .atMost: a <= b ? 1 : 0
    case .greater: a > b ? 1 : 0
    case .atLeast: a >= b ? 1 : 0
    case .equal: a == b ? 1 : 0
    case .unequal: a != b ? 1 : 0
    case .and: a != 0 && b != 0 ? 1 : 0
    case .or: a != 0 || b != 0 ? 1 : 0
    }
  }

  /// How closely it binds, and whether R writes blanks around it.
  var binding: Int {
    switch self {
    case .or: 1
    case .and: 2
    case .less, .atMost, .greater, .atLeast, .equal, .unequal: 4
    case .plus, .minus: 5
    case .times, .over: 6
    case .remainder, .wholes: 7
    case .power: 9
    }
  }

  var text: String {
    switch self {
    case .over, .power, .remainder, .wholes: rawValue
    default: " \(rawValue) "
    }
  }
}

extension ModelExpression.Function {
  func value(_ x: [Double]) -> Double {
    switch self {
    case .squareRoot: x[0].squareRoot()
    case .exponential: exp(x[0])
    case .logarithm: x.count > 1 ? log(x[0]) / log(x[1]) : log(x[0])
    case .logarithmOfTwo: log2(x[0])
    case .logarithmOfTen: log10(x[0])
    case .logarithmOfOneMore: log1p(x[0])
    case .exponentialLessOne: expm1(x[0])
    case .absolute: abs(x[0])
    case .sign: x[0] > 0 ? 1 : x[0] < 0 ? -1 : 0
    case .floor: x[0].rounded(.down)
    case .ceiling: x[0].rounded(.up)
    case .round:
      // Halves to the even digit, as in R.
      x.count > 1
        ? (x[0] * pow(10, x[1])).rounded(.toNearestOrEven) / pow(10, x[1]) : x[0].rounded(.toNearestOrEven)
    case .truncate: x[0].rounded(.towardZero)
    case .least: x.reduce(.infinity, min)
    case .greatest: x.reduce(-.infinity, max)
    case .choice: x[0] != 0 ? x[1] : x[2]
    }
  }
}

extension ModelExpression {
  /// The expression as R writes it.
  public var text: String { text(inside: 0) }

  private func text(inside binding: Int) -> String {
    switch self {
    case .number(let value): return value.formattedBriefly
    case .column(let name): return Formula.quoted(name)
    case .text(let name, let values):
      let texts = values.map { "\"\($0)\"" }
      return values.count == 1
        ? "\(Formula.quoted(name)) == \(texts[0])"
        : "\(Formula.quoted(name)) %in% c(\(texts.joined(separator: ", ")))"
    case .negative(let inner): return bracketed("-" + inner.text(inside: 8), 8, inside: binding)
    case .not(let inner): return bracketed("!" + inner.text(inside: 3), 3, inside: binding)
    case .call(let function, let arguments):
      return "\(function.rawValue)(\(arguments.map(\.text).joined(separator: ", ")))"
    case .binary(let sign, let first, let second):
      let own = sign.binding
      let isPower = sign == .power
      let text =
        first.text(inside: isPower ? own + 1 : own) + sign.text + second.text(inside: isPower ? own : own + 1)
      return bracketed(text, own, inside: binding)
    }
  }

  private func bracketed(_ text: String, _ own: Int, inside binding: Int) -> String {
    own < binding ? "(\(text))" : text
  }
}
