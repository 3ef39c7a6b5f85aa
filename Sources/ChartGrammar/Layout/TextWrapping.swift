/// Breaks a text into lines of a measured width.
struct TextWrapping {
  private let paragraphs: [[String]]
  private let maxLines: Int
  private let width: (String) -> Double

  /// - Parameter width: the width of a line in pixels.
  init(_ text: String, maxLines: Int, width: @escaping (String) -> Double) {
    paragraphs = text.split(whereSeparator: \.isNewline).map { paragraph in
      paragraph.split { $0.isWhitespace && $0 != "\u{A0}" }.map(String.init)
    }
    self.maxLines = maxLines
    self.width = width
  }

  /// As few lines as there can be, made about equally long.
  func balanced(_ maxWidth: Double) -> (lines: [String], isShortened: Bool) {
    let greedy = lines(maxWidth, keepsBrackets: true)
    guard greedy.lines.count > 1, greedy.lines.count <= 4, !greedy.isShortened else { return greedy }
    let widest = paragraphs.flatMap { $0 }.map(width).max() ?? 0
    guard widest <= maxWidth else { return greedy }
    var (low, high) = (max(widest, maxWidth / Double(greedy.lines.count) * 0.8), maxWidth)
    var best = greedy
    while high - low > 4 {
      let middle = (low + high) / 2
      let tried = lines(middle, keepsBrackets: true)
      if tried.lines.count == greedy.lines.count, !tried.isShortened {
        (best, high) = (tried, middle)
      } else {
        low = middle
      }
    }
    return best
  }

  /// Each line as long as it may be; the last ends in an ellipsis where there is more text than lines.
  ///
  /// - Parameter keepsBrackets: whether no line begins with a number in brackets, which belongs to the word before it.
  func lines(_ maxWidth: Double, keepsBrackets: Bool = false) -> (lines: [String], isShortened: Bool) {
    var lines: [String] = []
    var line = ""
    var isShortened = false
    let budget = maxLines * 400
    var used = 0
    for paragraph in paragraphs where lines.count <= maxLines {
      for word in paragraph {
        used += word.count
        if used > budget { isShortened = true; break }
        let joined = line.isEmpty ? word : line + " " + word
        if width(joined) <= maxWidth {
          line = joined
          continue
        }
        if keepsBrackets, word.first == "(", word.contains(where: \.isNumber),
          let last = line.lastIndex(of: " "), width(line[line.index(after: last)...] + " " + word) <= maxWidth
        {
          lines.append(String(line[..<last]))
          line = line[line.index(after: last)...] + " " + word
          continue
        }
        if !line.isEmpty { lines.append(line) }
        line = word
        while width(line) > maxWidth, line.count > 1 {
          let count = fittingCount(line, maxWidth)
          lines.append(String(line.prefix(count)))
          line = String(line.dropFirst(count))
          if lines.count > maxLines { break }
        }
        if lines.count > maxLines { break }
      }
      if !line.isEmpty { lines.append(line) }
      line = ""
    }
    if lines.count > maxLines {
      lines = Array(lines.prefix(max(maxLines, 1)))
      isShortened = true
    }
    if isShortened, var last = lines.popLast() {
      while last.count > 1, width(last + "…") > maxWidth { last.removeLast() }
      while last.last == " " { last.removeLast() }
      lines.append(last + "…")
    }
    return (lines, isShortened)
  }

  private func fittingCount(_ text: String, _ maxWidth: Double) -> Int {
    var low = 1
    var high = text.count
    while low < high {
      let middle = (low + high + 1) / 2
      if width(String(text.prefix(middle))) <= maxWidth { low = middle } else { high = middle - 1 }
    }
    return low
  }
}
