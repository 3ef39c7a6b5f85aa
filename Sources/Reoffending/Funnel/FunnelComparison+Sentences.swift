public import Statistics
public import Tables

extension FunnelComparison {
  /// The groups outside the widest limits of chance.
  public var outside: [Unit] { units.filter { isOutermost($0.position) } }

  /// The groups outside the widest limits even where these are widened for the variation between groups.
  public var outsideWidened: [Unit] { units.filter { isOutermost($0.widenedPosition) } }

  /// Whether a position lies beyond the widest of the limits.
  public func isOutermost(_ position: FunnelPosition) -> Bool {
    switch position {
    case .within: false
    case .high(let level), .low(let level): level == levels.last
    }
  }

  /// The finding in a sentence.
  public var headline: String {
    let all = units.count
    guard !outside.isEmpty else { return "All \(all) areas lie within the limits of chance" }
    let below = outside.count { $0.value < target }
    let above = outside.count - below
    let sides = [
      below > 0 ? "\(below) \(below == 1 ? "lies" : "lie") below" : nil,
      above > 0 ? "\(above) \(above == 1 ? "lies" : "lie") above" : nil,
    ].compactMap(\.self)
    let beyondChance = "Of \(all) areas, \(sides.joined(separator: " and ")) the limits of chance"
    let out = outsideWidened.count
    return beyondChance + (out == 0 ? ", but none lies" : "; \(out) \(out == 1 ? "lies" : "lie")")
      + " outside limits that allow for their variation"
  }

  /// A sentence for each group outside the limits of chance, and one on the variation between groups.
  public var sentences: [String] {
    [variationSentence]
      + outside.map { unit in
        let value =
          measure == .rate
          ? "\(NumberFormat.percent(unit.value)) reoffended"
          : "\(NumberFormat.fixed(unit.value, decimals: 2)) times the expected number reoffended"
        return
          "\(unit.name): \(value), \(unit.value > target ? "above" : "below") the \(levelText) limits of chance"
          + (isOutermost(unit.widenedPosition) ? " and of the variation between areas." : ".")
      }
  }

  /// How much more the groups vary than chance would make them.
  public var variationSentence: String {
    let phi = overdispersion.phi
    return phi > 1
      ? "The areas vary more than chance would make them: the mean square of their z-scores is "
        + "\(NumberFormat.fixed(phi, decimals: 1)) rather than 1, extremes drawn in."
      : "The areas vary no more than chance would make them."
  }

  /// The widest level, such as `99.8%`.
  public var levelText: String {
    let tenths = ((levels.last?.value ?? 0) * 1000).rounded()
    return NumberFormat.fixed(tenths / 10, decimals: tenths.truncatingRemainder(dividingBy: 10) == 0 ? 0 : 1)
      + "%"
  }

  /// The groups with their values and places, a row a group.
  public var table: OutputTable {
    let kind: OutputColumn.Kind = measure == .rate ? .perCent(decimals: 2) : .number(decimals: 3)
    return OutputTable(
      columns: [
        OutputColumn(key: "area", title: "Area"),
        OutputColumn(
          key: "size", title: measure == .rate ? "People" : "Expected", kind: .number(decimals: 1)),
        OutputColumn(
          key: "value", title: measure == .rate ? "Rate" : "Observed over expected", kind: kind),
        OutputColumn(key: "chance", title: "Limits of chance"),
        OutputColumn(key: "widened", title: "Widened limits"),
      ],
      rows: units.map { unit in
        [
          .text(unit.name), .number(unit.size), .number(unit.value), .text(words(unit.position)),
          .text(words(unit.widenedPosition)),
        ]
      })
  }

  private func words(_ position: FunnelPosition) -> String {
    switch position {
    case .within: "within"
    case .high(let level): "above \(percent(level))"
    case .low(let level): "below \(percent(level))"
    }
  }

  private func percent(_ level: ConfidenceLevel) -> String {
    let tenths = (level.value * 1000).rounded()
    return NumberFormat.fixed(tenths / 10, decimals: tenths.truncatingRemainder(dividingBy: 10) == 0 ? 0 : 1)
      + "%"
  }
}
