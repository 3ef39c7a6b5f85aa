import Numbers

/// Ranks in words beside the table that they are taken from: “Dudley had the third highest rate (5.76%)”.
///
/// The row is the one whose label the sentence names, the column the one that holds the figure of the sentence or has the
/// words of it. Ranks within a larger whole, such as a country, are not those of the table and are left out.
struct RankClaims {
  private(set) var found: [DocumentClaims.Found] = []
  private(set) var omissions: [(place: Int, omission: ProseOmission)] = []
  private let tables: [AuditedTable]

  init(_ sentences: [DocumentSentence], tables: [AuditedTable]) {
    self.tables = tables.filter { (3...400).contains($0.rowCount) && !$0.labelColumns.isEmpty }
    guard !self.tables.isEmpty else { return }
    for (place, one) in sentences.enumerated() { read(one.sentence, place) }
  }

  private static let ordinals: [String: Int] = [
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10,
    "second-highest": 2, "third-highest": 3, "second-lowest": 2, "third-lowest": 3,
  ]
  private static let tops: Set<String> = [
    "highest", "largest", "greatest", "biggest", "second-highest", "third-highest",
  ]
  private static let bottoms: Set<String> = ["lowest", "smallest", "second-lowest", "third-lowest"]
  /// Words of a whole that the table may be a part of.
  private static let wider: Set<String> = [
    "england", "wales", "scotland", "ireland", "uk", "country", "nationally", "national", "nation", "world",
    "europe",
    "since", "ever", "record", "history", "internationally", "oecd", "eu", "region", "regionally",
    "nationwide", "month",
    "among", "amongst", "increase", "decrease", "rise", "fall", "reduction", "growth", "change", "except",
    "after",
    "excluding", "other", "per", "not", "would", "nor", "neither",
  ]

  private mutating func read(_ s: ProseSentence, _ place: Int) {
    let words = s.tokens.indices.filter {
      Self.tops.contains(s.word($0)) || Self.bottoms.contains(s.word($0))
    }
    guard words.count == 1, let word = words.first,
      !s.tokens.contains(where: { Self.wider.contains($0.word ?? "") })
    else {
      return
    }
    let isTop = Self.tops.contains(s.word(word))
    let rank = Self.ordinals[s.word(word)] ?? Self.ordinals[s.word(word - 1)] ?? 1
    guard
      ["the", "a", "joint"].contains(s.word(word - 1)) || Self.ordinals[s.word(word - 1)] != nil
        || ["had", "has"].contains(s.word(word - 1))
    else { return }
    var choices: [(table: AuditedTable, row: Int)] = []
    for table in tables {
      let rows = (0..<table.rowCount).filter { names(s, table, $0) && !table.isSummary($0) }
      if rows.count == 1, let row = rows.first {
        choices.append((table, row))
      } else if rows.count > 1 {
        return
      }
    }
    guard choices.count == 1, let (table, row) = choices.first, let column = column(s, table, row, word)
    else { return }
    judge(s, place, word, rank, isTop, table, row, column)
  }

  /// Whether the sentence has the whole label of a row.
  private func names(_ s: ProseSentence, _ table: AuditedTable, _ row: Int) -> Bool {
    guard let column = table.labelColumns.first else { return false }
    let label = table.columns[column].texts[row].lowercased().split { !($0.isLetter || $0.isNumber) }.map(
      String.init)
    guard !label.isEmpty, label.count <= 6, label.joined().count >= 3 else { return false }
    let words = s.tokens.map { $0.word ?? "" }
    return words.indices.contains { start in
      start + label.count <= words.count && Array(words[start..<(start + label.count)]) == label
        && s.tokens[start].text.first?.isUppercase == true
    }
  }

  /// The only column that holds a figure of the sentence in that row; else the only one that has its noun.
  private func column(_ s: ProseSentence, _ table: AuditedTable, _ row: Int, _ word: Int) -> Int? {
    let numeric = table.columns.indices.filter { column in
      table.columns[column].isNumeric && table.columns[column].isNamed
        && table.columns[column].numberCount >= 3
        && table.columns[column].numbers[row] != nil
        && AuditedTable.words(of: table.columns[column].name).isDisjoint(with: ["rank", "position", "year"])
    }
    let figures = s.tokens.indices.filter { s.isFigure($0) }.compactMap { s.number($0)?.value }
    let holding = numeric.filter { column in
      table.columns[column].numbers[row].map { figures.contains($0.value) } ?? false
    }
    if holding.count == 1 { return holding[0] }
    let noun = Set(s.words((word + 1)..<(word + 6)).map(Self.stem))
    let named = numeric.filter { column in
      !Set(AuditedTable.words(of: table.columns[column].name).map(Self.stem)).isDisjoint(with: noun)
    }
    return named.count == 1 ? named[0] : nil
  }

