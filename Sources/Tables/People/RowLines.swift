/// The line on which each row starts.
enum RowLines: Sendable {
  /// A row on each line from the first on.
  case consecutive(from: Int)
  /// Any lines.
  case listed([UInt32])

  subscript(row: Int) -> Int {
    switch self {
    case .consecutive(let first): first + row
    case .listed(let lines): Int(lines[row])
    }
  }
}
