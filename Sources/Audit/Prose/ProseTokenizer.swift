import Numbers

/// Cuts a text into sentences of words, numbers and signs.
struct ProseTokenizer {
  private let characters: [Character]
  private var index = 0
  private var line: Int
  private var sentence: [ProseToken] = []
  private var sentences: [[ProseToken]] = []

  private init(_ text: some StringProtocol, startingAt line: Int) {
    characters = Array(text)
    self.line = line
  }

  /// The sentences of a text; an empty line ends one as a full stop does.
  static func sentences(of text: some StringProtocol, startingAt line: Int) -> [[ProseToken]] {
    var tokenizer = ProseTokenizer(text, startingAt: line)
    tokenizer.run()
    return tokenizer.sentences
  }

  private mutating func run() {
    while index < characters.count {
      let character = characters[index]
      if character.isNewline {
        if nextIsBlankLine { endSentence() }
        line += 1
        index += 1
      } else if character.isWhitespace {
        index += 1
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
    if !sentence.isEmpty { sentences.append(sentence) }
    sentence = []
  }

  private var nextIsBlankLine: Bool {
    var ahead = index + 1
    while ahead < characters.count, characters[ahead].isWhitespace, !characters[ahead].isNewline {
      ahead += 1
    }
    return ahead >= characters.count || characters[ahead].isNewline
  }

  /// A digit, or a pound sign, a sign or a point right before one; a hyphen inside a word or a range is none.
  private var startsNumber: Bool {
    let character = characters[index]
    if character.isASCII, character.isNumber { return true }
    guard index + 1 < characters.count, characters[index + 1].isASCII, characters[index + 1].isNumber else {
      return false
    }
    let before = index > 0 ? characters[index - 1] : " "
    let isFree = before.isWhitespace || "(=<>≤≥".contains(before)
    return character == "£" || ("-−+.".contains(character) && isFree)
  }

  private mutating func readNumber() {
    let start = index
    var text = ""
    if "£-−+".contains(characters[index]) {
      text.append(characters[index] == "−" ? "-" : characters[index])
      index += 1
    }
    if characters[index] == "." { text.append("0") }
    while index < characters.count {
      let character = characters[index]
      let next = index + 1 < characters.count ? characters[index + 1] : " "
      let isInside = (character == "," || character == ".") && next.isASCII && next.isNumber
      guard character.isASCII && character.isNumber || isInside else { break }
      text.append(character)
      index += 1
    }
    if index < characters.count, characters[index].isLetter {
      readWord(from: start)
      return
    }
    text += unit()
    let raw = String(characters[start..<index])
    if let number = PublishedNumber(text) {
      sentence.append(ProseToken(kind: .number(number), line: line, text: raw))
    } else {
      sentence.append(ProseToken(kind: .word(raw.lowercased()), line: line, text: raw))
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
    let wanted = Array(words)
    guard ahead + wanted.count <= characters.count else { return false }
    for (offset, letter) in wanted.enumerated()
    where characters[ahead + offset].lowercased() != String(letter) {
      return false
    }
    let end = ahead + wanted.count
    if wanted.last?.isLetter == true, end < characters.count, characters[end].isLetter { return false }
    index = end
    return true
  }

  private static let units: [(String, String)] = [
    ("percentage points", " percentage points"), ("percentage point", " percentage points"),
    ("per cent points", " percentage points"), ("% points", " percentage points"), ("%", "%"),
    ("per cent", "%"),
    ("percent", "%"), ("million", " million"), ("billion", " billion"), ("thousand", " thousand"),
  ]

  private mutating func readWord(from start: Int? = nil) {
    let start = start ?? index
    while index < characters.count {
      let character = characters[index]
      let isInside =
        "-’'".contains(character) && index + 1 < characters.count && characters[index + 1].isLetter
      guard character.isLetter || character.isNumber || isInside else { break }
      index += 1
    }
    let text = String(characters[start..<index])
    sentence.append(ProseToken(kind: .word(text.lowercased()), line: line, text: text))
  }

  private mutating func readSign(_ character: Character) {
    index += 1
    let next = index < characters.count ? characters[index] : "\n"
    if ".!?".contains(character), next.isWhitespace || next.isNewline {
      endSentence()
    } else {
      sentence.append(ProseToken(kind: .sign(character), line: line, text: String(character)))
    }
  }
}
