import Numbers
import Reoffending
import Studies
import Tables

/// What is hidden in the figures of a report, decided for all figures of the same data together.
///
/// Figures by area and by region, and one whose filter leaves an area out, are sums over the same people, of whom nothing
/// small may follow from all of them.
struct DisclosurePlan: Sendable {
  private var hidden: [String: Publication.Hidden] = [:]
  /// The figures of which every group is hidden.
  private var emptied: Set<String> = []
  /// The columns that name the groups of each figure.
  private(set) var columns: [String: [String]] = [:]
  /// What a figure gives away with what was published before; for whoever makes the report, and nobody else.
  private(set) var warnings: [String] = []
  private var curves: Set<String> = []

  /// One figure that is to be protected.
  private struct Part {
    let item: ReportConfiguration.FigureItem
    let columns: [String]
    let filter: RowFilter?
    let total: Publication.Total
    let keepsMissing: Bool
  }

  /// - Parameters:
  ///   - load: reads a table by its name in the configuration.
  ///   - names: the names of columns that the figures of a table share.
  ///   - source: the configuration's name, for errors.
  /// - Throws: what reading throws, and `ReportError.configuration` where something cannot be protected, with the names of
  ///   the figures.
  init(
    _ configuration: ReportConfiguration, suppression: Suppression, source: String,
    history: PublishedHistory = PublishedHistory(), load: (String) throws -> Table,
    names: (String) throws -> CohortColumns
  ) throws {
    struct Data: Hashable {
      let name: String
      /// What holds each quantity, by its own name, however the figures name it.
      let columns: CohortColumns
    }
    var order: [Data] = []
    var parts: [Data: [Part]] = [:]
    for item in configuration.sections.flatMap(\.figures) {
      guard let name = item.data else { continue }
      let table = try load(name)
      let asked = item.question ?? FigureMaker.question(item)
      if asked?.verb == "survival" { curves.insert(item.name) }
      var named = try names(name)
      named.cohort = asked?.value(of: "cohort") ?? named.cohort
      named.reoffenders = asked?.value(of: "reoffenders") ?? named.reoffenders
      named.reoffences = asked?.value(of: "reoffences") ?? named.reoffences
      named.actual = asked?.value(of: "actual") ?? named.actual
      named.predicted = asked?.value(of: "predicted") ?? named.predicted
      named.outcome = asked?.value(of: "event") ?? asked?.value(of: "outcome") ?? named.outcome
      named = named.resolved(among: table.columns)
      named.topCodes = suppression.policy.topCodes
      guard let part = try Self.part(item, of: table, names: named) else { continue }
      self.columns[item.name] = part.columns
      let data = Data(name: name, columns: named)
      if parts[data] == nil { order.append(data) }
      parts[data, default: []].append(part)
    }
    for data in order {
      let own = parts[data] ?? []
      let loaded = try load(data.name)
      var columns: [String] = []
      let earlier = history.tables(of: data.name).filter { past in
        (past.columns + (past.filter?.columnNames ?? [])).allSatisfy {
          loaded.firstColumn(among: [$0]) != nil
        }
      }
      for name in own.flatMap({ $0.columns + ($0.filter?.columnNames ?? []) })
        + earlier.flatMap({ $0.columns + ($0.filter?.columnNames ?? []) })
      where !columns.contains(where: { Column.normalized($0) == Column.normalized(name) }) {
        columns.append(name)
      }
      let names = data.columns
      let table = try Self.making(columns, in: loaded)
      let finest = try CohortTable(table, by: columns, names: names)
      var publication = Publication(
        finest.groups, findsSubtotals: finest.kind == .counts,
        total: finest.printedTotal)
      for part in own {
        let filtered = try part.filter.map { try table.filtered(where: $0) }
        let kept = try filtered.map {
          Set(try CohortTable($0, by: columns, names: names).groups.map(\.key))
        }
        // A total that is printed may count people whom no row does, or count them in several ways.
        let printed =
          finest.kind == .counts && part.total == .printed
          ? try CohortTable(filtered ?? table, by: part.columns, names: names).printedTotal : nil
        publication.add(
          part.item.name, by: part.columns, keeping: kept, total: part.total, printedTotal: printed,
          leavingOut: { !part.keepsMissing && finest.leavesOut($0) })
      }
      let (hidden, unprotected) = publication.protected(hiding: suppression.threshold)
      guard unprotected.isEmpty else {
        throw ReportError.configuration(
          source: source,
          problem:
            "small counts of \(data.name) would follow from \(unprotected.joined(separator: ", ")) whatever is "
            + "suppressed in them; leave one of the figures out")
      }
      for (part, hidden) in zip(own, hidden) {
        self.hidden[part.item.name] = hidden
        if hidden.isEverything { emptied.insert(part.item.name) }
      }
      for past in earlier {
        let kept = try past.filter.map { filter in
          Set(try CohortTable(table.filtered(where: filter), by: columns, names: names).groups.map(\.key))
        }
        warnings += past.warnings(
          publication.addPublished(past.shown, by: past.columns, keeping: kept),
          threshold: suppression.threshold)
      }
      if !earlier.isEmpty {
        let given = publication.givenAway(hidden, threshold: suppression.threshold)
        for (part, keys) in zip(own, given) where !keys.isEmpty {
          warnings.append(
            "\(part.item.name): with what is published in "
              + Set(earlier.map(\.folder)).sorted().joined(separator: ", ")
              + " the suppressed counts of \(keys.joined(separator: "; ")) can be worked out")
        }
      }
    }
  }

