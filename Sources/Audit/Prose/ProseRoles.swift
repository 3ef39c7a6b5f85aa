import Numbers

/// Tells the numbers of a sentence that are figures from those that date, name or measure something.
struct ProseRoles {
  private var tokens: [ProseToken]

  /// The sentence with the roles of its numbers and the words before them.
  static func assigned(to tokens: [ProseToken]) -> [ProseToken] {
    guard tokens.contains(where: { $0.number != nil }) else { return tokens }
    var roles = ProseRoles(tokens: tokens)
    roles.markReferences()
    for index in tokens.indices where tokens[index].number != nil {
      if let role = roles.role(at: index) { roles.tokens[index] = roles.tokens[index].marked(role) }
    }
    roles.qualify()
    return roles.tokens
  }

  private func word(_ index: Int) -> String {
    tokens.indices.contains(index) ? tokens[index].word ?? "" : ""
  }

  private func isSign(_ index: Int, _ signs: String) -> Bool {
    tokens.indices.contains(index) && tokens[index].isSign(in: signs)
  }

  private func role(at index: Int) -> ProseToken.Role? {
    let token = tokens[index]
    guard let number = token.number, token.role != .label, token.role != .torn else { return nil }
    let isPlain = number.unit == .plain
    if isPlain, isPeriod(index) { return .date }
    if isPlain, isAge(index) { return .age }
    if isPlain, isDate(index) { return .date }
    if isPlain, isLabel(index) || isBound(index) { return .label }
    if isPlain, ["per", "every"].contains(word(index - 1)) { return .base }
    // “0.77 infections/1,000 persons”
    if isPlain, number.decimals == 0, [100, 1_000, 10_000, 100_000, 1_000_000].contains(number.significand),
      isSign(index - 1, "/"), index >= 2,
      !tokens[index - 2].isPlainFigure || tokens[index - 2].number?.decimals ?? 0 > 0
    {
      return .base
    }
    if isPlain, Self.measures.contains(word(index + 1)) { return .measure(word(index + 1)) }
    let before = (max(0, index - 3)..<index).map { word($0) }
    if before.last == "of", before.dropLast().contains(where: { ["average", "mean", "median"].contains($0) })
    {
      return .average
    }
    if ["average", "averaging", "averaged", "mean", "median"].contains(before.last ?? "") { return .average }
    return nil
  }

  private func isAge(_ index: Int) -> Bool {
    guard let own = tokens[index].number, own.decimals == 0, (0...120).contains(own.significand) else {
      return false
    }
    let joiners: Set = ["to", "and", "or"]
    if joiners.contains(word(index + 1)) || isSign(index + 1, "-–"), isAgeWord(index + 2) { return true }
    if word(index + 1).hasPrefix("year"), ["old", "olds", "of"].contains(word(index + 2)) {
      return word(index + 2) != "of" || word(index + 3) == "age"
    }
    if word(index + 1).hasPrefix("year-old") || word(index + 1).hasPrefix("years-old") { return true }
    if isAgeBand(index) { return true }
    var place = index - 1
    while place >= 0, place >= index - 5 {
      if ["aged", "age", "ages"].contains(word(place)) { return true }
      guard
        ["under", "over", "to", "and", "between", "from", "above", "below", "of", "at", "or"].contains(
          word(place))
          || tokens[place].isSign(in: "-–") || tokens[place].role == .age
          || (tokens[place].number?.unit == .plain && (tokens[place].number?.significand ?? 0) < 110)
      else { return false }
      place -= 1
    }
    return false
  }

  /// “480 were under 25”, “360 were 25 to 34”: a band in place of what is said of a count.
  private func isAgeBand(_ index: Int) -> Bool {
    let bounds: Set = ["under", "over"]
    let copulas: Set = ["were", "are", "was", "being"]
    func ends(_ place: Int) -> Bool {
      !tokens.indices.contains(place) || isSign(place, "(,;.)") || word(place) == "and"
    }
    if bounds.contains(word(index - 1)), copulas.contains(word(index - 2)) { return ends(index + 1) }
    let isLow =
      copulas.contains(word(index - 1)) && word(index + 1) == "to" && ends(index + 3)
      && tokens.indices.contains(index + 2) && (tokens[index + 2].number?.isWholeCount ?? false)
    let isHigh = word(index - 1) == "to" && index >= 3 && tokens[index - 2].role == .age && ends(index + 1)
    let isOpen =
      copulas.contains(word(index - 1)) && word(index + 1) == "or" && bounds.contains(word(index + 2))
      && ends(index + 3)
    return isLow || isHigh || isOpen
  }

  /// “three or more conditions”, “≥ 5 visits”: a number that bounds a group and counts nothing.
  private func isBound(_ index: Int) -> Bool {
    guard let number = tokens[index].number, number.decimals == 0, abs(number.significand) <= 100 else {
      return false
    }
    let bounds: Set = ["more", "fewer", "less", "greater", "over", "above", "below"]
    return word(index + 1) == "or" && bounds.contains(word(index + 2)) || isSign(index - 1, "≥≤")
  }

