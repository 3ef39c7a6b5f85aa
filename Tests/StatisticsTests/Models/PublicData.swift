import Statistics
import TestSupport

/// The two public data sets on recidivism that the models are checked on.
enum PublicData {
  /// Rossi, Berk and Lenihan (1980): 432 people released from prison, followed for a year.
  static func rossi() throws -> ModelFrame {
    let rows = try ReferenceTable("rossi").rows
    func numbers(_ name: String) -> ModelColumn { ModelColumn(name, numbers: rows.map { $0[name] }) }
    func texts(_ name: String) throws -> ModelColumn {
      try ModelColumn(name, texts: rows.map { $0.text(name) })
    }
    var cells: [String: Int32] = [:]
    let codes = rows.map { row in
      let key = "\(row.text("age")) \(row.text("prio"))"
      let code = cells[key] ?? Int32(cells.count)
      cells[key] = code
      return code
    }
    return try ModelFrame([
      numbers("week"), numbers("arrest"), numbers("age"), numbers("prio"), numbers("educ"), texts("fin"),
      texts("race"), texts("wexp"), texts("mar"), texts("paro"),
      ModelColumn("cell", codes: codes, levels: (0..<cells.count).map(String.init)),
      ModelColumn("stayed", numbers: rows.map { 1 - $0["arrest"] }),
    ])
  }

  /// Chung, Schmidt and Witte (1991): 1,445 people released in North Carolina, as Wooldridge's `recid`.
  static func recid(where keep: (ReferenceTable.Row) -> Bool = { _ in true }) throws -> ModelFrame {
    let rows = try ReferenceTable("recid").rows
    let names = rows[0].cells.keys.sorted()
    return try ModelFrame(
      names.map { name in ModelColumn(name, numbers: rows.map { $0[name] }) }, complete: rows.map(keep))
  }

  /// The same with the column `event`, which is 1 where they went back to prison.
  static func recidWithEvents() throws -> ModelFrame {
    let frame = try recid()
    guard case .numeric(let censored) = frame.columns["cens"]?.content else { preconditionFailure("no cens") }
    return try ModelFrame(
      frame.names.compactMap { frame.columns[$0] } + [ModelColumn("event", numbers: censored.map { 1 - $0 })])
  }
}
