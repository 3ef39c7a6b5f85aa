import Numbers
import Tables

/// Reads a table that has a row a group.
struct CountsReading {
  private(set) var groups: [CohortGroup] = []
  private(set) var total: CohortGroup?
  /// Groups in which the others may lie, and which are no part of their sum.
  private(set) var containing: [CohortGroup] = []
  private(set) var notes: [String] = []
  /// Rows with reoffenders and a cohort of 0.
  private var withoutCohort: [Int] = []

  /// The names of groups by the texts of a column, a total in the spelling in which it stands first: `TOTAL` below `Total` is
  /// no other.
  private static func names(_ texts: [String]) -> [String] {
    var totals: [String: String] = [:]
    return texts.map { text in
      guard TotalLabel.isTotal(text) else { return text }
      let plain = spelling(text)
      let known = totals[plain] ?? text
      totals[plain] = known
      return known
    }
  }

  private struct Figures {
    var cohort: TypedColumn<Int>?
    var reoffenders: TypedColumn<Int>?
    var reoffences: TypedColumn<Int>?
    var actual: TypedColumn<PrintedRate>?
    /// The decimals that most rates are printed with; spreadsheets write 41.0 as 41.
    var decimals = 0
    var predicted: TypedColumn<PrintedRate>?

    /// Whether the counts of a row are the sums of those of all other rows that are used.
    func isSumOfOthers(_ row: Int, among isUsed: [Bool]) -> Bool {
      guard let cohort, let reoffenders else { return false }
      return [cohort, reoffenders].allSatisfy { column in
        let others = isUsed.indices.filter { isUsed[$0] && $0 != row }.map { column.values[$0] }
        guard let own = column.values[row], own > 0, others.count > 1, !others.contains(nil) else {
          return false
        }
        return others.compactMap(\.self).reduce(0, +) == own
      }
    }

    /// Whether the counts of a row are the sums of those of the named rows right above it, of which there are two or more.
    func isSumOfThoseAbove(_ row: Int, named texts: [String]) -> Bool {
      guard let cohort, let reoffenders else { return false }
      let run = (0..<row).reversed().prefix { !texts[$0].isEmpty }
      return run.count > 1
        && [cohort, reoffenders].allSatisfy { column in
          let parts = run.compactMap { column.values[$0] }
          guard let own = column.values[row], own > 0, parts.count == run.count else { return false }
          return parts.reduce(0, +) == own
        }
    }
  }