  private func isAgeWord(_ index: Int) -> Bool {
    let next = word(index)
    if next.contains("year-old") || next.contains("years-old") { return true }
    return tokens.indices.contains(index) && tokens[index].number != nil
      && (word(index + 1).hasPrefix("year-old")
        || word(index + 1).hasPrefix("year") && word(index + 2).hasPrefix("old"))
  }

  /// “the 12 months to June”, “the previous 6 weeks”: when something was counted, and not what.
  private func isPeriod(_ index: Int) -> Bool {
    word(index - 2) != "than"
      && (Self.spans.contains(word(index + 1).filter { $0 != "'" && $0 != "’" })
        || Self.spans.contains(word(index + 1) + "s") && word(index + 2) == "period")
      && Self.definite.contains(word(index - 1))
  }

  private static let spans: Set<String> = ["months", "weeks", "quarters", "years", "days"]
  private static let definite: Set<String> = [
    "the", "previous", "last", "past", "preceding", "next", "following", "prior", "same", "first", "latest",
  ]

  private func isDate(_ index: Int) -> Bool {
    guard let number = tokens[index].number, number.decimals == 0, number.scale == 0,
      !tokens[index].text.contains(",")
    else { return false }
    if (1...31).contains(number.significand), isMonth(index + 1) || isMonth(index - 1) { return true }
    guard (1900...2099).contains(number.significand), tokens[index].role != .spaced else { return false }
    if isEndOfFall(index) { return false }
    return !Self.people.contains(word(index + 1))
  }

  /// “fell from 2098 to 1890”: no period goes back.
  private func isEndOfFall(_ index: Int) -> Bool {
    let first = word(index - 1) == "from" && word(index + 1) == "to" ? index : index - 2
    guard first >= 1, word(first - 1) == "from", word(first + 1) == "to", tokens.indices.contains(first + 2),
      let from = tokens[first].number, let to = tokens[first + 2].number, from.unit == .plain,
      to.unit == .plain
    else { return false }
    return from.value > to.value
  }

  private func isMonth(_ index: Int) -> Bool {
    guard Self.months[word(index)] != nil else { return false }
    return tokens[index].text.first?.isUppercase == true
  }

  private func isLabel(_ index: Int) -> Bool {
    let before = index > 0 && tokens[index - 1].line == tokens[index].line ? word(index - 1) : ""
    if Self.labelled.contains(before) { return true }
    if Self.numbered.contains(before), let number = tokens[index].number, number.decimals == 0,
      (0...31).contains(number.significand)
    {
      return true
    }
    let own = tokens[index].text
    if own.count > 1, own.first == "0", own.allSatisfy(\.isNumber) { return true }
    if own.count == 3, before.last?.isNumber == true, before.contains(where: \.isLetter) { return true }
    if isSign(index - 1, "-–,") || ["and", "to"].contains(before), index >= 3,
      tokens[index - 2].number != nil, Self.labelled.contains(word(index - 3)),
      Self.listed.contains(word(index - 3))
    {
      return true
    }
    guard index > 0, let name = tokens[index - 1].word, name.count >= 2,
      let whole = tokens[index].number, whole.decimals == 0, whole.scale == 0, whole.significand >= 10,
      !tokens[index].text.contains(",")
    else { return false }
    let text = tokens[index - 1].text
    return text.allSatisfy { $0.isUppercase && $0.isASCII } && !Self.statistics.contains(name)
      && tokens.contains { ($0.word?.count ?? 0) > 3 && $0.text != $0.text.uppercased() }
  }

  /// Numbers alone in square brackets refer to a list of sources.
  private mutating func markReferences() {
    for open in tokens.indices where tokens[open].isSign("[") {
      guard let close = tokens[open...].firstIndex(where: { $0.isSign("]") }), close - open > 1 else {
        continue
      }
      let inside = tokens[(open + 1)..<close]
      let isList = inside.allSatisfy { token in
        token.isSign(in: ",-–;") || token.role == .date
          || ["note", "notes", "ref", "refs"].contains(token.word ?? "")
          || (token.number.map { $0.isWholeCount && $0.unit == .plain } ?? false)
      }
      let isInterval = (max(0, open - 4)..<open).contains {
        ["ci", "interval", "range", "iqr", "cri"].contains(word($0))
      }
      guard isList, !isInterval else { continue }
      for index in (open + 1)..<close { tokens[index] = tokens[index].marked(.label) }
    }
  }

  /// Gives each number the word before it that says how far to trust it.
  private mutating func qualify() {
    for index in tokens.indices {
      guard let number = tokens[index].number, number.qualifier == .exactly else { continue }
      var found = Self.qualifier(before: index, in: tokens)
      if found == nil, isSign(index - 1, "~≈") { found = .about }
      let isPValue = ["p", "p-value", "value"].contains(word(index - 2))
      if found == nil, isSign(index - 1, "<"), !isPValue { found = .lessThan }
      if found == nil, isSign(index - 1, ">"), !isPValue { found = .moreThan }
      guard var qualifier = found else { continue }
      // “up to 228,470 from 197,900” is a rise, and no bound.
      if qualifier == .upTo, word(index + 1) == "from" { continue }
      if word(index - 1) == "some", number.significand % 10 != 0 || number.significand < 50 { continue }
      if qualifier == .about, number.significand == 0 { qualifier = .exactly }
      tokens[index] = tokens[index].qualified(qualifier)
    }
  }

