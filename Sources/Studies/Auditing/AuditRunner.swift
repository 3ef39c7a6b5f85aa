public import Numbers
import PublishedData
public import Audit
public import Tables

/// Makes the audit that a plan describes, or that of a single table or document.
public struct AuditRunner {
  /// The name of the bundled plan for the five documents.
  public static let bundledPlan = "black-country-audit"

  /// The most columns among which rules are looked for: each pair of them can be one.
  private static let mostColumns = 1_000

  /// Reads a table by its name.
  private let load: (String) throws -> Table
  private let rounding: RoundingConvention

  /// Prepares the audit.
  ///
  /// - Parameters:
  ///   - rounding: how the figures were shortened to the decimals printed; `.nearest` lets a half go either way.
  ///   - load: reads a table by its name, `DataSource.table` where nothing is said.
  public init(
    rounding: RoundingConvention = .nearest,
    load: @escaping (String) throws -> Table = { try DataSource.table(named: $0) }
  ) {
    self.rounding = rounding
    self.load = load
  }

  /// The bundled plan for the five documents.
  ///
  /// - Throws: `ReportError.brokenBundle` where it is missing.
  public static func bundled() throws -> AuditPlan {
    guard let yaml = PublishedData.file(named: bundledPlan + ".yml") else {
      throw ReportError.brokenBundle("\(bundledPlan).yml is missing")
    }
    return try AuditPlan(yaml: yaml, source: bundledPlan + ".yml")
  }

  /// The rules of the bundled plan for one of its tables; none for any other.
  public static func bundledRules(for name: String) throws -> [AuditRule] {
    guard PublishedData.csv(named: name) != nil else { return [] }
    return try bundled().tables?.filter { $0.data == name }.flatMap { try rules($0.rules) } ?? []
  }

  /// Reads rules from their texts.
  public static func rules(_ texts: [String]?) throws -> [AuditRule] {
    try texts?.map { try AuditRule($0) } ?? []
  }

  /// Audits all tables of a plan, each in the context of the others.
  public func audit(_ plan: AuditPlan) throws -> AuditReport {
    var read: [(item: AuditPlan.TableItem, table: AuditedTable)] = []
    for item in plan.tables ?? [] { read.append((item, try table(item))) }
    let tables = try read.map { item, table in
      let options = AuditOptions(
        rounding: plan.convention, roundedColumns: Set((plan.rounded ?? []) + (item.rounded ?? [])),
        context: item.figures == nil ? read.map(\.table) : [])
      return try TableAudit(table, rules: Self.rules(item.rules), options: options, remark: item.note)
    }
    guard let statements = plan.statements else { return AuditReport(tables: tables) }
    return AuditReport(tables: tables, statements: try findings(AuditedTable(load(statements))))
  }

  /// Audits one table; a table of statements is checked against the tables that it names.
  public func audit(
    _ table: AuditedTable, rules: [AuditRule], rounded: Set<String> = []
  ) throws -> AuditReport {
    if rules.isEmpty, table.columnCount > Self.mostColumns {
      throw StudyError(
        .data,
        "\(table.name) has \(NumberStyle().text(table.columnCount)) columns; rules are looked for among up to "
          + "\(NumberStyle().text(Self.mostColumns)); write the rules that it should obey with --rule")
    }
    if rules.isEmpty, Statement.areIn(table) {
      return AuditReport(tables: [], statements: try findings(table))
    }
    let options = AuditOptions(rounding: rounding, roundedColumns: rounded)
    return AuditReport(tables: [try TableAudit(table, rules: rules, options: options)])
  }

  /// Audits the figures in the running text of a document, and its tables by the rules that they seem meant to obey.
  public func audit(_ document: TextDocument) throws -> AuditReport {
    var passages: [ProsePassage] = []
    var tables: [TableAudit] = []
    var all: [AuditedTable] = []
    var tableCount = 0
    for block in document.blocks {
      switch block {
      case .passage(let number, let text): passages.append(ProsePassage(number: number, text: text))
      case .table(let number, let rows):
        let lines = document.tableLines.indices.contains(tableCount) ? document.tableLines[tableCount] : []
        tableCount += 1
        let table = AuditedTable(name: "table at \(document.place(number))", rows: rows, lines: lines)
        let audit = try TableAudit(table, options: AuditOptions(rounding: rounding))
        all.append(table)
        let isSilent =
          audit.result.rules.isEmpty && audit.cohorts.unusual.isEmpty && audit.unchecked.isEmpty
        if !isSilent { tables.append(audit) }
      }
    }
    let prose = ProseAudit(passages, rounding: rounding, tables: all).result()
    return AuditReport(
      tables: tables, prose: prose.findings, unchecked: prose.unchecked, textUnit: document.kind.unit,
      passages: passages,
      pageStarts: document.pageStarts, sheetNames: document.sheetNames)
  }

  /// A document as a version that another can be compared with.
  public static func version(_ document: TextDocument) -> VersionComparison.Version {
    var passages: [ProsePassage] = []
    var tables: [AuditedTable] = []
    var cells: Set<String> = []
    for block in document.blocks {
      if case .table(let number, let rows) = block {
        let lines =
          document.tableLines.indices.contains(tables.count) ? document.tableLines[tables.count] : []
        tables.append(AuditedTable(name: "table at \(document.place(number))", rows: rows, lines: lines))
        cells.formUnion(rows.flatMap(\.self))
      }
    }
    for case .passage(let number, let text) in document.blocks where !cells.contains(text) {
      passages.append(ProsePassage(number: number, text: text))
    }
    return VersionComparison.Version(passages: passages, tables: tables) { document.place($0) }
  }

  /// Checks statements against the tables that they name.
  private func findings(_ table: AuditedTable) throws -> [StatementFinding] {
    let statements = try Statement.statements(in: table)
    let names = Set(statements.flatMap { [$0.table, $0.against] }).subtracting([""]).sorted()
    var tables: [AuditedTable] = []
    for name in names { tables.append(AuditedTable(try load(name), named: name)) }
    return StatementAudit(statements, tables: tables).findings()
  }

  private func table(_ item: AuditPlan.TableItem) throws -> AuditedTable {
    if let figures = item.figures {
      let names = Set(figures.flatMap(\.keys)).sorted()
      return AuditedTable(
        name: item.name ?? "figures",
        columns: names.map { name in (name: name, cells: figures.map { $0[name] ?? "" }) })
    }
    let name = item.data ?? ""
    let table = try load(name)
    guard let filter = item.filter else { return AuditedTable(table, named: item.name ?? name) }
    return AuditedTable(try table.filtered(where: RowFilter(parsing: filter)), named: item.name ?? name)
  }
}