  init(
    _ table: Table, by keys: [Column], columns: [CohortColumns.Quantity: String], totals policy: TotalPolicy,
    reading: TableReading
  ) throws(TableError) {
    var reading = reading
    // A column that is not there makes every further message a guess; faulty rows do not.
    guard reading.faults.count == table.structureFaults.count else {
      try reading.finish()
      return
    }
    guard columns[.reoffenders] != nil || columns[.actual] != nil else {
      let place = table.headerLocation(of: table.columns[0])
      reading.report(
        Fault(
          at: place,
          "there is no column reoffenders, actual_rate or reoffended; name the one that says how many reoffended "
            + "with --reoffenders, --actual or --outcome\(Self.flags(of: table))\(Self.proposal(of: table)). The columns are "
            + NameList.joined(table.columns.prefix(30).map { "“\($0.name)”" })
            + (table.columns.count > 30 ? " and \(table.columns.count - 30) more" : "")))
      try reading.finish()
      return
    }
    guard columns[.cohort] != nil || columns[.actual] != nil else {
      reading.report(
        Fault(
          at: table.headerLocation(of: table.columns[0]),
          "the number of those who reoffended alone gives no rate; name the column of the people followed up with "
            + "--cohort, or that of the rate with --actual"
            + (columns[.reoffenders].map { Self.wholes(of: $0, in: table) } ?? "")))
      try reading.finish()
      return
    }
    Self.checkUnits(table, columns, &reading)
    let labels = keys.isEmpty ? Self.labelColumns(of: table, measures: Array(columns.values)) : keys
    guard let first = labels.first else {
      reading.report(
        Fault(
          at: table.headerLocation(of: table.columns[0]),
          "no columns tell the rows apart; name the columns that do with --by, or keep the rows of one kind with "
            + "--where\(Self.names(in: table, but: Array(columns.values)))"))
      try reading.finish()
      return
    }
    let cohort = columns[.cohort].map { reading.counts($0) }
    let reoffenders = columns[.reoffenders].map { reading.counts($0) }
    let unit = columns[.actual].flatMap {
      UnitByCounts(table, rates: $0, cohort: cohort, reoffenders: reoffenders)
    }
    notes += [unit?.note].compactMap(\.self)
    var figures = Figures(
      cohort: cohort, reoffenders: reoffenders,
      reoffences: columns[.reoffences].map { reading.counts($0) },
      actual: columns[.actual].map { reading.rates($0, unit: unit?.unit) },
      predicted: columns[.predicted].flatMap { Self.predictions(of: table, $0, &reading) })
    figures.decimals = decimals(of: figures.actual)
    var chosen =
      policy == .keptApart
      ? TotalRows(table, labels: labels, measures: Array(columns.values)) : TotalRows(all: table)
    notes += chosen.notes
    var isUsed = chosen.isUsed
    let repeated = policy == .keptApart ? Self.repeatedTotals(table, labels) : [:]
    for row in repeated.keys { isUsed[row] = false }
    if let one = repeated.min(by: { $0.key < $1.key }) {
      let lines = [one.value, one.key].map { table.location(row: $0, column: table.columns[0]).line }
      notes.append("Line \(lines[1]) is the total of line \(lines[0]) again, and counted once.")
    }
    checkNames(labels, table, among: isUsed, figures, &reading)
    var used: [(row: Int, group: CohortGroup)] = []
    var empty: [GroupKey] = []
    let keys = RowKeys(table, labels, spelled: Self.names)
    for row in 0..<table.rowCount {
      let key = keys[row]
      let group = group(in: row, key: key, figures: figures, reading: &reading)
      guard isUsed[row] else { continue }
      if group.trials == 0 { empty.append(key) } else { used.append((row, group)) }
    }
    reportWithoutCohort(figures, among: isUsed, &reading)
    if figures.cohort == nil, let actual = figures.actual, Self.areShares(actual, labels, table),
      let name = columns[.actual], let column = table.firstColumn(among: [name])
    {
      reading.report(
        Fault(
          at: table.headerLocation(of: column),
          "its rates add up to the total of 100% that the table prints, so that they are shares of one group and no rates "
            + "of those who reoffended; name the columns of the rate or of the people followed up with --actual or --cohort"
        ))
    }
    if figures.cohort == nil, let actual = figures.actual, let reoffenders = figures.reoffenders,
      Self.areShares(actual, of: reoffenders)
    {
      reading.report(
        Fault(
          at: actual.location(row: 0),
          "the rates are what each row has of all in “\(reoffenders.name)”, and none of those who reoffended; name the column of "
            + "the people followed up with --cohort"))
    }
    try reading.finish()
    let breakdowns = policy == .keptApart ? try breakdowns(table, labels, &chosen, used, &reading) : nil
    if let breakdowns {
      notes.append(breakdowns.note)
      used.removeAll { breakdowns.headings.contains($0.row) }
    }
    noteRepetitions(table, labels)
    let all: [CohortGroup]
    if table.kinds(by: labels).count == table.rowCount, keys.areDistinct {
      // Every row is a group of its own.
      all = used.map(\.group)
    } else {
      noteAddedUp(table, labels, measures: Array(columns.values), used)
      notePeriods(table, labels, measures: Array(columns.values), rows: used.map(\.row))
      all = gathered(
        policy == .keptApart ? withoutSums(used, &chosen, labels, table) : used.map(\.group))
    }
    if policy == .taken {
      groups = ordered(all, labels, table)
    } else {
      // Codes of the groups tell no sections apart.
      let isOneList = chosen.others.allSatisfy { table.texts(of: $0).tellsAllApart }
      let split = TotalGroups(all, isOneList: isOneList)
      groups = ordered(split.members, labels, table)
      total = split.total
      containing = split.containing
      if let breakdowns, total == nil, containing.isEmpty {
        containing = groups.filter { breakdowns.repeated.contains($0.key) }
      }
      notes += split.notes
    }
    guard !groups.isEmpty else {
      reading.report(
        Fault(
          at: table.headerLocation(of: first),
          table.rowCount == 0 ? "no row stands below the header" : "no row is left but that of the total"))
      try reading.finish()
      return
    }
    // A group with people in other rows is not left out.
    var known = empty.isEmpty ? [] : Set(used.map(\.group.key))
    let absent = empty.filter { known.insert($0).inserted }
    if !absent.isEmpty {
      let isOne = absent.count == 1
      let names =
        absent.prefix(9).map(\.description) + (absent.count > 9 ? ["\(absent.count - 9) more"] : [])
      notes.append(
        "\(NameList.joined(names)) \(isOne ? "has" : "have") nobody to follow up, so that there is no rate; "
          + "\(isOne ? "it is" : "they are") left out.")
    }
    noteRecovered()
    noteUnknown(used.map(\.group.key), used.map(\.row), figures, table)
  }