  /// What up to three words before a place say of the number there, the longest that say something.
  static func qualifier(before index: Int, in tokens: [ProseToken]) -> NumberQualifier? {
    for size in [3, 2, 1] where index >= size {
      let words = ((index - size)..<index).map { tokens[$0].word ?? "" }
      guard !words.contains("") else { continue }
      if let found = qualifier(words.joined(separator: " ")) { return found }
    }
    return nil
  }

  private static func qualifier(_ words: String) -> NumberQualifier? {
    switch words {
    case "between", "from", "above", "below", "under", "over the": return nil
    case "estimated", "an estimated", "close to", "in the region of", "region of", "broadly", "typically":
      return .about
    case "well over", "in excess of", "excess of", "slightly more than":
      return .moreThan
    case "a little over", "slightly over": return .justOver
    case "a little under", "slightly under", "slightly less than": return .lessThan
    case "over": return .moreThan
    default: return NumberQualifier(words: words)
    }
  }

  /// Nouns of people, who are counted.
  static let people: Set<String> = [
    "people", "persons", "offenders", "reoffenders", "re-offenders", "prisoners", "inmates", "men", "women",
    "males", "females", "children", "adults", "juveniles", "youths", "boys", "girls", "respondents",
    "participants", "patients", "residents", "cases", "deaths", "victims", "pupils", "students", "employees",
    "staff", "households", "families", "individuals", "suspects", "defendants", "detainees", "drivers",
    "members", "users", "clients", "mothers", "births", "incidents", "crimes", "offences", "reoffences",
    "re-offences", "arrests", "requests", "complaints", "reports", "applications", "responses", "officers",
    "homes", "schools", "countries", "studies", "releases", "admissions", "attendances", "referrals",
  ]

  private static let measures: Set<String> = [
    "ml", "l", "litres", "litre", "km", "kms", "miles", "mile", "mg", "kg", "g", "hr", "hrs", "hours", "hour",
    "minutes", "minute", "mins", "min", "seconds", "sec", "days", "day", "weeks", "week", "months", "month",
    "years", "year", "cm", "mm", "m", "metres", "kilometres", "hectares", "acres", "tonnes", "degrees", "pm",
    "am", "gb", "mb", "kwh", "square", "sq", "mph", "nights", "decades", "centuries", "inches", "feet",
    "wk", "wks", "yr", "yrs", "mo", "mos", "h", "s", "d", "nm", "ng", "pg", "dl", "ms", "years’", "years'",
    "µl", "μl", "µm", "μm", "mm2", "kpa", "mmhg", "iu", "mol", "mmol", "hz", "mw", "gw", "kw",
  ]

  private static let labelled: Set<String> = [
    "table", "tables", "figure", "figures", "fig", "figs", "chart", "charts", "section", "sections",
    "paragraph", "paragraphs", "para", "paras", "page", "pages", "p", "pp", "chapter", "chapters", "note",
    "notes", "annex", "appendix", "box", "ref", "refs", "reference", "no", "nos", "question", "part",
    "article", "regulation", "schedule", "objective", "priority", "recommendation", "recommendations", "band",
    "tier", "level", "category", "phase", "step", "stage", "version", "volume", "vol", "issue", "item",
    "line",
    "row", "column", "clause", "week", "day",
    "grade", "class", "type", "model", "wave", "round", "unit",
    "room",
    "ward", "principle", "principles", "map", "slide", "footnote", "licence", "number", "key", "exhibit",
  ]

  /// Words that a small number behind them counts through: “year 4”, “visit 2”.
  private static let numbered: Set<String> = [
    "year", "quarter", "visit", "session", "trial", "experiment", "study",
  ]

  private static let listed: Set<String> = [
    "tables", "figures", "figs", "charts", "sections", "paragraphs", "paras", "pages", "pp", "chapters",
    "notes", "refs", "recommendations", "principles", "nos",
  ]

  private static let statistics: Set<String> = [
    "ci", "or", "rr", "hr", "sd", "se", "iqr", "aor", "irr", "smr", "auc", "ahr", "arr", "md", "smd", "bmi",
    "of", "to", "in", "and", "the", "by", "at", "for", "from", "were", "total", "all", "with", "rd", "pr",
    "apr",
  ]

  private static let months: [String: Int] = {
    let names = [
      "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
      "november",
      "december",
    ]
    var found = ["sept": 9]
    for (place, name) in names.enumerated() {
      found[name] = place + 1
      found[String(name.prefix(3))] = place + 1
    }
    return found
  }()

  /// The place of a month in the year that a word names.
  static func month(_ word: String) -> Int? { months[word] }
}
