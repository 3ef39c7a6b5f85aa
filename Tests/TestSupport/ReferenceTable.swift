import Foundation

/// A table of reference values that a script of `Tools/reference` wrote.
///
/// The first line is a comment that names the tools, their versions and the script; the second holds the column
/// names. Cells that are not numbers are kept as text.
public struct ReferenceTable: Sendable {
  /// One case: numbers and texts by column name.
  public struct Row: Sendable, CustomStringConvertible {
    /// The cells as printed.
    public let cells: [String: String]

    /// The number in a column; `inf` and `-inf` are numbers.
    public subscript(_ column: String) -> Double {
      guard let text = cells[column], let value = Double(text) else {
        preconditionFailure("no number in column \(column) of \(cells)")
      }
      return value
    }

    /// The number in a column, or nil where the cell is empty or `NA`.
    public func optional(_ column: String) -> Double? {
      cells[column].flatMap(Double.init)
    }

    /// The text in a column.
    public func text(_ column: String) -> String {
      guard let text = cells[column] else { preconditionFailure("no column \(column) in \(cells)") }
      return text
    }

    /// The cells in order of column name.
    public var description: String {
      cells.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    }
  }

  /// The rows, never empty.
  public let rows: [Row]

  /// Reads `Reference/NAME.csv` beside the test file that asks.
  ///
  /// - Throws: `EmptyReference` where the table has no row, because a test over no argument would pass.
  public init(_ name: String, file: StaticString = #filePath) throws {
    let folder = URL(fileURLWithPath: "\(file)").deletingLastPathComponent().path
    let root = folder.components(separatedBy: "/Tests/")[0]
    let module = folder.components(separatedBy: "/Tests/")[1].components(separatedBy: "/")[0]
    let path = "\(root)/Tests/\(module)/Reference/\(name).csv"
    let lines = try String(contentsOfFile: path, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: true)
    guard lines.count > 2, lines[0].hasPrefix("#") else { throw EmptyReference(path: path) }
    let header = lines[1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    rows = lines.dropFirst(2).map { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      precondition(cells.count == header.count, "\(path): \(line)")
      return Row(cells: Dictionary(uniqueKeysWithValues: zip(header, cells)))
    }
  }
}

/// A reference table without a row or without its first line of provenance.
public struct EmptyReference: Error {
  /// Where it was looked for.
  public let path: String

  /// Names the place.
  public init(path: String) {
    self.path = path
  }
}
