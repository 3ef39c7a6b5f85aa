public import Numbers

/// What a cell says once blanks, marks and markers are told apart.
public enum CellContent: Hashable, Sendable {
  /// A value as text, without the marks beside it.
  case value(String, marks: [Mark])
  /// No value, and why.
  case missing(MissingReason)

  /// Reads a cell's raw text.
  public init(_ raw: String) {
    // No marker and no mark ends with a digit.
    if let last = raw.utf8.last, last &- UInt8(ascii: "0") < 10, raw.isTrimmed {
      self = .value(raw, marks: [])
      return
    }
    let text = raw[...].trimmingSpaces()
    if let reason = MissingReason(marker: text) {
      self = .missing(reason)
      return
    }
    let (value, marks) = Mark.split(text)
    self = value.isEmpty ? .value(String(text), marks: []) : .value(String(value), marks: marks)
  }
}

extension String {
  /// Whether no blank can stand at either end, as far as the first and the last byte say.
  var isTrimmed: Bool {
    func isSign(_ byte: UInt8?) -> Bool { byte.map { $0 > UInt8(ascii: " ") && $0 < 0x7F } ?? false }
    return isSign(utf8.first) && isSign(utf8.last)
  }
}
