import Numbers
public import Statistics
public import Tables

/// One area after a change against a mixture of others that was like it before.
public struct SyntheticArea: Sendable, Encodable {
  /// One period.
  public struct Point: ResultRow {
    /// What it is called.
    public let time: String
    /// Whether it is after the change.
    public let isAfter: Bool
    /// What the area had.
    public let value: Double
    /// What the mixture had.
    public let synthetic: Double
    /// The one less the other.
    public let gap: Double

    /// The fields, in the order of the table.
    public static let fields: [ResultField<Point>] = [
      .text("time", "Period") { $0.time }, .flag("isAfter", "After") { $0.isAfter },
      .share("value", "Area") { $0.value }, .share("synthetic", "Mixture of others") { $0.synthetic },
      .share("gap", "Difference") { $0.gap },
    ]
  }

  /// An area of those that were mixed, or the area itself.
  public struct Area: ResultRow {
    /// The area.
    public let name: String
    /// Whether the change was there.
    public let isChanged: Bool
    /// How much of the mixture it is; nil for the area itself.
    public let weight: Double?
    /// The area against its own mixture.
    public let fit: SyntheticControl.Fit

    /// The fields, in the order of the table.
    public static let fields: [ResultField<Area>] = [
      .text("area", "Area") { $0.name }, .flag("isChanged", "Changed") { $0.isChanged },
      .share("weight", "Of the mixture") { $0.weight },
      .share("missBefore", "Missed before by", decimals: 2) { $0.fit.rootMeanSquareBefore },
      .share("missAfter", "After by", decimals: 2) { $0.fit.rootMeanSquareAfter },
      .number("ratio", "Ratio") { $0.fit.ratio },
      .share("gap", "Mean difference after") { $0.fit.meanAfter },
      .nested("gaps") { $0.fit.gaps },
    ]
  }

  /// The periods.
  public let points: [Point]
  /// The area, then the others, the most of the mixture first.
  public let areas: [Area]
  /// What the mixture says.
  public let control: SyntheticControl
  /// The area.
  public let name: String
  /// The first period after the change.
  public let change: String
  /// The mean difference after the change.
  public let effect: Double
  /// The sum of the differences after the change in people who reoffended; nil for another number.
  public let cumulative: Double?
  /// The smallest p-value that so many areas allow.
  public let smallestPValue: Double
  /// What a value is.
  public let outcome: AreaPanel.Outcome
  /// The confidence level by which a p-value is judged.
  public let level: ConfidenceLevel
  /// What a reader must know.
  public let notes: [String]

  /// Mixes the other areas.
  ///
  /// - Throws: `StatisticsError` for a change that is no period, fewer than three periods before it, and fewer than two others.
  public init(_ panel: AreaPanel, area: String, change: String, level: ConfidenceLevel = .p95)
    throws(StatisticsError)
  {
    guard let own = panel.areas.firstIndex(of: area) else {
      throw .undefined(
        quantity: "a synthetic control of \(area)", because: "it is no area with a figure of every period")
    }
    let place = try PeriodNames.place(ofChange: change, among: panel.times)
    let others = panel.areas.indices.filter { $0 != own }
    let found = try SyntheticControl(
      panel.values[own], others: others.map { panel.values[$0] }, changeAt: place)
    control = found
    points = panel.times.indices.map {
      Point(
        time: panel.times[$0], isAfter: $0 >= place, value: panel.values[own][$0],
        synthetic: found.fit.mixture[$0],
        gap: found.fit.gaps[$0])
    }
    let rest = others.indices.map {
      Area(
        name: panel.areas[others[$0]], isChanged: false, weight: found.weights[$0], fit: found.placebos[$0])
    }
    areas =
      [Area(name: area, isChanged: true, weight: nil, fit: found.fit)]
      + rest.sorted { ($0.weight ?? 0) > ($1.weight ?? 0) }
    name = area
    self.change = panel.times[place]
    effect = found.fit.meanAfter
    cumulative =
      panel.outcome.isShare
      ? (place..<panel.times.count).reduce(0) { $0 + found.fit.gaps[$1] * Double(panel.people[own][$1]) }
      : nil
    smallestPValue = 1 / Double(panel.areas.count)
    outcome = panel.outcome
    self.level = level
    var notes = panel.notes
    notes.append(
      "Weights of 0 or more that add up to 1, by least squares over \(Plural.count(place, "period")) before \(panel.times[place]). "
        + "The same is done for each other area as if the change had been there.")
    if place < others.count {
      notes.append(
        "There are more areas (\(others.count)) than periods before (\(place)), so that a mixture can follow the area by chance: "
          + "a good fit says less.")
    }
    notes.append(
      "It is what would have been without the change only if nothing else happened to \(area) or to the areas of the mixture, and "
        + "the change did not reach them.")
    notes.append(AreaPanel.selectionNote)
    self.notes = notes
  }

