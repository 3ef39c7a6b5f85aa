/// A column that a formula makes from others.
public enum DerivedColumn: Hashable, Sendable {
  /// A number for each row.
  case number(ModelExpression)
  /// Bands of a number, as R's `cut`: between each two breaks a category.
  case bands(ModelExpression, Bands)

  /// Where the bands of a number begin and end.
  public struct Bands: Hashable, Sendable {
    /// The breaks in increasing order, at least two.
    public let breaks: [Double]
    /// Whether a band holds its upper break and not its lower one.
    public let holdsUpper: Bool
    /// Whether the outermost break that would be left out belongs to its band.
    public let includesLowest: Bool
    /// The names of the bands, one fewer than breaks.
    public let labels: [String]

    /// The index of a value's band; nil outside of all.
    func index(of value: Double) -> Int? {
      let last = breaks.count - 1
      if includesLowest, holdsUpper, value == breaks[0] { return 0 }
      if includesLowest, !holdsUpper, value == breaks[last] { return last - 1 }
      return (0..<last).first { band in
        holdsUpper
          ? value > breaks[band] && value <= breaks[band + 1]
          : value >= breaks[band] && value < breaks[band + 1]
      }
    }
  }

  var expression: ModelExpression {
    switch self {
    case .number(let expression), .bands(let expression, _): expression
    }
  }
}

extension ModelFrame {
  /// The frame with the columns that a formula makes.
  ///
  /// - Throws: `ModelError.badValue` with the row where an expression has no value or a number lies in no band,
  ///   `ModelError.wrongKind` for a text that is reckoned with.
  func deriving(_ formula: Formula) throws(ModelError) -> ModelFrame {
    let missing = formula.derivations.filter { columns[$0.key] == nil }.sorted { $0.key < $1.key }
    guard !missing.isEmpty else { return self }
    var all: [ModelColumn] = []
    for name in names { all.append(try column(name)) }
    for (name, derived) in missing { all.append(try column(derived, named: name)) }
    return try ModelFrame(all, complete: complete)
  }

  private func column(_ derived: DerivedColumn, named name: String) throws(ModelError) -> ModelColumn {
    let expression = derived.expression
    let values = try values(of: expression, named: name)
    guard case .bands(_, let bands) = derived else { return ModelColumn(name, numbers: values) }
    var codes = Array(repeating: Int32(0), count: rows)
    for row in 0..<rows where uses(row) {
      guard let band = bands.index(of: values[row]) else {
        throw .badValue(
          column: expression.columns.first ?? name, row: row + 1, found: values[row].formattedBriefly,
          allowed: "inside the breaks of \(name)")
      }
      codes[row] = Int32(band)
    }
    return try ModelColumn(name, codes: codes, levels: bands.labels)
  }

  private func values(of expression: ModelExpression, named name: String) throws(ModelError) -> [Double] {
    var numbers: [String: [Double]] = [:]
    var texts: [String: (codes: [Int32], levels: [String])] = [:]
    for source in expression.columns {
      switch try column(source).content {
      case .numeric: numbers[source] = try self.numbers(source)
      case .categorical(let codes, let levels, _):
        guard expression.readsOnlyText(of: source) else {
          throw .wrongKind(column: source, needed: "a number")
        }
        texts[source] = (codes, levels)
      }
    }
    var values = Array(repeating: 0.0, count: rows)
    for row in 0..<rows where uses(row) {
      values[row] = expression.value {
        numbers[$0]?[row] ?? .nan
      } text: { source in
        if let (codes, levels) = texts[source] { return levels[Int(codes[row])] }
        return numbers[source].map { $0[row].formattedBriefly } ?? ""
      }
      guard values[row].isFinite else {
        let source = expression.columns.first ?? name
        let found = numbers[source].map { $0[row].formattedBriefly } ?? "the value"
        throw .badValue(
          column: source, row: row + 1, found: found, allowed: "such that \(name) is a finite number")
      }
    }
    return values
  }
}

extension ModelExpression {
  /// Whether a column is only compared with texts.
  func readsOnlyText(of name: String) -> Bool {
    switch self {
    case .number, .text: true
    case .column(let own): own != name
    case .binary(_, let first, let second): first.readsOnlyText(of: name) && second.readsOnlyText(of: name)
    case .negative(let inner), .not(let inner): inner.readsOnlyText(of: name)
    case .call(_, let arguments): arguments.allSatisfy { $0.readsOnlyText(of: name) }
    }
  }
}
