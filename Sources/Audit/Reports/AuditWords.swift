public import Tables

extension AuditReport {
  /// What was found, in one line.
  public var headline: String {
    let wrong = contradictions.count
    let checked = summary.consistent + summary.inconsistent
    let open = unchecked.count
    let rest = open == 0 ? "" : "; \(open) \(open == 1 ? "figure was" : "figures were") not checked"
    if checked == 0 { return "Nothing could be checked" + rest }
    let known = allContradictions.count - wrong
    if wrong == 0 {
      if known > 0 { return "No new contradiction, \(known) known" + rest }
      return (checked == 1 ? "The only check agrees" : "All \(checked) checks agree") + rest
    }
    let figures =
      (wrong == 1 ? "One" : "\(wrong)") + (known > 0 ? " new" : "")
      + (wrong == 1 ? " contradiction" : " contradictions")
    return "\(figures) found by \(checked) \(checked == 1 ? "check" : "checks")" + rest
  }

  /// A sentence for each contradiction, the worst first.
  public var sentences: [String] { contradictions.map(\.sentence) }

  /// Which rules were applied, percentages that need unusually many people, and what could not be decided.
  public var notes: [String] {
    var notes = tables.count == 1 ? tables.flatMap(ruleNotes) : []
    if tables.count > 1 {
      notes.append("\(summary.rules) rules were applied to \(tables.count) tables; --format json lists them")
    }
    notes += tables.compactMap(\.remark) + unusualNotes
    let missing = summary.missing
    if missing > 0 {
      notes.append(
        "\(missing) \(missing == 1 ? "check" : "checks") could not be decided, mostly because a figure is missing; "
          + "--format json says why")
    }
    for one in unchecked.prefix(Self.mostUnchecked) {
      notes.append("not checked: \(place(one.line)): “\(one.words)”: \(one.reason)")
    }
    if unchecked.count > Self.mostUnchecked {
      notes.append(
        "\(unchecked.count - Self.mostUnchecked) more figures were not checked; --format json lists them")
    }
    return notes
  }

  /// Further figures that were not checked are left to JSON.
  private static let mostUnchecked = 10

  private func ruleNotes(_ table: TableAudit) -> [String] {
    guard !table.result.rules.isEmpty else {
      return ["no rule was given and none suggests itself; give one with --rule"]
    }
    return zip(table.result.rules, table.reasons).map { audit, reason in
      let reason = reason.prefix { $0 != ";" }
      return
        "rule \(audit.rule.text)\(reason == TableAudit.given ? "" : ", which the table suggests: \(reason)")"
    }
  }

  /// One note for each percentage, however many documents print it.
  private var unusualNotes: [String] {
    var order: [String] = []
    var places: [String: [String]] = [:]
    for need in unusualCohorts {
      if places[need.message] == nil { order.append(need.message) }
      let place = need.label.isEmpty ? need.line.map { "line \($0)" } ?? "row \(need.row)" : need.label
      places[need.message, default: []].append(tables.count > 1 ? "\(need.table), \(place)" : place)
    }
    return order.map { message in "\((places[message] ?? []).joined(separator: "; ")): \(message)" }
  }

  /// The contradictions as a table, the worst first; without any, its header alone.
  public var table: OutputTable {
    let found = contradictions
    let hasDocuments = found.contains { $0.places.contains { !$0.document.isEmpty } }
    var columns = [
      OutputColumn(key: "where", title: hasDocuments ? "Where" : "Line"),
      OutputColumn(key: "row", title: "Row"),
      OutputColumn(key: "figure", title: "Figure"),
      OutputColumn(key: "printed", title: "Printed", alignment: .right),
      OutputColumn(key: "implied", title: "Implied", alignment: .right),
      OutputColumn(key: "likely", title: "Likely cause"),
      OutputColumn(key: "message", title: "What contradicts what"),
    ]
    let severalTables = tables.count > 1
    if severalTables { columns.insert(OutputColumn(key: "table", title: "Table"), at: 0) }
    return OutputTable(
      columns: columns,
      rows: found.map { one in
        let place =
          hasDocuments
          ? one.placeWords : one.places.compactMap { $0.line.map(String.init) }.joined(separator: ", ")
        let cells = [
          place, one.label, one.figure.map { RelationMessage.spoken($0.name) } ?? "",
          one.figure?.printed ?? "",
          one.figure?.implied ?? "", one.likely ?? "", one.message,
        ]
        return ((severalTables ? [one.table] : []) + cells).map { OutputCell.text($0) }
      })
  }

  /// The contradictions as a table narrow enough for a terminal: what is said of them stands in ``sentences``.
  public var shortTable: OutputTable {
    let found = contradictions
    let hasDocuments = found.contains { $0.places.contains { !$0.document.isEmpty } }
    let titles =
      (tables.count > 1 ? ["Table"] : [])
      + [hasDocuments ? "Document" : "Line", "Row", "Figure", "Printed", "Implied"]
    return OutputTable(
      columns: titles.map { title in
        OutputColumn(
          key: title.lowercased(), title: title,
          alignment: title == "Printed" || title == "Implied" ? .right : .left)
      },
      rows: found.map { one in
        let place =
          hasDocuments
          ? one.places.map(\.document).joined(separator: ", ")
          : one.places.compactMap { $0.line.map(String.init) }.joined(separator: ", ")
        let cells = [
          place, one.label, one.figure.map { RelationMessage.spoken($0.name) } ?? "",
          one.figure?.printed ?? "",
          one.figure?.implied ?? "",
        ]
        return ((tables.count > 1 ? [one.table] : []) + cells).map { OutputCell.text($0) }
      })
  }

  /// The audit as text to paste into an email.
  public func markdown(title: String) -> String {
    let counts = summary
    var text = "## \(title)\n\n\(headline). "
    text += "\(counts.consistent) agree, \(counts.inconsistent) do not, \(counts.missing) cannot be decided"
    text += unchecked.isEmpty ? ".\n" : ", \(unchecked.count) were not checked.\n"
    let found = contradictions
    if !found.isEmpty {
      text += "\n"
      for (index, one) in found.enumerated() {
        let place = [one.placeWords, one.label].filter { !$0.isEmpty }.map(Self.literal).joined(
          separator: ": ")
        text += "\(index + 1). " + (place.isEmpty ? "" : "**\(place)**: ") + Self.literal(one.message) + "."
        if let likely = one.likely { text += " *Likely:* \(Self.literal(likely))." }
        text += "\n"
      }
    }
    if !notes.isEmpty { text += "\n" + notes.map { "- \(Self.literal($0))\n" }.joined() }
    return text
  }

  /// What Markdown would read as a mark, made literal.
  private static func literal(_ text: String) -> String {
    var result = ""
    for character in text {
      if "*_`\\[]<#|".contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }
}
