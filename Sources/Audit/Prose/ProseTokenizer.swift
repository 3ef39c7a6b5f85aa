import Numbers

/// Cuts a text into sentences of words, numbers and signs.
struct ProseTokenizer {
  private let characters: [Character]
  private var index = 0
  private var line: Int
  private var sentence: [ProseToken] = []
  private var sentences: [[ProseToken]] = []
  /// Whether a line of the sentence ended in a colon.
  private var opensList = false
  /// Whether a whole number ended the sentence before, so that digits behind it may be its decimals.
  private var mayContinueFigure = false

  private init(_ text: some StringProtocol, startingAt line: Int) {
    characters = Array(text)
    self.line = line
  }

  /// The sentences of a text; an empty line ends one as a full stop does.
  static func sentences(of text: some StringProtocol, startingAt line: Int) -> [[ProseToken]] {
    var tokenizer = ProseTokenizer(text, startingAt: line)
    tokenizer.run()
    return tokenizer.sentences.map { ProseRoles.assigned(to: $0) }
  }

  private mutating func run() {
    while index < characters.count {
      let character = characters[index]
      if character.isNewline {
        if sentence.last?.isSign(":") ?? false { opensList = true }
        if nextIsBlankLine || nextIsItem { endSentence() }
        line += 1
        index += 1
      } else if character.isWhitespace {
        index += 1
      } else if let end = endOfAddress {
        append(.word("address"), from: index, to: end)
      } else if startsNumber {
        readNumber()
      } else if character.isLetter {
        readWord()
      } else {
        readSign(character)
      }
    }
    endSentence()
  }

  private mutating func endSentence() {
    if !sentence.isEmpty {
      mayContinueFigure =
        sentence.last.map { $0.number?.unit == .plain && $0.text.allSatisfy(\.isNumber) && !$0.looksLikeYear }
        ?? false
      sentences.append(sentence)
    }
    sentence = []
    opensList = false
  }

  private mutating func append(
    _ kind: ProseToken.Kind, from start: Int, to end: Int, role: ProseToken.Role = .figure
  ) {
    index = end
    sentence.append(
      ProseToken(
        kind: kind, line: line, text: String(characters[start..<end]), range: start..<end, role: role))
  }

  private func character(at place: Int) -> Character {
    characters.indices.contains(place) ? characters[place] : "\n"
  }

  private func isDigit(at place: Int) -> Bool {
    characters.indices.contains(place) && characters[place].isASCII && characters[place].isNumber
  }

  /// How many digits stand from a place on.
  private func digits(at place: Int) -> Int {
    var end = place
    while isDigit(at: end) { end += 1 }
    return end - place
  }

  /// Whether the next line is an item of a list that no colon opens, whose items are read as one.
  private var nextIsItem: Bool {
    var ahead = index + 1
    while ahead < characters.count, characters[ahead].isWhitespace, !characters[ahead].isNewline {
      ahead += 1
    }
    return "•-–*·●".contains(character(at: ahead)) && character(at: ahead + 1) == " "
      && character(at: ahead + 2) != " " && !opensList
  }

  private var nextIsBlankLine: Bool {
    var ahead = index + 1
    while ahead < characters.count, characters[ahead].isWhitespace, !characters[ahead].isNewline {
      ahead += 1
    }
    return ahead >= characters.count || characters[ahead].isNewline
  }

  /// The end of an address of the web or of mail, a path or a DOI that starts here.
  private var endOfAddress: Int? {
    let before = character(at: index - 1)
    guard index == 0 || before.isWhitespace || "(<[\"“".contains(before),
      !"(<[".contains(character(at: index))
    else { return nil }
    let limit = min(characters.count, index + Self.longestAddress)
    var end = index
    var slashes = 0
    var isAddress = false
    while end < limit, !characters[end].isWhitespace, !"<>\"”".contains(characters[end]) {
      if characters[end] == "/" {
        slashes += 1
        if character(at: end + 1) == "/", character(at: end - 1) == ":" { isAddress = true }
      }
      if characters[end] == "@", end > index, character(at: end + 1).isLetter { isAddress = true }
      end += 1
    }
    let first = character(at: index)
    if first == "/", slashes > 1 { isAddress = true }
    if first == "1", slashes > 0, String(characters[index..<min(end, index + 4)]) == "10.1" {
      isAddress = true
    }
    if "wW".contains(first), end - index > 5,
      String(characters[index..<(index + 4)]).lowercased() == "www."
    {
      isAddress = true
    }
    guard isAddress else { return nil }
    while end > index + 1, ").,;:!?]".contains(characters[end - 1]) { end -= 1 }
    return end
  }

  private static let longestAddress = 2_048

  /// A digit, or a pound sign, a sign or a point right before one; a hyphen inside a word or a range is none.
  private var startsNumber: Bool {
    let character = characters[index]
    if character.isASCII, character.isNumber { return true }
    guard isDigit(at: index + 1) else { return false }
    let before = index > 0 ? characters[index - 1] : " "
    let isFree = before.isWhitespace || "(=<>≤≥[".contains(before)
    return character == "£" || ("-−+.".contains(character) && isFree)
  }

