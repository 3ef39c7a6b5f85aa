import Numbers

/// Refuses columns that a mark cannot draw.
struct ChartColumnsCheck {
  let columns: ChartColumns
  let specification: ChartSpecification

  private var mark: ChartSpecification.Mark { specification.mark }

  func run() throws(ChartSpecificationError) {
    try limits()
    try axes()
    try scales()
    try oneRowAPlace()
    try options()
  }

  private func limits() throws(ChartSpecificationError) {
    for (key, column) in [("lower", columns.lower), ("upper", columns.upper)] {
      guard let column else { continue }
      guard mark != .rectangle, mark != .sector else { throw .unused(mark, key: key) }
      try quantity(key, column)
    }
    guard (columns.lower == nil) == (columns.upper == nil) else {
      throw .missing(
        mark, key: columns.lower == nil ? "lower, because upper is given" : "upper, because lower is given")
    }
  }

  private func axes() throws(ChartSpecificationError) {
    switch mark {
    case .bar:
      let (x, y) = (try required("x", columns.x), try required("y", columns.y))
      guard x.isQuantity || y.isQuantity else {
        throw .wrongKind(
          key: "y", column: y.name, found: y.kind.words, needed: "a bar needs numbers for x or y")
      }
    case .point: _ = (try required("x", columns.x), try required("y", columns.y))
    case .line, .area:
      _ = try required("x", columns.x)
      if mark == .area, columns.lower != nil, columns.y == nil { break }
      try quantity("y", try required("y", columns.y))
    case .rule:
      guard columns.x != nil || columns.y != nil else { throw .missing(mark, key: "x or y") }
      if columns.lower == nil {
        guard columns.x == nil || columns.y == nil else {
          throw .missing(mark, key: "only one of x and y, or lower and upper")
        }
      } else if columns.x != nil, columns.y != nil {
        throw .missing(mark, key: "only one of x and y beside lower and upper")
      }
    case .rectangle:
      _ = (try required("x", columns.x), try required("y", columns.y), try required("color", columns.color))
    case .sector:
      try quantity("y", try required("y", columns.y))
      let color = try required("color", columns.color)
      guard specification.color.map({ $0 == columns.y?.name }) != true else {
        throw .wrongKind(
          key: "color", column: color.name, found: "numbers", needed: "sectors are told apart by words")
      }
      guard columns.x == nil else { throw .unused(mark, key: "x") }
      for row in columns.rows where (row.y?.number ?? 0) < 0 {
        throw .scale("a sector needs sizes of at least 0; row \(row.number + 1) has less")
      }
      if !columns.rows.isEmpty, columns.rows.allSatisfy({ row in row.y?.number == 0 }) {
        throw .scale(
          "all sizes in \(columns.y?.name ?? "y") are 0, of which a ring can show no parts; draw bars")
      }
    }
  }

  private func scales() throws(ChartSpecificationError) {
    for (key, scale, column) in [
      ("x", specification.xScale, columns.x), ("y", specification.yScale, columns.y),
    ] {
      guard let scale, scale != .linear else { continue }
      guard let column, column.isQuantity else {
        throw .scale("\(key)-scale \(scale.rawValue) needs numbers for \(key)")
      }
      if mark == .bar || mark == .area, scale == .log || scale == .logit {
        throw .scale(
          "\(mark.rawValue)s start at zero, which a \(scale.rawValue) scale does not have; draw points")
      }
      let values = columns.rows.compactMap { (key == "x" ? $0.x : $0.y)?.number }
      if scale == .log, let bad = values.first(where: { $0 <= 0 }) {
        throw .scale("a log scale needs numbers above 0; \(column.name) has \(bad)")
      }
      if scale == .squareRoot, let bad = values.first(where: { $0 < 0 }) {
        throw .scale("a square-root scale needs numbers of at least 0; \(column.name) has \(bad)")
      }
      if scale == .logit, let bad = values.first(where: { $0 <= 0 || $0 >= 1 }) {
        throw .scale("a logit scale needs shares above 0 and below 1; \(column.name) has \(bad)")
      }
    }
  }

