/// Adds to a PDF file what Cairo's tags leave out: the figure's alternative text, the language, and that the title is shown.
///
/// The objects are written anew behind the file, as an incremental update with a cross-reference section of its own.
///
/// - Source: ISO 32000-1:2008, 7.5.6 (incremental updates), 14.9.2 and 14.9.3 (language, alternate descriptions).
struct PDFTags {
  let alternativeText: String
  let language: String

  /// The file with the update; the file itself where it has not the objects that Cairo writes.
  func added(to file: [UInt8]) -> [UInt8] {
    guard let trailer = last("trailer", in: file), let start = last("startxref", in: file),
      let previous = number(after: start + 9, in: file),
      let root = reference("/Root", from: trailer, in: file),
      let info = reference("/Info", from: trailer, in: file),
      let size = first("/Size", from: trailer, in: file).flatMap({ number(after: $0 + 5, in: file) }),
      let catalog = object(root, in: file)
    else { return file }
    var updates = [(root, inserted(into: catalog, catalogEntries(catalog)))]
    if !alternativeText.isEmpty, let (number, figure) = figure(in: file, size: size) {
      updates.append((number, inserted(into: figure, "/Alt \(hexadecimal(alternativeText))")))
    }
    updates.sort { $0.0 < $1.0 }
    var result = file
    if result.last != 0x0A { result.append(0x0A) }
    var section = "xref\n"
    for (number, body) in updates {
      let place = String(result.count)
      section += "\(number) 1\n" + String(repeating: "0", count: 10 - place.count) + place + " 00000 n \n"
      result += Array("\(number) 0 obj\n".utf8) + body + Array("\nendobj\n".utf8)
    }
    let here = result.count
    section += "trailer\n<< /Size \(size) /Root \(root) 0 R /Info \(info) 0 R /Prev \(previous) >>\n"
    section += "startxref\n\(here)\n%%EOF\n"
    return result + Array(section.utf8)
  }

  private func catalogEntries(_ catalog: [UInt8]) -> String {
    var entries = "/Lang (\(language)) /ViewerPreferences << /DisplayDocTitle true >>"
    if first("/MarkInfo", from: 0, in: catalog) == nil { entries += " /MarkInfo << /Marked true >>" }
    return entries
  }

  /// The body of an object between `obj` and `endobj`.
  private func object(_ number: Int, in file: [UInt8]) -> [UInt8]? {
    guard let start = last("\n\(number) 0 obj\n", in: file) else { return nil }
    let from = start + "\n\(number) 0 obj\n".utf8.count
    return first("endobj", from: from, in: file).map { Array(file[from..<$0]) }
  }

  /// The structure element of the figure.
  private func figure(in file: [UInt8], size: Int) -> (Int, [UInt8])? {
    for number in 1..<max(size, 2) {
      if let body = object(number, in: file), first("/S /Figure", from: 0, in: body) != nil {
        return (number, body)
      }
    }
    return nil
  }

  /// A dictionary with further entries before its end.
  private func inserted(into body: [UInt8], _ entries: String) -> [UInt8] {
    guard let end = last(">>", in: body) else { return body }
    return Array(body[..<end]) + Array(" \(entries) >>".utf8)
  }

  /// A text as UTF-16 in hexadecimal digits, which needs no escapes.
  private func hexadecimal(_ text: String) -> String {
    func digits(_ unit: UInt16) -> String {
      let hex = String(unit, radix: 16, uppercase: true)
      return String(repeating: "0", count: 4 - hex.count) + hex
    }
    return "<FEFF" + text.utf16.map(digits).joined() + ">"
  }

  private func reference(_ key: String, from place: Int, in file: [UInt8]) -> Int? {
    first(key, from: place, in: file).flatMap { number(after: $0 + key.utf8.count, in: file) }
  }

  private func number(after place: Int, in file: [UInt8]) -> Int? {
    let digits = file[min(place, file.count)...].drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D }
      .prefix { (0x30...0x39).contains($0) }
    return Int(String(decoding: digits, as: UTF8.self))
  }

  private func first(_ text: String, from place: Int, in bytes: [UInt8]) -> Int? {
    let pattern = Array(text.utf8)
    guard bytes.count >= pattern.count, place <= bytes.count - pattern.count else { return nil }
    return (place...bytes.count - pattern.count).first { matches(pattern, at: $0, in: bytes) }
  }

  private func last(_ text: String, in bytes: [UInt8]) -> Int? {
    let pattern = Array(text.utf8)
    guard bytes.count >= pattern.count else { return nil }
    return (0...bytes.count - pattern.count).last { matches(pattern, at: $0, in: bytes) }
  }

  private func matches(_ pattern: [UInt8], at place: Int, in bytes: [UInt8]) -> Bool {
    guard bytes[place] == pattern[0] else { return false }
    for index in pattern.indices where bytes[place + index] != pattern[index] { return false }
    return true
  }
}