  /// Says why a group that is put together of several rows has no rate, and what leaves the rows out that take it away.
  private mutating func noteUnknown(_ keys: [GroupKey], _ rows: [Int], _ figures: Figures, _ table: Table) {
    let lacking = Set(groups.filter { $0.rate == nil }.map(\.key))
    guard !lacking.isEmpty, let cohort = figures.cohort, let reoffenders = figures.reoffenders else { return }
    var known: Set<GroupKey> = []
    var empty: [GroupKey: Int] = [:]
    for (key, row) in zip(keys, rows) where lacking.contains(key) {
      if cohort.values[row] != nil, reoffenders.values[row] != nil {
        known.insert(key)
      } else if empty[key] == nil {
        empty[key] = row
      }
    }
    let told = groups.map(\.key).filter { known.contains($0) && empty[$0] != nil }
    guard let first = told.first, let row = empty[first] else { return }
    let column = cohort.values[row] == nil ? cohort : reoffenders
    let place = column.location(row: row).place
    let marker = column[row].missing.map { " (\($0))" } ?? ""
    notes.append(
      "No rate is known for \(NameList.first(5, of: told.map(\.description))), because of rows without a number, the first at "
        + "\(place)\(marker); --where \("`\(cohort.name)` is not missing and `\(reoffenders.name)` is not missing".asArgument) leaves such rows out."
    )
  }

  /// Leaves out rows that are sums of others along a column that makes no groups, as England is of its regions where groups
  /// are years.
  private mutating func withoutSums(
    _ used: [(row: Int, group: CohortGroup)], _ chosen: inout TotalRows, _ labels: [Column], _ table: Table
  ) -> [CohortGroup] {
    let groups = used.map(\.group)
    // Where every row is a group of its own, nothing is put together.
    guard Set(groups.map(\.key)).count < groups.count else { return groups }
    let open = chosen.others.filter { !TotalRows.determines(labels, $0, table) }
    guard !open.isEmpty else { return groups }
    let all = labels + open
    let further = RowKeys(table, open)
    let named = used.compactMap { row, group in
      CohortGroup.joined([group], as: GroupKey(group.key.parts + further.parts(row)))
    }
    guard named.count == groups.count else { return groups }
    var left: Set<Int> = []
    for column in open {
      guard let dimension = all.firstIndex(of: column) else { continue }
      let context = chosen.context(of: column, labels: labels).compactMap { all.firstIndex(of: $0) }
      let sums = TotalGroups.totals(in: named, along: dimension, context: context)
      guard !sums.isEmpty, sums.count < named.count else { continue }
      left.formUnion(sums)
      var names: [String] = []
      for place in sums.sorted() {
        let name = named[place].key.parts[dimension].value
        if !names.contains(name) { names.append(name) }
      }
      notes.append(
        "Rows of \(NameList.joined(Array(names.prefix(5)))) in \(column.name) are left out, because the other rows add up to them; "
          + "--totals taken keeps them.")
    }
    return groups.indices.filter { !left.contains($0) }.map { groups[$0] }
  }

