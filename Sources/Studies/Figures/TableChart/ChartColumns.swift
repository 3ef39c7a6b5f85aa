import ChartGrammar
import Numbers
import Reoffending
import Tables

/// The columns of a specification, checked against what its mark needs.
struct ChartColumns: Sendable {
  /// One row with the values that are drawn.
  struct Row: Sendable {
    let number: Int
    let x: ChartDatum?
    let y: ChartDatum?
    let color: ChartDatum?
    let facet: ChartDatum?
    let lower: Double?
    let upper: Double?
    /// Why the number that would be drawn is missing, while the row's place is known.
    var missing: MissingReason?
  }

  let x: ChartColumn?
  let y: ChartColumn?
  let color: ChartColumn?
  let facet: ChartColumn?
  let lower: ChartColumn?
  let upper: ChartColumn?
  /// The rows with all values.
  let rows: [Row]
  /// The rows whose number is missing, but whose place is known.
  let withheld: [Row]
  /// Whether bars lie, their lengths along the horizontal axis.
  let isLying: Bool
  /// How many rows the table has.
  let rowCount: Int
  /// What each row has of the whole that it is stacked to, by its number; empty where stacks are no wholes of 100 %.
  let shares: [Int: Double]
  private let shareDecimals: Int

  init(_ table: Table, _ specification: ChartSpecification) throws {
    func read(_ name: String?, _ role: ChartColumn.Role) throws -> ChartColumn? {
      try name.map { try ChartColumn($0, of: table, role: role) }
    }
    let mark = specification.mark
    var x = try read(specification.x, .place)
    let isYMeasured = mark == .line || mark == .area || mark == .sector
    var y = try read(specification.y, isYMeasured ? .measure : .place)
    if mark == .bar, let name = specification.y, x?.isQuantity != true {
      y = try read(name, .measure)
    }
    let color = try read(specification.color, .place)
    let facet = try read(specification.facet, .place)?.named
    let lower = try read(specification.lower, .measure)
    let upper = try read(specification.upper, .measure)
    let isLying = mark == .bar && x?.isQuantity == true && y?.isQuantity != true
    if mark == .bar {
      if isLying, y?.kind == .year { y = y?.named }
      if !isLying, x?.kind == .category { x = x?.named }
    }
    if mark == .rectangle {
      if x?.kind == .year { x = x?.named }
      if y?.kind == .year { y = y?.named }
    }
    x = x?.marked(specification.xFormat)
    y = y?.marked(specification.yFormat)
    self.x = x
    self.y = y
    self.color = mark == .sector || color?.kind == .year || color?.isTime == true ? color?.named : color
    self.facet = facet
    self.lower = lower
    self.upper = upper
    self.isLying = isLying
    rowCount = table.rowCount
    let measured = Self.measured(mark, isLying: isLying, x: x, y: y, color: self.color)
    let places = [x, y, self.color, facet].compactMap(\.self).filter { $0.name != measured?.name }
    let hasOwnMeasure = measured != nil && specification.y != nil
    var rows: [Row] = []
    var withheld: [Row] = []
    for row in 0..<table.rowCount where places.allSatisfy({ $0.values[row] != nil }) {
      var one = Row(
        number: row, x: x?.values[row], y: y?.values[row], color: self.color?.values[row],
        facet: facet?.values[row], lower: lower?.values[row]?.number, upper: upper?.values[row]?.number)
      let needsLimits = !hasOwnMeasure && lower != nil
      if let measured, measured.values[row] == nil {
        one.missing = measured.missing[row] ?? .empty
        withheld.append(one)
      } else if needsLimits, one.lower == nil || one.upper == nil {
        one.missing = lower?.missing[row] ?? upper?.missing[row] ?? .empty
        withheld.append(one)
      } else {
        rows.append(one)
      }
    }
    let sorting = try ChartRowOrder(table, specification, isLying: isLying, x: x)
    self.rows = sorting.sorted(rows)
    self.withheld = withheld
    shares = specification.stack == .normalized ? Self.shares(of: rows, measured, isLying: isLying) : [:]
    shareDecimals = shares.values.contains { $0 > 0 && $0 < 0.005 } ? 1 : 0
    try ChartColumnsCheck(columns: self, specification: specification).run()
  }

  /// What each row has of all in its place.
  private static func shares(of rows: [Row], _ measured: ChartColumn?, isLying: Bool) -> [Int: Double] {
    guard let measured else { return [:] }
    let stacks = Dictionary(grouping: rows) { row in
      [isLying ? row.y : row.x, row.facet].map { $0?.datum.name ?? "" }
    }
    var shares: [Int: Double] = [:]
    for stack in stacks.values {
      let whole = stack.reduce(0) { $0 + (measured.values[$1.number]?.number ?? 0) }
      guard whole > 0 else { continue }
      for row in stack { shares[row.number] = (measured.values[row.number]?.number ?? 0) / whole }
    }
    return shares
  }

