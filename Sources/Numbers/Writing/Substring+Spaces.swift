extension Substring {
  /// Without blanks of any kind at either end.
  package func trimmingSpaces() -> Substring {
    // Most texts begin and end with a letter or a digit.
    if let first = utf8.first, let last = utf8.last, (0x21...0x7E).contains(first),
      (0x21...0x7E).contains(last)
    {
      return self
    }
    var text = self
    while let first = text.first, first.isWhitespace || first == "\u{FEFF}" { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return text
  }
}
