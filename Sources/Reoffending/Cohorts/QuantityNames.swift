import Numbers

/// The names under which publications print the figures of a cohort.
///
/// A name is compared by its words, whatever their order, case, hyphens and footnotes: “Number of offenders in the
/// measurable cohort” has the words number, offender, measurable and cohort. Words for people are alike, so are those for
/// shares.
///
/// - Source: the column names of the Ministry of Justice's *Proven reoffending statistics* and its *Justice Data Lab*, the
///   Youth Justice Board's *Youth justice statistics* (chapter on reoffending), the *Integrated Offender Management*
///   reports (IDIOM), the Department of Justice of Northern Ireland's *Adult and youth reoffending*, the Scottish
///   Government's *Reconviction rates*, the Bureau of Justice Statistics' *Recidivism of prisoners* and the New South Wales
///   Bureau of Crime Statistics and Research's *Reoffending statistics*.
enum QuantityNames {
  /// Whether a column of a name holds a quantity.
  static func means(_ quantity: CohortColumns.Quantity, _ name: String) -> Bool {
    // A pivot table adds counts up, and says so.
    let isSum = quantity.isCount && name.lowercased().hasPrefix("sum of ")
    let words = words(isSum ? String(name.dropFirst(7)) : name).subtracting(optional)
    return !words.isEmpty && (names[quantity]?.contains(words) ?? false)
  }

  /// Whether a name says that its figures are of everybody, where others are of adults, youths or one sex.
  static func isOfAll(_ name: String) -> Bool { words(name).contains("total") }

  /// Whether a name says that its figures are shares of a hundred: `Reoffenders (%)`, `reoffenders, per cent`.
  static func isShare(_ name: String) -> Bool { words(name).contains("share") }

  /// Whether a name says that the column holds figures, so that it names no groups: `Average number of reconvictions`.
  static func isOfFigures(_ name: String) -> Bool {
    let words = words(name)
    return !words.isDisjoint(with: [
      "number", "share", "rate", "average", "mean", "median", "cost", "£", "difference",
    ])
  }

  /// Words that leave the meaning of a name as it is: whose figures, and over how long.
  private static let optional: Set = ["total", "1", "2", "3", "12", "24", "year", "month", "within"]

  private static let names: [CohortColumns.Quantity: Set<Set<String>>] = printed.mapValues { names in
    Set(names.map { $0.subtracting(optional) })
  }

  private static let printed: [CohortColumns.Quantity: Set<Set<String>>] = [
    .cohort: [
      ["cohort"], ["cohort", "size"], ["cohort", "number"], ["cohort", "total"],
      ["cohort", "total", "number"],
      ["offender", "number"], ["offender", "cohort"], ["offender", "number", "cohort"],
      ["offender", "total"],
      ["offender", "number", "total"], ["offender", "number", "cohort", "measurable"],
      ["cohort", "measurable"],
      ["offender", "cohort", "measurable"], ["offender", "number", "cohort", "total"], ["offender"],
      ["offender", "number", "released"], ["offender", "number", "followed"], ["denominator"],
      ["offender", "number", "cohort", "size"], ["offender", "number", "cohort", "rolling", "12", "month"],
      ["offender", "number", "cohort", "3", "month"], ["offender", "cohort", "3", "month"],
      ["released", "number"], ["released"], ["offender", "released"], ["prisoner", "released"],
    ],
    .reoffenders: [
      ["reoffender"], ["reoffender", "number"], ["reoffender", "number", "total"], ["reoffender", "total"],
      ["offender", "number", "reoffend"], ["offender", "reoffend"], ["number", "reoffend"],
      ["offender", "number", "reoffend", "cohort"], ["reoffender", "number", "cohort"],
      ["reoffender", "cohort"],
      ["offender", "number", "reoffend", "total"], ["number", "reoffend", "total"], ["numerator"],
      ["reoffender", "offender", "number"], ["returned"], ["returned", "number"],
      ["returned", "offender", "number"],
    ],
    .reoffences: [
      ["reoffence"], ["reoffence", "number"], ["reoffence", "total"], ["reoffence", "number", "total"],
      ["reoffence", "number", "cohort"], ["reoffence", "committed", "number"], ["reoffence", "committed"],
    ],
    .actual: [
      ["actual", "rate"], ["rate", "reoffend"], ["share", "offender", "reoffend"], ["share", "reoffend"],
      ["share", "rate", "reoffend"], ["binary", "rate"], ["binary", "rate", "reoffend"],
      ["binary", "rate", "share"], ["binary", "rate", "reoffend", "share"], ["actual", "rate", "reoffend"],
      ["actual", "rate", "share"], ["actual", "rate", "reoffend", "share"], ["share", "reoffender"],
      ["one", "year", "rate", "reoffend"], ["one", "year", "rate", "reoffend", "share"],
      ["1", "year", "rate", "reoffend"], ["share", "number", "offender", "reoffend"],
      ["share", "offender", "reoffend", "cohort"], ["share", "cohort", "reoffend"], ["share", "returned"],
      ["repeat", "noncourt", "disposal", "rate"],
    ],
    .predicted: [
      ["predicted", "rate"], ["predicted"], ["predicted", "rate", "reoffend"],
      ["predicted", "rate", "share"],
      ["predicted", "rate", "reoffend", "share"], ["expected", "rate"], ["expected", "rate", "reoffend"],
    ],
  ]

