import Numbers

/// The total of one column of counts beside the sum of its rows, where no other column shows which rows its parts are.
///
/// In 360 columns of strangers' tables that hold a row called a total, half add up; of the others most are off by a third
/// or more, as they are lists of some parts, of parts of parts, or of several breakdowns. So a total is called wrong only
/// where it is within a tenth of the sum of its rows, or one slip of a digit away from it.
struct PlainTotal {
  private let table: AuditedTable
  private let column: Int
  private let label: Int
  private let parts: [Int]
  private let figures: [Int]
  private let total: Int
  /// How much the rows add up to more than the total.
  private let excess: Int

  init(_ table: AuditedTable, _ parts: [Int], _ column: Int, _ total: Int) {
    self.table = table
    self.column = column
    self.parts = parts
    figures = parts.compactMap { table.columns[column].inLastPlaces($0) }
    self.total = table.columns[column].inLastPlaces(total) ?? 0
    excess = figures.reduce(0, +) - self.total
    label = table.columns.indices.first { !table.columns[$0].texts[total].isEmpty } ?? 0
  }

  /// Whether the printed total cannot be that of these rows.
  var isWrong: Bool {
    guard figures.count == parts.count, total > 0, excess != 0, !mayBeRounded, !saysSome else { return false }
    if excess < 0 {
      if isNear { return saysAll || !isSorted || isSlip }
      return areSwapped && parts.count <= 10
        || 4 * abs(excess) <= total && isSlip && (namesKind || saysAll) && !isSorted
    }
    // Too much may be what one row counts again.
    if let again = parts.first(where: { table.columns[column].inLastPlaces($0) == excess }) {
      return leavesOut(again)
    }
    if isNear { return isSlip || saysAll || namesKind || !mayOverlap }
    return areSwapped && parts.count <= 10 || 4 * excess <= total && isSlip && (namesKind || saysAll)
  }

  /// Whether a total without a row leaves it out by mistake, as the rows are areas, periods or the like.
  func leavesOut(_ row: Int) -> Bool { namesKind && figures.count >= 3 && standsAlone(row) }

  /// Whether a row is of the others' kind and no part of one of them: it is known, no whole country is among them, and its
  /// name does not hold another's.
  private func standsAlone(_ row: Int) -> Bool {
    guard !table.isUnknown(row) else { return false }
    let own = AuditedTable.words(of: table.columns[label].texts[row])
    return parts.allSatisfy { other in
      let text = table.columns[label].texts[other]
      let words = AuditedTable.words(of: text)
      return !Self.namesAggregate(text)
        && (other == row || !words.isSubset(of: own) && !own.isSubset(of: words))
    }
  }

  /// Whether the total is within a tenth of the sum.
  var isNear: Bool { 10 * abs(excess) <= total && total > 0 }

  /// Whether one wrong digit, or two that are swapped, in the total or in one part make the difference.
  var isSlip: Bool {
    figures.count == parts.count
      && (Self.slip(total, by: excess) || figures.contains { Self.slip($0, by: -excess) })
  }

  private var areSwapped: Bool {
    Self.slip(total, by: excess, kinds: [.digitsSwapped])
      || figures.contains { Self.slip($0, by: -excess, kinds: [.digitsSwapped]) }
  }

  private static func slip(
    _ figure: Int, by difference: Int, kinds: Set<AuditCauseKind> = [.wrongDigit, .lastDigit, .digitsSwapped]
  ) -> Bool {
    guard figure >= 10 else { return false }
    return DigitSlip.all(of: PublishedNumber(significand: figure)).contains {
      kinds.contains($0.kind) && $0.number.significand == figure + difference
    }
  }

  /// Whether rounding explains the difference: all figures are multiples of one number, or they are large and hardly differ.
  private var mayBeRounded: Bool {
    let one = table.columns[column]
    if one.decimals > 0 { return 2 * abs(excess) <= parts.count + 1 || saysRounded }
    if one.roundedTo > 0 { return Double(abs(excess)) <= one.roundedHalf * Double(parts.count + 1) }
    let all = figures + [total]
    for unit in [1_000, 100, 50, 10, 5, 3] where all.allSatisfy({ $0 % unit == 0 }) {
      if 2 * abs(excess) <= unit * (parts.count + 1) { return true }
    }
    return saysRounded || total >= 1_000 && 2 * abs(excess) <= max(2, parts.count / 2)
  }

