public import Tables

extension CohortColumns {
  /// The same names with another outcome.
  public func with(outcome: String) -> CohortColumns {
    var names = self
    names.outcome = outcome
    return names
  }

  /// The columns that counting the people of a file by groups needs; nil for a table of counts.
  ///
  /// - Parameters:
  ///   - file: in whose header the columns are looked for.
  ///   - keys: the columns that name the groups, and any others that a question needs.
  public func peopleColumns(of file: TableFile, by keys: [String] = []) -> [WantedColumn]? {
    guard let outcome = name(of: .outcome, in: file) else { return nil }
    if nameCounts(among: file.columns) || holdsCounts(outcome, in: file) { return nil }
    var wanted = [WantedColumn(outcome, as: .boolean)]
    if let reoffences = name(of: .reoffences, in: file) {
      wanted.append(WantedColumn(reoffences, as: .count))
    }
    if let predicted = name(of: .predicted, in: file) { wanted.append(WantedColumn(predicted, as: .rate)) }
    // Names that were given must be there, also those that only tables of counts use.
    for quantity in Quantity.allCases where quantity.isOfGroups {
      if let given = given(quantity), file.firstColumn(among: [given]) == nil {
        wanted.append(WantedColumn(given, as: .category))
      }
    }
    return wanted + keys.map { WantedColumn($0, as: .category) }
  }

  /// Whether a column that is called an outcome holds numbers of people, beside one that is called their total.
  private func holdsCounts(_ outcome: String, in file: TableFile) -> Bool {
    guard self.outcome == nil, file.elsewhere == nil,
      file.columns.contains(where: {
        TotalLabel.isTotal($0.name) || QuantityNames.means(.cohort, $0.name)
      }),
      // What cannot be read is told by whoever reads it.
      let table = try? file.table(), let column = table.firstColumn(among: [outcome])
    else { return false }
    return CountedPeople.holdsCounts(column, of: table)
  }

  /// Whether a column of counts is named that is there, and none of outcomes: then the table holds counts, whatever else
  /// is called.
  func nameCounts(among columns: [Column]) -> Bool {
    guard given(.outcome) == nil else { return false }
    return [Quantity.cohort, .reoffenders].compactMap { given($0) }.contains { name in
      columns.contains { Column.normalized($0.name) == Column.normalized(name) }
    }
  }

  private func name(of quantity: Quantity, in file: TableFile) -> String? {
    if let given = given(quantity) {
      return quantity == .outcome ? file.firstColumn(among: [given])?.name : given
    }
    guard case .one(let column, _) = find(quantity, among: file.columns) else { return nil }
    return column.name
  }

  /// The column that holds a quantity, where it was read.
  func column(_ quantity: Quantity, of people: PersonTable) -> PersonColumn? {
    guard let given = given(quantity) else {
      for name in quantity.defaultNames.map({ Column.normalized($0) }) {
        if let column = people.columns.first(where: { Column.normalized($0.name) == name }) { return column }
      }
      return people.columns.first {
        QuantityNames.means(quantity, $0.name) && !isOutcome($0.name, not: quantity)
      }
    }
    let name = Column.normalized(given)
    return people.columns.first { Column.normalized($0.name) == name }
  }

  /// The sums of predicted probabilities, where only these were read.
  func predictedSums(of people: PersonTable) -> [RateSums]? { summedPrediction(of: people)?.sums }

  private func summedPrediction(of people: PersonTable) -> (name: String, sums: [RateSums])? {
    guard
      let name = people.sums.keys.first(where: { name in
        guard let predicted else {
          return Quantity.predicted.defaultNames.contains { Column.normalized($0) == Column.normalized(name) }
            || QuantityNames.means(.predicted, name)
        }
        return Column.normalized(name) == Column.normalized(predicted)
      }), let sums = people.sums[name]
    else { return nil }
    return (name, sums)
  }

  /// What is said of columns that are taken for a quantity by the words of their names.
  func guesses(of people: PersonTable) -> [String] {
    [.reoffences, .predicted].compactMap { (quantity: Quantity) -> String? in
      guard given(quantity) == nil,
        let name = column(quantity, of: people)?.name
          ?? (quantity == .predicted ? summedPrediction(of: people)?.name : nil)
      else { return nil }
      let isDefault = quantity.defaultNames.contains { Column.normalized($0) == Column.normalized(name) }
      return isDefault ? nil : quantity.guessNote(name)
    }
  }
}

extension PersonTable {
  /// Refuses numbers that are more than can be added up.
  package func checkSum(of column: PersonColumn) throws(TableError) {
    var sum = 0.0
    for (entry, count) in zip(column.entries, column.entryCounts) where count > 0 {
      sum += (entry.value.number ?? 0) * Double(count)
    }
    // Half of the greatest whole number, as for the counts of a table.
    guard sum >= 4e18 else { return }
    var faults = FaultList()
    let place = CellLocation(source: source, line: headerLine, columnNumber: 1, columnName: column.name)
    faults.append(Fault(at: place, Problem.sumTooLarge))
    throw .faults(faults)
  }

  /// The fault of a file in which nobody has an outcome.
  func missingOutcome(_ names: CohortColumns) -> FaultList {
    var faults = FaultList()
    let wanted = names.outcome ?? CohortColumns.Quantity.outcome.defaultNames[0]
    let name =
      columns.first { Column.normalized($0.name) == Column.normalized(wanted) }?.name ?? wanted
    let place = CellLocation(source: source, line: headerLine, columnNumber: 1, columnName: firstColumnName)
    faults.append(Fault(at: place, "no row has a value in \(name)"))
    return faults
  }
}