  /// Every word that these names are made of.
  private static let vocabulary = Set(printed.values.flatMap(\.self).flatMap(\.self))

  /// Words that say the same in these names, or nothing.
  private static let alike: [String: String] = {
    var alike: [String: String] = [:]
    func put(_ word: String, _ others: String) {
      for other in others.split(separator: " ") { alike[String(other)] = word }
    }
    put(
      "offender",
      "offenders offender people persons person individuals adults juveniles youths children clients prisoners "
        + "defendants convicted troseddwyr")
    put("number", "number no n count numbers nifer")
    put("share", "% percentage percent proportion pct share canran")
    put("rate", "rate rates cyfradd")
    put("reoffender", "reoffender reoffenders recidivists recidivist aildroseddwyr")
    put(
      "reoffend",
      "reoffend reoffends reoffended reoffending reconvicted reconviction recidivism recidivated aildroseddu")
    put("reoffence", "reoffence reoffences reoffense reoffenses")
    put("total", "total totals all overall")
    put("1", "1 one")
    put("3", "3 three")
    put("month", "month months")
    put("year", "year years")
    put("average", "average averages av")
    put("", "of the in a an who that were was have had has and proven young for which")
    return alike
  }()

  /// The words of a name by which it is compared.
  private static func words(_ name: String) -> Set<String> {
    var plain = ""
    var depth = 0
    let own = ColumnName.withoutNotes(name)
    for letter in (ColumnName.withoutNumbers(own) ?? own).lowercased() {
      switch letter {
      case "[": depth += 1
      case "]": depth = max(0, depth - 1)
      case _ where depth > 0: break
      case "%": plain += " % "
      case "#": plain += " number "
      case "-", "‐", "‑", "'", "’": break
      case _ where letter.isLetter || letter.isNumber: plain.append(letter)
      default: plain.append(" ")
      }
    }
    var words: [String] = []
    for word in plain.split(separator: " ").map(String.init) {
      // “re offending”
      if words.last == "re", word.hasPrefix("offen") {
        words[words.count - 1] = "re" + word
      } else {
        words.append(word)
      }
    }
    if let place = words.firstIndex(of: "per"), place + 1 < words.count, words[place + 1] == "cent" {
      words.replaceSubrange(place...(place + 1), with: ["%"])
    }
    // A footnote's digit stands at the end of a word: “offenders1”.
    words = words.map { word in
      guard let last = word.last, last.isNumber, word.first?.isLetter == true else { return word }
      let letters = String(word.prefix { !$0.isNumber })
      return alike[letters] == nil && !vocabulary.contains(letters) ? word : letters
    }
    return Set(words.map { alike[$0] ?? $0 }.filter { !$0.isEmpty })
  }
}
