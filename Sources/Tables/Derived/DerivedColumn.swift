import Numbers

/// A group made from other columns by an expression, where a column is asked for.
///
/// `band(age, 10-17, 18-24, 25+)` puts whole numbers into ranges, `band(score, 4 groups)` into as many groups of about the
/// same size, `band(previous, previous-offences)` into the ranges of a published name, `count(homeless, unemployed)` counts
/// how many of some columns say yes, `combination(homeless, unemployed)` names those that do, `year(index_date)` takes the
/// year of a day, `period(year, month)` puts a year and its month or quarter together. A column whose name has blanks or
/// signs stands in quotes.
public struct DerivedColumn: Hashable, Sendable {
  /// The expression as written, which is the name of the column made.
  public let name: String
  /// The columns that it needs.
  public let columns: [String]

  private enum Kind: Hashable {
    case bands([Band])
    case quantiles(Int)
    case count
    case combination
    case year
    case period
  }

  /// Numbers from one end to the other, both included.
  private struct Band: Hashable {
    let name: String
    let range: ClosedRange<Double>
  }

  private let kind: Kind

  /// Understands an expression; nil for a name that is none.
  ///
  /// - Throws: `TableError.filter` where it begins as one and is not understood.
  public init?(_ text: String) throws(TableError) {
    guard GroupExpression.isWhole(text), let open = text.firstIndex(of: "(") else { return nil }
    let function = text[..<open].filter { !$0.isWhitespace }.lowercased()
    func refusal(_ problem: String) -> TableError { .filter(expression: text, offset: 0, problem: problem) }
    let parts = Self.split(text[text.index(after: open)...].dropLast())
    guard !parts.isEmpty, parts.allSatisfy({ !$0.isEmpty }) else {
      throw refusal("names and numbers are needed in brackets")
    }
    name = text
    switch function {
    case "count", "combination":
      columns = parts.map(Self.unquoted)
      guard columns.count <= 16 else { throw refusal("\(function)(…) takes at most 16 columns") }
      kind = function == "count" ? .count : .combination
    case "year":
      guard parts.count == 1 else { throw refusal("year(…) takes one column of days") }
      columns = [Self.unquoted(parts[0])]
      kind = .year
    case "period":
      guard parts.count == 2 else {
        throw refusal("period(…) takes the column of the year and that of the month or quarter")
      }
      columns = parts.map(Self.unquoted)
      kind = .period
    default:
      guard parts.count > 1 else {
        throw refusal("band(…) takes a column and ranges, such as band(age, 10-17, 18-24, 25+)")
      }
      columns = [Self.unquoted(parts[0])]
      let words = parts[1].split(separator: " ")
      if parts.count == 2, words.count == 2, words[1].lowercased() == "groups", let number = Int(words[0]),
        number > 1
      {
        kind = .quantiles(number)
        return
      }
      var bands: [Band] = []
      let published = parts.count == 2 ? Self.publishedBands[parts[1].lowercased()] : nil
      for part in published ?? Array(parts.dropFirst()) {
        guard let band = Self.band(part) else {
          throw refusal(
            "“\(part)” is no range; write such as 0, 1-2 and 7+, or one of \(Self.publishedBands.keys.sorted().joined(separator: ", "))"
          )
        }
        if let last = bands.last, last.range.upperBound >= band.range.lowerBound {
          throw refusal(
            "the range \(part) begins before \(last.name) ends; write ranges upwards, without sharing a number"
          )
        }
        bands.append(band)
      }
      kind = .bands(bands)
    }
  }

  /// The ranges of publications by name.
  ///
  /// - Source: Ministry of Justice, *Proven reoffending statistics*, tables by previous offences and by age; the bands of
  ///   OGRS in per cent are those of the assessment system (low, medium, high, very high).
  private static let publishedBands = [
    "previous-offences": ["0", "1-2", "3-6", "7-10", "11-14", "15+"],
    "ogrs": ["0-49", "50-74", "75-89", "90-100"],
    "adults": ["18-20", "21-24", "25-29", "30-34", "35-39", "40-44", "45-49", "50+"],
    "children": ["10-11", "12-14", "15-17"],
  ]

  private static func unquoted(_ text: String) -> String {
    for quote in ["\"", "`", "'"] where text.count > 2 && text.hasPrefix(quote) && text.hasSuffix(quote) {
      return String(text.dropFirst().dropLast())
    }
    return text
  }

  /// The parts between commas that stand in no quotes.
  private static func split(_ text: Substring) -> [String] {
    var parts = [""]
    var quote: Character?
    for letter in text {
      if letter == quote {
        quote = nil
      } else if quote == nil, "\"`'".contains(letter) {
        quote = letter
      } else if letter == ",", quote == nil {
        parts.append("")
        continue
      }
      parts[parts.count - 1].append(letter)
    }
    return parts.map { String($0[...].trimmingSpaces()) }
  }

