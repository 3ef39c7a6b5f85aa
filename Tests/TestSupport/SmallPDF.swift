/// A PDF of one font with lines of text at given places, made by hand for tests.
public enum SmallPDF {
  /// A piece of text with its distances from the left and the top of the page.
  public struct Text: Sendable {
    let words: String
    let x: Double
    let y: Double
    let size: Double

    /// Joins words and a place.
    public init(_ words: String, x: Double = 60, y: Double, size: Double = 11) {
      self.words = words
      self.x = x
      self.y = y
      self.size = size
    }
  }

  /// The bytes of a document with the pages given.
  public static func bytes(_ pages: [[Text]]) -> [UInt8] {
    var objects: [String] = [
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Count \(pages.count) /Kids [\(pages.indices.map { "\(4 + 2 * $0) 0 R" }.joined(separator: " "))] >>",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for (index, page) in pages.enumerated() {
      var content = ""
      for text in page {
        var escaped = ""
        for character in text.words {
          if "()\\".contains(character) { escaped.append("\\") }
          escaped.append(character)
        }
        content += "BT /F1 \(text.size) Tf \(text.x) \(842 - text.y) Td (\(escaped)) Tj ET\n"
      }
      objects.append(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
          + "/Contents \(5 + 2 * index) 0 R >>")
      objects.append("<< /Length \(content.utf8.count) >>\nstream\n\(content)endstream")
    }
    var file = "%PDF-1.4\n"
    var places: [Int] = []
    for (index, object) in objects.enumerated() {
      places.append(file.utf8.count)
      file += "\(index + 1) 0 obj\n\(object)\nendobj\n"
    }
    let table = file.utf8.count
    file += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for place in places {
      let digits = String(place)
      file += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
    }
    file += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(table)\n%%EOF\n"
    return Array(file.utf8)
  }
}
