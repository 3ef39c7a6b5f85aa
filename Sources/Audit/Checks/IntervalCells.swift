import Numbers

/// Columns whose cells hold an interval, `13.8–28.0`, or an estimate with one, `20.0 (13.8 to 28.0)`, read as columns of
/// their own.
enum IntervalCells {
  typealias Column = (name: String, cells: [String])

  /// The columns with such columns in two or three: the estimate under the name, the limits behind it.
  static func separated(_ columns: [Column]) -> [Column] {
    columns.flatMap { column -> [Column] in
      guard namesInterval(column.name), let parts = parts(of: column.cells) else { return [column] }
      let limits: [Column] = [
        ("\(column.name) lower", parts.map { $0?.lower ?? "" }),
        ("\(column.name) upper", parts.map { $0?.upper ?? "" }),
      ]
      guard parts.contains(where: { $0?.estimate != nil }) else { return limits }
      return [(column.name, parts.map { $0?.estimate ?? "" })] + limits
    }
  }

  /// Whether a name is that of a confidence or credible interval.
  static func namesInterval(_ name: String) -> Bool {
    !AuditedTable.words(of: name).isDisjoint(with: ["ci", "confidence", "cri", "credible"])
  }

  private struct Parts {
    let estimate: String?
    let lower: String
    let upper: String
  }

  /// What the cells hold, where nearly all hold an interval.
  private static func parts(of cells: [String]) -> [Parts?]? {
    let parts = cells.map { split($0) }
    let filled = cells.count { !AuditedColumn.isMissing($0) }
    let read = parts.compactMap(\.self)
    guard read.count >= 2, 10 * read.count >= 9 * filled else { return nil }
    let estimates = read.count { $0.estimate != nil }
    return estimates == 0 || estimates == read.count ? parts : nil
  }

  private static func split(_ cell: String) -> Parts? {
    let text = cell[...].trimmingSpaces()
    guard let open = text.firstIndex(where: { "([".contains($0) }) else {
      return limits(text).map { Parts(estimate: nil, lower: $0, upper: $1) }
    }
    let estimate = String(text[..<open].trimmingSpaces())
    guard let last = text.last, ")]".contains(last),
      let (lower, upper) = limits(text[text.index(after: open)...].dropLast()),
      estimate.isEmpty || PublishedNumber(estimate) != nil
    else { return nil }
    return Parts(estimate: estimate.isEmpty ? nil : estimate, lower: lower, upper: upper)
  }

  private static func limits(_ text: Substring) -> (String, String)? {
    for mark in [" to ", ", ", ";", "–", "—", " - ", "-"] {
      let pieces = text.split(separator: mark, omittingEmptySubsequences: false).map {
        String($0.trimmingSpaces())
      }
      guard pieces.count == 2, let lower = PublishedNumber(pieces[0]), let upper = PublishedNumber(pieces[1])
      else { continue }
      let areExact = lower.qualifier == .exactly && upper.qualifier == .exactly
      return areExact && lower.value <= upper.value ? (pieces[0], pieces[1]) : nil
    }
    return nil
  }
}
