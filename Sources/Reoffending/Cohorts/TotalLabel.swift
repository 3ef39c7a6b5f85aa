import Numbers

/// What the label of a row says of its being the sum of others.
package enum TotalLabel {
  /// Whether a label can only be that of a sum: `Total`, `All offenders`, `Dudley total`, `Both sexes`, `Cyfanswm`.
  ///
  /// `All`, `persons` and the like are those of UK official statistics; marks, notes and a colon behind them do not count. Of a
  /// name joined with the headings above it, `Total violent crime: Robbery`, its own part counts.
  package static func isTotal(_ label: String) -> Bool {
    guard mayHold(label, totalWords) else { return false }
    let text = plain(own(label))
    return names.contains(text) || text.hasPrefix("total ") || text.hasSuffix(" total")
      || text.hasSuffix(" subtotal") || text.hasSuffix(" totals")
  }

  /// Whether a label can be that of everybody: `All released prisoners`, `All young people`.
  ///
  /// It can be that of some too, as `All adults` beside youths is.
  static func isOfAll(_ label: String) -> Bool {
    guard mayHold(label, totalWords) else { return false }
    let words = plain(label).split(separator: " ").map(String.init)
    return words.count > 1 && words[0] == "all" && everybody.contains(words[words.count - 1])
  }

  private static let everybody: Set = [
    "offenders", "people", "persons", "prisoners", "inmates", "individuals", "releases", "releasees",
    "released",
    "clients", "defendants", "parolees", "probationers", "cases", "youth", "youths", "juveniles", "adults",
    "children", "men", "women", "males", "females", "boys", "girls",
  ]

  /// What a row holds that describes the others and is none of them.
  enum Statistic {
    case mean, median, minimum, maximum
    /// A deviation, a quartile or a range, which cannot be told from the label alone.
    case spread
  }

  /// What a label says that its row describes the others by; nil for other labels.
  ///
  /// It can be that of a level too.
  static func statistic(_ label: String) -> Statistic? {
    guard mayHold(label, statisticWords) else { return nil }
    let text = plain(label)
    if let one = statistics[text] { return one }
    guard isAverage(label) else { return nil }
    return text.contains("median") ? .median : .mean
  }

  private static let statistics: [String: Statistic] = [
    "median": .median, "minimum": .minimum, "min": .minimum, "lowest": .minimum, "smallest": .minimum,
    "maximum": .maximum, "max": .maximum, "highest": .maximum, "largest": .maximum,
    "standard deviation": .spread, "std dev": .spread, "st dev": .spread, "sd": .spread, "stdev": .spread,
    "standard error": .spread, "variance": .spread, "range": .spread, "lower quartile": .spread,
    "upper quartile": .spread, "interquartile range": .spread, "iqr": .spread,
  ]

  /// Whether a label is that of a sum of some rows only.
  static func isSubtotal(_ label: String) -> Bool {
    let text = plain(label)
    return text.contains("subtotal") || text.contains("sub total")
  }

  /// Whether a label is that of a whole country, in which other areas of a table may lie; also as `England average`.
  static func isCountry(_ label: String) -> Bool {
    guard mayHold(label, countryWords) else { return false }
    var words = plain(label).split(separator: " ")
    if let last = words.last, averages.contains(String(last)), words.count > 1 { words.removeLast() }
    return countries.contains(words.joined(separator: " "))
  }

  /// Whether a label is that of a country within another, which may stand beside the regions of the rest.
  static func isPartOfCountry(_ label: String) -> Bool {
    ["wales", "scotland", "northern ireland", "cymru"].contains(plain(label))
  }

  /// Whether a label can be that of an average of other rows, such as `Regional average`.
  ///
  /// It can be that of a level too.
  static func isAverage(_ label: String) -> Bool {
    guard mayHold(label, statisticWords) else { return false }
    let words = plain(label).split(separator: " ").map(String.init)
    return [words.first, words.last].contains { $0.map(averages.contains) ?? false }
  }

  /// The place of which a label names the inner or the outer part: `London` of `Inner London`; nil for other labels.
  static func whole(ofPart label: String) -> String? {
    ["Inner ", "Outer "].first(where: label.hasPrefix).map { String(label.dropFirst($0.count)) }
  }

  /// Whether a label says that its row is part of one above: `of which: North Walsall`.
  static func isPart(_ label: String) -> Bool {
    guard mayHold(label, partWords) else { return false }
    let text = plain(label)
    return ["of which", "of whom", "of these", "including "].contains(where: text.hasPrefix)
  }

  private static let averages: Set = ["average", "mean", "median", "cyfartaledd"]

  /// Whether a label can hold one of some words: false only where it holds none of them, whatever its case, so that the labels
  /// of a million groups need not be taken apart.
  private static func mayHold(_ label: String, _ words: [[UInt8]]) -> Bool {
    label.utf8.withContiguousStorageIfAvailable { bytes in
      // Letters beyond ASCII can become others in lower case, and notes in brackets stand within words.
      if bytes.contains(where: { $0 >= 0x80 || $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "[") }) {
        return true
      }
      return bytes.indices.contains { start in
        words.contains { word in
          guard bytes[start] | 0x20 == word[0], bytes.count - start >= word.count else { return false }
          return word.indices.allSatisfy { bytes[start + $0] | 0x20 == word[$0] }
        }
      }
    } ?? true
  }

  private static func bytes(_ words: String) -> [[UInt8]] {
    words.utf8.split(separator: 0x20).map(Array.init)
  }

  /// One word at least of each of `names`, and the word of `isOfAll`.
  private static let totalWords = bytes("total all sum persons both every combined cyfanswm pawb")
  private static let partWords = bytes("of including")
  private static let countryWords = bytes(
    "england wales britain kingdom uk gb national scotland cymru lloegr australia states ireland nsw")
  private static let statisticWords = bytes(
    "average mean median cyfartaledd min low small max high large dev sd error variance range quartile iqr")

  /// The part of a name behind the headings above it that it is joined with.
  private static func own(_ label: String) -> String {
    guard let colon = label.lastIndex(of: ":") else { return label }
    let rest = label[label.index(after: colon)...]
    return rest.first == " " && rest.contains(where: \.isLetter) ? String(rest) : label
  }

  /// Lower case, without notes in brackets or behind a slash, and with words and signs for “and” alike.
  static func plain(_ label: String) -> String {
    var text = ""
    var depth = 0
    let own = label.utf8.contains(UInt8(ascii: "/")) ? ColumnName.withoutNotes(label) : label
    for letter in own.lowercased() {
      switch letter {
      case "[", "(": depth += 1
      case "]", ")": depth = max(0, depth - 1)
      case _ where depth > 0: break
      case "-" where text.hasSuffix("sub"): break
      case "&": text += "and"
      case _ where letter.isLetter || letter.isNumber: text.append(letter)
      default: text.append(" ")
      }
    }
    return text.split(separator: " ").joined(separator: " ")
  }

  private static let names: Set = [
    "total", "totals", "all", "overall", "sum", "grand total", "subtotal", "sub total", "all offenders",
    "all people", "all persons", "persons", "all areas", "all ages", "all sexes", "all genders", "both",
    "both sexes", "everyone", "everybody", "combined", "all groups", "all offences", "all regions",
    "all children", "all cohorts", "total all", "all local authorities", "cyfanswm", "pawb", "all total",
    "all ethnicities",
    "all ethnic groups", "all disposals", "all index offences", "all quarters", "all years",
  ]

  private static let countries: Set = [
    "england", "england and wales", "great britain", "united kingdom", "uk", "gb", "national", "wales",
    "scotland", "cymru", "lloegr", "cymru a lloegr", "australia", "united states", "northern ireland", "nsw",
    "new south wales",
  ]
}
