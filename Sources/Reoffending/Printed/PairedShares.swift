public import Numbers
public import Tables

/// Printed percentages of two sides, such as men and women, in each of several groups.
public struct PairedShares: Sendable {
  /// The two percentages of one group.
  public struct Pair: Hashable, Sendable {
    /// What the group is called.
    public let name: String
    /// The percentage of the first side as printed, where it is.
    public let first: PrintedRate?
    /// The percentage of the second side as printed, where it is.
    public let second: PrintedRate?

    /// The first percentage over the second.
    public var ratio: Double? {
      first.flatMap { one in second.flatMap { $0.fraction > 0 ? one.fraction / $0.fraction : nil } }
    }
  }

  /// The names of the two sides.
  public let sides: [String]
  /// The groups in the order of the table.
  public let pairs: [Pair]

  /// Reads a table in long form, a row a group and side.
  ///
  /// - Throws: `TableError.faults` where a column or percentage is missing, where there are not two sides, or where a
  ///   group has one of them twice.
  public init(
    _ table: Table, group groupName: String, side sideName: String, share shareName: String = "share"
  ) throws(TableError) {
    var reading = table.reading()
    let groups = reading.texts(groupName, missing: .refused)
    let sides = reading.texts(sideName, missing: .refused)
    let shares = reading.rates(shareName, missing: .refused)
    try reading.finish()
    var names: [String] = []
    var sideNames: [String] = []
    var found: [String: [String: PrintedRate]] = [:]
    for row in groups.indices {
      guard let group = groups.values[row], let side = sides.values[row], let share = shares.values[row]
      else { continue }
      if found[group] == nil { names.append(group) }
      if !sideNames.contains(side) { sideNames.append(side) }
      if found[group]?[side] != nil {
        reading.report(
          Fault(
            at: groups.location(row: row), "\(side) in \(group) is given twice; keep one document or period"))
      }
      found[group, default: [:]][side] = share
    }
    if sideNames.count != 2, groups.count > 0 {
      reading.report(
        Fault(
          at: sides.location(row: 0),
          "\(sideName) has \(sideNames.count) values (\(sideNames.joined(separator: ", "))); two are drawn"))
    }
    try reading.finish()
    self.sides = sideNames
    pairs = names.map { name in
      Pair(
        name: name, first: sideNames.first.flatMap { found[name]?[$0] },
        second: sideNames.last.flatMap { found[name]?[$0] })
    }
  }

  /// The finding in a sentence: how many times the one side's percentage is the other's.
  public var headline: String {
    let ratios = pairs.compactMap(\.ratio)
    guard let least = ratios.min(), let most = ratios.max(), sides.count == 2 else {
      return "Percentages by group"
    }
    let range = [least, most].map { NumberFormat.fixed($0, decimals: 1) }
    let times = range[0] == range[1] ? range[0] : "\(range[0]) to \(range[1])"
    return "The \(sides[0]) percentage is \(times) times the \(sides[1]) one"
  }

  /// A sentence a group.
  public var sentences: [String] {
    pairs.map { pair in
      let parts = zip(sides, [pair.first, pair.second]).map { "\($0) \($1?.text ?? "not printed")" }
      return "\(pair.name): \(parts.joined(separator: ", ")); no base is printed."
    }
  }

  /// The percentages, a row a group: fractions, shown with the decimals that are printed.
  public var table: OutputTable {
    let decimals =
      pairs.flatMap { [$0.first, $0.second] }.compactMap { $0?.printedPerCentDecimals }.max() ?? 0
    let shares: [@Sendable (Pair) -> Double?] = [{ $0.first?.fraction }, { $0.second?.fraction }]
    return OutputTable(
      pairs,
      fields: [.text("group", "Group") { $0.name }]
        + zip(sides, shares).map { .share($0, $0, decimals: decimals, $1) }
        + [.number("ratio", "Ratio") { $0.ratio }])
  }
}
