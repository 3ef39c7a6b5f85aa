/// What a cell says once blanks, marks and markers are told apart.
public enum CellContent: Hashable, Sendable {
  /// A value as text, without the marks beside it.
  case value(String, marks: [Mark])
  /// No value, and why.
  case missing(MissingReason)

  /// Reads a cell's raw text.
  public init(_ raw: String) {
    let text = raw[...].trimmingSpaces()
    if let reason = MissingReason(marker: text) {
      self = .missing(reason)
      return
    }
    let (value, marks) = Mark.split(text)
    self = value.isEmpty ? .value(String(text), marks: []) : .value(String(value), marks: marks)
  }
}

extension Substring {
  /// Without blanks of any kind at either end.
  func trimmingSpaces() -> Substring {
    var text = self
    while let first = text.first, first.isWhitespace || first == "\u{FEFF}" { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return text
  }
}
