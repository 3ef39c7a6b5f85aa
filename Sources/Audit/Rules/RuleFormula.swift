import Numbers

/// An expression whose columns are numbered, ready to be computed row after row without any allocation.
struct RuleFormula: Sendable {
  indirect enum Node: Sendable {
    case constant(ExactNumber)
    case slot(Int)
    case negative(Node)
    case add(Node, Node)
    case subtract(Node, Node)
    case multiply(Node, Node)
    case divide(Node, Node)
    case squareRoot(Node)
  }

  /// What fills a slot: a column, or the sum of a column over the group of the row.
  struct Slot: Hashable, Sendable {
    let column: Int
    let isSum: Bool
  }

  let root: Node
  let slots: [Slot]
  /// The slots that stand in the expression more than once.
  let repeated: [Int]

  /// Numbers the columns of an expression.
  init(
    _ expression: RuleExpression, column: (_ name: String, _ position: Int) throws(AuditError) -> Int
  ) throws(AuditError) {
    var slots: [Slot] = []
    var uses: [Int] = []
    root = try Self.compile(expression, &slots, &uses, column)
    self.slots = slots
    repeated = uses.indices.filter { uses[$0] > 1 }
  }

  /// The same columns in another calculation.
  init(root: Node, slots: [Slot]) {
    self.root = root
    self.slots = slots
    var uses = Array(repeating: 0, count: slots.count)
    root.countUses(&uses)
    repeated = uses.indices.filter { uses[$0] > 1 }
  }

  private static func compile(
    _ expression: RuleExpression, _ slots: inout [Slot], _ uses: inout [Int],
    _ column: (_ name: String, _ position: Int) throws(AuditError) -> Int
  ) throws(AuditError) -> Node {
    switch expression {
    case .number(let number): return .constant(number.value)
    case .column(let name, let position):
      return .slot(place(Slot(column: try column(name, position), isSum: false), &slots, &uses))
    case .sum(let name, let position):
      return .slot(place(Slot(column: try column(name, position), isSum: true), &slots, &uses))
    case .negative(let inner): return .negative(try compile(inner, &slots, &uses, column))
    case .squareRoot(let inner): return .squareRoot(try compile(inner, &slots, &uses, column))
    case .operation(let symbol, let left, let right):
      let first = try compile(left, &slots, &uses, column)
      let second = try compile(right, &slots, &uses, column)
      switch symbol {
      case .add: return .add(first, second)
      case .subtract: return .subtract(first, second)
      case .multiply: return .multiply(first, second)
      case .divide: return .divide(first, second)
      }
    }
  }

  private static func place(_ slot: Slot, _ slots: inout [Slot], _ uses: inout [Int]) -> Int {
    if let known = slots.firstIndex(of: slot) {
      uses[known] += 1
      return known
    }
    slots.append(slot)
    uses.append(1)
    return slots.count - 1
  }
}

extension RuleFormula.Node {
  fileprivate func countUses(_ uses: inout [Int]) {
    switch self {
    case .constant: break
    case .slot(let slot): uses[slot] += 1
    case .negative(let inner), .squareRoot(let inner): inner.countUses(&uses)
    case .add(let left, let right), .subtract(let left, let right), .multiply(let left, let right),
      .divide(let left, let right):
      left.countUses(&uses)
      right.countUses(&uses)
    }
  }
}