  /// A row's number as it is drawn: its share where stacks are wholes of 100 %.
  func drawn(_ row: Int, of column: ChartColumn) -> (value: Double, text: String)? {
    guard shares.isEmpty else {
      return shares[row].map { ($0, NumberFormat.percent($0, decimals: shareDecimals)) }
    }
    return column.values[row]?.number.map { ($0, column.text(row: row)) }
  }

  /// What the numbers that are drawn are called.
  func drawnTitle(of column: ChartColumn) -> String {
    shares.isEmpty ? column.title : "Share of \(column.title.lowercased())"
  }

  /// The column whose numbers are drawn as lengths, heights or shades.
  private static func measured(
    _ mark: ChartSpecification.Mark, isLying: Bool, x: ChartColumn?, y: ChartColumn?, color: ChartColumn?
  ) -> ChartColumn? {
    switch mark {
    case .bar: isLying ? x : y
    case .line, .area, .sector: y
    case .point: y?.isQuantity == true ? y : x?.isQuantity == true ? x : y
    case .rectangle: color
    case .rule: nil
    }
  }

  /// The column whose numbers are drawn.
  func measured(_ mark: ChartSpecification.Mark) -> ChartColumn? {
    Self.measured(mark, isLying: isLying, x: x, y: y, color: color)
  }

  /// What is drawn along an axis of names, in the order of the rows, with the missing ones of a run of years filled in.
  func names(_ column: ChartColumn?, _ value: (Row) -> ChartDatum?) -> [String]? {
    guard let column, column.kind == .category else { return nil }
    var names: [String] = []
    var seen: Set<String> = []
    func add(_ row: Row) {
      guard let name = value(row)?.datum.name, seen.insert(name).inserted else { return }
      names.append(name)
    }
    for row in rows { add(row) }
    for row in withheld { add(row) }
    return Self.filled(names)
  }

  /// Whether upright bars have names that are longer than the bars of a phone are wide.
  var hasLongNamesBelow: Bool {
    guard !isLying, facet == nil, let names = x.flatMap({ names($0) { $0.x } }), y?.isQuantity == true else {
      return false
    }
    let widest = names.map(\.count).max() ?? 0
    return names.count * widest > Self.mostLettersBelow && !names.allSatisfy { PeriodNames.period($0) != nil }
  }

  /// The letters of names that stand side by side on a phone.
  private static let mostLettersBelow = 40

  /// Years in a row with those that the table does not have.
  private static func filled(_ names: [String]) -> [String] {
    let years = names.compactMap { $0.count == 4 ? Int($0) : nil }
    guard years.count == names.count, years.count > 1, let first = years.min(), let last = years.max(),
      last - first < 60, years == years.sorted(), (1900..<2101).contains(first)
    else { return names }
    let step = zip(years, years.dropFirst()).map { $1 - $0 }.min() ?? 1
    guard step > 0, years.allSatisfy({ ($0 - first) % step == 0 }) else { return names }
    return stride(from: first, through: last, by: step).map(String.init)
  }

  /// All small charts, also those without a single value.
  var facetNames: [String]? {
    guard facet != nil else { return nil }
    let all = (rows + withheld).sorted { $0.number < $1.number }.compactMap { $0.facet?.datum.name }
    var seen: Set<String> = []
    let names = all.filter { seen.insert($0).inserted }
    let drawn = Set(rows.compactMap { $0.facet?.datum.name })
    // One without a value stands where its number puts it, if the others stand in the order of theirs.
    let stems = Set(names.map { $0.prefix { !$0.isNumber } })
    let numbers = names.compactMap { name in Int(name.drop { !$0.isNumber }) }
    let ofDrawn = zip(names, numbers).filter { drawn.contains($0.0) }.map(\.1)
    guard drawn.count < names.count, numbers.count == names.count, stems.count == 1,
      ofDrawn == ofDrawn.sorted()
    else { return names }
    return zip(names, numbers).sorted { $0.1 < $1.1 }.map(\.0)
  }

  /// The values drawn, a row a row.
  var drawnTable: OutputTable {
    var columns: [ChartColumn] = []
    for next in [facet, color, x, y, lower, upper] {
      guard let next, !columns.contains(where: { $0.name == next.name }) else { continue }
      columns.append(next)
    }
    let share =
      shares.isEmpty ? [] : [OutputColumn(key: "share", title: "Share", kind: .perCent(decimals: 1))]
    return OutputTable(
      columns: columns.map(Self.outputColumn) + share,
      rows: rows.map { row in
        columns.map { Self.cell(of: $0, row: row.number) } + share.map { _ in .optional(shares[row.number]) }
      })
  }

  private static func outputColumn(_ column: ChartColumn) -> OutputColumn {
    switch column.kind {
    case .number: OutputColumn(key: column.name, kind: .text, alignment: .right)
    case .percent: OutputColumn(key: column.name, kind: .perCent(decimals: 2))
    case .year, .date, .period, .category: OutputColumn(key: column.name)
    }
  }

  private static func cell(of column: ChartColumn, row: Int) -> OutputCell {
    guard let cell = column.values[row] else { return .missing("") }
    guard column.isQuantity, let number = cell.number else { return .text(column.texts[row] ?? "") }
    return .number(number)
  }
}
