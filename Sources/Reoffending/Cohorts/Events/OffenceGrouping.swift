public import Tables

/// A grouping of offences: which group each offence belongs to.
///
/// Groupings are data. Three incompatible ones are in use in England and Wales, and every force and council has codes of
/// its own, so a grouping is a table with the columns `offence` and `group`; the bundled table has a column `grouping`
/// too.
public struct OffenceGrouping: Hashable, Sendable {
  /// The name of the grouping.
  public let name: String
  /// The groups in the order of the table.
  public let groups: [String]

  private let groupOfKey: [String: Int]

  /// Reads a grouping.
  ///
  /// - Parameters:
  ///   - name: what the grouping is called.
  ///   - table: a table with the columns `offence` and `group`; a group is found by its own name too.
  /// - Throws: `TableError.faults` for a missing column or cell, and for an offence in two groups.
  public init(name: String, table: Table) throws(TableError) {
    var reading = table.reading()
    let offences = reading.texts("offence", missing: .refused)
    let names = reading.texts("group", missing: .refused)
    var groups: [String] = []
    var places: [String: Int] = [:]
    var groupOfKey: [String: Int] = [:]
    for row in names.indices {
      guard let group = names.values[row], let offence = offences.values[row] else { continue }
      let place = places[group] ?? groups.count
      if places[group] == nil {
        places[group] = place
        groups.append(group)
      }
      let key = Self.key(offence)
      if let other = groupOfKey[key], other != place {
        reading.report(
          Fault(
            at: names.location(row: row),
            "“\(offence)” is in the group \(groups[other]) already; an offence belongs to one group"))
      }
      groupOfKey[key] = place
    }
    try reading.finish()
    for (place, group) in groups.enumerated() where groupOfKey[Self.key(group)] == nil {
      groupOfKey[Self.key(group)] = place
    }
    self.name = name
    self.groups = groups
    self.groupOfKey = groupOfKey
  }

  /// The group of an offence, whatever its case, blanks and punctuation; nil where the grouping does not know it.
  public func group(of offence: String) -> String? {
    groupOfKey[Self.key(offence)].map { groups[$0] }
  }

  private static func key(_ text: String) -> String {
    String(text.lowercased().filter { $0.isLetter || $0.isNumber })
  }
}
