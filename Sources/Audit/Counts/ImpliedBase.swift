public import Numbers

/// The whole of which a count is a published share: 7,145 being 9.9 % means a base of 71,808 to 72,538.
public struct ImpliedBase: Sendable {
  /// What the count is of.
  public let label: String
  /// The count as printed.
  public let count: PublishedNumber
  /// The share as printed.
  public let share: PublishedNumber
  /// The bases that the two allow.
  public let limits: RoundingInterval

  /// Divides a count by its share.
  ///
  /// - Returns: nil where the share may be zero, or one of the two has no limit.
  public init?(
    label: String, count: PublishedNumber, share: PublishedNumber, rounding: RoundingConvention = .nearest
  ) {
    let above = count.interval(rounding: rounding)
    let below = share.interval(rounding: rounding, wholeIsRounded: true)
    let hundred = ExactNumber(100)
    guard below.lower > .zero, let lower = try? above.lower * hundred / below.upper,
      let upper = try? above.upper * hundred / below.lower
    else { return nil }
    self.label = label
    self.count = count
    self.share = share
    limits = RoundingInterval(lower, upper)
  }

  /// The bases of the rows of a table; rows without a count or a share are left out.
  public static func bases(
    in table: AuditedTable, count: String, share: String, rounding: RoundingConvention = .nearest
  ) throws(AuditError) -> [ImpliedBase] {
    let first = try table.column(named: count, position: 1, rule: count)
    let second = try table.column(named: share, position: 1, rule: share)
    return (0..<table.rowCount).compactMap { row in
      guard let count = table.columns[first].numbers[row], let share = table.columns[second].numbers[row]
      else {
        return nil
      }
      return ImpliedBase(label: table.label(ofRow: row), count: count, share: share, rounding: rounding)
    }
  }

  /// The largest set of figures that could be shares of one base, then the largest of the rest, and so on.
  public static func sharing(_ bases: [ImpliedBase]) -> [(members: [ImpliedBase], base: RoundingInterval)] {
    var rest = bases
    var groups: [(members: [ImpliedBase], base: RoundingInterval)] = []
    while !rest.isEmpty {
      var best: [Int] = []
      for start in rest {
        let point = start.limits.lower
        let members = rest.indices.filter { rest[$0].limits.contains(point) }
        if members.count > best.count { best = members }
      }
      let members = best.map { rest[$0] }
      let low = members.map(\.limits.lower).max() ?? .zero
      let high = members.map(\.limits.upper).min() ?? .zero
      groups.append((members, RoundingInterval(low, max(low, high))))
      rest = rest.indices.filter { !best.contains($0) }.map { rest[$0] }
    }
    return groups
  }
}
