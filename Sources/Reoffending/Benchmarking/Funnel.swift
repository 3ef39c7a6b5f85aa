import Numbers
public import Statistics

/// Units of different sizes against the limits within which they would lie if they differed by chance alone.
///
/// - Source: Spiegelhalter (2005), *Statistics in Medicine* 24, 1185–1202, doi:10.1002/sim.1970.
public struct Funnel: Sendable, Encodable {
  /// What the units are compared by.
  public let quantity: FunnelQuantity
  /// The units, in the order of the table.
  public let points: [FunnelPoint]
  /// The units whose figures are hidden because they are small, or would give small ones away; no limit rests on them.
  public let hidden: [GroupKey]
  /// What the units are compared with: their common proportion or a given one, and one for ratios.
  public let target: Double
  /// The levels of the limits.
  public let levels: [ConfidenceLevel]
  /// Which variation the limits allow for.
  public let overdispersion: FunnelOverdispersion
  /// The multiplicative factor φ of the units; nil for fewer than two.
  public let phi: Double?
  /// The additive variance τ² between units; nil for fewer than two.
  public let tauSquared: Double?
  /// How the limits are made.
  public let method: String
  /// What a reader must know of the data and the methods.
  public let notes: [String]
  /// What rates are of; nil for proportions and ratios.
  public let rates: FunnelRates?

  /// Compares the groups of a table.
  ///
  /// - Parameters:
  ///   - cohorts: The units, a group each; those of which a number is not known are left out.
  ///   - wanted: nil for ratios where every unit has a predicted rate, else proportions.
  ///   - target: The proportion compared with; nil for that of all units together.
  ///   - levels: The confidence levels of the limits, at least one.
  ///   - overdispersion: Which variation between the units the limits allow for beside chance.
  ///   - trimming: What is done about extreme units before that variation is measured.
  ///   - chosen: How the limits are made where they allow for chance alone; the exact ones, or those of another program
  ///     for who must match it.
  /// - Throws: `StatisticsError` where no unit has the numbers needed, or the units are all or nothing.
  public init(
    _ cohorts: CohortTable, quantity wanted: FunnelQuantity? = nil, target: Double? = nil,
    levels: [ConfidenceLevel] = [.p95, .p998], overdispersion: FunnelOverdispersion = .none,
    trimming: FunnelTrimming = .winsorise, method chosen: FunnelMethod = .exact
  ) throws(StatisticsError) {
    guard !levels.isEmpty else { throw .empty(argument: "limits") }
    if let wanted, wanted.isRate {
      throw .undefined(
        quantity: "a funnel of \(wanted.rawValue)", because: "what the events are counted over is needed")
    }
    let groups = cohorts.groups.map(\.comparable)
    let counted = groups.filter { $0.trials != nil && $0.events != nil }
    let quantity =
      wanted
      ?? (!counted.isEmpty && counted.allSatisfy { ($0.prediction?.rate ?? 0) > 0 } ? .ratios : .proportions)
    let units = counted.compactMap { FunnelUnit($0, quantity: quantity) }
    hidden = groups.filter(\.isSuppressed).map(\.key)
    guard !units.isEmpty || hidden.isEmpty else {
      throw .undefined(
        quantity: "a funnel of \(quantity.rawValue)",
        because: "no group is left that is not suppressed for small counts")
    }
    guard !units.isEmpty else {
      throw .undefined(
        quantity: "a funnel of \(quantity.rawValue)",
        because: quantity == .ratios
          ? "no group has a number of people, of reoffenders and a predicted rate above 0"
          : "no group has a number of people and of reoffenders")
    }
    if quantity == .ratios, target != nil {
      throw .undefined(quantity: "a target for ratios", because: "ratios are compared with one")
    }
    if let only = chosen.quantity, only != quantity || overdispersion != .none {
      throw .undefined(
        quantity: "limits by \(chosen.rawValue)",
        because: "they are limits of \(only.rawValue) (--of \(only.rawValue)) that allow for chance alone")
    }
    let limits = try FunnelLimits(
      units, quantity: quantity, target: target, overdispersion: overdispersion, trimming: trimming,
      method: chosen)
    points = try units.map { unit throws(StatisticsError) in try limits.point(unit, levels: levels) }
    self.quantity = quantity
    self.target = limits.target
    self.levels = levels
    self.overdispersion = overdispersion
    phi = limits.measured?.phi
    tauSquared = limits.measured?.tauSquared
    method = limits.method
    rates = nil
    notes =
      cohorts.notes
      + Self.notes(
        points, left: cohorts.groups.count - units.count - hidden.count, quantity: quantity,
        isChosen: wanted != nil, overdispersion: overdispersion, method: chosen,
        phi: limits.measured?.phi, levels: levels)
  }

  /// A funnel of rates from its parts.
  init(
    _ points: [FunnelPoint], limits: FunnelLimits, rates: FunnelRates, levels: [ConfidenceLevel],
    overdispersion: FunnelOverdispersion, notes: [String]
  ) {
    self.points = points
    self.rates = rates
    self.levels = levels
    self.overdispersion = overdispersion
    self.notes = notes
    hidden = []
    quantity = limits.quantity
    target = limits.target
    phi = limits.measured?.phi
    tauSquared = limits.measured?.tauSquared
    method = limits.method
  }