  /// Whether a note says that the figures are rounded, weighted or estimated.
  private var saysRounded: Bool {
    let words = AuditedTable.words(of: table.columns[column].name)
    let rounded: Set = ["weighted", "estimate", "estimated", "estimates", "rounded", "fte", "thousands"]
    return !words.isDisjoint(with: rounded)
      || notes(longerThan: 12).contains { $0.contains("round") || $0.contains("may not add") }
  }

  /// Whether names say that only some rows are printed, or a note says what the total holds.
  private var saysSome: Bool {
    let some: Set = [
      "top", "selected", "main", "largest", "biggest", "leading", "commonest", "key", "rank", "ranking",
    ]
    let says = ["total", "includ", "exclud"]
    if notes(longerThan: 20).contains(where: { note in
      note.contains(" ") && says.contains { note.contains($0) }
    }) {
      return true
    }
    let names =
      table.columns.map(\.name) + [table.name] + table.columns[label].texts.filter { $0.count <= 80 }
    return names.contains { !AuditedTable.words(of: $0).isDisjoint(with: some) }
      || names.contains { $0.lowercased().contains("most common") || $0.lowercased().contains("excluding") }
  }

  /// The longer texts of the table, in small letters.
  private func notes(longerThan count: Int) -> [String] {
    table.columns.flatMap(\.texts).filter { $0.count > count }.map { $0.lowercased() }
  }

  /// Whether the parts say that they are all of them: one is the rest, or two are complementary.
  private var saysAll: Bool {
    let words = parts.flatMap { Array(AuditedTable.words(of: table.columns[label].texts[$0])) }
    return words.contains { ProseWords.rest.contains($0) }
      || parts.count == 2 && ProseWords.areComplementary(words)
  }

  /// Whether the rows are of one kind, of which a person belongs to one.
  private var namesKind: Bool {
    !AuditedTable.words(of: table.columns[label].name).isDisjoint(with: [
      "area", "areas", "region", "regions", "country", "county", "borough", "district", "ward", "authority",
      "la",
      "force", "prison", "prisons", "establishment", "court", "courts", "office", "team", "site", "school",
      "state",
      "province", "city", "town", "place", "location", "year", "years", "quarter", "month", "week", "date",
      "period",
      "age", "sex", "gender", "tier", "band", "ethnicity", "ethnic", "nationality", "outcome", "result",
      "status",
      "sentence", "disposal", "verdict", "decision", "provider", "division", "unit", "centre", "hospital",
    ])
  }

  /// Whether the rows may count people more than once, as answers of which several can be given do.
  private var mayOverlap: Bool {
    let people: Set = ["offenders", "people", "persons", "reoffenders", "prisoners", "clients", "victims"]
    let words = AuditedTable.words(of: table.columns[label].name)
    if !words.isDisjoint(with: ["offence", "offences", "crime", "crimes", "charge"]),
      !AuditedTable.words(of: table.columns[column].name).isDisjoint(with: people)
    {
      return true
    }
    return !AuditedTable.words(of: table.columns[label].name).isDisjoint(with: [
      "need", "needs", "reason", "reasons", "problem", "problems", "drug", "drugs", "factor", "factors",
      "activity",
      "programme", "condition", "characteristic", "intervention", "support", "measure", "answer", "response",
    ])
  }

  /// Whether five parts or more stand from the largest to the smallest, as the first of a longer list do.
  private var isSorted: Bool {
    figures.count >= 5 && zip(figures, figures.dropFirst()).allSatisfy { $0 >= $1 }
  }

  /// Whether a label names a whole country or everyone, without the word total.
  static func namesAggregate(_ text: String) -> Bool {
    let words = text.lowercased().split { !$0.isLetter }.joined(separator: " ")
    return [
      "england and wales", "england", "united kingdom", "uk", "great britain", "gb", "scotland", "wales",
      "northern ireland", "national", "both sexes", "persons", "everyone", "combined", "whole cohort",
      "cohort",
      "both", "whole", "country", "black country", "west midlands", "london", "us", "united states", "europe",
      "world",
    ].contains(words)
  }
}
