import Numbers
import Tables

/// Columns in which the event of another trade can stand, and those of the people to whom it can come: readmissions of
/// discharges, absentees of pupils, arrests of people released.
///
/// They are proposed in messages and never taken: that no row has more of one count than of another makes it no part of it.
struct EventsOfPeople {
  private struct Pair {
    let event: Column
    let people: Column
  }

  /// The pairs that figures allow.
  private let pairs: [Pair]
  /// The columns of shares of a hundred.
  private let rates: [Column]

  init(_ table: Table) {
    var counts: [(column: Column, values: [Double?])] = []
    var rates: [Column] = []
    let areShares = table.rowCount > 1 && table.columns.contains { Self.saysShares($0, of: table) }
    for figures in table.rowCount > 1 ? FigureColumn.all(in: table) : [] {
      let (column, known) = (figures.column, figures.known)
      guard let first = known.first, known.allSatisfy({ $0.value >= 0 }),
        known.contains(where: { $0.value != first.value })
      else { continue }
      if Self.isRate(column.name) {
        // A row may say of how many people the percentages are.
        if known.count(where: { $0.value > 100 }) * 4 < known.count { rates.append(column) }
      } else if areShares {
        if known.allSatisfy({ $0.value <= 100 }) { rates.append(column) }
      } else if known.allSatisfy({ $0.value == $0.value.rounded() && $0.unit == .none }),
        !Self.begins(Self.periods, column.name), known.contains(where: { !(1850...2149).contains($0.value) })
      {
        counts.append((column, figures.values))
      }
    }
    self.rates = rates
    pairs = counts.flatMap { event in
      counts.compactMap { people in
        event.column != people.column && Self.isPart(event.values, of: people.values)
          ? Pair(event: event.column, people: people.column) : nil
      }
    }
  }

  /// What of the table can be named as those to whom the event came, for a message; empty where nothing can.
  var proposal: String {
    var seen: Set<Column> = []
    let counts = likely.filter { seen.insert($0.event).inserted }.prefix(3).map { pair in
      "--reoffenders \(pair.event.name.asArgument) --cohort \(pair.people.name.asArgument)"
    }
    let all = counts + rates.prefix(3).map { "--actual \($0.name.asArgument)" }
    return all.isEmpty
      ? "" : "; where what is asked has another name, that may be \(NameList.joined(all, last: "or"))"
  }

  /// The columns of which one that counts those to whom the event came can be a part, for a message.
  func people(of name: String) -> [String] {
    pairs.filter { Column.normalized($0.event.name) == Column.normalized(name) }.map(\.people.name)
  }

  /// The pairs of which names say the most; where they say nothing, the only one.
  private var likely: [Pair] {
    let named = pairs.filter {
      Self.begins(Self.events, $0.event.name) && !Self.begins(Self.events, $0.people.name)
    }
    let whole = named.filter { Self.begins(Self.people, $0.people.name) }
    let likely = whole.isEmpty ? named.isEmpty && pairs.count == 1 ? pairs : named : whole
    // “Female Reoffenders” are of “Female Cohort” where there is one.
    let own = Dictionary(grouping: likely, by: \.event).mapValues { pairs in
      pairs.map(Self.wordsInCommon).max() ?? 0
    }
    return likely.filter { Self.wordsInCommon($0) == own[$0.event] }
  }

  /// How many words the names of a pair begin with in common.
  private static func wordsInCommon(_ pair: Pair) -> Int {
    let names = [pair.event.name, pair.people.name].map { $0.lowercased().split(separator: " ") }
    return zip(names[0], names[1]).prefix { $0 == $1 }.count
  }

  /// Whether no count is more than another, and some are less.
  private static func isPart(_ some: [Double?], of all: [Double?]) -> Bool {
    let known = zip(some, all).compactMap { part, whole in part.flatMap { part in whole.map { (part, $0) } } }
    return known.count > 2 && known.allSatisfy { $0 <= $1 } && known.contains { $0 < $1 && $0 > 0 }
  }

  /// Whether a column says of every row that its figures are shares of a hundred.
  private static func saysShares(_ column: Column, of table: Table) -> Bool {
    let texts = table.texts(of: column).distinct
    return texts.count == 1
      && ["%", "per cent", "percent", "percentage", "percentages"].contains(texts[0].lowercased())
  }

  /// Whether a name says that its figures are shares of a hundred, and not rates of a thousand or changes.
  private static func isRate(_ name: String) -> Bool {
    let words = name.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "%" }
    let others: Set<Substring> = [
      "change", "difference", "error", "lower", "upper", "limit", "ci", "thousand", "1000", "10000", "100000",
      "000",
      "growth", "increase", "decrease",
    ]
    return (QuantityNames.isShare(name) || words.contains("rate") || words.contains("rates"))
      && others.isDisjoint(with: words)
  }

  /// Whether a word of a name begins as one of some do.
  private static func begins(_ beginnings: [String], _ name: String) -> Bool {
    name.lowercased().split { !$0.isLetter }.contains { word in beginnings.contains(where: word.hasPrefix) }
  }

  /// How words for events begin: of courts, prisons, hospitals, schools and services of employment.
  private static let events = [
    "absco", "absen", "achiev", "arrest", "breach", "charged", "complet", "convict", "died", "death",
    "dropout",
    "drop", "escap", "event", "exclu", "fail", "guilty", "imprison", "incarcerat", "infect", "left", "pass",
    "readmi",
    "rearrest", "recall", "reconvict", "reenter", "reimprison", "reincarc", "relaps", "reoff", "repeat",
    "return",
    "revict", "screened", "sentenced", "stillb", "success", "suspen", "unemploy", "vaccin", "violat",
  ]
  private static let people = [
    "admi", "adult", "all", "birth", "case", "children", "cohort", "defendant", "discharg", "eligib", "enrol",
    "exit", "follow", "headcount", "household", "learner", "offender", "patient", "people", "person", "popul",
    "possible",
    "prisoner", "pupil", "releas", "respond", "sample", "session", "student", "total", "victim", "women",
    "men",
  ]
  private static let periods = ["year", "month", "quarter", "date", "week", "code", "id", "rank", "line"]
}
