import Numbers

/// What is said of a row that breaks an equation or a bound.
struct RelationMessage {
  private let check: RelationCheck
  private let relation: RelationCheck.BoundRelation
  private let row: Int
  private var table: AuditedTable { check.context.table }

  init(_ check: RelationCheck, _ relation: RelationCheck.BoundRelation, row: Int) {
    self.check = check
    self.relation = relation
    self.row = row
  }

  /// The sentence, the figure and the whole numbers that would fit.
  func detail(published: RoundingInterval, computed: RoundingInterval) -> RowDetail {
    guard let target = relation.target, let number = table.columns[target].numbers[row] else {
      let (left, right) = (calculation(relation.left), calculation(relation.right))
      let sign = relation.comparison.rawValue
      return RowDetail(message: "\(left) \(sign) \(right) does not hold: \(published) against \(computed)")
    }
    let text = table.columns[target].texts[row]
    let name = Self.spoken(table.columns[target].name)
    let shown = number.shown(computed, apartFrom: published)
    guard relation.comparison == .equal else {
      let sign = relation.isReversed ? relation.comparison.mirrored : relation.comparison
      let bound = calculation(relation.computed)
      let isSingle = relation.computed.singleSlot != nil
      let named = relation.computed.singleSlot.map { " (\(Self.spoken(table.columns[$0].name)))" } ?? ""
      return RowDetail(
        message:
          "\(name) \(text) must be \(sign.words) \(bound)\(named)\(isSingle || bound == shown ? "" : ", which is \(shown)")",
        figure: ContradictedFigure(
          name: table.columns[target].name, printed: text,
          implied: "\(sign.words) \(isSingle ? bound : shown)",
          unit: number.unit))
    }
    let meant = number.reprinted(computed)
    let should = meant.map { ", so that \($0) would agree" } ?? ""
    return RowDetail(
      message: "\(name) is printed as \(text), but \(calculation(relation.computed)) is \(shown)\(should)",
      figure: ContradictedFigure(
        name: table.columns[target].name, printed: text, implied: meant ?? shown, unit: number.unit),
      possible: possible(published, text))
  }

  /// The calculation with the figures of the row in place of the columns.
  private func calculation(_ formula: RuleFormula) -> String {
    formula.root.written { slot in
      let column = formula.slots[slot]
      guard !column.isSum else {
        let sum = check.sum(row, column.column).map { " (\(RoundingInterval($0.lower, $0.upper)))" } ?? ""
        return "sum of \(Self.spoken(table.columns[column.column].name))\(sum)"
      }
      let text = table.columns[column.column].texts[row]
      return text.isEmpty ? Self.spoken(table.columns[column.column].name) : text
    }
  }

  /// For `100 * a / b`: which a, and which b, would give the percentage.
  private func possible(_ published: RoundingInterval, _ text: String) -> [PossibleCount] {
    guard let (above, below) = relation.computed.root.percentage,
      case .slot(let part) = above, case .slot(let whole) = below
    else { return [] }
    let slots = [part, whole].map { relation.computed.slots[$0] }
    guard slots.allSatisfy({ !$0.isSum && table.columns[$0.column].isWhole }) else { return [] }
    let names = slots.map { table.columns[$0.column].name }
    let texts = slots.map { table.columns[$0.column].texts[row] }
    let hundred = ExactNumber(100)
    var found: [PossibleCount] = []
    if let b = check.context.interval(row, slots[1].column),
      let low = try? published.lower * b.lower / hundred,
      let high = try? published.upper * b.upper / hundred
    {
      found.append(
        contentsOf: PossibleCount(
          column: names[0], within: ValueRange(low, high), of: text, beside: "\(names[1]) \(texts[1])"
        ).map { [$0] } ?? [])
    }
    if published.lower > .zero, let a = check.context.interval(row, slots[0].column),
      let low = try? a.lower * hundred / published.upper, let high = try? a.upper * hundred / published.lower
    {
      found.append(
        contentsOf: PossibleCount(
          column: names[1], within: ValueRange(low, high), of: text, beside: "\(names[0]) \(texts[0])"
        ).map { [$0] } ?? [])
    }
    return found
  }

  /// A column name as a sentence has it.
  static func spoken(_ name: String) -> String { name.replacing("_", with: " ") }
}

extension RuleFormula.Node {
  /// The calculation in the notation of the rules, with a text for each slot.
  func written(_ text: (Int) -> String) -> String {
    switch self {
    case .constant(let value): value.description
    case .slot(let slot): text(slot)
    case .negative(let inner): "-\(inner.factor(text))"
    case .squareRoot(let inner): "sqrt(\(inner.written(text)))"
    case .add(let a, let b): "\(a.written(text)) + \(b.written(text))"
    case .subtract(let a, let b): "\(a.written(text)) - \(b.factor(text))"
    case .multiply(let a, let b): "\(a.factor(text)) * \(b.factor(text))"
    case .divide(let a, let b): "\(a.factor(text)) / \(b.divisor(text))"
    }
  }

  private func factor(_ text: (Int) -> String) -> String {
    switch self {
    case .add, .subtract: "(\(written(text)))"
    case .constant, .slot, .negative, .squareRoot, .multiply, .divide: written(text)
    }
  }

  private func divisor(_ text: (Int) -> String) -> String {
    switch self {
    case .add, .subtract, .multiply, .divide: "(\(written(text)))"
    case .constant, .slot, .negative, .squareRoot: written(text)
    }
  }
}

extension RowCondition.Comparison {
  /// The comparison in words.
  var words: String {
    switch self {
    case .equal: "equal to"
    case .unequal: "other than"
    case .less: "below"
    case .greater: "above"
    case .atMost: "at most"
    case .atLeast: "at least"
    }
  }
}

extension PublishedNumber {
  /// A computed range with one decimal more than this number, or as many as show that the two differ.
  func shown(_ computed: RoundingInterval, apartFrom published: RoundingInterval) -> String {
    guard computed.lower.isFinite, computed.upper.isFinite else { return computed.description }
    let mark = unit == .percent ? "%" : (unit == .percentagePoints ? " percentage points" : "")
    for places in (decimals + 1)...(decimals + 6) {
      let low = computed.lower.decimal(places: places)
      let high = computed.upper.decimal(places: places)
      let isApart = [low, high].allSatisfy { text in
        PublishedNumber(text).map { !published.contains($0.value) } ?? true
      }
      let rounds = [(low, computed.lower), (high, computed.upper)].allSatisfy { text, value in
        PublishedNumber(text).map { reprinted($0.value) == reprinted(value) } ?? true
      }
      guard isApart && rounds || places == decimals + 6 else { continue }
      return low == high ? Self.trimmed(low) + mark : "\(Self.trimmed(low)) to \(Self.trimmed(high))\(mark)"
    }
    return computed.description
  }

  private static func trimmed(_ decimal: String) -> String {
    guard decimal.contains("."), decimal.split(separator: ".").last?.allSatisfy({ $0 == "0" }) == true else {
      return decimal
    }
    return String(decimal.prefix { $0 != "." })
  }
}
