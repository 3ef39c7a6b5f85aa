import Foundation
import Numbers
import Reoffending
import Studies
import Tables

/// A configuration made by looking at tables: the questions that their columns can answer, each tried before it is
/// written down.
public struct ReportTemplate {
  /// A table that a report is to be of.
  public struct Source {
    /// The name in the configuration.
    public let name: String
    /// The path, or the name of a bundled data set.
    public let place: String

    /// A table.
    public init(name: String, place: String) {
      self.name = name
      self.place = place
    }
  }

  /// The configuration, with comments.
  public let yaml: String
  /// How many figures are ready to be drawn.
  public let readyCount: Int
  /// What was found of each table, in sentences.
  public let findings: [String]

  /// A table of a source, and what its columns hold.
  private struct Looked {
    let source: Source
    /// Which of the tables of the source it is, as the option that chooses it; nil where the source is one.
    let part: (option: String, name: String)?
    let profile: TableProfile

    /// What messages call it.
    var name: String { part.map { "\(source.name), \($0.name)" } ?? source.name }
    /// The source's name without its folder.
    var fileName: String { source.name.split(separator: "/").last.map(String.init) ?? source.name }
    /// Whose figures are called what they are: the title above the table with its file.
    var origin: String? { profile.title.map { "\($0) (\(fileName))" } }
  }

  /// Looks at tables; of a workbook or a database of several at each.
  ///
  /// - Parameters:
  ///   - sources: the tables that the report is to be of, by name and place.
  ///   - sheet: the sheet of spreadsheets; nil for all with a table.
  /// - Throws: what opening and reading the tables throw, and `ReportError.configuration` where no question can be asked.
  public init(_ sources: [Source], sheet: String? = nil) throws {
    let places = Dictionary(sources.map { ($0.name, $0.place) }) { first, _ in first }
    var sections: [String] = []
    var findings: [String] = []
    var ready = 0
    var names: Set<String> = []
    var others: [String] = []
    let tables = try sources.flatMap { try Self.look(at: $0, sheet: sheet, &findings) }
    let head = Self.head(tables, sheet: sheet)
    for table in tables {
      let settings = Self.settings(of: table, among: tables)
      var tried: [TriedItem] = []
      for var candidate in QuestionCandidates(table.profile).items {
        if let part = table.part {
          candidate.name = "\(QuestionCandidates.slug(part.name))-\(candidate.name)"
        }
        while !names.insert(candidate.name).inserted { candidate.name += "-2" }
        tried.append(try TriedItem(candidate, table: settings, head: head, places: places))
      }
      let good = tried.filter { $0.refusal == nil }
      ready += good.count
      if tables.count > 1, Self.columnKeys(table.profile, all: true).isEmpty {
        others.append(table.part?.name ?? table.name)
      } else {
        findings.append(Self.finding(table, ready: good.count))
      }
      if good.isEmpty, let first = tried.compactMap(\.refusal).first {
        findings.append("The first that was tried: \(first)")
      }
      sections.append(Self.section(table, good + tried.filter { $0.refusal != nil }))
    }
    if !others.isEmpty {
      let verb = others.count == 1 ? "holds" : "hold"
      findings.append(
        "\(Plural.count(others.count, "table")) \(verb) no figures of reoffending: \(others.joined(separator: ", "))."
      )
    }
    guard ready > 0 else {
      throw ReportError.configuration(
        source: sources.map(\.name).joined(separator: ", "),
        problem: "no question could be asked. " + findings.joined(separator: " ")
          + " Needed are columns with the number of people and of those who reoffended (or a rate), or a row a person with "
          + "a column that says yes or no; name them under columns: in a configuration of your own "
          + "(reoffending report init --example people shows one)")
    }
    yaml = head + "\nsections:\n" + sections.joined(separator: "\n")
    readyCount = ready
    self.findings = findings
  }

