internal import Foundation
internal import Statistics

/// What an index offence of the synthetic population was dealt with by, by the names of the published tables.
///
/// No paper of the area prints them: which disposals go with which offences and records is assumed. They are drawn from a
/// stream of random numbers of their own, so that people are otherwise as they were without them.
enum SyntheticDisposal: String, CaseIterable {
  case custody = "Custody"
  case courtOrder = "Court order"
  case fine = "Fine"
  case discharge = "Conditional discharge"
  case caution = "Caution"

  /// Draws the disposal of a person of a cell.
  static func drawn(
    _ cell: SyntheticCells.Cell, offence: SyntheticOffence, seed: UInt64, row: Int
  ) -> SyntheticDisposal {
    // Another seed than those of the people and of their events.
    var generator = ReplicateGenerator(seed: seed ^ 0x5555_5555_5555_5555, replicate: row)
    let weights = allCases.map { exp($0.logWeight(record: cell.record, offence: offence)) }
    var rest = Double(generator.next() >> 11) * 0x1p-53 * weights.reduce(0, +)
    for (disposal, weight) in zip(allCases, weights) {
      rest -= weight
      if rest < 0 { return disposal }
    }
    return .courtOrder
  }

  /// How often it is, on the log scale: assumed.
  private func logWeight(record: Int, offence: SyntheticOffence) -> Double {
    let level = Double(record) - 1.5
    let isGrave = Self.grave.contains(offence.name)
    let isOfTraffic = Self.traffic.contains(offence.name)
    return switch self {
    case .custody: -1.3 + 0.7 * level + (isGrave ? 1.8 : 0) - (isOfTraffic ? 1.2 : 0)
    case .courtOrder: 0.1 + 0.2 * level + (isGrave ? 0.4 : 0)
    case .fine: 0.2 - (isGrave ? 2 : 0) + (isOfTraffic ? 1.6 : 0)
    case .discharge: -1.1 - (isGrave ? 1 : 0) - (isOfTraffic ? 1.5 : 0)
    case .caution: -0.6 - 1.0 * level - (isGrave ? 1.2 : 0) - (isOfTraffic ? 1.5 : 0)
    }
  }

  private static let grave: Set = [
    "Sexual (against child)", "Sexual (not against child)", "Drug import/export/production",
    "Burglary (domestic)", "Robbery",
  ]
  private static let traffic: Set = ["Drink driving", "Other motoring offences"]
}
