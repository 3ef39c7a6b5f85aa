import Tables

/// Reads a table that has a row a person.
struct PeopleReading {
  private(set) var groups: [CohortGroup] = []
  private(set) var notes: [String] = []

  init(
    _ table: Table, by keys: [Column], columns: [CohortColumns.Quantity: String], reading: TableReading
  ) throws(TableError) {
    var reading = reading
    guard reading.faults.count == table.structureFaults.count, let outcomeName = columns[.outcome] else {
      try reading.finish()
      return
    }
    let outcome = reading.booleans(outcomeName)
    let reoffences = columns[.reoffences].map { reading.counts($0) }
    let predicted = columns[.predicted].map { reading.rates($0) }
    try reading.finish()

    var order: [GroupKey] = []
    var sums: [GroupKey: Sums] = [:]
    var withoutOutcome = 0
    for row in 0..<table.rowCount {
      guard let reoffended = outcome.values[row] else {
        withoutOutcome += 1
        continue
      }
      let key = GroupKey(
        keys.map { GroupKey.Part(column: $0.name, value: table.cell(row: row, column: $0).text) })
      if sums[key] == nil { order.append(key) }
      sums[key, default: Sums()].add(
        reoffended, reoffences: reoffences.map { $0.values[row] },
        probability: predicted.map { $0.values[row]?.fraction })
    }
    if withoutOutcome > 0 {
      notes.append(
        "\(NumberFormat.count(withoutOutcome)) of \(NumberFormat.count(table.rowCount)) people are left out, because "
          + "\(outcomeName) is missing.")
    }
    groups = order.compactMap { key in sums[key].map { $0.group(key) } }
    let unpredicted = sums.values.reduce(0) { $0 + $1.withoutProbability }
    if predicted != nil, unpredicted > 0 {
      notes.append(
        "\(NumberFormat.count(unpredicted)) people have no predicted probability; groups with any of them have no "
          + "expected number.")
    }
    guard !groups.isEmpty else {
      reading.report(
        Fault(at: table.headerLocation(of: table.columns[0]), "no row has a value in \(outcomeName)"))
      try reading.finish()
      return
    }
  }

  /// The totals of one group of people.
  private struct Sums {
    var people = 0
    var reoffenders = 0
    var reoffences: Int? = 0
    var withoutProbability = 0
    var hasPrediction = false
    var probability = 0.0
    var variance = 0.0

    mutating func add(_ reoffended: Bool, reoffences count: Int??, probability p: Double??) {
      people += 1
      reoffenders += reoffended ? 1 : 0
      if let count {
        reoffences = count.flatMap { new in reoffences.map { $0 + new } }
      } else {
        reoffences = nil
      }
      if let p {
        hasPrediction = true
        if let p {
          probability += p
          variance += p * (1 - p)
        } else {
          withoutProbability += 1
        }
      }
    }

    func group(_ key: GroupKey) -> CohortGroup {
      let n = Double(people)
      let prediction =
        hasPrediction && withoutProbability == 0
        ? GroupPrediction(meanOfProbabilities: probability / n, meanVariance: variance / n) : nil
      return CohortGroup(
        key: key, trials: people, events: ConsistentCount(exactly: reoffenders), reoffences: reoffences,
        prediction: prediction)
    }
  }
}
