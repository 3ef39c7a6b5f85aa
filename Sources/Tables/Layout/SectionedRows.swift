import Numbers

/// Rows below headings: `Males` stands alone above 2015-16, 2016-17 and so on, and `Females` above the same again.
///
/// The headings become a column of their own, under the name that the first column has, and the names of the rows another.
/// That is done only where names are there again below another heading, so that without their heading they would not be told
/// apart. A heading with figures, whose rows are indented, is the row of its own total.
struct SectionedRows {
  /// The names of the columns.
  let names: [String]
  /// The rows, with a blank one for each heading.
  let rows: [[String]]
  /// How many headings there are.
  let headings: Int

  /// Reads rows; nil where they do not stand below headings.
  init?(names: [String], rows given: [[String]]) {
    guard names.count > 1, given.count < 20_000 else { return nil }
    let marks = Self.marks(given)
    guard marks.count(where: { $0 == .heading }) > 1, let first = marks.first(where: { $0 != .blank }),
      first == .heading
    else { return nil }
    var sections: [[String]] = []
    for (mark, row) in zip(marks, given) where mark != .blank {
      let name = String(row[0][...].trimmingSpaces())
      if mark == .heading { sections.append([]) } else { sections[sections.count - 1].append(name) }
    }
    // Each name once in a section, and again in another; each heading once.
    let all = sections.flatMap(\.self)
    let headings = zip(marks, given).filter { $0.0 == .heading }.map { String($0.1[0][...].trimmingSpaces()) }
    guard Set(headings).count == headings.count, !all.contains(""),
      sections.count(where: \.isEmpty) * 2 < sections.count,
      sections.allSatisfy({ Set($0).count == $0.count }), Set(all).count * 4 <= all.count * 3
    else { return nil }
    let kept = PeriodNames(Array(Set(all)).sorted()).problems.isEmpty ? "period" : "row"
    var own = kept
    while names.contains(where: { Column.normalized($0) == Column.normalized(own) }) { own += " name" }
    var section = ""
    var rows: [[String]] = []
    for (mark, row) in zip(marks, given) {
      guard mark != .blank else {
        rows.append([])
        continue
      }
      let name = String(row[0][...].trimmingSpaces())
      if mark == .heading { section = name }
      let isEmpty = Self.standsAlone(row)
      if mark == .heading, isEmpty {
        rows.append([])
      } else {
        rows.append([section, mark == .heading ? "All" : name] + row.dropFirst())
      }
    }
    self.headings = headings.count
    self.names = [names[0].isEmpty ? "section" : names[0], own] + names.dropFirst()
    self.rows = rows
  }

  private enum Mark { case blank, heading, row }

  private static func marks(_ rows: [[String]]) -> [Mark] {
    let filled = rows.filter { row in row.contains { !$0.isEmpty } }
    let indented = filled.count { $0[0].first?.isWhitespace == true }
    // Where rows are indented, what is not is a heading; else what stands alone is.
    let byIndent = indented * 2 >= filled.count
    return rows.map { row in
      guard row.contains(where: { !$0.isEmpty }) else { return .blank }
      if byIndent { return row[0].first?.isWhitespace == true ? .row : .heading }
      return !row[0].isEmpty && standsAlone(row) ? .heading : .row
    }
  }

  /// Whether nothing but references to notes stands behind the first cell.
  private static func standsAlone(_ row: [String]) -> Bool {
    row.dropFirst().allSatisfy { $0.isEmpty || LayoutSearch.isReference($0) }
  }
}
