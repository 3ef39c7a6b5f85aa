import Numbers

/// A group made from other columns by an expression, where a column is asked for.
///
/// `band(age, 10-17, 18-24, 25+)` puts whole numbers into ranges, `band(score, 4 groups)` into as many groups of about the
/// same size, `count(homeless, unemployed)` counts how many of some columns say yes, `year(index_date)` takes the year of a
/// day. A column whose name has blanks or signs stands in quotes.
public struct DerivedColumn: Hashable, Sendable {
  /// The expression as written, which is the name of the column made.
  public let name: String
  /// The columns that it needs.
  public let columns: [String]

  private enum Kind: Hashable {
    case bands([Band])
    case quantiles(Int)
    case count
    case year
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
    guard let open = text.firstIndex(of: "("), text.last == ")" else { return nil }
    let function = text[..<open].filter { !$0.isWhitespace }.lowercased()
    guard ["band", "count", "year"].contains(function) else { return nil }
    func refusal(_ problem: String) -> TableError { .filter(expression: text, offset: 0, problem: problem) }
    let parts = Self.split(text[text.index(after: open)...].dropLast())
    guard !parts.isEmpty, parts.allSatisfy({ !$0.isEmpty }) else {
      throw refusal("names and numbers are needed in brackets")
    }
    name = text
    switch function {
    case "count":
      columns = parts.map(Self.unquoted)
      kind = .count
    case "year":
      guard parts.count == 1 else { throw refusal("year(…) takes one column of days") }
      columns = [Self.unquoted(parts[0])]
      kind = .year
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
      for part in parts.dropFirst() {
        guard let band = Self.band(part) else {
          throw refusal("“\(part)” is no range; write such as 0, 1-2 and 7+")
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
    if body.hasSuffix("+"), let least = Double(body.dropLast()) {
      return Band(name: text, range: least...Double.greatestFiniteMagnitude)
    }
    if body.hasPrefix("<"), let limit = Double(body.dropFirst()) {
      return Band(name: text, range: -Double.greatestFiniteMagnitude...limit.nextDown)
    }
    if let value = Double(body) { return Band(name: text, range: value...value) }
    guard let sign = body.dropFirst().firstIndex(of: "-"), let first = Double(body[..<sign]),
      let last = Double(body[body.index(after: sign)...]), first <= last
    else { return nil }
    return Band(name: text, range: first...last)
  }

  /// What each column must hold.
  public var wanted: [WantedColumn] {
    columns.map { name in
      switch kind {
      case .bands, .quantiles: WantedColumn(name, as: .number)
      case .count: WantedColumn(name, as: .boolean)
      case .year: WantedColumn(name, as: .date)
      }
    }
  }

  /// The column, made from those of some people; a person without a value in one of them has none.
  ///
  /// - Throws: `TableError.faults` where a number lies in no range.
  func column(of people: PersonTable) throws(TableError) -> PersonColumn {
    let own = try columns.map { (name) throws(TableError) in try people.column(name) }
    var names: [String] = []
    var codes = Array(repeating: UInt32(0), count: people.rowCount)
    let values = own.map(\.numbers)
    var missing = false
    func mark(_ row: Int, _ place: Int?) {
      codes[row] = place.map { UInt32(truncatingIfNeeded: $0) } ?? .max
      if place == nil { missing = true }
    }
    switch kind {
    case .bands(let bands):
      names = bands.map(\.name)
      var faults = FaultList()
      for row in 0..<people.rowCount {
        guard let number = values[0][row] else {
          mark(row, nil)
          continue
        }
        let place = bands.firstIndex { $0.range.contains(number) }
        if place == nil {
          faults.append(
            Fault(
              at: people.location(row: row, column: own[0]),
              "\(NumberStyle().text(number)) lies in no range of \(name)"))
        }
        mark(row, place)
      }
      guard faults.isEmpty else { throw .faults(faults) }
    case .quantiles(let groups):
      let sorted = values[0].compactMap(\.self).sorted()
      guard !sorted.isEmpty else { throw .noRows(expression: name, source: people.source) }
      // Equal numbers stay together, so that groups may differ in size.
      let uppers =
        (1..<groups).map { sorted[max(0, sorted.count * $0 / groups - 1)] } + [sorted[sorted.count - 1]]
      let distinct = uppers.enumerated().filter { $0.offset == 0 || uppers[$0.offset - 1] < $0.element }.map(
        \.element)
      names = distinct.enumerated().map { place, upper in
        let least = place == 0 ? sorted[0] : sorted.first { $0 > distinct[place - 1] } ?? upper
        return "\(NumberStyle().text(least)) to \(NumberStyle().text(upper))"
      }
      for row in 0..<people.rowCount {
        mark(row, values[0][row].flatMap { number in distinct.firstIndex { number <= $0 } })
      }
    case .count:
      names = (0...own.count).map(String.init)
      for row in 0..<people.rowCount {
        let flags = values.map { $0[row] }
        mark(row, flags.contains { $0 == nil } ? nil : flags.count { $0 == 1 })
      }
    case .year:
      let dates = own[0].dates
      let years = Array(Set(dates.compactMap { $0?.year })).sorted()
      names = years.map(String.init)
      for row in 0..<people.rowCount { mark(row, dates[row].flatMap { years.firstIndex(of: $0.year) }) }
    }
    var entries = names.map { PersonColumn.Entry(text: $0, value: .category($0)) }
    if missing {
      let place = UInt32(truncatingIfNeeded: entries.count)
      entries.append(PersonColumn.Entry(text: "", value: .missing(.empty)))
      for row in codes.indices where codes[row] == .max { codes[row] = place }
    }
    return PersonColumn(
      name: name, number: own[0].number, kind: .category, entries: entries,
      codes: NarrowCodes(codes, below: entries.count), isOrdered: true)
  }
}

extension PersonTable {
  /// The same people with columns made from those they have.
  ///
  /// - Throws: `TableError.faults` for a column that was not read, and for a number that lies in no range.
  public func adding(_ derived: [DerivedColumn]) throws(TableError) -> PersonTable {
    var all = columns
    for one in derived { all.append(try one.column(of: self)) }
    return PersonTable(
      source: source, dialect: dialect, columns: all, rowCount: rowCount, fileRowCount: fileRowCount,
      headerLine: headerLine, firstColumnName: firstColumnName, lines: lines)
  }
}
