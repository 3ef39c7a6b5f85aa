import Numbers

/// A rule beside the table it is applied to: which columns it means, and how their cells are read.
struct RuleContext: Sendable {
  let rule: AuditRule
  let table: AuditedTable
  let options: AuditOptions
  /// Which rows the rule speaks of.
  let included: [Bool]
  private let rounded: [Bool]

  init(_ rule: AuditRule, table: AuditedTable, options: AuditOptions) throws(AuditError) {
    self.rule = rule
    self.table = table
    self.options = options
    rounded = table.columns.map { $0.namesRate || options.roundedColumns.contains($0.name) }
    var included = Array(repeating: true, count: table.rowCount)
    if let condition = rule.condition { included = try Self.matches(condition, rule: rule, table: table) }
    for row in options.leftOut where included.indices.contains(row) { included[row] = false }
    self.included = included
  }

  /// The place of a column that the rule names.
  func column(_ name: AuditRule.Name) throws(AuditError) -> Int {
    try table.column(named: name.text, position: name.position, rule: rule.text)
  }

  /// The place of a column that must hold numbers.
  func numericColumn(_ name: AuditRule.Name) throws(AuditError) -> Int {
    let column = try column(name)
    guard table.columns[column].numberCount > 0 || table.columns[column].wordCount == 0 else {
      let example = table.columns[column].texts.first { !$0.isEmpty } ?? ""
      throw .notNumeric(rule: rule.text, column: table.columns[column].name, example: example)
    }
    return column
  }

  /// An expression with its columns found.
  func formula(_ expression: RuleExpression) throws(AuditError) -> RuleFormula {
    try RuleFormula(expression) { (name, position) throws(AuditError) in
      try numericColumn(AuditRule.Name(text: name, position: position))
    }
  }

  /// The columns of the rule's groups, and the column that tells documents apart where the table has one.
  func groupColumns() throws(AuditError) -> [Int] {
    var columns: [Int] = []
    for name in rule.groups { columns.append(try column(name)) }
    if let document = table.documentColumn, !columns.contains(document) { columns.append(document) }
    return columns
  }

  /// Which rows fulfil a condition.
  func matches(_ condition: RowCondition) throws(AuditError) -> [Bool] {
    try Self.matches(condition, rule: rule, table: table)
  }

  /// Whether whole numbers of a column are rounded figures.
  func isRounded(_ column: Int) -> Bool {
    rounded[column]
  }

  /// What a cell can stand for.
  func interval(_ row: Int, _ column: Int, wholeIsRounded: Bool? = nil) -> RoundingInterval? {
    table.columns[column].interval(
      row, rounding: options.rounding, wholeIsRounded: wholeIsRounded ?? isRounded(column))
  }

  /// The verdicts on all rows that the rule speaks of, each by itself and without figures.
  func audit(_ check: (_ row: Int) -> (verdict: AuditVerdict, detail: RowDetail?)) -> RuleAudit {
    var rows: [AuditedRow] = []
    var details: [Int: RowDetail] = [:]
    for row in 0..<table.rowCount where included[row] {
      let (verdict, detail) = check(row)
      details[row] = detail
      rows.append(AuditedRow(row: row, verdict: verdict, published: nil, computed: nil))
    }
    return RuleAudit(rule: rule, rows: rows, details: details, table: table)
  }

  /// Why a cell gives no number.
  func reason(_ row: Int, _ column: Int) -> String {
    let text = table.columns[column].texts[row]
    let name = table.columns[column].name
    return AuditedColumn.isMissing(text)
      ? "\(name) is missing" : "\(name) holds “\(text)”, which is not a number"
  }

  private static func matches(
    _ condition: RowCondition, rule: AuditRule, table: AuditedTable
  ) throws(AuditError) -> [Bool] {
    var result = Array(repeating: true, count: table.rowCount)
    for part in condition.parts {
      let column = try table.column(named: part.column, position: part.position, rule: rule.text)
      for row in result.indices where result[row] {
        result[row] = part.holds(for: table.columns[column].texts[row])
      }
    }
    return result
  }
}

extension RowCondition.Part {
  /// Whether a cell fulfils the condition; numbers are compared as numbers, texts by their reduced form.
  func holds(for text: String) -> Bool {
    if let left = PublishedNumber(text)?.value, let right = PublishedNumber(value)?.value {
      switch comparison {
      case .equal: return left == right
      case .unequal: return left != right
      case .less: return left < right
      case .greater: return left > right
      case .atMost: return left <= right
      case .atLeast: return left >= right
      }
    }
    let same = text == value || LabelKey.key(text) == LabelKey.key(value)
    switch comparison {
    case .equal: return same
    case .unequal: return !same
    case .less: return text < value
    case .greater: return text > value
    case .atMost: return text <= value
    case .atLeast: return text >= value
    }
  }
}

extension AuditedTable {
  /// The column that tells the documents apart in which the rows are printed.
  var documentColumn: Int? {
    columns.firstIndex { Self.documentNames.contains($0.name.lowercased()) }
  }
}
