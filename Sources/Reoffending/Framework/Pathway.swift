package import Tables

/// A pathway out of reoffending, and the column that says who needs it.
package struct Pathway: Hashable, Sendable {
  /// What it is called.
  package let name: String
  /// The column of yes and no that says who needs it; nil where none is named.
  package let need: String?
  /// Whether it is part of the minimum offer.
  package let isOffered: Bool

  /// Reads a table with the columns pathway and need, and perhaps offer.
  ///
  /// - Throws: `TableError.faults` for a pathway or a need that stands twice, and an offer that is neither yes nor no.
  package static func read(_ table: Table) throws(TableError) -> [Pathway] {
    var reading = table.reading()
    let names = reading.texts("pathway", missing: .refused)
    let needs = reading.texts("need")
    let offers = table.firstColumn(among: ["offer"]).map { reading.booleans($0.name) }
    var pathways: [Pathway] = []
    for row in names.indices {
      guard let name = names.values[row] else { continue }
      let need = needs.values[row]
      if pathways.contains(where: { $0.name == name }) {
        reading.report(Fault(at: names.location(row: row), "“\(name)” stands twice"))
      }
      if let need, pathways.contains(where: { $0.need.map(Column.normalized) == Column.normalized(need) }) {
        reading.report(Fault(at: needs.location(row: row), "the need “\(need)” stands twice"))
      }
      pathways.append(Pathway(name: name, need: need, isOffered: offers?.values[row] ?? false))
    }
    try reading.finish()
    return pathways
  }
}