  private static func stem(_ word: String) -> String {
    word.count > 3 && word.hasSuffix("s") ? String(word.dropLast()) : word
  }

  private mutating func judge(
    _ s: ProseSentence, _ place: Int, _ word: Int, _ rank: Int, _ isTop: Bool, _ table: AuditedTable,
    _ row: Int,
    _ column: Int
  ) {
    guard let own = table.columns[column].numbers[row]?.value.double else { return }
    // Under headings of their own rows are of one kind each.
    let headings = (0..<table.rowCount).filter { isHeading($0, table) }
    let section = ((headings.last { $0 < row } ?? -1) + 1)..<(headings.first { $0 > row } ?? table.rowCount)
    let others = section.filter { $0 != row && !table.isSummary($0) }
      .compactMap { table.columns[column].numbers[$0]?.value.double }
    guard others.count >= 2 else { return }
    let before = others.count { isTop ? $0 > own : $0 < own }
    let ties = others.count { $0 == own }
    let holds = (before + 1...before + 1 + ties).contains(rank)
    let name = RelationMessage.spoken(table.columns[column].name)
    let implied = (before == 0 ? "" : Self.ordinal(before + 1) + " ") + (isTop ? "highest" : "lowest")
    let printed = rank == 1 ? s.word(word) : "\(Self.ordinal(rank)) \(isTop ? "highest" : "lowest")"
    let label = table.columns[table.labelColumns.first ?? 0].texts[row]
    found.append(
      DocumentClaims.Found(
        place: place,
        judgement: ProseJudgement(
          kind: .rank, rule: "rank of \(label) by \(name)", tokens: [word], holds: holds,
          published: Double(rank)...Double(rank), computed: Double(before + 1)...Double(before + 1 + ties),
          printed: printed, implied: implied,
          message:
            "\(label) is said to be the \(printed), but its \(name), \(table.columns[column].texts[row]), is the "
            + "\(implied) of the \(others.count + 1) in \(table.name)")))
    if holds { value(s, place, word, label, name, table.columns[column].numbers[row]) }
  }

  /// “Birch had the highest rate (55.4%)”: the figure in brackets right behind is that of the table.
  ///
  /// Called wrong is one that is within a tenth of the cell, or one slip away; another may be of another column.
  private mutating func value(
    _ s: ProseSentence, _ place: Int, _ word: Int, _ label: String, _ column: String, _ cell: PublishedNumber?
  ) {
    guard let cell, let open = (word + 1..<min(word + 6, s.tokens.count)).first(where: { s.isSign($0, "(") }),
      s.isSign(open + 2, ")"), let number = s.number(open + 1), number.unit == cell.unit,
      number.unit == .percent || number.decimals > 0, number.qualifier == .exactly
    else { return }
    let (own, theirs) = (number.interval(wholeIsRounded: true), cell.interval(wholeIsRounded: true))
    let holds = own.overlaps(theirs)
    let isNear =
      abs(number.value.double - cell.value.double) <= abs(cell.value.double) / 10
      || DigitSlip.all(of: number).contains { $0.number.value == cell.value }
    guard holds || isNear else {
      omissions.append(
        (
          place,
          ProseOmission(tokens: [word, open + 1], reason: "the table beside it has another figure there")
        ))
      return
    }
    found.append(
      DocumentClaims.Found(
        place: place,
        judgement: ProseJudgement(
          kind: .rank, rule: "\(column) of \(label)", tokens: [word, open + 1], holds: holds,
          published: own.lower.double...own.upper.double, computed: theirs.lower.double...theirs.upper.double,
          printed: number.description, implied: cell.description,
          message: "\(column) of \(label) is printed as \(number) here and as \(cell) in the table")))
  }

  private func isHeading(_ row: Int, _ table: AuditedTable) -> Bool {
    table.columns.allSatisfy { !$0.isNumeric || $0.numbers[row] == nil }
  }

  private static func ordinal(_ number: Int) -> String {
    let names = [
      "", "", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    ]
    if names.indices.contains(number) { return names[number] }
    let ending = (11...13).contains(number % 100) ? "th" : [1: "st", 2: "nd", 3: "rd"][number % 10] ?? "th"
    return "\(number)\(ending)"
  }
}
