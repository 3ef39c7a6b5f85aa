extension Substring {
  /// Without blanks of any kind at either end.
  package func trimmingSpaces() -> Substring {
    var text = self
    while let first = text.first, first.isWhitespace || first == "\u{FEFF}" { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return text
  }
}
