import Foundation

/// A page that leads to the packs of several groups.
public struct PackIndex {
  private let title: String
  private let packs: [(String, String)]

  /// Takes what the page is called and where it leads.
  ///
  /// - Parameters:
  ///   - title: the heading of the page, and its title in the browser.
  ///   - packs: the groups with their folders.
  public init(title: String, packs: [(String, String)]) {
    self.title = title
    self.packs = packs
  }

  private static func address(_ folder: String) -> String {
    folder.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(["-"])) ?? folder
  }

  /// What tells programs which packs there are.
  public var manifest: [UInt8] {
    get throws {
      struct Manifest: Encodable {
        struct Pack: Encodable {
          let group: String
          let folder: String
        }
        let title: String
        let figures: [String]
        let packs: [Pack]
      }
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      let content = Manifest(
        title: title, figures: [], packs: packs.map { Manifest.Pack(group: $0.0, folder: $0.1) })
      return Array(try encoder.encode(content)) + [UInt8(ascii: "\n")]
    }
  }

  /// The page.
  public var html: String {
    """
    <!DOCTYPE html>
    <html lang="en-GB">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(HTMLText.escaped(title))</title>
    <style>
    \(PageStyle.css)
    </style>
    </head>
    <body>
    <main>
    <h1>\(HTMLText.escaped(title))</h1>
    <ul>
    \(packs.map { "<li><a href=\"\(Self.address($0.1))/index.html\">\(HTMLText.escaped($0.0))</a></li>\n" }.joined())</ul>
    </main>
    </body>
    </html>

    """
  }
}