  /// `0`, `1-2`, `7+`, `<10`.
  private static func band(_ text: String) -> Band? {
    let plain = text.filter { !$0.isWhitespace }.map { "–—−".contains($0) ? "-" : $0 }
    let body = String(plain)
    if body.hasSuffix("+"), let least = finite(body.dropLast()) {
      return Band(name: text, range: least...Double.greatestFiniteMagnitude)
    }
    if body.hasPrefix("<"), let limit = finite(body.dropFirst()), limit.nextDown.isFinite {
      return Band(name: text, range: -Double.greatestFiniteMagnitude...limit.nextDown)
    }
    if let value = finite(body[...]) { return Band(name: text, range: value...value) }
    guard let sign = body.dropFirst().firstIndex(of: "-"), let first = finite(body[..<sign]),
      let last = finite(body[body.index(after: sign)...]), first <= last
    else { return nil }
    return Band(name: text, range: first...last)
  }

  /// A number of a band; nil for one that is none or too large.
  private static func finite(_ text: Substring) -> Double? {
    Double(text).flatMap { $0.isFinite ? $0 : nil }
  }

  /// What each column must hold.
  public var wanted: [WantedColumn] {
    columns.map { name in
      switch kind {
      case .bands, .quantiles: WantedColumn(name, as: .number)
      case .count, .combination: WantedColumn(name, as: .boolean)
      case .year: WantedColumn(name, as: .date)
      case .period: WantedColumn(name, as: .category)
      }
    }
  }

  /// The group of each row, made from values of the columns that are needed.
  ///
  /// - Parameters:
  ///   - numbers: for each column needed its values by row; 1 and 0 for yes and no. Empty for `year(…)`.
  ///   - dates: the values by row of the column that `year(…)` needs; empty for the others.
  ///   - texts: for each column that `period(…)` needs its values by row; empty for the others.
  ///   - weights: how many rows each stands for; empty where each is one.
  ///   - location: where the value of a row stands.
  /// - Throws: `TableError.faults` where a number lies in no range.
  func groups(
    rows: Int, numbers: [[Double?]], dates: [CalendarDate?], texts: [[String?]] = [], weights: [Int] = [],
    source: String,
    location: (Int) -> CellLocation
  ) throws(TableError) -> DerivedGroups {
    switch kind {
    case .bands(let bands):
      var faults = FaultList()
      let places = (0..<rows).map { row -> Int? in
        guard let number = numbers[0][row] else { return nil }
        let place = bands.firstIndex { $0.range.contains(number) }
        if place == nil {
          faults.append(Fault(at: location(row), "\(NumberStyle().text(number)) lies in no range of \(name)"))
        }
        return place
      }
      guard faults.isEmpty else { throw .faults(faults) }
      return DerivedGroups(names: bands.map(\.name), places: places)
    case .quantiles(let groups):
      return try quantiles(groups, of: numbers[0], weights: weights, source: source)
    case .count:
      let places = Self.tallies(rows: rows, numbers) { $0 + ($2 == 1 ? 1 : 0) }
      return DerivedGroups(names: (0...numbers.count).map(String.init), places: places)
    case .combination:
      return combinations(rows: rows, numbers)
    case .year:
      let years = Array(Set(dates.compactMap { $0?.year })).sorted()
      return DerivedGroups(
        names: years.map(String.init),
        places: dates.map { date in date.flatMap { years.firstIndex(of: $0.year) } })
    case .period:
      var names: [String] = []
      var known: [String: Int] = [:]
      let places = (0..<rows).map { row -> Int? in
        guard let one = texts[0][row], let other = texts[1][row] else { return nil }
        let name = periodName(one, other)
        if known[name] == nil {
          known[name] = names.count
          names.append(name)
        }
        return known[name]
      }
      return DerivedGroups(names: names, places: places)
    }
  }

  /// The name of a month or quarter with its year, whichever of two columns holds which.
  private func periodName(_ one: String, _ other: String) -> String {
    let isFirst = Self.isYear(one) || !Self.isYear(other)
    let (year, part, column) = isFirst ? (one, other, columns[1]) : (other, one, columns[0])
    guard Self.isYear(year), let number = Int(part), (1...12).contains(number) else {
      return "\(part) \(year)"
    }
    let words = column.lowercased()
    if words.contains("quarter") || words.contains("qtr") { return "Q\(number) \(year)" }
    // The months of a financial year may be counted from April, so that their numbers are not read.
    return year.count == 4 ? "\(year)-\(number < 10 ? "0" : "")\(number)" : "\(number) \(year)"
  }

  /// Whether a text begins as a year of four digits: `2015`, `2015/16`.
  private static func isYear(_ text: String) -> Bool {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    return digits.count == 4 && (Int(digits).map { (1850...2149).contains($0) } ?? false)
  }

