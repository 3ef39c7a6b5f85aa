/// A column that a formula makes from others.
public enum DerivedColumn: Hashable, Sendable {
  /// A number for each row.
  case number(ModelExpression)
  /// Bands of a number, as R's `cut`: between each two breaks a category.
  case bands(ModelExpression, Bands)
  /// Bands of equal width from the least to the greatest number, as R's `cut` with a number of bands.
  case equalBands(ModelExpression, EqualBands)
  /// A category whose levels are named in their order, the first being compared with.
  case levels(String, [String])

  /// Bands of equal width, whose breaks the data decide.
  public struct EqualBands: Hashable, Sendable {
    /// How many bands.
    public let count: Int
    /// Whether a band holds its upper break and not its lower one.
    public let holdsUpper: Bool
    /// Whether the outermost break that would be left out belongs to its band.
    public let includesLowest: Bool
    /// The names of the bands; nil for their breaks.
    public let labels: [String]?

    /// The breaks of R's `cut`: equal steps, the outermost a thousandth of the range further out.
    func breaks(from least: Double, to greatest: Double) -> [Double] {
      let range = greatest - least
      let reach = (range > 0 ? range : least != 0 ? abs(least) : 1) / 1000
      let (low, high) = range > 0 ? (least, greatest) : (least - reach, greatest + reach)
      var breaks = (0...count).map { low + (high - low) * Double($0) / Double(count) }
      (breaks[0], breaks[count]) = (least - reach, greatest + reach)
      return breaks
    }

    func bands(_ breaks: [Double]) -> Bands {
      Bands(
        breaks: breaks, holdsUpper: holdsUpper, includesLowest: includesLowest,
        labels: labels
          ?? Bands.names(Bands.written(breaks), holdsUpper: holdsUpper, includesLowest: includesLowest))
    }
  }

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

    /// The names of bands, with round brackets before and behind what they do not hold.
    static func names(_ breaks: [String], holdsUpper: Bool, includesLowest: Bool) -> [String] {
      breaks.indices.dropLast().map { band in
        let inside = "\(breaks[band]),\(breaks[band + 1])"
        return holdsUpper
          ? "\(includesLowest && band == 0 ? "[" : "(")\(inside)]"
          : "[\(inside)\(includesLowest && band == breaks.count - 2 ? "]" : ")")"
      }
    }

    /// Breaks with the fewest digits, three at least, that tell them apart.
    static func written(_ breaks: [Double]) -> [String] {
      let forms = (3...12).lazy.map { digits in breaks.map { written($0, significantDigits: digits) } }
      return forms.first { Set($0).count == breaks.count } ?? breaks.map(\.formattedBriefly)
    }

    /// A number with so many digits behind its first that is not 0; whole numbers keep theirs.
    private static func written(_ value: Double, significantDigits digits: Int) -> String {
      var (least, scale) = (1.0, 1.0)
      for _ in 1..<digits { least *= 10 }
      while value != 0, abs(value) * scale < least, scale < 1e15 { scale *= 10 }
      let text = "\((value * scale).rounded() / scale)"
      return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

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
    case .number(let expression), .bands(let expression, _), .equalBands(let expression, _): expression
    case .levels(let name, _): .column(name)
    }
  }
}

extension ModelFrame {
  /// The frame with the columns that a formula makes.
  ///
  /// - Throws: `ModelError.badValue` with the row where an expression has no value or a number lies in no band,
  ///   `ModelError.wrongKind` for a text that is reckoned with.
  func deriving(_ formula: Formula) throws(ModelError) -> ModelFrame {
    let formula = try fixing(formula)
    let missing = formula.derivations.filter { columns[$0.key] == nil }.sorted { $0.key < $1.key }
    guard !missing.isEmpty else { return self }
    var all: [ModelColumn] = []
    for name in names { all.append(try column(name)) }
    for (name, derived) in missing { all.append(try column(derived, named: name)) }
    return try ModelFrame(all, complete: complete)
  }

  /// The formula with the breaks of bands that the rows in use decide.
  func fixing(_ formula: Formula) throws(ModelError) -> Formula {
    var derivations = formula.derivations
    for (name, derived) in formula.derivations.sorted(by: { $0.key < $1.key }) {
      guard case .equalBands(let expression, let bands) = derived else { continue }
      let values = try values(of: expression, named: name)
      let used = values.indices.filter(uses).map { values[$0] }
      guard let least = used.min(), let greatest = used.max() else { throw .noRows(excluded: excludedRows) }
      derivations[name] = .bands(expression, bands.bands(bands.breaks(from: least, to: greatest)))
    }
    return Formula(formula, derivations: derivations)
  }

  /// A category with its levels in the order named.
  private func levels(_ source: String, _ levels: [String], named name: String) throws(ModelError)
    -> ModelColumn
  {
    let places = Dictionary(uniqueKeysWithValues: zip(levels, levels.indices.map(Int32.init)))
    let text: (Int) -> String
    switch try column(source).content {
    case .numeric:
      let values = try numbers(source)
      text = { values[$0].formattedBriefly }
    case .categorical(let codes, let names, _): text = { names[Int(codes[$0])] }
    }
    var codes = Array(repeating: Int32(0), count: rows)
    for row in 0..<rows where uses(row) {
      guard let place = places[text(row)] else {
        throw .badValue(
          column: source, row: row + 1, found: text(row),
          allowed: "one of the levels of \(name); R leaves such rows out, as --where does here")
      }
      codes[row] = place
    }
    return try ModelColumn(name, codes: codes, levels: levels)
  }

  private func column(_ derived: DerivedColumn, named name: String) throws(ModelError) -> ModelColumn {
    if case .levels(let source, let levels) = derived {
      return try self.levels(source, levels, named: name)
    }
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
