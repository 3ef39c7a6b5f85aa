package import ArgumentParser
import Numbers
import Audit
import Tables

/// Whether published numbers agree with each other.
package struct AuditQuestion: Question {
  package static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Whether published numbers agree with each other, and what was probably meant.",
    discussion: """
      reoffending audit black-country-audit --figure audit.png
      echo "Of 200 offenders, 50 (30%) reoffended." > strategy.txt
      reoffending audit strategy.txt
      reoffending audit strategy.txt --format html --output strategy-audit.html
      reoffending audit local-authorities-2015 --rule "0 <= actual_rate <= 100"

      INPUT is a table, a document (.txt, .md, .html, .docx, .pdf, .xlsx, .ods), an audit plan (.yml) or black-country-audit, the bundled \
      plan for the five documents. Every printed number is read as the interval that its rounding allows: 29.9% is \
      29.85% to 29.95%.

      The rules of a table are those of --rule, or of figures.rules.yml beside figures.csv, else those that the table \
      suggests. Two documents are a draft and its final version, and what differs is said. --annotated marks what was found in a copy \
      of a PDF or page; --strict ends with exit code 1 where something was, and --baseline leaves out what is known.

      Rules: rate = 100 * a / b; 0 <= rate <= 100; sum(n) by year = total; share = 100 * n / sum(n) by year; \
      rank orders rate; same(rate) by year across document; whole(rate * cohort / 100); \
      distinct(predicted, actual) by factor; cohort(rate) by area <= 60; parts(share) by year <= 500. \
      Each may end in: where area = "Dudley".
      """)

  @Argument(
    help: "A table, a document, an audit plan, - for standard input, or the name of a bundled data set.")
  var input: String

  @Argument(help: "A newer version of INPUT, to be compared with it figure by figure.")
  var newer: String?

  @Option(
    name: .customLong("where"), help: "Rows to keep, such as 'area = \"Dudley\" and age >= 18'.")
  var filter: String?

  @Option(help: "A rule that the figures should obey; may be repeated.")
  var rule: [String] = []

  @Option(help: "A YAML file of rules; without it, NAME.rules.yml beside NAME.csv.")
  var rules: String?

  @Flag(help: "Find the rules that the table seems meant to obey, whatever rules there are.")
  var propose = false

  @Option(help: "How the publisher rounds: nearest, half-up, half-even, truncated or upward.")
  var rounding: RoundingConvention?

  @Option(help: "Columns whose whole numbers are rounded figures and no counts, separated by commas.")
  var rounded: String?

  @Option(help: "The sheet of a spreadsheet, by its name or number; else the only one with a table.")
  var sheet: String?

  @Flag(help: "Exit with 1 where figures contradict each other.")
  var strict = false

  @Flag(help: "Read standard input, or a file of any name, as text and not as a table.")
  var text = false

  @Option(help: "The JSON of an earlier audit, whose findings are known and accepted.")
  var baseline: String?

  @Option(
    help:
      "A copy of the document, .pdf or .html, with its own words, each contradicted figure marked with the reason."
  )
  var annotated: String?

  package init() {}

  package func answer() throws -> Answer {
    if let newer { return try compare(with: newer) }
    var report = try report()
    report.baseline = try baseline.map { try AuditBaselineFile.read($0) }
    let title = "Audit of \(input == "-" ? "standard input" : input)"
    let wrong = baseline == nil ? report.summary.inconsistent : report.contradictions.count
    let path = input == "-" ? "standard-input" : input
    let stream = AuditStream(report)
    let copy = try copy(of: report)
    let answer = Answer(
      report, table: report.table, sentences: [report.headline + "."], notes: report.notes
    ) { [report] in AuditFigure.make(report, context: $0) }
    .shortened(to: Answer.Screen(table: report.shortTable, sentences: report.sentences))
    .about(
      Answer.Document(
        markdown: report.markdown(title: title), page: { [report] in report.html(title: title) },
        log: { [report] in try JSONText.encode(AuditSARIF(report, path: path)) })
    ).failing(
      strict && wrong > 0
        ? StudyError(.checkFailed, "\(wrong) \(wrong == 1 ? "check does" : "checks do") not hold") : nil
    )
    .streamingJSON { write throws(TableError) in try stream.write(write) }
    return copy.map { answer.writing($0) } ?? answer
  }

  private func report() throws -> AuditReport {
    if text || documentKind(input) != nil { return try documentReport() }
    if input.hasSuffix(".yml") || input.hasSuffix(".yaml") || isBundledPlan { return try planReport() }
    for (ending, remedy) in Self.unread where input.lowercased().hasSuffix(ending) {
      throw StudyError(.usage, "\(input): \(ending) is not read; \(remedy)")
    }
    let name = input
    let (rules, plan) = try givenRules()
    let read: Table
    do {
      read = try DataSource.table(named: name, options: reading)
    } catch let error as TableError {
      guard case .severalTables(_, let lines, _) = error, rules.isEmpty, filter == nil, !propose, name != "-",
        FileInput.exists(name)
      else { throw error }
      return try report(of: .separated, headerLines: lines)
    }
    let table = try filter.map { try read.filtered(where: RowFilter(parsing: $0)) } ?? read
    return try AuditRunner(rounding: rounding ?? plan?.convention ?? .nearest).audit(
      AuditedTable(table, named: name == "-" ? "standard input" : name), rules: rules,
      rounded: Set(ColumnList.split(rounded) + (plan?.rounded ?? [])))
  }

  /// What a reader of a spreadsheet sees is audited, not what its cells store.
  private var reading: CSVOptions { CSVOptions(sheet: sheet, cells: .shown) }

  private static let unread = [
    (".doc", "save it as .docx"),
    (".odt", "save it as .docx"), (".rtf", "save it as .docx"), (".xls", "save it as .xlsx"),
  ]

  /// The kind of document that a path is one of; a spreadsheet is one where no rule or filter is given for a table.
  private func documentKind(_ path: String) -> TextDocument.Kind? {
    let lower = path.lowercased()
    if lower.hasSuffix(".xlsx") || lower.hasSuffix(".ods") {
      return rule.isEmpty && rules == nil && filter == nil && !propose ? .spreadsheet : nil
    }
    return TextDocument.Kind(path: path)
  }

  /// The copy with marks that `--annotated` asks for.
  private func copy(of report: AuditReport) throws -> Answer.File? {
    guard let annotated else { return nil }
    guard let kind = documentKind(input), kind == .pdf || kind == .html else {
      throw StudyError(
        .usage,
        "--annotated marks a .pdf or .html document; for \(input) use --format html, which shows its words")
    }
    guard annotated.lowercased().hasSuffix(kind == .pdf ? ".pdf" : ".html") else {
      throw StudyError(
        .usage, "--annotated \(annotated): the copy is of the document's own kind; name it .\(kind.rawValue)")
    }
    guard !FileOutput.areOneFile(annotated, input) else {
      throw StudyError(.usage, "--annotated \(annotated) is the document itself; give the copy another name")
    }
    let copy = try TextDocument.annotated(
      FileInput.read(input), kind: kind, source: input, marks: report.marks)
    guard let bytes = copy?.bytes else { return nil }
    return Answer.File(path: annotated) { write throws(TableError) in try write(bytes) }
  }

  /// Prints the figures that differ between two versions; with `--strict` exits with 1 where any does.
  private func compare(with newer: String) throws -> Answer {
    guard rule.isEmpty, rules == nil, baseline == nil else {
      throw StudyError(
        .usage, "two versions are compared by their figures; leave out --rule, --rules and --baseline")
    }
    let comparison = VersionComparison(try version(input), try version(newer))
    let count = comparison.changes.count
    return Answer(comparison, table: comparison.table, sentences: [comparison.headline + "."]).failing(
      strict && count > 0
        ? StudyError(.checkFailed, "\(count) \(count == 1 ? "figure differs" : "figures differ")") : nil)
  }

  private func version(_ path: String) throws -> VersionComparison.Version {
    if text || documentKind(path) != nil {
      let document = try TextDocument(
        FileInput.read(path), kind: documentKind(path) ?? .plain,
        source: path == "-" ? "standard input" : path)
      return AuditRunner.version(document)
    }
    let read = try DataSource.table(named: path, options: reading)
    let table = try filter.map { try read.filtered(where: RowFilter(parsing: $0)) } ?? read
    return VersionComparison.Version(passages: [], tables: [AuditedTable(table, named: path)]) {
      "line \($0)"
    }
  }

  private var isBundledPlan: Bool { input == AuditRunner.bundledPlan && !FileInput.exists(input) }

  private func documentReport() throws -> AuditReport {
    guard rule.isEmpty, rules == nil, filter == nil else {
      throw StudyError(
        .usage, "rules and filters are for tables; a document is checked by what its sentences say")
    }
    return try report(of: documentKind(input) ?? .plain)
  }

  private func report(of kind: TextDocument.Kind, headerLines: [Int] = []) throws -> AuditReport {
    let document = try TextDocument(
      FileInput.read(input), kind: kind, source: input == "-" ? "standard input" : input,
      headerLines: headerLines)
    return try AuditRunner(rounding: rounding ?? .nearest).audit(document)
  }

  private func planReport() throws -> AuditReport {
    guard rule.isEmpty, rules == nil, filter == nil else {
      throw StudyError(.usage, "a plan holds its own rules; leave out --rule, --rules and --where")
    }
    let folder = FilePath.folder(of: input)
    let plan =
      isBundledPlan
      ? try AuditRunner.bundled()
      : try AuditPlan(yaml: String(decoding: FileInput.read(input), as: UTF8.self), source: input)
    return try AuditRunner(rounding: plan.convention) { name in
      let isRelative = !name.hasPrefix("/") && (name.contains("/") || name.contains("."))
      return try DataSource.table(named: isRelative ? folder + name : name)
    }.audit(plan)
  }

  /// The rules of the command line, of the file named there, or of the file beside the data, in this order.
  private func givenRules() throws -> ([AuditRule], AuditPlan?) {
    let typed = try AuditRunner.rules(rule)
    if let rules {
      let plan = try AuditPlan(yaml: String(decoding: FileInput.read(rules), as: UTF8.self), source: rules)
      return (typed + (try AuditRunner.rules(plan.rules)), plan)
    }
    if !typed.isEmpty || propose { return (typed, nil) }
    let stem = input.lowercased().hasSuffix(".csv") ? String(input.dropLast(4)) : input
    let beside = stem + ".rules.yml"
    if input != "-", FileInput.exists(beside) {
      let plan = try AuditPlan(yaml: String(decoding: FileInput.read(beside), as: UTF8.self), source: beside)
      return (try AuditRunner.rules(plan.rules), plan)
    }
    return (FileInput.exists(input) ? [] : try AuditRunner.bundledRules(for: input), nil)
  }
}
