/// What one axis has learned from the data of all panels that share it.
struct TrainedAxis: Sendable {
  enum Kind: Sendable { case unknown, number, date, category }

  let name: String
  var options: AxisOptions
  var kind = Kind.unknown
  var lower = Double.infinity
  var upper = -Double.infinity
  var needsZero = false
  /// Whether stacks along the axis are shares of their whole.
  var isShare = false
  var hasPoints = false
  /// The largest area of a point that a mark asks for.
  var symbolArea = 0.0
  var categories = CategoryList()
  var label: String?
  private var isNamedByPlace = false
  /// Values at which bars stand side by side on an axis of numbers or instants.
  var barPlaces: [Double] = []

  init(name: String, options: AxisOptions) {
    self.name = name
    self.options = options
    switch options.limits {
    case .categories(let names):
      kind = .category
      categories = CategoryList(names)
    case .between, .automatic, nil: break
    }
    if options.type?.kind == .category { kind = .category }
  }

  var transform: ScaleTransform { options.type?.transform ?? .linear }

  /// Learns one value.
  ///
  /// The axis is named after the first value that is a place, or else the first that is an end.
  mutating func learn(_ encoding: Encoding, mark: Int, isPlace: Bool) throws(ChartError) {
    if !encoding.label.isEmpty, label == nil || (isPlace && !isNamedByPlace) {
      label = encoding.label
      isNamedByPlace = isPlace
    }
    try learn(encoding.datum, encoding.label, mark)
    if let upper = encoding.upper { try learn(upper, encoding.label, mark) }
  }

  private mutating func learn(_ datum: Datum, _ label: String, _ mark: Int) throws(ChartError) {
    if let value = datum.quantity, !value.isFinite { throw .notFinite(label: label, mark: mark) }
    if kind == .category {
      switch options.limits {
      case .categories: break
      case .between, .automatic, nil: categories.add(datum.name)
      }
      return
    }
    switch datum {
    case .category(let text):
      guard kind == .unknown else {
        throw .mixedKinds(axis: name, found: kind == .date ? "dates" : "numbers", and: "categories")
      }
      kind = .category
      categories.add(text)
    case .number(let value):
      guard kind != .date else { throw .mixedKinds(axis: name, found: "dates", and: "numbers") }
      kind = .number
      try learn(quantity: value, label)
    case .date(let value):
      guard kind != .number else { throw .mixedKinds(axis: name, found: "numbers", and: "dates") }
      kind = .date
      try learn(quantity: value, label)
    }
  }

  private mutating func learn(quantity value: Double, _ label: String) throws(ChartError) {
    guard transform.forward(value) != nil else {
      throw .outsideScale(label: label, value: value, scale: transform.name, allowed: transform.allowed)
    }
    if value < lower { lower = value }
    if value > upper { upper = value }
  }

  /// Whether the axis shows names, and so has slots.
  var isCategory: Bool { kind == .category }

  /// The limits before ticks are found, and whether the chart has fixed them.
  func extent() throws(ChartError) -> (lower: Double, upper: Double, isFixed: Bool, isReversed: Bool) {
    if case .between(let first, let last)? = options.limits {
      guard first.isFinite, last.isFinite, first != last, transform.forward(first) != nil,
        transform.forward(last) != nil
      else {
        throw .badDomain(
          axis: name, lower: first, upper: last, allowed: "two different values \(transform.allowed)")
      }
      return (min(first, last), max(first, last), true, first > last)
    }
    var (low, high) = (lower, upper)
    if low > high { (low, high) = transform == .log ? (1, 10) : transform == .logit ? (0.1, 0.9) : (0, 1) }
    var reversed = false
    var zero = needsZero
    if case .automatic(let includesZero, let isReversed)? = options.limits {
      reversed = isReversed
      if let includesZero { zero = includesZero || needsZero }
      if includesZero == nil { zero = zero || isNearZero(low, high) }
    } else {
      zero = zero || isNearZero(low, high)
    }
    if zero, transform.forward(0) != nil, kind != .date { (low, high) = (min(low, 0), max(high, 0)) }
    if low == high { (low, high) = widened(low) }
    return (low, high, false, reversed)
  }

  /// Zero is shown without being asked where it costs less than a third of the axis.
  private func isNearZero(_ low: Double, _ high: Double) -> Bool {
    guard kind == .number, transform == .linear else { return false }
    return (low > 0 && low < (high - low) * 0.5) || (high < 0 && -high < (high - low) * 0.5)
  }

  /// Room around a single value.
  private func widened(_ value: Double) -> (Double, Double) {
    if kind == .date { return (value - 86_400, value + 86_400) }
    switch transform {
    case .log: return (value / 2, value * 2)
    case .logit: return (value / 2, value + (1 - value) / 2)
    case .squareRoot, .power: return value == 0 ? (0, 1) : (value / 2, value * 1.5)
    case .linear, .symmetricLog:
      if value == 0 { return (0, 1) }
      let half = abs(value) * 0.1
      return (value - half, value + half)
    }
  }
}
