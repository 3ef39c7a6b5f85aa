/// What the distinct texts of a column mean, once its kind is known or guessed.
///
/// Each text is read once, by the same rules as in a `TableReading`, however many rows have it.
struct ColumnTyping {
  let name: String
  let kind: PersonColumnKind
  /// The distinct texts, in the order in which they first occur.
  let texts: [String]
  let values: [Result<PersonValue, Problem>]
  /// The texts in the order of their values.
  let order: [Int]
  /// For each text its place in that order.
  let rank: [UInt32]

  private let decimalMark: DecimalMark?

  init(texts: [String], kind wanted: PersonColumnKind, name: String, decimalMark: DecimalMark?) {
    self.name = name
    self.texts = texts
    self.decimalMark = decimalMark
    let contents = texts.map { CellContent($0) }
    kind = wanted == .automatic ? Self.guess(contents, decimalMark) : wanted
    let kind = kind
    if kind == .rate {
      let numbers = Self.printedNumbers(contents, decimalMark)
      let kinds = RateKinds(
        name: name, values: numbers.map { try? $0.get() }, counts: Array(repeating: 1, count: texts.count),
        unit: nil)
      values = zip(contents, numbers).map { content, number in
        if case .missing(let reason) = content { return .success(.missing(reason)) }
        return number.flatMap { number in Self.fraction(number, unit: kinds.unit).map { .number($0) } }
      }
    } else {
      values = contents.map { content in
        switch content {
        case .missing(let reason): .success(.missing(reason))
        case .value(let text, _): Self.read(text, as: kind, decimalMark)
        }
      }
    }
    order = Self.order(texts, values, kind)
    var rank = Array(repeating: UInt32(0), count: texts.count)
    for (new, old) in order.enumerated() { rank[old] = UInt32(truncatingIfNeeded: new) }
    self.rank = rank
  }

  /// The column, with entries in the order of their values.
  ///
  /// - Parameter codes: for each row the rank of its text.
  func column(number: Int, codes: NarrowCodes) -> PersonColumn {
    PersonColumn(
      name: name, number: number, kind: kind,
      entries: order.map { PersonColumn.Entry(text: texts[$0], value: Self.value(values[$0])) }, codes: codes)
  }

  /// Adds a fault for each row whose text is none of the kind, or missing where that is refused.
  ///
  /// - Parameter codes: for each row the rank of its text.
  func report(
    codes: NarrowCodes, missing policy: MissingPolicy, to faults: inout FaultList,
    location: (Int) -> CellLocation
  ) {
    var problems: [Problem?] = values.enumerated().map { index, value in
      switch value {
      case .failure(let problem): problem
      case .success(.missing(let reason)) where policy == .refused:
        .missing(reason, marker: texts[index], needed: kind.needed)
      case .success: nil
      }
    }
    if kind == .rate, let mixed = mixedRates(codes: codes, line: { location($0).line }) {
      problems = problems.map { problem in
        if case .rateOutOfRange = problem { nil } else { problem }
      }
      faults.append(Fault(at: location(mixed.row), mixed.problem))
    }
    guard problems.contains(where: { $0 != nil }) else { return }
    let ranked = order.map { problems[$0] }
    let isWrong = ranked.map { $0 != nil }
    for row in 0..<codes.count where isWrong[codes[row]] {
      if let problem = ranked[codes[row]] { faults.append(Fault(at: location(row), problem)) }
    }
  }

  /// The text that shows a column of rates to be of two kinds.
  private func mixedRates(codes: NarrowCodes, line: (Int) -> Int) -> (row: Int, problem: Problem)? {
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
      counts[text] += 1
    }
    return RateKinds(name: name, values: numbers, counts: counts, unit: nil).problem { line(firstRow[$0]) }
      .map { (row: firstRow[$0.row], problem: $0.problem) }
  }

  private static func value(_ result: Result<PersonValue, Problem>) -> PersonValue {
    (try? result.get()) ?? .missing(.unspecified)
  }

  /// The order of the texts by their values.
  private static func order(
    _ texts: [String], _ values: [Result<PersonValue, Problem>], _ kind: PersonColumnKind
  ) -> [Int] {
    let found = values.map(value)
    let areNumbers =
      kind == .category
      && found.allSatisfy { value in
        guard case .category(let text) = value else { return true }
        return Double(text)?.isFinite ?? false
      }
    return texts.indices.sorted { first, second in
      PersonValue.precedes(found[first], found[second], asNumbers: areNumbers)
        ?? (texts[first] < texts[second])
    }
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
  private static func guess(_ contents: [CellContent], _ mark: DecimalMark?) -> PersonColumnKind {
    let texts = contents.compactMap { content -> String? in
      guard case .value(let text, _) = content else { return nil }
      return text
    }
    guard !texts.isEmpty else { return .category }
    let words = Set(texts.map { $0.lowercased() })
    if [["yes", "no"], ["true", "false"], ["0", "1"]].contains(where: { words.isSubset(of: $0) })
      || words == ["y", "n"]
    {
      return .boolean
    }
    if texts.allSatisfy({ CalendarDate(iso8601: $0) != nil }) { return .date }
    guard
      texts.allSatisfy({ text in
        let digits = Array(text.utf8.prefix(2))
        let isCode =
          digits.count == 2 && digits[0] == UInt8(ascii: "0") && digits[1] &- UInt8(ascii: "0") < 10
        guard !isCode, case .success = CellParsing.number(text, mark) else { return false }
        return true
      })
    else { return .category }
    let areCounts = texts.allSatisfy { text in
      guard case .success = CellParsing.count(text, mark) else { return false }
      return true
    }
    return areCounts ? .count : .number
  }
}
