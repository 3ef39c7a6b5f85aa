public import Numbers

/// A text of a column, and in how many rows it stands.
public struct TextCount: Hashable, Sendable {
  /// The text.
  public let text: String
  /// The number of rows.
  public let count: Int
}

/// What can be wrong with a cell, a row or a header.
public enum Problem: Error, Hashable, Sendable, CustomStringConvertible {
  /// The text is not a whole number of at least 0.
  case notACount(String)
  /// A count printed in thousands or millions, whose last digits are not known.
  case roundedCount(String)
  /// A count below zero.
  case negativeCount(String)
  /// The text is not a number.
  case notANumber(String)
  /// The text is a number whose point or comma can be read two ways.
  case ambiguousMark(String)
  /// The text is not a rate.
  case notARate(String)
  /// A rate below 0 or above the whole.
  case rateOutOfRange(String, allowed: String)
  /// A column holds fractions and per cents.
  case mixedRates(String, unit: RateUnit, other: String, otherUnit: RateUnit, otherLine: Int)
  /// The header says per cent, and every value looks like a fraction.
  case fractionsUnderPerCent(String)
  /// The text is neither yes nor no.
  case notABoolean(String)
  /// Several texts of a column are neither yes nor no.
  case notBooleans([TextCount])
  /// The text is not a date of the form 2016-03-31.
  case notADate(String, proposed: String?)
  /// A value is needed and none is there.
  case missing(MissingReason, marker: String, needed: String)
  /// A row has another number of fields than the header.
  case ragged(found: Int, expected: Int)
  /// A quote is opened and not closed.
  case unclosedQuote
  /// Text follows a closing quote.
  case textAfterQuote(String)
  /// Two columns have the same name.
  case duplicateHeader(String, first: Int)
  /// A column with values has no name.
  case unnamedColumn
  /// No column has the name asked for.
  case unknownColumn(String, nearest: String?, available: [String])
  /// Two columns answer to the name asked for.
  case ambiguousColumn(String, matches: [String])
  /// The counts of a column are more than can be added up.
  case sumTooLarge
  /// A check of the caller's own, as a sentence.
  case other(String)

  /// So many rows at most are told one by one where each has a text that is neither yes nor no.
  static let rowsToldOneByOne = 3

  /// Texts that are neither yes nor no, the commonest first.
  static func notBooleans(_ counts: [String: Int]) -> Problem {
    .notBooleans(
      counts.map { TextCount(text: $0.key, count: $0.value) }
        .sorted { ($1.count, $0.text) < ($0.count, $1.text) })
  }

  /// The sentence after the place.
  public var description: String {
    switch self {
    case .notACount(let text):
      "“\(text)” is not a count; a whole number such as 90 is needed"
    case .roundedCount(let text):
      "“\(text)” is rounded; a count needs all its digits, such as 3400"
    case .negativeCount(let text):
      "“\(text)” is below zero; a count is a whole number of at least 0"
    case .sumTooLarge:
      "the counts of the column add up to more than \(NumberStyle().text(1 << 53)), the most that is added up; is a "
        + "column of other numbers meant?"
    case .notANumber(let text):
      "“\(text)” is not a number; one such as 12.5 is needed"
    case .ambiguousMark(let text):
      "“\(text)” can be read two ways, its mark as a decimal or as one of thousands; write it without a mark of "
        + "thousands, or say which mark the decimals have"
    case .notARate(let text):
      "“\(text)” is not a rate; a per cent such as 24.5% or a fraction such as 0.245 is needed"
    case .rateOutOfRange(let text, let allowed):
      "“\(text)” is not a rate; it must be \(allowed)"
        + (text.first?.isNumber == true && !text.contains("%")
          ? "; where it is one per 1,000 or 100,000, name the counts with --cohort and --reoffenders instead"
          : "")
    case .mixedRates(let text, let unit, let other, let otherUnit, let line):
      "“\(text)” is \(unit.article), and “\(other)” on line \(line) is \(otherUnit.article); write the whole "
        + "column one way, per cents with their sign"
    case .fractionsUnderPerCent(let text):
      "the header says per cent, and “\(text)” like every value below it is less than 1; write per cent signs, or "
        + "name the column a fraction"
    case .notABoolean(let text):
      "“\(text)” is neither yes nor no; 0 or 1, yes or no, true or false is needed"
    case .notBooleans(let texts):
      "neither yes nor no are "
        + texts.prefix(6).map {
          "“\($0.text)” (\(Plural.count($0.count, "row")))"
        }
        .joined(separator: ", ")
        + (texts.count > 6 ? " and \(Plural.count(texts.count - 6, "other text"))" : "")
        + "; 0 or 1, yes or no, true or false is needed; --reoffended-is names the words of the --outcome column that mean "
        + "reoffended, and --where leaves rows out"
    case .notADate(let text, let proposed):
      "“\(text)” is not a date as needed; write \(proposed ?? "the year, month and day as in 2016-03-31")"
    case .missing(let reason, let marker, let needed):
      marker.isEmpty
        ? "the cell is empty; \(needed) is needed" : "“\(marker)” is \(reason); \(needed) is needed"
    case .ragged(let found, let expected):
      "the row has \(found) field\(found == 1 ? "" : "s") and the header \(expected); it must have as many"
        + (found > expected ? "; where something stands beside the table, choose its cells with --cells" : "")
    case .unclosedQuote:
      "a quote is opened here and not closed; close it, or double a quote that belongs to the text"
    case .textAfterQuote(let text):
      "“\(text)” follows a closing quote; put the whole field in quotes, and double a quote within it"
    case .duplicateHeader(let name, let first):
      "the name \(name) stands above column \(first) already; each column needs a name of its own"
    case .unnamedColumn:
      "the column has values and no name; write a name above it"
    case .unknownColumn(let name, let nearest, let available):
      "there is no column \(name)\(nearest.map { "; did you mean \($0)?" } ?? ".") The columns are "
        + available.joined(separator: ", ") + Self.separatorHint(available)
    case .ambiguousColumn(let name, let matches):
      "\(name) can be \(matches.joined(separator: " or ")); rename all but one"
    case .other(let sentence):
      sentence
    }
  }

  /// What is said where one name holds a sign again and again that may be meant to part columns.
  private static func separatorHint(_ names: [String]) -> String {
    guard names.count == 1, let name = names.first,
      name.contains(where: { "^~:¦\u{1F}".contains($0) })
    else { return "" }
    return ". Columns are parted by commas, semicolons, tabs or bars; export the file with one of them"
  }
}
