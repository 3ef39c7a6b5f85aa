/// Turns the values of one axis into pixels.
struct PositionScale: Sendable {
  enum Kind: Sendable {
    case none
    case continuous(ScaleTransform, lower: Double, upper: Double)
    case band(CategoryList)
  }

  var kind: Kind
  /// The pixel of the lower limit or the first name.
  var start: Double
  /// The pixel of the upper limit or behind the last name.
  var end: Double
  private var offset = 0.0
  private var factor = 0.0

  init(_ kind: Kind, start: Double, end: Double) {
    self.kind = kind
    self.start = start
    self.end = end
    switch kind {
    case .none: break
    case .continuous(let transform, let lower, let upper):
      let low = transform.forward(lower) ?? 0
      let high = transform.forward(upper) ?? 1
      factor = high == low ? 0 : (end - start) / (high - low)
      offset = high == low ? (start + end) / 2 : start - low * factor
    case .band(let categories):
      factor = (end - start) / Double(max(categories.names.count, 1))
      offset = start + factor / 2
    }
  }

  /// The pixels from one category to the next, or the whole length.
  var step: Double {
    switch kind {
    case .band: abs(factor)
    case .none, .continuous: abs(end - start)
    }
  }

  /// The pixel of a value, the middle of a name's slot.
  func position(_ datum: Datum) -> Double? {
    switch kind {
    case .none: return (start + end) / 2
    case .continuous(let transform, _, _):
      guard let value = datum.quantity, let place = transform.forward(value) else { return nil }
      return offset + place * factor
    case .band(let categories):
      guard let index = categories.index(of: datum) else { return nil }
      return offset + Double(index) * factor
    }
  }

  /// The pixel of a number.
  func position(_ value: Double) -> Double? { position(.number(value)) }

  /// Where zero lies, or the nearest limit.
  var baseline: Double {
    guard case .continuous(let transform, let lower, let upper) = kind else { return start }
    guard lower <= 0, upper >= 0, let zero = transform.forward(0) else { return lower > 0 ? start : end }
    return offset + zero * factor
  }
}

/// The names of a categorical axis in order.
struct CategoryList: Sendable {
  private(set) var names: [String] = []
  private var indices: [String: Int] = [:]

  init(_ names: [String] = []) {
    for name in names { add(name) }
  }

  mutating func add(_ name: String) {
    guard indices[name] == nil else { return }
    indices[name] = names.count
    names.append(name)
  }

  func index(of datum: Datum) -> Int? {
    if case .category(let name) = datum { return indices[name] }
    return indices[datum.name]
  }
}