  /// Groups of about the same size; equal numbers stay together, so that sizes may differ.
  private func quantiles(
    _ groups: Int, of values: [Double?], weights: [Int], source: String
  ) throws(TableError) -> DerivedGroups {
    var sorted: [(value: Double, weight: Int)] = []
    for (row, value) in values.enumerated() {
      if let value { sorted.append((value, weights.isEmpty ? 1 : weights[row])) }
    }
    sorted.sort { $0.value < $1.value }
    guard let first = sorted.first, let last = sorted.last else {
      throw .noRows(expression: name, source: source)
    }
    let all = sorted.reduce(0) { $0 + $1.weight }
    var uppers: [Double] = []
    var seen = 0
    var next = 1
    for (value, weight) in sorted {
      seen += weight
      while next < groups, seen >= max(1, all * next / groups) {
        if uppers.last != value { uppers.append(value) }
        next += 1
      }
    }
    if uppers.last != last.value { uppers.append(last.value) }
    let names = uppers.enumerated().map { place, upper in
      let least =
        place == 0 ? first.value : sorted.first { $0.value > uppers[place - 1] }.map(\.value) ?? upper
      return "\(NumberStyle().text(least)) to \(NumberStyle().text(upper))"
    }
    return DerivedGroups(
      names: names, places: values.map { number in number.flatMap { one in uppers.firstIndex { one <= $0 } } }
    )
  }

  /// Which of the columns say yes, by their names; those with fewer first.
  private func combinations(rows: Int, _ numbers: [[Double?]]) -> DerivedGroups {
    let masks = Self.tallies(rows: rows, numbers) { $0 | ($2 == 1 ? 1 << $1 : 0) }
    let found = Set(masks.compactMap(\.self)).sorted {
      ($0.nonzeroBitCount, $0) < ($1.nonzeroBitCount, $1)
    }
    let names = found.map { mask in
      let own = columns.indices.filter { mask & 1 << $0 != 0 }.map { columns[$0] }
      return own.isEmpty ? "none" : own.joined(separator: " + ")
    }
    let places = Dictionary(uniqueKeysWithValues: zip(found, found.indices))
    return DerivedGroups(names: names, places: masks.map { $0.flatMap { places[$0] } })
  }

  /// What the columns come to in each row, one after the other; nil where one has no value.
  private static func tallies(
    rows: Int, _ numbers: [[Double?]], adding add: (_ tally: Int, _ column: Int, _ value: Double) -> Int
  ) -> [Int?] {
    var tallies: [Int?] = Array(repeating: 0, count: rows)
    for (column, values) in numbers.enumerated() {
      for row in 0..<rows {
        guard let tally = tallies[row] else { continue }
        tallies[row] = values[row].map { add(tally, column, $0) }
      }
    }
    return tallies
  }

  /// The column, made from those of some people; a person without a value in one of them has none.
  ///
  /// - Throws: `TableError.faults` where a number lies in no range.
  func column(of people: PersonTable) throws(TableError) -> PersonColumn {
    var own = try columns.map { (name) throws(TableError) in try people.column(name) }
    if own.contains(where: { $0.kind == .category }) {
      // A column that makes groups as well has its texts only.
      let typed = try people.retyped(wanted)
      own = try columns.map { (name) throws(TableError) in try typed.column(name) }
    }
    let made = try groups(
      rows: people.rowCount, numbers: kind == .year || kind == .period ? [] : own.map(\.numbers),
      dates: kind == .year ? own[0].dates : [], texts: kind == .period ? own.map(\.texts) : [],
      weights: people.multiplicities ?? [], source: people.source
    ) { people.location(row: $0, column: own[0]) }
    let missing = UInt32(truncatingIfNeeded: made.names.count)
    var entries = made.names.map { PersonColumn.Entry(text: $0, value: .category($0)) }
    if made.places.contains(nil) { entries.append(PersonColumn.Entry(text: "", value: .missing(.empty))) }
    let codes = made.places.map { $0.map { UInt32(truncatingIfNeeded: $0) } ?? missing }
    return PersonColumn(
      name: name, number: own[0].number, kind: .category, entries: entries,
      codes: NarrowCodes(codes, below: entries.count), isOrdered: true,
      multiplicities: people.multiplicities)
  }
}

/// The groups that an expression makes, in their order, and that of each row.
struct DerivedGroups: Sendable {
  let names: [String]
  /// For each row the place of its group; nil where a value that it is made from is missing.
  let places: [Int?]

  /// The name of a row's group; empty where it has none.
  func text(_ row: Int) -> String { places[row].map { names[$0] } ?? "" }
}

extension PersonTable {
  /// The same people with columns made from those they have.
  ///
  /// - Throws: `TableError.faults` for a column that was not read, and for a number that lies in no range.
  public func adding(_ derived: [DerivedColumn]) throws(TableError) -> PersonTable {
    var all = columns
    for one in derived { all.append(try one.column(of: self)) }
    return replacing(all)
  }
}