  static func notes(
    _ points: [FunnelPoint], left: Int, quantity: FunnelQuantity, isChosen: Bool,
    overdispersion: FunnelOverdispersion, method: FunnelMethod, phi: Double?,
    levels: [ConfidenceLevel]
  ) -> [String] {
    var notes: [String] = []
    if left > 0 {
      notes.append(
        "\(left) group\(left == 1 ? "" : "s") without the numbers needed \(left == 1 ? "is" : "are") left out."
      )
    }
    if !isChosen {
      notes.append(
        quantity == .ratios
          ? "Every group has a predicted rate, so actual over predicted numbers are compared; --of proportions compares "
            + "the rates themselves."
          : "The rates themselves are compared, whatever the make-up of the groups.")
    }
    switch method {
    case .exact: break
    case .chiSquared:
      notes.append(
        "Limits are chi-squared quantiles of the expected number, as FunnelPlotR draws them; the exact ones lie a little "
          + "lower on both sides.")
    case .wilson:
      notes.append(
        "Limits are the rates whose own Wilson limit is the target, as PHEindicatormethods draws them; small groups "
          + "cross them by chance more often than the level says, or less.")
    }
    if let level = levels.first, points.count > 1 {
      let expected = NumberFormat.fixed(Double(points.count) * level.alpha, decimals: 1)
      notes.append(
        "Of \(points.count) groups that differ by chance alone, \(expected) lie outside the limits of "
          + "\(level.percent) on average.")
    }
    if overdispersion == .none, let phi, phi > 2, points.count >= 10 {
      notes.append(
        "The groups vary \(NumberFormat.fixed(phi, decimals: 1)) times as much as chance would make them; limits that "
          + "allow for it are drawn with --overdispersion additive.")
    }
    return notes
  }

  /// The limits over the whole range of sizes, for the curves of a figure; sizes rise.
  public func curve(level: ConfidenceLevel, points count: Int = 100) throws(StatisticsError) -> [(
    x: Double, limits: ConfidenceInterval
  )] {
    let sizes = points.map(\.x)
    guard var least = sizes.min(), var greatest = sizes.max(), count > 1 else { return [] }
    // Units of one size have limits too, which a curve of no width would not show.
    if least == greatest { (least, greatest) = (0.9 * least, 1.1 * greatest) }
    let limits = FunnelLimits(
      target: target, quantity: quantity, method: method, overdispersion: overdispersion, phi: phi,
      tauSquared: tauSquared, per: rates?.per ?? 1)
    let ratio = greatest / least
    var curve: [(x: Double, limits: ConfidenceInterval)] = []
    for step in 0..<count {
      let share = Double(step) / Double(count - 1)
      let size = ratio > 20 ? least + (greatest - least) * share * share : least + (greatest - least) * share
      let x = quantity == .proportions ? max(1, size.rounded()) : size
      curve.append((x, try limits.limits(size: x, level: level)))
    }
    return curve
  }

  /// The units outside the limits of the first level, each in a sentence.
  public var sentences: [String] {
    points.compactMap { point in
      let value =
        switch quantity {
        case .proportions: NumberFormat.percent(point.y)
        case .ratios: "\(NumberFormat.fixed(point.y, decimals: 2)) times the number predicted"
        case .rates, .standardised: "\(NumberFormat.fixed(point.y, decimals: 1)) \(perWords)"
        }
      return switch point.position {
      case .within: nil
      case .high(let level): "\(point.name): \(value), above the limits of \(level.percent)."
      case .low(let level): "\(point.name): \(value), below the limits of \(level.percent)."
      }
    } + hidden.map { "\($0): suppressed, because the counts are small." }
  }

  /// What one group is called: the name of the column that names them, or group where there are several.
  package var noun: String { GroupKey.noun(of: points.map(\.key)) }

  /// For how much rates are given, such as per 100,000; empty for proportions and ratios.
  package var perWords: String { rates.map { "per \(NumberFormat.plain($0.per))" } ?? "" }

  private enum CodingKeys: String, CodingKey {
    case points, target, phi, tau2, of, levels, overdispersion, method, sentences, notes, per
  }

  /// Writes the object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    var rows = container.nestedUnkeyedContainer(forKey: .points)
    for point in points { try rows.encode(point) }
    for key in hidden { try rows.encode(HiddenFunnelPoint(key: key)) }
    try container.encode(target, forKey: .target)
    try container.encode(phi.finite, forKey: .phi)
    try container.encode(tauSquared.finite, forKey: .tau2)
    try container.encode(quantity, forKey: .of)
    try container.encode(levels, forKey: .levels)
    try container.encode(overdispersion, forKey: .overdispersion)
    try container.encode(method, forKey: .method)
    try container.encode(sentences, forKey: .sentences)
    try container.encode(notes, forKey: .notes)
    try container.encode(rates?.per, forKey: .per)
  }
}