  private mutating func readNumber() {
    let start = index
    if let end = endOfDate {
      append(.word(String(characters[start..<end])), from: start, to: end, role: .date)
      return
    }
    var text = ""
    if "£-−+".contains(characters[index]) {
      text.append(characters[index] == "−" ? "-" : characters[index])
      index += 1
    }
    if characters[index] == "." { text.append("0") }
    readDigits(into: &text)
    let isPower = readPower(into: &text)
    let role: ProseToken.Role = !isPower && readSpacedThousands(into: &text) ? .spaced : .figure
    skipFootnoteMarks()
    if index < characters.count, characters[index].isLetter {
      if characters[start] == "£", let scale = poundScale {
        text += scale
      } else if let scale = gluedScale {
        text += scale
      } else {
        readWord(from: start)
        return
      }
    } else if NumberWords.hyphens.contains(character(at: index)), character(at: index + 1).isLetter,
      characters[start] != "£"
    {
      readWord(from: start)
      return
    }
    let isPlainWhole = text.allSatisfy(\.isNumber)
    let end = index
    text += unit()
    // A unit can stand on the line below its number.
    defer { line += characters[end..<max(end, index)].count(where: \.isNewline) }
    if let number = PublishedNumber(text) {
      let before = character(at: start - 1)
      let isTorn =
        mayContinueFigure && sentence.isEmpty && isPlainWhole
        || start > 0 && (before == ")" || before == "]" || before == "%")
      append(.number(number), from: start, to: index, role: isTorn ? .torn : role)
    } else {
      append(.word(String(characters[start..<index]).lowercased()), from: start, to: index)
    }
  }

  private mutating func readDigits(into text: inout String) {
    while index < characters.count {
      let character = characters[index]
      let isPoint = character == "." || "·∙‧⋅".contains(character)
      let isInside = (character == "," || isPoint) && isDigit(at: index + 1)
      guard isDigit(at: index) || isInside else { break }
      text.append(isPoint ? "." : character)
      index += 1
    }
  }

  /// A power of ten, which moves the point: 3.2 × 10⁻⁵.
  private mutating func readPower(into text: inout String) -> Bool {
    guard "eE^⁻ ×x*·⋅".contains(character(at: index)) else { return false }
    let ahead = Substring(String(characters[index..<min(characters.count, index + 16)]))
    guard let power = PowerOfTen(startOf: ahead, isOfTen: text == "10") else { return false }
    if text == "10", "^⁻".contains(character(at: index)) { text = "1" }
    text += "e\(power.exponent < 0 ? "-" : "+")\(abs(power.exponent))"
    index += power.length
    return true
  }

  /// Groups of three digits behind one blank each: 25 790.
  private mutating func readSpacedThousands(into text: inout String) -> Bool {
    guard (1...3).contains(text.count), text.allSatisfy(\.isNumber), text.first != "0" else { return false }
    var isSpaced = false
    while character(at: index) == " ", digits(at: index + 1) == 3,
      !",.".contains(character(at: index + 4)) || !isDigit(at: index + 5),
      !character(at: index + 4).isLetter
    {
      text += String(characters[(index + 1)...(index + 3)])
      index += 4
      isSpaced = true
    }
    return isSpaced
  }

  /// Raised figures behind a number refer to a note.
  private mutating func skipFootnoteMarks() {
    while index < characters.count,
      Self.raised.contains(characters[index])
        || (characters[index] == "," && Self.raised.contains(character(at: index + 1)))
    {
      index += 1
    }
  }

  static let raised: Set<Character> = [
    "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹", "†", "‡", "§", "ᵃ", "ᵇ", "ᶜ",
  ]

  /// `2019/20`, `2014-2016`, `12/06/2018`, `2018-06-12`, `10:30`.
  private var endOfDate: Int? {
    let first = digits(at: index)
    let mark = character(at: index + first)
    guard first > 0, "/-–:".contains(mark) else { return nil }
    let second = digits(at: index + first + 1)
    let end = index + first + 1 + second
    guard second > 0, !(character(at: end).isLetter || character(at: end) == "%") else { return nil }
    if ",.".contains(character(at: end)), isDigit(at: end + 1) { return nil }
    if mark == ":" { return first <= 2 && second == 2 ? end : nil }
    let third = "/-".contains(character(at: end)) ? digits(at: end + 1) : 0
    if third > 0 {
      let sizes = [first, second, third]
      let isDate = sizes == [4, 2, 2] || (first <= 2 && second <= 2 && (third == 2 || third == 4))
      return isDate ? end + 1 + third : nil
    }
    guard first == 4, let year = Int(String(characters[index..<(index + 4)])), (1800...2199).contains(year),
      let other = Int(String(characters[(index + 5)..<end]))
    else { return nil }
    if second == 4 { return (1800...2199).contains(other) && other >= year ? end : nil }
    return second == 2 && (0...30).contains((other - year % 100 + 100) % 100) ? end : nil
  }

