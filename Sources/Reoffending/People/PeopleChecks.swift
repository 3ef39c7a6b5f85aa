public import Numbers
public import Statistics
public import Tables

extension PersonTable {
  /// Refuses an outcome that is not one of two: other numbers than 0 and 1, a third value, or the same for everybody.
  ///
  /// - Parameters:
  ///   - name: the column of the outcome.
  ///   - allowingOneValue: whether everybody may have the same value, as where everybody had the event by the end of
  ///     observation.
  /// - Throws: `TableError.faults` with the file, line and column of what was found.
  public func checkOutcome(_ name: String, allowingOneValue: Bool = false) throws(TableError) {
    let column = try column(name)
    let levels = column.levels
    switch column.kind {
    case .number, .count, .rate:
      let bad = column.entries.map { $0.value.number.map { $0 != 0 && $0 != 1 } ?? false }
      if let row = (0..<rowCount).first(where: { bad[column.codes[$0]] }) {
        let found = column.entries[column.codes[row]].text
        throw fault(
          at: location(row: row, column: column),
          "“\(found)” is neither 0 nor 1, and an outcome has two values; for counts name the family or the column of "
            + "trials")
      }
    case .category, .date:
      if levels.count > 2 { throw thirdValue(column) }
    case .automatic, .boolean: break
    }
    guard levels.count < 2, !(allowingOneValue && levels.count == 1) else { return }
    throw fault(
      at: headerLocation(of: column),
      levels.isEmpty
        ? "nobody has a value; an outcome of two values is needed"
        : "everybody has the value “\(levels[0])”; an outcome must have two values for anything to be estimated"
    )
  }

  private func thirdValue(_ column: PersonColumn) -> TableError {
    let levelOfEntry = column.levelOfEntry
    var seen: [(level: Int, row: Int)] = []
    for row in 0..<rowCount {
      guard let level = levelOfEntry[column.codes[row]], !seen.contains(where: { $0.level == level }) else {
        continue
      }
      seen.append((level, row))
      if seen.count == 3 { break }
    }
    let texts = seen.map { "“\(column.levels[$0.level])”" }
    let places = seen.map { location(row: $0.row, column: column).place }
    return fault(
      at: location(row: seen[2].row, column: column),
      "\(texts[2]) is a third value beside \(texts[0]) (\(places[0])) and \(texts[1]) (\(places[1])); an outcome has two, "
        + "such as 0 and 1")
  }

  /// Refuses columns in which most people have a number and some a text, which was hardly meant as categories, and
  /// days that are still to come.
  ///
  /// - Parameters:
  ///   - names: the columns that are looked at.
  ///   - categories: the columns that are taken as categories on purpose.
  ///   - today: the last day that can have been.
  /// - Throws: `TableError.faults` with the file, line and column of each.
  public func checkColumns(_ names: [String], categories: Set<String> = [], today: CalendarDate)
    throws(TableError)
  {
    var faults = FaultList()
    let meant = Set(categories.map { Column.normalized($0) })
    for name in names {
      let column = try column(name)
      var problems: [String?]
      switch column.kind {
      case .category where !meant.contains(Column.normalized(name)):
        let isNumber = column.entries.map { entry in
          if case .category(let text) = entry.value { Double(text) != nil } else { false }
        }
        let numbers = zip(isNumber, column.entryCounts).reduce(0) { $0 + ($1.0 ? $1.1 : 0) }
        let values = zip(column.entries, column.entryCounts).reduce(0) {
          $0 + ($1.0.value.missing == nil ? $1.1 : 0)
        }
        guard 10 * numbers >= 9 * values else { continue }
        problems = column.entries.enumerated().map { index, entry in
          entry.value.missing != nil || isNumber[index]
            ? nil
            : "“\(entry.text)” is not a number, as \(numbers) of \(values) values are; correct it, or write "
              + "factor(\(name)) where the values are categories"
        }
        if !problems.contains(where: { $0 != nil }) { continue }
      case .date:
        problems = column.entries.map { entry in
          guard case .date(let date) = entry.value, date > today else { return nil }
          return "\(date) lies in the future (today is \(today))"
        }
      default: continue
      }
      for row in 0..<rowCount {
        if let problem = problems[column.codes[row]] {
          faults.append(Fault(at: location(row: row, column: column), problem))
        }
      }
    }
    guard faults.isEmpty else { throw .faults(faults) }
  }

  /// Refuses numbers below zero, such as times and counts.
  ///
  /// - Throws: `TableError.faults` with the file, line and column of each.
  public func checkNotNegative(_ name: String, what: String) throws(TableError) {
    let column = try column(name)
    var faults = FaultList()
    let isBad = column.entries.map { ($0.value.number ?? 0) < 0 }
    guard isBad.contains(true) else { return }
    for row in 0..<rowCount where isBad[column.codes[row]] {
      faults.append(
        Fault(
          at: location(row: row, column: column),
          "“\(column.entries[column.codes[row]].text)” is below zero; \(what) is 0 or more"))
    }
    throw .faults(faults)
  }

  /// Refuses weights of people that are missing, no number, or below zero.
  ///
  /// - Throws: `TableError.faults` with the file, line and column of each.
  public func checkWeights(_ name: String, areWhole: Bool) throws(TableError) {
    let column = try column(name)
    var faults = FaultList()
    let words = column.entries.map { entry -> String? in
      guard let weight = entry.value.number ?? Double(entry.text) else {
        return entry.text.isEmpty
          ? "a weight is needed for everybody"
          : "“\(entry.text)” is no weight; a number of 0 or more is needed"
      }
      if !(weight >= 0 && weight.isFinite) { return "“\(entry.text)” is no weight, which is 0 or more" }
      if areWhole, weight != weight.rounded() {
        return "“\(entry.text)” is no number of equal people; weights of a sample are --weights-are sampling"
      }
      return nil
    }
    guard words.contains(where: { $0 != nil }) else { return }
    for row in 0..<rowCount {
      if let words = words[column.codes[row]] {
        faults.append(Fault(at: location(row: row, column: column), words))
      }
    }
    guard faults.isEmpty else { throw .faults(faults) }
  }

  /// The error of a model with the file, line and column that it is about, where they are known.
  public func located(_ error: ModelError) -> any Error {
    func at(_ name: String, row: Int? = nil, _ sentence: String) -> any Error {
      guard let column = try? column(name) else { return error }
      guard let row else { return fault(at: headerLocation(of: column), sentence) }
      return fault(at: location(row: row - 1, column: column), sentence)
    }
    switch error {
    case .badValue(let name, let row, let found, let allowed):
      return at(name, row: row, "\(found) must be \(allowed)")
    case .constantColumn(let name):
      return at(name, "everybody has the same value, so it can have no effect; leave it out")
    case .badOutcome(let name, let reason): return at(name, "the outcome \(reason)")
    case .wrongKind(let name, let needed): return at(name, "the column is used where \(needed) is needed")
    case .separation(let columns) where columns.count == 1:
      return at(Self.column(ofTerm: columns[0].term), error.description)
    case .formula, .unknownColumn, .duplicateColumn, .lengthMismatch, .noRows, .collinear, .separation,
      .tooFewRows,
      .noConvergence, .outOfRange, .undefined:
      return error
    }
  }

  private static func column(ofTerm term: String) -> String {
    String(term.split(separator: "=", maxSplits: 1)[0])
  }

  func fault(at location: CellLocation, _ sentence: String) -> TableError {
    var faults = FaultList()
    faults.append(Fault(at: location, sentence))
    return .faults(faults)
  }
}