  /// Bars, cells and sectors of two rows at one place would cover each other, or add up what must not be added.
  private func oneRowAPlace() throws(ChartSpecificationError) {
    guard mark == .bar || mark == .rectangle || mark == .sector else { return }
    var seen: [[String]: Int] = [:]
    for row in columns.rows + columns.withheld {
      let place: [ChartDatum?]
      switch mark {
      case .sector: place = [row.color, row.facet]
      case .rectangle: place = [row.x, row.y, row.facet]
      default: place = [columns.isLying ? row.y : row.x, row.color, row.facet]
      }
      seen[place.map { $0?.datum.name ?? "" }, default: 0] += 1
    }
    guard
      let (place, count) = seen.filter({ $0.value > 1 }).min(by: { $0.key.lexicographicallyPrecedes($1.key) })
    else { return }
    let column =
      mark == .sector ? columns.color : columns.isLying ? columns.y : columns.x
    throw .repeated(column: column?.name ?? "", value: place.first ?? "", rows: count)
  }

  /// Refuses options that the mark cannot follow.
  private func options() throws(ChartSpecificationError) {
    if let stack = specification.stack, stack != .none {
      guard mark == .bar || mark == .area else { throw .unused(mark, key: "stack") }
      guard columns.color != nil else {
        throw .missing(mark, key: "color, which tells apart what is stacked")
      }
      let parts = columns.rows.compactMap { (columns.isLying ? $0.x : $0.y)?.number }
      if stack == .normalized, parts.contains(where: { $0 < 0 }) {
        throw .scale("parts of 100 % must be at least 0")
      }
      if columns.lower != nil { throw .unused(mark, key: "lower while parts are stacked") }
    }
    if specification.facet == nil, specification.facetScales != nil || specification.facetColumns != nil {
      throw .missing(mark, key: "facet, which facet-scales and facet-columns are about")
    }
    if let columns = specification.facetColumns, columns < 1 { throw .scale("facet-columns is at least 1") }
    for (key, range, column) in [
      ("x-range", specification.xRange, columns.x), ("y-range", specification.yRange, columns.y),
    ] {
      guard let range else { continue }
      guard column?.isQuantity == true || column?.kind == .year else {
        throw .scale("\(key) needs numbers for \(key.prefix(1))")
      }
      guard range.count == 2, range[0] < range[1] else {
        throw .scale("\(key) is two numbers, the lower first")
      }
      if mark == .bar || mark == .area, range[0] > 0 || range[1] < 0, column?.isQuantity == true,
        key.prefix(1) == (columns.isLying ? "x" : "y")
      {
        throw .scale("\(mark.rawValue)s start at zero, so \(key) holds zero")
      }
    }
    if mark == .sector {
      for (key, isGiven) in [
        ("references", specification.references != nil), ("ranges", specification.ranges != nil),
        ("annotations", specification.annotations != nil), ("highlight", specification.highlight != nil),
      ] where isGiven { throw .unused(mark, key: key) }
    }
    try highlighted()
  }

  private func highlighted() throws(ChartSpecificationError) {
    guard let names = specification.highlight, !names.isEmpty else { return }
    let column = columns.color ?? (columns.x?.kind == .category ? columns.x : columns.y)
    let known = Set((column?.texts ?? []).compactMap(\.self))
    for name in names where !known.contains(name) {
      throw .scale(
        "highlight names “\(name)”, which \(column?.name ?? "no column") does not have; "
          + NearestName.suggestion(for: name, among: known.sorted()))
    }
  }

  private func required(
    _ key: String, _ column: ChartColumn?
  ) throws(ChartSpecificationError) -> ChartColumn {
    guard let column else { throw .missing(mark, key: key) }
    return column
  }

  private func quantity(_ key: String, _ column: ChartColumn) throws(ChartSpecificationError) {
    guard column.isQuantity else {
      throw .wrongKind(
        key: key, column: column.name, found: column.kind.words,
        needed: "a \(mark.rawValue) needs numbers or per cents there")
    }
  }
}
