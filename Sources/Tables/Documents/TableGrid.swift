/// Puts the cells of a document's table in rows and columns, cells over several columns or rows included.
struct TableGrid {
  private(set) var rows: [[String]] = []
  private var open: [Int: (text: String, rows: Int)] = [:]
  private var current: [String] = []
  private var isInRow = false

  /// Starts a row.
  mutating func startRow() {
    if isInRow { endRow() }
    current = []
    isInRow = true
    fill()
  }

  /// Adds a cell; the columns and rows that it covers besides the first repeat its text downwards and are empty aside.
  mutating func add(_ text: String, columns: Int = 1, rows: Int = 1) {
    guard isInRow, current.count < 1_000 else { return }
    for offset in 0..<min(max(columns, 1), 100) {
      if rows > 1 { open[current.count] = (offset == 0 ? text : "", min(rows, 10_000) - 1) }
      current.append(offset == 0 ? text : "")
    }
    fill()
  }

  /// Adds a cell that goes on from the row above.
  mutating func addContinuation(columns: Int = 1) {
    let above = rows.last.flatMap { $0.indices.contains(current.count) ? $0[current.count] : nil }
    add(above ?? "", columns: columns)
  }

  /// Ends a row.
  mutating func endRow() {
    if isInRow { rows.append(current) }
    isInRow = false
  }

  /// All rows in one length; nil for what only arranges text: less than two rows or columns.
  var table: [[String]]? {
    let width = rows.map(\.count).max() ?? 0
    guard width >= 2, rows.count >= 2 else { return nil }
    return rows.map { $0 + Array(repeating: "", count: width - $0.count) }
  }

  private mutating func fill() {
    while let cell = open[current.count] {
      open[current.count] = cell.rows > 1 ? (cell.text, cell.rows - 1) : nil
      current.append(cell.text)
    }
  }
}
