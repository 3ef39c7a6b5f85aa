import Numbers

/// What the distinct texts of a column mean, once its kind is known or guessed.
///
/// Each text is read once, by the same rules as in a `TableReading`, however many rows have it.
package struct ColumnTyping {
  let name: String
  let kind: PersonColumnKind
  /// The distinct texts, in the order in which they first occur.
  let texts: [String]
  /// What each text means; where it is not of the kind, no value.
  let values: [PersonValue]
  /// What is wrong with texts that are not of the kind, by their index.
  private let problems: [Int: Problem]
  /// The texts in the order of their values.
  let order: [Int]
  /// For each text its place in that order.
  let rank: [UInt32]

  /// What was taken for granted of the texts.
  private(set) var notes: [String] = []

  private let decimalMark: DecimalMark?
  /// Whether the texts are ranges such as `5-9` and `50+`, which have an order of their own.
  private let areBands: Bool

  init(
    texts: [String], kind wanted: PersonColumnKind, name: String, decimalMark: DecimalMark?,
    dates: DayMonthOrder? = nil
  ) {
    self.name = name
    self.texts = texts
    self.decimalMark = decimalMark
    kind = wanted == .automatic ? Self.guess(texts, decimalMark) : wanted
    let kind = kind
    // A column may have a million different numbers, so that what was read of each is kept only where all are needed.
    let contents = kind == .rate || kind == .date ? texts.map { CellContent($0) } : []
    var problems: [Int: Problem] = [:]
    func value(_ index: Int, _ result: Result<PersonValue, Problem>) -> PersonValue {
      switch result {
      case .success(let value): return value
      case .failure(let problem):
        if wanted == .automatic, case .notANumber(let text) = problem {
          problems[index] = .other(
            "“\(text)” is not a number, as nearly all other values of the column are; write a number, or take the "
              + "column as categories with factor(\(name)) in a formula")
        } else {
          problems[index] = problem
        }
        return .missing(.unspecified)
      }
    }
    if kind == .rate {
      let numbers = Self.printedNumbers(contents, decimalMark)
      let kinds = RateKinds(
        name: name, values: numbers.map { try? $0.get() }, counts: Array(repeating: 1, count: texts.count),
        unit: nil)
      values = contents.indices.map { index in
        if case .missing(let reason) = contents[index] { return .missing(reason) }
        return value(
          index,
          numbers[index].flatMap { number in Self.fraction(number, unit: kinds.unit).map { .number($0) } })
      }
    } else if kind == .date {
      let own = contents.indices.filter { if case .value = contents[$0] { true } else { false } }
      let names = DateNames(own.map { Self.value(contents[$0]) }, order: dates)
      var read: [PersonValue] = contents.map { content in
        if case .missing(let reason) = content { .missing(reason) } else { .missing(.unspecified) }
      }
      for (place, index) in own.enumerated() {
        if let date = names.dates[place] { read[index] = .date(date) }
        if let problem = names.problems[place] { problems[index] = .other(problem) }
      }
      values = read
      notes = names.notes
    } else {
      values = texts.indices.map { index in
        switch CellContent(texts[index]) {
        case .missing(let reason): .missing(reason)
        case .value(let text, _):
          if kind.isNumeric, let reason = MissingReason(amongFigures: text) {
            .missing(reason)
          } else {
            value(index, Self.read(text, as: kind, decimalMark))
          }
        }
      }
    }
    self.problems = problems
    let bands = kind == .category ? Self.bandOrder(texts, values) : nil
    areBands = bands != nil
    order = bands ?? Self.order(texts, values, kind)
    var rank = Array(repeating: UInt32(0), count: texts.count)
    for (new, old) in order.enumerated() { rank[old] = UInt32(truncatingIfNeeded: new) }
    self.rank = rank
  }

  /// The column, with entries in the order of their values.
  ///
  /// - Parameter codes: for each row the rank of its text.
  func column(number: Int, codes: NarrowCodes, multiplicities: [Int]? = nil) -> PersonColumn {
    PersonColumn(
      name: name, number: number, kind: kind,
      entries: order.map { PersonColumn.Entry(text: texts[$0], value: values[$0]) }, codes: codes,
      readingNotes: notes, isOrdered: areBands, multiplicities: multiplicities)
  }

  /// Adds a fault for each row whose text is none of the kind, or missing where that is refused.
  ///
  /// - Parameter codes: for each row the rank of its text.
  func report(
    codes: NarrowCodes, missing policy: MissingPolicy, multiplicities: [Int]? = nil,
    to faults: inout FaultList,
    location: (Int) -> CellLocation
  ) {
    var problems = problems
    if policy == .refused {
      for (index, value) in values.enumerated() where problems[index] == nil {
        guard let reason = value.missing else { continue }
        problems[index] = .missing(reason, marker: texts[index], needed: kind.needed)
      }
    }
    if kind == .rate, let mixed = mixedRates(codes: codes, multiplicities, line: { location($0).line }) {
      problems = problems.filter { if case .rateOutOfRange = $0.value { false } else { true } }
      faults.append(Fault(at: location(mixed.row), mixed.problem))
    }
    guard !problems.isEmpty else { return }
    var isWrong = Array(repeating: false, count: texts.count)
    for index in problems.keys { isWrong[Int(rank[index])] = true }
    if kind == .boolean, policy == .allowed,
      let first = (0..<codes.count).first(where: { isWrong[codes[$0]] })
    {
      var counts: [String: Int] = [:]
      for row in first..<codes.count where isWrong[codes[row]] {
        guard case .notABoolean(let text) = problems[order[codes[row]]] else { continue }
        counts[text, default: 0] += multiplicities?[row] ?? 1
      }
      if counts.values.reduce(0, +) > Problem.rowsToldOneByOne {
        faults.append(Fault(at: location(first), .notBooleans(counts)))
        return
      }
    }
    for row in 0..<codes.count where isWrong[codes[row]] {
      if let problem = problems[order[codes[row]]] { faults.append(Fault(at: location(row), problem)) }
    }
  }

  /// The text that shows a column of rates to be of two kinds.
  private func mixedRates(
    codes: NarrowCodes, _ multiplicities: [Int]?, line: (Int) -> Int
  ) -> (row: Int, problem: Problem)? {
    let numbers = Self.printedNumbers(texts.map { CellContent($0) }, decimalMark).map { try? $0.get() }
    // Without two kinds of numbers no row has to be looked at.
    let kinds = RateKinds(
      name: name, values: numbers, counts: Array(repeating: 2, count: texts.count), unit: nil)
    guard kinds.problem(line: { _ in 1 }) != nil else { return nil }
    var counts = Array(repeating: 0, count: texts.count)
    var firstRow = counts
    for row in 0..<codes.count {
      let text = order[codes[row]]
      if counts[text] == 0 { firstRow[text] = row }
      counts[text] += multiplicities?[row] ?? 1
    }
    return RateKinds(name: name, values: numbers, counts: counts, unit: nil).problem { line(firstRow[$0]) }
      .map { (row: firstRow[$0.row], problem: $0.problem) }
  }

  /// The order of ranges, those that are missing last; nil for other texts.
  private static func bandOrder(_ texts: [String], _ values: [PersonValue]) -> [Int]? {
    guard texts.count <= 500 else { return nil }
    let named = texts.indices.filter { values[$0].missing == nil }
    let names = named.map { place in
      if case .category(let text) = values[place] { text } else { texts[place] }
    }
    guard let order = BandName.order(names) else { return nil }
    return order.map { named[$0] } + texts.indices.filter { values[$0].missing != nil }
  }

  /// The order of the texts by their values.
  private static func order(
    _ texts: [String], _ values: [PersonValue], _ kind: PersonColumnKind
  ) -> [Int] {
    guard kind == .category else { return numericOrder(texts, values) }
    let areNumbers =
      values.allSatisfy { value in
        guard case .category(let text) = value else { return true }
        return Double(text)?.isFinite ?? false
      }
    return texts.indices.sorted { first, second in
      PersonValue.precedes(values[first], values[second], asNumbers: areNumbers)
        ?? (texts[first] < texts[second])
    }
  }

  /// The order of texts whose values are numbers, or not there.
  private static func numericOrder(_ texts: [String], _ values: [PersonValue]) -> [Int] {
    var numbers: [(value: Double, index: Int)] = []
    var missing: [Int] = []
    numbers.reserveCapacity(values.count)
    for (index, value) in values.enumerated() {
      if let number = value.number { numbers.append((number, index)) } else { missing.append(index) }
    }
    numbers.sort { first, second in
      first.value == second.value
        ? texts[first.index] < texts[second.index] : first.value < second.value
    }
    missing.sort { first, second in
      PersonValue.precedes(values[first], values[second], asNumbers: false) ?? (texts[first] < texts[second])
    }
    let order = numbers.map(\.index)
    return missing.isEmpty ? order : order + missing
  }

  private static func read(
    _ text: String, as kind: PersonColumnKind, _ mark: DecimalMark?
  ) -> Result<PersonValue, Problem> {
    switch kind {
    case .automatic, .category: .success(.category(text))
    case .number: CellParsing.number(text, mark).map { .number($0.value) }
    case .count: CellParsing.count(text, mark).map { .number(Double($0)) }
    case .boolean: CellParsing.boolean(text).map { .boolean($0) }
    case .date: CellParsing.date(text).map { .date($0) }
    case .rate: CellParsing.rate(text, mark).map { .number($0.plainValue) }
    }
  }

  private static func printedNumbers(
    _ contents: [CellContent], _ mark: DecimalMark?
  ) -> [Result<PrintedNumber, Problem>] {
    contents.map { content in
      switch content {
      case .missing(let reason): .failure(.missing(reason, marker: "", needed: "a rate"))
      case .value(let text, _): CellParsing.rate(text, mark)
      }
    }
  }

  private static func fraction(_ number: PrintedNumber, unit: RateUnit) -> Result<Double, Problem> {
    let fraction = unit == .perCent ? number.hundredth : number.value
    guard fraction >= 0, fraction <= 1 else {
      return .failure(.rateOutOfRange(number.text, allowed: unit.allowed))
    }
    return .success(fraction)
  }

  /// The narrowest kind that all values are of: codes with leading zeros are categories, not numbers.
  ///
  /// A column of numbers in which one of twenty different texts is none is one of numbers, so that the text is refused
  /// by its line rather than making a category of each number.
  private static func guess(_ all: [String], _ mark: DecimalMark?) -> PersonColumnKind {
    let texts = all.lazy.compactMap { text -> String? in
      guard case .value(let value, _) = CellContent(text) else { return nil }
      return value
    }
    guard let first = texts.first else { return .category }
    if areFlags(texts) { return .boolean }
    if isDay(first), DateNames(Array(texts)).problems.isEmpty { return .date }
    var count = 0
    var unread = 0
    var failed = 0
    for text in texts {
      count += 1
      if isFailedNumber(text) {
        failed += 1
        continue
      }
      let isCode =
        text.utf8.first == UInt8(ascii: "0")
        && text.utf8.dropFirst().first.map { $0 &- UInt8(ascii: "0") < 10 } ?? false
      if isCode { return .category }
      if !CellParsing.isPlainNumber(text, mark) { unread += 1 }
    }
    // What a program wrote for a number that it could not calculate makes no categories of the others.
    if failed > 0, unread == 0, failed < count { return .number }
    unread += failed
    guard unread == 0 else { return unread * 20 <= count ? .number : .category }
    let areCounts = texts.allSatisfy { text in
      guard case .success = CellParsing.count(text, mark) else { return false }
      return true
    }
    return areCounts ? .count : .number
  }

  /// Whether a text is what programs write for a number that is not finite, or could not be calculated: `inf`, `#DIV/0!`.
  private static func isFailedNumber(_ text: String) -> Bool {
    let plain = text.lowercased().drop { "+-−".contains($0) }
    return ["inf", "infinity", "∞", "1.#inf", "#div/0!", "#num!", "#value!", "#ref!", "#name?"].contains(
      plain)
  }

  /// Whether a text is a day; whole numbers are left to be numbers.
  private static func isDay(_ text: String) -> Bool {
    text.contains { "/-. ".contains($0) }
      && (DateNames([text], order: .dayFirst).dates[0] != nil
        || DateNames([text], order: .monthFirst).dates[0] != nil)
  }

  private static func value(_ content: CellContent) -> String {
    if case .value(let text, _) = content { text } else { "" }
  }

  /// Whether all texts are the two words of one way to write yes and no.
  package static func areFlags(_ texts: some Sequence<String>) -> Bool {
    let known: Set = ["yes", "no", "true", "false", "0", "1", "y", "n"]
    var words: Set<String> = []
    for text in texts {
      let word = text.lowercased()
      guard known.contains(word) else { return false }
      words.insert(word)
    }
    return [["yes", "no"], ["true", "false"], ["0", "1"]].contains { words.isSubset(of: $0) }
      || words == ["y", "n"]
  }
}
