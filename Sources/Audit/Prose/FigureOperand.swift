import Numbers

/// A figure that another may follow from, with what is said of it beside it.
struct FigureOperand {
  /// The sentence, and its token.
  let place: Int
  let token: Int
  let value: Double
  /// The values that its rounding allows.
  let limits: ClosedRange<Double>
  let decimals: Int
  let unit: String
  /// Whether it is printed in thousands, millions or billions.
  let isScaled: Bool
  /// Whether it can be a part or a whole: a count, a sum, or a rate per so many, but no mean, limit or p-value.
  let canBePart: Bool
  /// The year that it is of.
  let year: Int?
  /// What it counts.
  let noun: String?
  /// The year that its sentence opens with: “In 2005, 671 were killed”.
  let openingYear: Int?
  /// Whether the words around it say that it is of a time before: “from 235”, “compared with 667 the year before”.
  let isEarlier: Bool

  var isPercent: Bool { unit == "\(PublishedUnit.percent)" }

  /// The figures of a sentence; none where a table has become text.
  static func all(in s: ProseSentence, at place: Int) -> [FigureOperand] {
    guard !s.isRow else { return [] }
    let opening = openingYear(s)
    return s.tokens.indices.compactMap { index -> FigureOperand? in
      guard s.isFigure(index), let number = s.number(index), number.significand > 0,
        [.exactly, .about, .nearly].contains(number.qualifier)
          || [.moreThan, .justOver].contains(number.qualifier) && DerivedFigure.isAmount(index, s),
        number.unit != .percentagePoints, s.tokens[index].text.first?.isLetter == false || number.scale > 0,
        !isEndOfRange(index, s), !DerivedFigure.isOneIn(index, s), !DerivedFigure.isOneIn(index + 2, s)
      else { return nil }
      var unit = "\(number.unit)"
      if case .measure(let name) = s.tokens[index].role { unit = String(name.prefix(3)) }
      let half = half(number)
      let value = number.value.double
      let isLeast = number.qualifier == .moreThan || number.qualifier == .justOver
      let isEarlier = isEarlier(index, s)
      return FigureOperand(
        place: place, token: index, value: value,
        limits: isLeast ? value...(value * 1.1) : (value - half)...(value + half),
        decimals: number.decimals, unit: unit, isScaled: number.scale > 0,
        canBePart: canBePart(index, number, s),
        year: year(of: index, s), noun: noun(of: index, s), openingYear: isEarlier ? nil : opening,
        isEarlier: isEarlier)
    }
  }

  private static func openingYear(_ s: ProseSentence) -> Int? {
    guard ["in", "during", "by"].contains(s.word(0)), s.isYear(1), s.isSign(2, ",") else { return nil }
    let digits = s.tokens[1].text.prefix { $0.isNumber }
    return digits.count == 4 ? Int(digits) : nil
  }

  private static func isEarlier(_ index: Int, _ s: ProseSentence) -> Bool {
    var place = index - 1
    while ["the", "a", "about", "around", "some", "just", "over", "nearly", "only", "record"].contains(
      s.word(place))
    {
      place -= 1
    }
    // “From the 546 who began, 476 went on” names a base.
    if ["from", "than", "against"].contains(s.word(place)) { return place > 0 }
    if ["with", "to"].contains(s.word(place)), s.word(place - 1) == "compared" { return true }
    for behind in (index + 1)..<max(index + 1, min(index + 9, s.tokens.count)) {
      if s.isFigure(behind) || s.isSign(behind, ",;:()–—") { return false }
      if ["previous", "earlier", "before"].contains(s.word(behind)),
        ["the", "year", "month", "quarter", "decade"].contains(s.word(behind - 1))
      {
        return true
      }
    }
    return false
  }

  /// “from 25 to 64 percent”, “10–17%”: the lower end of a range of percentages.
  private static func isEndOfRange(_ index: Int, _ s: ProseSentence) -> Bool {
    !s.isPercent(index) && s.isPercent(index + 2) && !DerivedFigure.isAmount(index, s)
      && (["to", "and", "or"].contains(s.word(index + 1)) || s.isSign(index + 1, "-–—,"))
  }

  private static func canBePart(_ index: Int, _ number: PublishedNumber, _ s: ProseSentence) -> Bool {
    if s.isCount(index) || number.scale > 0 || number.unit == .pounds { return true }
    return number.decimals > 0
      && (index + 1..<min(index + 5, s.tokens.count)).contains { s.tokens[$0].role == .base }
  }

  /// Half of what a figure is rounded to: of its last digit, or of the hundreds and more that a count ends in.
  static func half(_ number: PublishedNumber) -> Double {
    if number.decimals > 0 || number.scale > 0 || number.unit == .percent {
      return number.unitInLastPlace.double / 2
    }
    var unit = 1
    while unit < 1_000_000, number.significand % (unit * 10) == 0 { unit *= 10 }
    return unit >= 100 && abs(number.significand) >= 1_000 ? Double(unit) / 2 : 0
  }

  /// The year behind a figure, or before it.
  private static func year(of index: Int, _ s: ProseSentence) -> Int? {
    func read(_ places: some Sequence<Int>) -> Int? {
      for place in places {
        // “from 22,648 in 2013 to 20,544”: the year of the figure before it.
        if s.isYear(place), place < index, s.isFigure(place - 2) || s.isFigure(place - 3) { return nil }
        if s.isYear(place) {
          let digits = s.tokens[place].text.prefix { $0.isNumber }
          return digits.count == 4 ? Int(digits) : nil
        }
        if s.isFigure(place) || s.isSign(place, ",;:()–—") { return nil }
      }
      return nil
    }
    return read((index + 1)..<max(index + 1, min(index + 7, s.tokens.count)))
      ?? read((max(0, index - 5)..<index).reversed())
  }

  /// The plural behind a figure, a word between at most.
  private static func noun(of index: Int, _ s: ProseSentence) -> String? {
    for place in (index + 1)...(index + 3) {
      let word = s.word(place)
      guard !word.isEmpty, !["in", "of", "to", "and", "for", "per", "from"].contains(word) else { return nil }
      if ProseRoles.people.contains(word) { return ProseSentence.stem(word) }
      if word.count > 4, word.hasSuffix("s"), place < index + 3 { return ProseSentence.stem(word) }
    }
    return nil
  }

  /// Whether it is so small that a number of anything may have to do with it.
  var isFew: Bool { decimals == 0 && value < 20 }

  /// Whether two figures are printed to the same place; of millions one can have a digit more.
  func isPrinted(as other: FigureOperand) -> Bool {
    decimals == other.decimals || isScaled && other.isScaled && abs(decimals - other.decimals) == 1
  }

  /// Whether two figures may be of one time.
  func isOfOneTime(as other: FigureOperand) -> Bool {
    guard isEarlier == other.isEarlier else { return false }
    guard let own = year ?? openingYear, let another = other.year ?? other.openingYear else { return true }
    return own == another
  }

  /// Whether two figures may count one thing at two times.
  func isOfOneThing(as other: FigureOperand) -> Bool {
    (noun == nil || other.noun == nil || noun == other.noun) && (year == nil || year != other.year)
  }
}