  /// Reads a source, or each of its tables; one of several that cannot be read is told of and left out.
  private static func look(
    at source: Source, sheet: String?, _ findings: inout [String]
  ) throws -> [Looked] {
    let parts = sheet == nil ? try DataSource.parts(of: source.place) : []
    guard parts.count > 1 else {
      let options = CSVOptions(sheet: sheet)
      let profile = try TableProfile { try DataSource.file(named: source.place, options: options) }
      return [Looked(source: source, part: nil, profile: profile)]
    }
    return parts.compactMap { part in
      do {
        let profile = try TableProfile {
          try DataSource.file(named: source.place, options: part.options)
        }
        return Looked(source: source, part: (part.option, part.name), profile: profile)
      } catch {
        // The first of many faults says what is the matter.
        let faults = "\(error)".split(whereSeparator: \.isNewline)
        let more = faults.count > 1 ? " (and \(Plural.count(faults.count - 1, "fault")) more)" : ""
        findings.append("\(part.name) is not read: \(faults.first ?? "")\(more).")
        return nil
      }
    }
  }

  /// Which table an item is of, as far as the head does not say it.
  private static func settings(of table: Looked, among tables: [Looked]) -> [(key: String, value: String)] {
    guard tables.count > 1 else { return [] }
    var settings: [(key: String, value: String)] = []
    if !areOfOneFile(tables) { settings.append(("data", table.source.name)) }
    if let part = table.part { settings.append((part.option, part.name)) }
    if let origin = table.origin { settings.append(("source", origin)) }
    return settings + columnKeys(table.profile)
  }

  private static func areOfOneFile(_ tables: [Looked]) -> Bool { Set(tables.map(\.source.name)).count == 1 }

  private static func finding(_ table: Looked, ready: Int) -> String {
    let profile = table.profile
    let quantities = columnKeys(profile, all: true).map { "\($0.value) as \($0.key)" }
    let what = profile.isPeople ? "a row a person" : "a row a group"
    return "\(table.name): \(profile.rowCount) rows, \(what)"
      + (quantities.isEmpty
        ? ", with no figures of reoffending found" : "; taken: \(quantities.joined(separator: ", "))")
      + "; \(ready) question\(ready == 1 ? "" : "s") can be asked."
  }

  /// The names of columns that are not the usual ones.
  static func columnKeys(_ profile: TableProfile, all: Bool = false) -> [(key: String, value: String)] {
    let names = profile.quantities
    let usual = [
      "cohort": ["cohort"], "reoffenders": ["reoffenders"], "reoffences": ["reoffences"],
      "actual": ["actualrate"],
      "predicted": ["predictedrate", "predicted"], "outcome": ["reoffended"],
    ]
    let found = [
      ("cohort", names.cohort), ("reoffenders", names.reoffenders), ("reoffences", names.reoffences),
      ("actual", names.actual), ("predicted", names.predicted), ("outcome", names.outcome),
    ]
    let isWanted = { (key: String) in
      profile.isPeople ? ["reoffences", "predicted", "outcome"].contains(key) : key != "outcome"
    }
    return found.compactMap { key, name -> (key: String, value: String)? in
      guard let name, isWanted(key), all || !(usual[key]?.contains(Column.normalized(name)) ?? false) else {
        return nil
      }
      return (key, name)
    }
  }

