import Foundation

/// A picture within a page.
enum InlineSVG {
  /// The picture with a short name for those who do not see it; its size follows the page.
  ///
  /// The long description in the file is left out, since the table stands below the figure.
  static func markup(_ file: String, label: String) -> String {
    guard let start = file.range(of: "<svg "), let end = file[start.upperBound...].firstIndex(of: ">") else {
      return ""
    }
    let box = attribute("viewBox", in: file[start.upperBound..<end]) ?? "0 0 900 450"
    var rest = file[file.index(after: end)...]
    for tag in ["title", "desc"] {
      let trimmed = rest.drop { $0 == "\n" || $0 == " " }
      guard trimmed.hasPrefix("<\(tag) "), let close = trimmed.range(of: "</\(tag)>") else { continue }
      rest = trimmed[close.upperBound...]
    }
    return
      "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"\(box)\" "
      + "stroke-miterlimit=\"10\" role=\"img\" aria-label=\"\(HTMLText.escaped(label))\" focusable=\"false\">"
      + rest
  }

  /// The extent of a picture in pixels.
  static func size(_ file: String) -> (width: Double, height: Double) {
    guard let start = file.range(of: "<svg "), let end = file[start.upperBound...].firstIndex(of: ">"),
      let box = attribute("viewBox", in: file[start.upperBound..<end])
    else { return (900, 450) }
    let numbers = box.split(separator: " ").compactMap { Double($0) }
    return numbers.count == 4 ? (numbers[2], numbers[3]) : (900, 450)
  }

  private static func attribute(_ name: String, in tag: Substring) -> String? {
    guard let start = tag.range(of: "\(name)=\""), let end = tag[start.upperBound...].firstIndex(of: "\"")
    else {
      return nil
    }
    return String(tag[start.upperBound..<end])
  }
}

/// Texts within HTML.
enum HTMLText {
  /// A text with the signs of markup replaced, and without what HTML cannot hold.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\t": result += " "
      case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value): result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
