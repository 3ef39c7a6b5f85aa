import Tables

/// A file of sections in brackets with lines of the form `key = "value"`: the part of TOML that drivers' manifests and
/// lists of connections use.
struct KeyedText {
  private var values: [String: [String: String]] = [:]
  /// The sections in their order; the first is that of the lines before any bracket.
  private(set) var sections = [""]

  /// Reads a file.
  ///
  /// - Throws: what reading throws; `TableError.cannotRead` with the line that is not understood.
  init(_ path: String) throws(TableError) {
    let text = String(decoding: try FileInput.read(path), as: UTF8.self)
    var section = ""
    for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let line = line.trimmingPrefix(while: \.isWhitespace)
      if line.isEmpty || line.hasPrefix("#") { continue }
      if line.hasPrefix("["), let end = line.firstIndex(of: "]") {
        section = line[line.index(after: line.startIndex)..<end].filter { $0 != "\"" && $0 != "[" }
        if !sections.contains(section) { sections.append(section) }
        continue
      }
      guard let sign = line.firstIndex(of: "=") else {
        throw .cannotRead(
          path: path,
          reason:
            "line \(number + 1), “\(line)”: a section such as [warehouse] or a line such as source = \"…\" is needed"
        )
      }
      let key = line[..<sign].filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
      values[section, default: [:]][key] = Self.value(line[line.index(after: sign)...])
    }
  }

  subscript(section: String, key: String) -> String? { values[section]?[key] }

  func keys(of section: String) -> [String] { values[section].map { $0.keys.sorted() } ?? [] }

  /// The text between quotes, or the bare word without the comment behind it.
  private static func value(_ text: Substring) -> String {
    let plain = text.trimmingPrefix(while: \.isWhitespace)
    if let quote = plain.first, quote == "\"" || quote == "'" {
      let rest = plain.dropFirst()
      if let end = rest.firstIndex(of: quote) { return String(rest[..<end]) }
    }
    let bare = plain.prefix { $0 != "#" }
    return String(bare.reversed().drop(while: \.isWhitespace).reversed())
  }
}