  /// Million or billion right behind a figure: “6.18million”.
  private var gluedScale: String? {
    mutating get {
      for word in ["million", "billion"] {
        let end = index + word.count
        guard end <= characters.count, String(characters[index..<end]).lowercased() == word,
          !character(at: end).isLetter
        else { continue }
        index = end
        return " \(word)"
      }
      return nil
    }
  }

  /// Million, billion or thousand as one letter behind pounds.
  private var poundScale: String? {
    mutating get {
      for (letters, scale) in [("bn", " billion"), ("m", " million"), ("k", " thousand")] {
        let end = index + letters.count
        guard end <= characters.count, String(characters[index..<end]).lowercased() == letters,
          !character(at: end).isLetter
        else { continue }
        index = end
        return scale
      }
      return nil
    }
  }

  /// A unit behind a number: %, per cent, percentage points, million.
  private mutating func unit() -> String {
    for (words, unit) in Self.units where follows(words) { return unit }
    return ""
  }

  private mutating func follows(_ words: String) -> Bool {
    var ahead = index
    while ahead < characters.count, characters[ahead] == " " { ahead += 1 }
    if words.first?.isLetter == true, characters.indices.contains(ahead), characters[ahead].isNewline {
      ahead += 1
    }
    let wanted = Array(words)
    guard ahead + wanted.count <= characters.count else { return false }
    for (offset, letter) in wanted.enumerated() {
      let own = characters[ahead + offset]
      guard own.lowercased() == String(letter) || letter == " " && own.isNewline else { return false }
    }
    let end = ahead + wanted.count
    if wanted.last?.isLetter == true, end < characters.count, characters[end].isLetter { return false }
    index = end
    return true
  }

  private static let units: [(String, String)] = [
    ("percentage points", " percentage points"), ("percentage point", " percentage points"),
    ("percentage-points", " percentage points"), ("percentage-point", " percentage points"),
    ("per cent points", " percentage points"), ("% points", " percentage points"),
    ("%-points", " percentage points"), ("ppts", " percentage points"), ("ppt", " percentage points"),
    ("pp", " percentage points"), ("%", "%"), ("per cent", "%"), ("percent", "%"), ("million", " million"),
    ("billion", " billion"), ("thousand", " thousand"),
  ]

  private mutating func readWord(from start: Int? = nil) {
    let start = start ?? index
    while index < characters.count {
      let character = characters[index]
      let isHyphen = NumberWords.hyphens.contains(character)
      let isInside =
        (isHyphen || "’'".contains(character))
        && (self.character(at: index + 1).isLetter || isHyphen && isDigit(at: index + 1))
      guard character.isLetter || character.isNumber || isInside else { break }
      index += 1
    }
    // “i.e.” and “e.g.” are one word.
    if index == start + 1, character(at: index) == ".", character(at: index + 1).isLetter,
      ["i.e", "e.g"].contains(String(characters[start..<(index + 2)]).lowercased()),
      !character(at: index + 2).isLetter
    {
      index += 2
    }
    let end = index
    if end == start + 3, character(at: start + 1) == ".", character(at: index) == "." { index += 1 }
    var text = String(characters[start..<end])
    if let value = NumberWords.value(of: text.lowercased()) {
      let scale = unit()
      let isFigure = value != 1 || scale.contains("%") || scale.contains("points")
      if isFigure, let number = PublishedNumber("\(value)\(scale)") {
        append(.number(number), from: start, to: index, role: .word)
        return
      }
      index = end
    }
    let bare = text.prefix { !Self.raised.contains($0) }
    if bare.count > 2 { text = String(bare) }
    sentence.append(
      ProseToken(kind: .word(text.lowercased()), line: line, text: text, range: start..<end))
  }

  private mutating func readSign(_ character: Character) {
    let start = index
    index += 1
    if Self.raised.contains(character) { return }
    let next = self.character(at: index)
    if ".!?".contains(character), next.isWhitespace || next.isNewline || Self.raised.contains(next),
      endsSentence(character)
    {
      endSentence()
    } else {
      sentence.append(
        ProseToken(kind: .sign(character), line: line, text: String(character), range: start..<index))
    }
  }

  /// Whether a full stop ends a sentence and no abbreviation.
  private func endsSentence(_ mark: Character) -> Bool {
    guard mark == ".", let last = sentence.last else { return true }
    var ahead = index
    while ahead < characters.count, characters[ahead] == " " { ahead += 1 }
    if let word = last.word {
      if Self.abbreviations.contains(word) { return false }
      if word.count == 1, word != "i", last.text.first?.isUppercase == true,
        last.range.upperBound == index - 1,
        character(at: ahead).isUppercase
      {
        return false
      }
    }
    return !(ahead < characters.count && characters[ahead].isLowercase)
  }

  private static let abbreviations: Set<String> = [
    "no", "nos", "approx", "vs", "cf", "fig", "figs", "al", "e.g", "i.e", "eg", "ie", "st", "mr", "mrs", "dr",
    "p", "pp", "ca", "est", "vol", "para", "paras", "ref", "refs", "incl", "excl", "viz",
  ]
}
