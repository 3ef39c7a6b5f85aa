import Numbers
package import Tables

/// Tables that count people by what is known of them, with a row for those who reoffended and another for those who did not:
/// `Sex, Reoffended, Count`.
package enum CountedPeople {
  /// Whether a file has a column whose name may say how many people a row stands for.
  ///
  /// - Parameters:
  ///   - outcome: the name of the column of yes and no.
  ///   - others: the names of columns that hold something else.
  package static func mayCount(_ file: TableFile, outcome: String, but others: [String]) -> Bool {
    file.elsewhere == nil && candidate(among: file.columns, outcome: outcome, but: others) != nil
  }

  /// The column that says how many people each row stands for; nil where a row is a person.
  ///
  /// It is called so, no two rows are equal in all others, and most groups have a row for yes and one for no.
  ///
  /// - Throws: `TableError.faults` where a row is the total of others, who would be counted twice.
  package static func column(
    of table: Table, outcome: String, but others: [String]
  ) throws(TableError) -> Column? {
    guard let count = candidate(among: table.columns, outcome: outcome, but: others),
      let flag = table.firstColumn(among: [outcome]), table.rowCount > 1
    else { return nil }
    let counts = table.texts(of: count).distinct.map { Int($0.filter { $0 != "," }) }
    guard counts.allSatisfy({ $0 ?? -1 >= 0 }), counts.contains(where: { $0 ?? 0 > 1 }) else { return nil }
    let rest = table.columns.filter { $0 != count }
    let groups = table.kinds(by: rest.filter { $0 != flag }).count
    guard table.kinds(by: rest).count == table.rowCount, groups * 4 <= table.rowCount * 3 else { return nil }
    var faults = FaultList()
    for column in rest where column != flag && table.texts(of: column).distinct.count > 1 {
      let texts = table.texts(of: column)
      guard let row = texts.rows(where: TotalLabel.isTotal).first else { continue }
      faults.append(
        Fault(
          at: table.location(row: row, column: column),
          "“\(texts[row])” holds the people of other rows, who would be counted twice; leave such rows out with --where "
            + "\("`\(column.name)` != \"\(texts[row])\"".asArgument)"))
    }
    guard faults.isEmpty else { throw .faults(faults) }
    return count
  }

  /// What is said of such a table.
  package static func note(_ column: Column) -> String {
    "Each row stands for as many people as “\(column.name)” says."
  }

  /// The only column whose name may say how many people a row stands for.
  private static func candidate(
    among columns: [Column], outcome: String, but others: [String]
  ) -> Column? {
    let taken = Set((others + [outcome]).map { Column.normalized($0) })
    let named = columns.filter {
      names.contains(ComparedName.of($0.name)) && !taken.contains(Column.normalized($0.name))
    }
    return named.count == 1 ? named[0] : nil
  }

  /// Whether a column that is called an outcome holds numbers of people.
  static func holdsCounts(_ column: Column, of table: Table) -> Bool {
    let texts = table.texts(of: column).distinct.filter { !$0.isEmpty }
    let counts = texts.compactMap { Int($0.filter { $0 != "," }) }
    return texts.count > 1 && counts.count == texts.count && counts.allSatisfy { $0 >= 0 }
      && counts.contains { $0 > 1 }
  }

  private static let names: Set = [
    "count", "counts", "n", "freq", "frequency", "frequencies", "number", "people", "persons",
    "numberofpeople", "numberofpersons", "offenders", "numberofoffenders", "total",
  ]
}