  private var decimals: Int { outcome.decimals([effect]) }

  /// Whether a rank is beyond chance: one of twenty is, at 95 per cent, because ranks are exact.
  private func isClear(_ pValue: Double) -> Bool { pValue <= level.alpha * (1 + 1e-9) }

  /// What was found, in sentences that claim no more than the numbers do.
  public var sentences: [String] {
    let miss = control.fit.rootMeanSquareBefore
    let mixture = areas.filter { ($0.weight ?? 0) >= 0.0005 }.map {
      "\($0.name) (\(NumberFormat.percent($0.weight ?? 0)))"
    }
    var sentences = [
      "From \(change) on the \(outcome.name) of \(name) was on average "
        + "\(outcome.told(abs(effect), decimals: decimals, isSigned: false)) \(effect < 0 ? "below" : "above") that of a mixture of "
        + mixture.joined(separator: ", ")
        + (cumulative.map {
          ": \(NumberFormat.fixed(abs($0), decimals: 0)) \($0 < 0 ? "fewer" : "more") people in all."
        } ?? "."),
      "Before, the mixture missed it by \(outcome.told(miss, decimals: decimals, isSigned: false)) (root mean square)"
        + (abs(effect) <= miss ? ", no less than the difference after, which therefore says nothing." : "."),
    ]
    let rank = "By the difference after over that before it is number \(control.rank) of \(areas.count) areas"
    if !isClear(smallestPValue) {
      sentences.append(
        "\(rank) (\(NumberFormat.pStatement(control.pValue))); with so few areas no rank could be called beyond chance."
      )
    } else {
      sentences.append(
        isClear(control.pValue)
          ? "\(rank), further out than chance makes an area without a change (\(NumberFormat.pStatement(control.pValue)))."
          : "\(rank), which is not clear of chance (\(NumberFormat.pStatement(control.pValue))).")
    }
    return sentences
  }

  /// The finding in a sentence.
  public var headline: String {
    guard isClear(control.pValue), abs(effect) > control.fit.rootMeanSquareBefore else {
      return "\(name) did not clearly part from a mixture of others at \(change)"
    }
    return "\(name) was "
      + (outcome.isShare
        ? "\(NumberFormat.points(abs(effect))) points" : NumberFormat.fixed(abs(effect), decimals: decimals))
      + " \(effect < 0 ? "below" : "above") a mixture of others from \(change)"
  }

  /// The periods as a table.
  public var table: OutputTable { outcome.table(Point.table(points), decimals: decimals) }

  /// The areas as a table.
  public var areasTable: OutputTable {
    outcome.table(Area.table(areas), decimals: decimals + 1, shares: ["weight"])
  }

  /// Writes the object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    try ResultObject([
      ("points", points), ("areas", areas), ("effect", effect), ("cumulative", cumulative),
      ("rank", control.rank), ("count", areas.count),
      ("pValue", control.pValue), ("smallestPValue", smallestPValue), ("fitBefore", control.fitBefore),
      ("missBefore", control.fit.rootMeanSquareBefore), ("missAfter", control.fit.rootMeanSquareAfter),
      ("area", name), ("change", change), ("outcome", outcome.name),
      ("sentence", sentences.joined(separator: " ")),
      ("level", level), ("notes", notes),
    ]).encode(to: encoder)
  }
}