  /// A table with the groups that some names, such as `band(age, 10-17, 18+)`, make of its columns.
  private static func making(_ names: [String], in table: Table) throws -> Table {
    try table.adding(
      names.filter { table.firstColumn(among: [$0]) == nil }.compactMap { try DerivedColumn($0) })
  }

  /// The table of a figure with what was decided hidden.
  func applied(_ suppression: Suppression, to cohorts: CohortTable, of figure: String) -> CohortTable {
    hidden[figure].map { suppression.hiding($0, in: cohorts) } ?? suppression.applied(to: cohorts)
  }

  /// The hiding of a figure that hides groups itself.
  func suppression(_ suppression: Suppression, of figure: String) -> Suppression {
    hidden[figure].map { suppression.hiding($0.keys) } ?? suppression
  }

  /// The hiding of a figure whose groups are called `column: value`.
  func suppression(_ suppression: Suppression, ofCurves figure: String) -> Suppression {
    hidden[figure].map { hidden in
      suppression.hiding(
        Set(
          hidden.keys.map { key in
            let part = key.parts.first
            let name = part.map { "\($0.column.replacing("_", with: " ")): \($0.value)" } ?? "everybody"
            return GroupKey([GroupKey.Part(column: "group", value: name)])
          }))
    } ?? suppression
  }

  /// What was decided for an item that asks a verb.
  func decision(for figure: String) -> AskingContext.Decision? {
    guard hidden[figure] != nil else { return nil }
    let areCurves = curves.contains(figure)
    return AskingContext.Decision(
      table: { applied($0, to: $1, of: figure) },
      groups: { areCurves ? suppression($0, ofCurves: figure) : suppression($0, of: figure) })
  }

  /// Whether every group of a figure is hidden, so that there is nothing to show.
  func hidesAll(of figure: String) -> Bool { emptied.contains(figure) }

  private static func part(
    _ item: ReportConfiguration.FigureItem, of table: Table, names: CohortColumns
  ) throws -> Part? {
    let question = item.question ?? FigureMaker.question(item)
    let filter = try (question.map { $0.value(of: "where") } ?? item.filter).map {
      try RowFilter(parsing: $0)
    }
    let by = question.map { ColumnList.split($0.value(of: "by")) } ?? item.by ?? []
    let keepsMissing = question?.value(of: "keep-missing").map { $0 != "false" } ?? false
    switch question?.verb ?? item.kind?.rawValue {
    case "compare", "rates", "funnel":
      let cohorts = try CohortTable(making(by, in: table), by: by, names: names)
      return Part(
        item: item, columns: cohorts.groups.first?.key.parts.map(\.column) ?? [], filter: filter,
        total: cohorts.groups.count > 1 ? .printed : .none, keepsMissing: keepsMissing)
    case "trend":
      guard let time = question?.value(of: "time") else { return nil }
      let ends = ["period_start", "period_end"].compactMap { table.firstColumn(among: [$0])?.name }
      let hasEnds = ends.count == 2 && !ends.contains { Column.normalized($0) == Column.normalized(time) }
      return Part(
        item: item, columns: by + [time] + (hasEnds ? ends : []), filter: filter, total: .known,
        keepsMissing: keepsMissing)
    case "survival":
      return Part(item: item, columns: by, filter: filter, total: .known, keepsMissing: keepsMissing)
    default: return nil
    }
  }
}
