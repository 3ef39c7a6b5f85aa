import Tables

/// The columns of a table that hold the figures of cohorts: those named by the caller, by default, or by their words.
struct QuantityColumns {
  private(set) var notes: [String] = []
  private let found: [CohortColumns.Quantity: CohortColumns.Found]
  private let names: CohortColumns

  init(_ columns: [Column], names: CohortColumns) {
    self.names = names
    var found: [CohortColumns.Quantity: CohortColumns.Found] = [:]
    for quantity in CohortColumns.Quantity.allCases where names.given(quantity) == nil {
      let one = names.find(quantity, among: columns)
      found[quantity] = one
      if case .one(let column, isGuess: true) = one { notes.append(quantity.guessNote(column.name)) }
    }
    self.found = found
  }

  /// The name of the column of each quantity that there is; names that are unknown, and quantities that several columns
  /// could hold, are reported.
  func columns(_ reading: inout TableReading) -> [CohortColumns.Quantity: String] {
    var columns: [CohortColumns.Quantity: String] = [:]
    for quantity in CohortColumns.Quantity.allCases {
      if let given = names.given(quantity) {
        if let column = reading.column(given) { columns[quantity] = column.name }
        continue
      }
      switch found[quantity] ?? .none {
      case .none: break
      case .one(let column, _): columns[quantity] = column.name
      case .several(let matches):
        let list = matches.map(\.name).joined(separator: " or ")
        reading.report(
          Fault(
            at: reading.table.headerLocation(of: matches[1]),
            "the \(quantity.words) can be \(list); name one of them with --\(quantity.rawValue)"))
      }
    }
    return columns
  }
}
