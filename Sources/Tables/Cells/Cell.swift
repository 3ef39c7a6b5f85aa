import Numbers

/// One cell: its text as written, and where it stands.
public struct Cell: Hashable, Sendable {
  /// The text without the quotes of the file format, blanks included.
  public let raw: String
  /// Where the cell stands.
  public let location: CellLocation

  /// Makes a cell.
  public init(raw: String, location: CellLocation) {
    self.raw = raw
    self.location = location
  }

  /// The text without blanks at its ends.
  public var text: String { String(raw[...].trimmingSpaces()) }

  /// The value or the reason of its absence.
  public var content: CellContent { CellContent(raw) }
}