  /// Refuses columns whose names say that their figures are no people, or no shares of them.
  private static func checkUnits(
    _ table: Table, _ columns: [CohortColumns.Quantity: String], _ reading: inout TableReading
  ) {
    for (quantity, name) in columns.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      guard let column = table.firstColumn(among: [name]) else { continue }
      let words = name.lowercased().replacing(",", with: "")
      let isRate = quantity == .actual || quantity == .predicted
      let units =
        isRate
        ? ["per 1000", "per 10000", "per thousand", "per million", "/1000"]
        : ["000s", "'000", "’000", "thousands", "millions"]
      guard let unit = units.first(where: words.contains) else { continue }
      reading.report(
        Fault(
          at: table.headerLocation(of: column),
          isRate
            ? "the name says “\(unit)”, and a rate of people who reoffended is a per cent or a fraction; divide it, or give the "
              + "counts with --cohort and --reoffenders"
            : "the name says “\(unit)”, and limits need the number of people itself; give the figures in full"
        ))
    }
  }

  /// Predicted rates; a column that could as well hold predicted numbers of people is refused.
  private static func predictions(
    of table: Table, _ name: String, _ reading: inout TableReading
  ) -> TypedColumn<PrintedRate>? {
    let isNamedRate = ["rate", "%", "per cent", "percent", "share", "probab", "proportion"].contains {
      name.lowercased().contains($0)
    }
    guard !isNamedRate, let column = table.firstColumn(among: [name]) else { return reading.rates(name) }
    var numbers = table.reading()
    let printed = numbers.numbers(name)
    let values = printed.indices.compactMap { row in printed.values[row].map { (row, $0) } }
    guard let (row, number) = values.first(where: { $0.1.value > 1 }),
      values.allSatisfy({ $0.1.unit == .none })
    else { return reading.rates(name) }
    reading.report(
      Fault(
        at: table.location(row: row, column: column),
        "“\(number.text)” can be a per cent or a number of people; write per cent signs, or name the column "
          + "predicted_rate if it holds per cents"))
    return nil
  }

  /// Refuses rows without a name where so many have none that a merged cell stood above them; one among many is told.
  private mutating func checkNames(
    _ labels: [Column], _ table: Table, among isUsed: [Bool], _ figures: Figures,
    _ reading: inout TableReading
  ) {
    for column in labels where table.order(of: column) == nil {
      let own = table.texts(of: column)
      let empty = own.rows(where: \.isEmpty).filter { isUsed[$0] }
      guard let first = empty.first else { continue }
      let texts = own.codes.indices.map { own[$0] }
      // The sum of all others at the end of a table, or above it, is its total, which needs no name.
      let isAtEnd = first == isUsed.lastIndex(of: true) || first == isUsed.firstIndex(of: true)
      if labels.count == 1, empty.count == 1, isAtEnd, figures.isSumOfOthers(first, among: isUsed) {
        continue
      }
      // Blank cells that follow each other are those of a merged one.
      let follows = zip(empty, empty.dropFirst()).contains { $1 == $0 + 1 } && first > 0
      guard follows || empty.count * 4 >= texts.count - empty.count else {
        let place = table.location(row: first, column: column).place.withCapital
        notes.append(
          empty.count == 1
            ? "\(place) has no \(column.name); it is the group “not named”."
            : "\(empty.count) rows, the first at \(place), have no \(column.name); they are the group “not named”."
        )
        continue
      }
      let named = Self.namedElsewhere(table, column, texts, empty, labels)
      for row in empty {
        let above = texts[..<row].last { !$0.isEmpty }
        // Filled from above, a sum of those above would be counted as one of them.
        let isSum = figures.isSumOfThoseAbove(row, named: texts)
        let cure =
          if let named {
            "\(named) has the name of the row: they are two lists in one table, of which --where keeps one, as "
              + "\(column.name) is not missing does"
          } else if isSum {
            "its figures are the sum of the rows above; write “Total” there"
          } else {
            above.map {
              "as below a merged cell; write “\($0)” if it belongs there, or fill such cells from above with --fill-down"
            }
          }
        reading.report(
          Fault(
            at: table.location(row: row, column: column),
            cure.map { "the cell is empty, \(named != nil || isSum ? "and " : "")\($0)" }
              ?? "the cell is empty; the name of the group is needed"))
      }
    }
  }

  /// The column that names just the rows which another leaves without a name, as states stand below regions in a column
  /// beside them.
  private static func namedElsewhere(
    _ table: Table, _ column: Column, _ texts: [String], _ empty: [Int], _ labels: [Column]
  ) -> String? {
    let isEmpty = Set(empty)
    let found = table.columns.first { other in
      guard !labels.contains(other), !other.name.isEmpty else { return false }
      let others = table.texts(of: other)
      return texts.indices.allSatisfy { row in
        let text = others[row]
        return isEmpty.contains(row) ? text.contains(where: \.isLetter) : text.isEmpty || texts[row].isEmpty
      }
    }
    return found?.name
  }

  /// Says that the figures of several periods, such as yearly cohorts, are added up in a group.
  private mutating func notePeriods(
    _ table: Table, _ labels: [Column], measures: [String], rows: [Int]
  ) {
    guard let one = rows.first else { return }
    for column in table.columns
    where !labels.contains(column) && !measures.contains(column.name)
      && !QuantityNames.isOfFigures(column.name)
      && table.texts(of: column)[one].contains(where: \.isNumber)
    {
      let own = table.texts(of: column)
      let all = Set(Set(rows.map { own.codes[$0] }).map { own.distinct[Int($0)] })
      guard all.count < 2000 else { continue }
      let distinct = all.sorted()
      let names = PeriodNames(distinct)
      let periods = zip(distinct, names.periods).compactMap { name, period in period.map { (name, $0) } }
        .sorted { ($0.1.first, $0.1.last) < ($1.1.first, $1.1.last) }
      guard names.problems.isEmpty, names.scale == .calendar, periods.count == distinct.count,
        let earliest = periods.first, let latest = periods.last, earliest.1 != latest.1,
        isAddedUp(column, table, labels, rows)
      else { continue }
      notes.append(
        "\(earliest.0) to \(latest.0) (\(column.name)) are added up in each group, so that people who are in several of them "
          + "count as often; --where keeps one, and --by with \(column.name) keeps them apart.")
      return
    }
  }

  /// Says which groups have several rows that nothing but their figures tells apart.
  private mutating func noteAddedUp(
    _ table: Table, _ labels: [Column], measures: [String], _ used: [(row: Int, group: CohortGroup)]
  ) {
    guard !table.columns.contains(where: { !labels.contains($0) && !measures.contains($0.name) }) else {
      return
    }
    var counts: [GroupKey: Int] = [:]
    var order: [GroupKey] = []
    for (_, group) in used {
      counts[group.key, default: 0] += 1
      if counts[group.key] == 2 { order.append(group.key) }
    }
    guard !order.isEmpty else { return }
    let names = order.prefix(5).map(\.description) + (order.count > 5 ? ["\(order.count - 5) more"] : [])
    notes.append(
      "\(NameList.joined(names)) \(order.count == 1 ? "stands" : "stand") in several rows, which are added up."
    )
  }

  /// Rows of a total that are the same as an earlier one, as where it is printed above and below its parts, with that.
  private static func repeatedTotals(_ table: Table, _ labels: [Column]) -> [Int: Int] {
    guard !labels.isEmpty else { return [:] }
    var first: [[String]: Int] = [:]
    var repeated: [Int: Int] = [:]
    for row in namedTotals(table, labels) {
      let texts = table.columns.map { table.texts(of: $0)[row] }
      // Subtotals of two parts may be alike.
      guard !labels.contains(where: { TotalLabel.isSubtotal(table.texts(of: $0)[row]) }) else { continue }
      if let other = first[texts] { repeated[row] = other } else { first[texts] = row }
    }
    return repeated
  }

  /// The rows of which all names are those of totals.
  private static func namedTotals(_ table: Table, _ labels: [Column]) -> [Int] {
    guard let first = labels.first else { return Array(0..<table.rowCount) }
    return labels.dropFirst().reduce(table.texts(of: first).rows(where: TotalLabel.isTotal)) { rows, column in
      let texts = table.texts(of: column)
      return rows.filter { TotalLabel.isTotal(texts[$0]) }
    }
  }

  /// Whether rows of one group have different texts in a column.
  private func isAddedUp(_ column: Column, _ table: Table, _ labels: [Column], _ rows: [Int]) -> Bool {
    let codes = table.texts(of: column).codes
    return !table.kinds(by: labels, rows: rows).determine(rows.map { codes[$0] })
  }

  /// Says which rows are there twice, and which names differ in their case only.
  private mutating func noteRepetitions(_ table: Table, _ labels: [Column]) {
    let kinds = table.kinds(by: table.columns)
    if kinds.count < table.rowCount {
      let totals = Set(Self.namedTotals(table, labels))
      var rows = Array(repeating: -1, count: kinds.count)
      for row in 0..<table.rowCount {
        let kind = Int(kinds.codes[row])
        if rows[kind] >= 0, !totals.contains(row) {
          let lines = [rows[kind], row].map { table.location(row: $0, column: labels[0]).line }
          notes.append("Lines \(lines[0]) and \(lines[1]) are the same; both are counted.")
          break
        }
        rows[kind] = row
      }
    }
    for column in labels {
      var spellings: [String: String] = [:]
      for text in table.texts(of: column).distinct {
        let plain = Self.spelling(text)
        if let other = spellings.updateValue(text, forKey: plain), !TotalLabel.isTotal(text) {
          notes.append(
            "“\(other)” and “\(text)” differ in case, blanks, invisible signs or the sign of a note only; they are groups of "
              + "their own.")
          return
        }
      }
    }
  }

  /// A name without case, needless blanks, invisible signs and references to notes.
  private static func spelling(_ text: String) -> String {
    let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
    let visible =
      isASCII ? text : String(text.unicodeScalars.filter { !$0.properties.isDefaultIgnorableCodePoint })
    let plain = ColumnName.withoutNotes(visible).lowercased()
    let hasSingleBlanks =
      isASCII && !plain.utf8.contains { (0x09...0x0D).contains($0) }
      && !zip(plain.utf8, plain.utf8.dropFirst()).contains { $0 == 0x20 && $1 == 0x20 }
    return hasSingleBlanks ? plain : plain.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// One row's figures, with what does not fit together reported.
  private mutating func group(
    in row: Int, key: GroupKey, figures: Figures, reading: inout TableReading
  ) -> CohortGroup {
    let trials = figures.cohort?.values[row]
    let printed = figures.actual?.values[row].map { rate in
      rate.decimals < figures.decimals && !rate.text.contains("%")
        ? PrintedRate(fraction: rate.fraction, unit: rate.unit, decimals: figures.decimals, text: rate.text)
        : rate
    }
    var events: ConsistentCount?
    if let reoffenders = figures.reoffenders, let count = reoffenders.values[row] {
      if let trials, count > trials {
        // A cohort of 0 is told once for all its rows.
        if trials == 0 {
          withoutCohort.append(row)
        } else {
          reading.report(
            Fault(at: reoffenders.location(row: row), "\(count) is more than the cohort of \(trials)"))
        }
      }
      events = ConsistentCount(exactly: count)
    }
    if let trials, trials > 0, let printed, let actual = figures.actual {
      let recovered = ConsistentCount(rate: printed, of: trials)
      if events == nil {
        events = recovered
        if recovered == nil {
          reading.report(
            Fault(
              at: actual.location(row: row),
              "no whole number of the \(trials) people in the cohort rounds to \(printed)"))
        }
      } else if let events, recovered.map({ !$0.candidates.contains(events.nearest) }) ?? true {
        let rate = NumberFormat.percent(Double(events.nearest) / Double(trials), decimals: 2)
        notes.append(
          "\(key): \(printed) is printed, but \(events.nearest) of \(NumberFormat.count(trials)) is \(rate); "
            + "the counts are used.")
      }
    }
    if let reoffences = figures.reoffences, let count = reoffences.values[row], let events,
      count < events.candidates.lowerBound
    {
      reading.report(
        Fault(
          at: reoffences.location(row: row),
          "\(count) reoffences are fewer than the \(events.candidates.lowerBound) people who reoffended, each of whom has one "
            + "at least"))
    }
    if events == nil, let reoffenders = figures.reoffenders, reoffenders[row].missing == .range {
      notes.append("\(key): the number of reoffenders is printed as a range, so that there is no rate.")
    }
    if let cohort = figures.cohort, cohort[row].missing == .range {
      notes.append("\(key): the cohort is printed as a range, so that there is no rate.")
    }
    let marks =
      figures.actual.map { $0[row].marks } ?? figures.reoffenders.map { $0[row].marks } ?? []
    return CohortGroup(
      key: key, trials: trials, events: events, reoffences: figures.reoffences?.values[row],
      printedRate: printed, prediction: figures.predicted?.values[row].map { GroupPrediction(printed: $0) },
      marks: marks)
  }

  /// Refuses reoffenders beside a cohort of 0 in rows that are used.
  private func reportWithoutCohort(_ figures: Figures, among isUsed: [Bool], _ reading: inout TableReading) {
    let rows = withoutCohort.filter { isUsed[$0] }
    guard let first = rows.first, let cohort = figures.cohort, let reoffenders = figures.reoffenders,
      let count = reoffenders.values[first]
    else { return }
    let others =
      rows.count > 1
      ? ", and \(Plural.count(rows.count - 1, "other row")) \(rows.count == 2 ? "is" : "are") alike" : ""
    reading.report(
      Fault(
        at: reoffenders.location(row: first),
        "\(count) is more than the cohort of 0\(others); where 0 stands for a number that is not known, "
          + "--where \("`\(cohort.name)` > 0".asArgument) leaves such rows out"))
  }

  /// Joins the rows that share a key.
  private func gathered(_ singles: [CohortGroup]) -> [CohortGroup] {
    var order: [GroupKey] = []
    var members: [GroupKey: [CohortGroup]] = [:]
    for group in singles {
      if members[group.key] == nil { order.append(group.key) }
      members[group.key, default: []].append(group)
    }
    return order.compactMap { CohortGroup.joined(members[$0] ?? [], as: $0) }
  }

  /// Groups in the order of ranges where a column was made of them, and else as they first occur.
  private func ordered(_ groups: [CohortGroup], _ labels: [Column], _ table: Table) -> [CohortGroup] {
    let orders = labels.indices.map { place -> [String]? in
      if let made = table.order(of: labels[place]) { return made }
      var seen: Set<String> = []
      let names = groups.map { $0.key.parts[place].value }
        .filter { !FactorLevels.isMissing($0) && seen.insert($0).inserted }
      return BandName.order(names).map { order in order.map { names[$0] } }
    }
    guard orders.contains(where: { $0 != nil }) else { return groups }
    let ranks = labels.indices.map { place -> [String: Int] in
      var ranks: [String: Int] = [:]
      for name in orders[place] ?? groups.map({ $0.key.parts[place].value }) where ranks[name] == nil {
        ranks[name] = ranks.count
      }
      return ranks
    }
    func rank(_ group: CohortGroup) -> [Int] {
      zip(group.key.parts, ranks).map { $1[$0.value] ?? Int.max }
    }
    return groups.map { (rank($0), $0) }.sorted { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1)
  }

  /// Says which counts were recovered from rates.
  private mutating func noteRecovered() {
    let recovered = groups.filter { group in
      group.printedRate.map { _ in group.events != nil } ?? false
    }
    let several = recovered.compactMap { group in group.events.map { (group.key, $0) } }
      .filter { !$0.1.isUnique }
    if !several.isEmpty {
      let names = several.map { "\($0.0) (\($0.1.candidates.lowerBound) to \($0.1.candidates.upperBound))" }
      notes.append(
        "The number of reoffenders is recovered from the cohort and the printed rate; more than one whole number fits "
          + "for \(NameList.joined(names)). The one nearest to the printed rate is shown, and a verdict is given only where "
          + "all of them agree.")
    }
  }

  /// The fewest leading columns, not constant and not figures, whose values tell all rows apart.
  ///
  /// Where none do in a table of several levels of areas, those that tell the rows of its widest level apart which has several.
  private static func labelColumns(of table: Table, measures: [String]) -> [Column] {
    guard table.rowCount > 0 else { return [] }
    let candidates = table.columns.enumerated().filter { place, column in
      !measures.contains(column.name) && !isOfFigures(column, isFirst: place == 0, table)
    }.map(\.element)
    if table.rowCount == 1 { return candidates.first.map { [$0] } ?? [] }
    let all = Array(0..<table.rowCount)
    // Where names tell the rows apart, their numbers make no groups.
    let named = candidates.filter { !numbersRows($0, table) }
    let byName = named.count < candidates.count ? labelColumns(named, telling: all, of: table) : []
    let labels = byName.isEmpty ? labelColumns(candidates, telling: all, of: table) : byName
    func level(_ labels: [Column]) -> AreaLevels? {
      AreaLevels(table, rows: all, labels: labels, candidates: candidates)
    }
    // A row of a country has no name of a region.
    let isNamed = !labels.isEmpty && labels.allSatisfy { !table.texts(of: $0).distinct.contains("") }
    guard !isNamed, let widest = level([]) else { return labels.map { name(of: $0, candidates, table) } }
    // Names before codes.
    let isCode = { (column: Column) in column.name.lowercased().contains("code") }
    let ordered = candidates.filter { !isCode($0) } + candidates.filter(isCode)
    let levels = [widest.rows] + ordered.compactMap { level([$0])?.rows }
    return levels.lazy.filter { $0.count > 1 }.map { labelColumns(ordered, telling: $0, of: table) }
      .first { !$0.isEmpty } ?? labels
  }

  /// The column that names what another has the codes of, as `area_name` does beside `area_code`; else that other.
  private static func name(of label: Column, _ candidates: [Column], _ table: Table) -> Column {
    func isCode(_ column: Column) -> Bool { column.name.lowercased().contains("code") }
    guard isCode(label) else { return label }
    let (codes, kinds) = (table.texts(of: label), table.kinds(by: [label]))
    return candidates.first { other in
      let texts = table.texts(of: other)
      return !isCode(other) && texts.distinct.count == codes.distinct.count && kinds.determine(texts.codes)
        && texts.distinct.allSatisfy { $0.contains(where: \.isLetter) }
    } ?? label
  }

  /// Whether a column is one of those in which programs number the rows, from 0 or 1 on.
  private static func numbersRows(_ column: Column, _ table: Table) -> Bool {
    let names: Set = ["", "unnamed:0", "index", "x", "x1", "...1", "row", "rownames", "rownumber", "rowid"]
    guard names.contains(ComparedName.of(column.name)), let first = Int(table.texts(of: column)[0]),
      (0...1).contains(first)
    else { return false }
    let texts = table.texts(of: column)
    return (0..<table.rowCount).allSatisfy { texts[$0] == String(first + $0) }
  }

  private static func labelColumns(_ candidates: [Column], telling rows: [Int], of table: Table) -> [Column] {
    var labels: [Column] = []
    var kinds = RowKinds(rows: rows.count)
    for column in candidates {
      let codes = table.texts(of: column).codes
      let finer = kinds.split(by: rows.map { codes[$0] })
      // A code that follows from a name before it tells nothing more apart.
      guard finer.count > max(1, kinds.count) else { continue }
      labels.append(column)
      kinds = finer
      if kinds.count == rows.count { return labels }
      if labels.count == 3 { break }
    }
    return []
  }

  /// What can be named as those who reoffended, for a message: by the shares that are printed, else by names and figures.
  private static func proposal(of table: Table) -> String {
    let shares = SharesOfCounts(table).proposal
    return shares.isEmpty ? EventsOfPeople(table).proposal : shares
  }

  /// The columns of which one that holds reoffenders can be a share, for a message.
  private static func wholes(of name: String, in table: Table) -> String {
    let names = SharesOfCounts(table).wholes(of: name).prefix(5).map { "“\($0.whole.name)”" }
    if !names.isEmpty {
      return "; by the shares that are printed, it can be of \(NameList.joined(Array(names)))"
    }
    let larger = EventsOfPeople(table).people(of: name).prefix(5).map { "“\($0)”" }
    return larger.isEmpty ? "" : "; no row has more than it in \(NameList.joined(Array(larger)))"
  }

  /// The columns of names by which groups can be made, for a message.
  private static func names(in table: Table, but measures: [String]) -> String {
    let names = table.columns.enumerated().filter { place, column in
      guard !measures.contains(column.name), !column.name.isEmpty,
        !isOfFigures(column, isFirst: place == 0, table)
      else { return false }
      let count = table.texts(of: column).distinct.count
      let isFigure = count > 60 && QuantityColumns.holdsFigures(column, of: table)
      return count > 1 && count * 2 <= table.rowCount && !isFigure
    }.prefix(12).map { "“\($0.element.name)”" }
    return names.isEmpty ? "" : ". Names are in \(NameList.joined(Array(names)))"
  }

  /// The decimals with which at least half of some rates are printed; that fewer are taken as zeros left out is noted.
  private mutating func decimals(of rates: TypedColumn<PrintedRate>?) -> Int {
    let printed = rates?.values.compactMap(\.self).filter { !$0.text.contains("%") } ?? []
    let all = printed.map(\.decimals).sorted()
    guard all.count > 2, all[0] < all[all.count / 2] else {
      return 0
    }
    notes.append(
      "Rates with fewer decimals than most are taken to end in zeros that were left out."
    )
    return all[all.count / 2]
  }

  /// Whether each rate is what its row has of the sum of some counts.
  private static func areShares(_ rates: TypedColumn<PrintedRate>, of counts: TypedColumn<Int>) -> Bool {
    let rows = rates.indices.filter { rates.values[$0] != nil && counts.values[$0] != nil }
    let sum = rows.reduce(0) { $0 + (counts.values[$1] ?? 0) }
    guard rows.count > 1, sum > 0 else { return false }
    // With a row of 100% the counts are there twice.
    let hasWhole = rows.contains { rates.values[$0]?.fraction == 1 && (counts.values[$0] ?? 0) * 2 == sum }
    let whole = Double(sum) / (hasWhole ? 2 : 1)
    return rows.allSatisfy { row in
      guard let rate = rates.values[row], let count = counts.values[row] else { return false }
      return abs(rate.fraction - Double(count) / whole) <= rate.roundingHalfWidth * 1.000001
    }
  }

  /// Which columns may be outcomes of people, in words; empty where none holds yes and no.
  private static func flags(of table: Table) -> String {
    let flags = table.columns.prefix(100).filter { column in
      var seen: Set<String> = []
      for text in table.texts(of: column).distinct.lazy.map({ $0.lowercased() }) {
        guard !text.isEmpty, !FactorLevels.isMissing(text) else { continue }
        seen.insert(text)
        if seen.count > 2 { return false }
      }
      return seen.count == 2 && ColumnTyping.areFlags(seen)
    }
    guard !flags.isEmpty else { return "" }
    let names = NameList.joined(flags.prefix(10).map { "“\($0.name)”" })
    return "; \(names) \(flags.count == 1 ? "holds" : "hold") yes and no, as --outcome takes it"
  }

  /// Several breakdowns of the same people, by sex, by age and so on, each in rows of its own.
  private func breakdowns(
    _ table: Table, _ labels: [Column], _ chosen: inout TotalRows, _ used: [(row: Int, group: CohortGroup)],
    _ reading: inout TableReading
  ) throws(TableError) -> Breakdowns? {
    let columns = labels + chosen.others.filter { !labels.contains($0) }
    guard let found = Breakdowns(table, columns, used) else { return nil }
    if !labels.contains(found.column), let (name, section, row) = found.ambiguous(labels, table) {
      reading.report(
        Fault(
          at: table.location(row: row, column: found.column),
          "“\(name)” has rows of several breakdowns of the same people, which cannot be added up; keep those of one with "
            + "--where '`\(found.column.name)` = \"\(section)\"'"))
      try reading.finish()
    }
    return found
  }

  /// Whether rates are the parts of a whole that the table prints as 100 %.
  private static func areShares(
    _ rates: TypedColumn<PrintedRate>, _ labels: [Column], _ table: Table
  ) -> Bool {
    var sum = 0.0
    var parts = 0
    var hasWhole = false
    let totals = Set(labels.flatMap { table.texts(of: $0).rows(where: TotalLabel.isTotal) })
    for row in 0..<table.rowCount {
      guard let rate = rates.values[row]?.fraction else { continue }
      if totals.contains(row) {
        hasWhole = hasWhole || abs(rate - 1) < 0.0005
      } else {
        sum += rate
        parts += 1
      }
    }
    return hasWhole && parts > 2 && abs(sum - 1) < 0.001 * Double(parts)
  }

  /// Whether a column beside the counts holds other figures, such as averages, that name no groups.
  private static func isOfFigures(_ column: Column, isFirst: Bool, _ table: Table) -> Bool {
    let texts = table.texts(of: column)
    var (named, plain, fractions) = (0, 0, 0)
    let kinds = texts.distinct.map { text in
      (isNamed: !text.isEmpty, isPlain: isPlain(text), isFraction: isFraction(text))
    }
    for code in texts.codes {
      let kind = kinds[Int(code)]
      named += kind.isNamed ? 1 : 0
      plain += kind.isPlain ? 1 : 0
      fractions += kind.isPlain && kind.isFraction ? 1 : 0
    }
    guard named > 0 else { return true }
    guard plain * 2 > named else { return false }
    return fractions * 2 > plain || (!isFirst && QuantityNames.isOfFigures(column.name))
  }

  /// Whether a text is a number and no name or range.
  private static func isPlain(_ text: String) -> Bool {
    text.contains(where: \.isNumber)
      && !text.contains { $0.isLetter || $0 == "-" || $0 == "–" || $0 == "/" }
  }

  /// Whether a number is no whole one.
  private static func isFraction(_ text: String) -> Bool {
    text.contains("%") || text.contains("£")
      || text.split(separator: ".", omittingEmptySubsequences: false).count == 2
  }
}