  /// Everything above the sections.
  private static func head(_ tables: [Looked], sheet: String?) -> String {
    let names = tables.map(\.fileName).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let isOne = tables.count == 1
    let title =
      (isOne ? tables[0].profile.title.map(withoutNumber) : nil) ?? names.first.map { words(stem($0)) } ?? ""
    let source = isOne ? tables[0].origin : nil
    var text = """
      \(ConfigurationSchema.pointer)
      # A report of \(names.joined(separator: ", ")), made by `reoffending report init`.
      # Draw it with:          reoffending report THIS-FILE --output Pack
      # See what it would do:  reoffending report THIS-FILE --dry-run
      # Every verb can be a figure: its keys are the verb's options (reoffending help rates).

      title: \(YAMLText.quoted(title.lowercased().contains("reoffend") ? title : "Reoffending: " + title))
      # text: What the report is about, in a paragraph.

      # Shared by all figures:

      """
    if areOfOneFile(tables) { text += "data: \(YAMLText.quoted(tables[0].source.name))\n" }
    let columns = isOne ? columnKeys(tables[0].profile) : []
    if !columns.isEmpty {
      text +=
        "columns:   # the columns that hold the figures of reoffending; correct what was guessed wrongly\n"
      text += columns.map { "  \($0.key): \(YAMLText.quoted($0.value))\n" }.joined()
    }
    if let sheet { text += "reading:\n  sheet: \(YAMLText.quoted(sheet))\n" }
    text += """
      \(source.map { "source: " + YAMLText.quoted($0) + "   # the title above the table; say who published it" }
        ?? "# source: Where the data come from, for example Proven reoffending statistics, Ministry of Justice")
      # place: 4 local authorities
      # period: April 2015 to March 2016
      # focus: [Dudley]          # the groups that the reader should look at
      # suppress: 5              # hide counts from 1 to 5, and what would give them away
      # level: 0.95              # the confidence level
      # theme: standard          # standard, print, dark, presentation, or a theme file
      # language: en             # headings and labels: en or cy

      """
    return text
  }

  /// The name of a file without its ending.
  private static func stem(_ name: String) -> String {
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
    return String(name[..<dot])
  }

  /// A file's name in words; a hyphen between digits, as in 2016-17, stays.
  private static func words(_ stem: String) -> String {
    let letters = Array(stem)
    return String(
      letters.enumerated().map { index, letter -> Character in
        let isBetweenDigits =
          index > 0 && index + 1 < letters.count && letters[index - 1].isNumber && letters[index + 1].isNumber
        return letter == "_" || (letter == "-" && !isBetweenDigits) ? " " : letter
      })
  }

  /// A title without “Table 1:” before it.
  private static func withoutNumber(_ title: String) -> String {
    guard let head = title.firstMatch(of: /^Table [A-Z]?[0-9]+[a-z]?(\.[0-9]+)*\s*[:.–-]\s+/) else {
      return title
    }
    let rest = title[head.range.upperBound...]
    return rest.isEmpty ? title : String(rest)
  }

  private static func section(_ table: Looked, _ items: [TriedItem]) -> String {
    let name = table.part?.name ?? words(stem(table.fileName))
    let title = table.part == nil ? nil : table.profile.title
    var text =
      "  - title: \(YAMLText.quoted(title ?? (table.profile.isPeople ? "People in \(name)" : "Groups in \(name)")))\n"
      + "    figures:\n"
    let good = items.filter { $0.refusal == nil }
    guard !good.isEmpty else {
      return "  # No question could be asked of \(YAMLText.comment(table.name)).\n"
        + items.map { $0.text(indent: 6) }.joined()
    }
    for item in items { text += item.text(indent: 6) }
    return text
  }
}

/// Texts within YAML.
enum YAMLText {
  /// A text as a scalar, in quotes where it could be taken for something else.
  static func quoted(_ text: String) -> String {
    let isPlain =
      text.first?.isLetter == true
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-./ ".contains($0)) }
      && text.last != " "
      && !["yes", "no", "true", "false", "null", "on", "off", "y", "n"].contains(text.lowercased())
    guard !isPlain else { return text }
    var quoted = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\" + String(scalar)
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value):
        quoted +=
          "\\u" + String(repeating: "0", count: 4 - String(scalar.value, radix: 16).count)
          + String(scalar.value, radix: 16)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return "\"\(quoted)\""
  }

  /// A text within a comment.
  static func comment(_ text: String) -> String {
    String(text.map { $0.isNewline || $0.unicodeScalars.allSatisfy { $0.value < 0x20 } ? " " : $0 })
  }
}
