public import ChartGrammar
import Foundation
import Tables
import Yams

/// A brand's colours, letters, sizes, logo and paper, as YAML or JSON.
///
/// ```yaml
/// name: council
/// base: standard
/// palette: ["#005A30", "#C25E00", "#5B2A86"]
/// font: Liberation Sans
/// logo: council.png
/// paper: A4 landscape
/// ```
///
/// As JSON it is described by `Documentation/theme.schema.json`.
public struct ThemeFile: Codable, Hashable, Sendable {
  /// The theme whose values are kept where the file says nothing.
  public var base: String?
  /// The name of the theme.
  public var name: String?
  /// Colours as `#RRGGBB`.
  public var background, ink, focus, context, gridline: String?
  /// The colour of secondary text.
  public var mutedInk: String?
  /// The line that bars stand on.
  public var axisLine: String?
  /// The colours of series, in order.
  public var palette: [String]?
  /// The colours of exactly two series.
  public var pair: [String]?
  /// From low to high.
  public var sequential: [String]?
  /// From low over the middle to high.
  public var diverging: [String]?
  /// The family of all letters.
  public var font: String?
  /// Sizes in pixels.
  public var headlineSize, subtitleSize, textSize, lineWidth, padding: Double?
  /// The path of a PNG file, beside the theme file.
  public var logo: String?
  /// Where the logo stands: top-left, top-right, bottom-left or bottom-right.
  public var logoCorner: String?
  /// Its height in pixels.
  public var logoHeight: Double?
  /// The page of a PDF file: A3, A4, A5 or letter, `A4 landscape`, or `210 x 297` in millimetres.
  public var paper: String?
  /// The empty border of that page in millimetres.
  public var paperMargin: Double?
  /// Whether lines also differ in their dashes.
  public var dashes: Bool?
  /// Whether colours that cannot be seen are refused (nil, false) or mended with a note.
  public var mend: Bool?

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case base, name, background, ink, focus, context, gridline, palette, pair, sequential, diverging, font,
      padding, dashes, mend, logo, paper
    case mutedInk = "muted-ink"
    case axisLine = "axis-line"
    case headlineSize = "headline-size"
    case subtitleSize = "subtitle-size"
    case textSize = "text-size"
    case lineWidth = "line-width"
    case logoCorner = "logo-corner"
    case logoHeight = "logo-height"
    case paperMargin = "paper-margin"
  }

  /// The keys that a file may have.
  public static var keys: [String] { CodingKeys.allCases.map(\.rawValue) }

  /// Why a file is no theme.
  public struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The sentence shown to a user.
    public let description: String
  }

  /// Reads a theme and checks that its colours can be seen and told apart.
  ///
  /// - Parameters:
  ///   - text: what the file holds, as YAML.
  ///   - path: the theme file's path, for errors and for the folder of its logo.
  ///   - read: reads the file of a path; nil for files of the disk.
  /// - Returns: the theme, and a note for each colour that had to be mended.
  /// - Throws: ``Fault`` with the key that is wrong.
  public static func theme(
    _ text: String, path: String, file read: ((String) throws -> [UInt8])? = nil
  ) throws(Fault) -> (theme: Theme, notes: [String]) {
    let file: ThemeFile
    do {
      let keys = try YAMLDepth.compose(text, source: path)?.mapping?.keys.compactMap(\.string) ?? []
      if let unknown = keys.first(where: { !Self.keys.contains($0) }) {
        throw Fault(
          description:
            "\(path): there is no key “\(unknown)”; the keys are \(Self.keys.joined(separator: ", "))")
      }
      file = try YAMLDecoder().decode(ThemeFile.self, from: text)
    } catch let fault as Fault {
      throw fault
    } catch let error as ReportError {
      throw Fault(description: error.description)
    } catch let DecodingError.typeMismatch(_, context) {
      let key = context.codingPath.map(\.stringValue).joined(separator: " ")
      throw Fault(description: "\(path): \(key) is of the wrong kind: \(context.debugDescription)")
    } catch {
      throw Fault(description: "\(path): this is no theme: \(error)")
    }
    return try file.checked(path, read ?? FileInput.read)
  }

  private func checked(
    _ path: String, _ read: (String) throws -> [UInt8]
  ) throws(Fault) -> (theme: Theme, notes: [String]) {
    guard let start = Theme.all.first(where: { $0.name == base ?? "standard" }) else {
      let names = Theme.all.map(\.name).joined(separator: ", ")
      throw Fault(description: "\(path): there is no base \(base ?? ""); choose one of \(names)")
    }
    var theme = try filled(start, path)
    theme.logo = try branded(path, read)
    theme.paper = try page(path)
    guard !theme.palette.isEmpty else { throw Fault(description: "\(path): palette has no colour") }
    if theme.pair.count != 2 { throw Fault(description: "\(path): pair has two colours") }
    let sizes = [theme.textSize, theme.headlineSize, theme.subtitleSize]
    guard sizes.allSatisfy({ (11...100).contains($0) }), (0.5...20).contains(theme.lineWidth),
      (0...200).contains(theme.padding)
    else {
      throw Fault(
        description:
          "\(path): sizes of text are from 11 to 100 pixels, line-width from 0.5 to 20, padding from 0 to 200"
      )
    }
    // What the base has by itself is no fault of a file that leaves its colours as they are.
    let isOfBase = theme.palette == start.palette && theme.background == start.background
    let known = isOfBase ? start.faults() : []
    guard mend == true else {
      let faults = theme.faults().filter { !known.contains($0) }
      guard faults.isEmpty else {
        throw Fault(
          description: "\(path): " + faults.prefix(10).joined(separator: "; ")
            + ". Choose other colours, or set mend: true to have pale ones darkened")
      }
      return (theme, [])
    }
    let notes: [String]
    (theme, notes) = theme.mended()
    return (theme, notes + theme.faults().filter { !known.contains($0) }.map { "theme: \($0)." })
  }

  private func branded(_ path: String, _ read: (String) throws -> [UInt8]) throws(Fault) -> Logo? {
    guard let logo else {
      guard logoCorner == nil, logoHeight == nil else {
        throw Fault(description: "\(path): logo-corner and logo-height need logo: FILE.png")
      }
      return nil
    }
    let place = logo.hasPrefix("/") ? logo : FilePath.folder(of: path) + logo
    let bytes: [UInt8]
    do { bytes = try read(place) } catch { throw Fault(description: "\(path): logo: \(error)") }
    guard let image = RasterImage(png: bytes) else {
      throw Fault(
        description:
          "\(path): logo: \(place) is no PNG file of at most 16 million pixels; export the logo as PNG")
    }
    guard let corner = Logo.Corner(rawValue: logoCorner ?? Logo.Corner.topRight.rawValue) else {
      let all = Logo.Corner.allCases.map(\.rawValue).joined(separator: ", ")
      throw Fault(description: "\(path): there is no logo-corner \(logoCorner ?? ""); choose one of \(all)")
    }
    let height = logoHeight ?? 40
    guard (8...400).contains(height) else {
      throw Fault(description: "\(path): logo-height is from 8 to 400 pixels, not \(height)")
    }
    return Logo(image: image, corner: corner, height: height)
  }

  private func page(_ path: String) throws(Fault) -> Paper? {
    guard let paper else {
      guard paperMargin == nil else {
        throw Fault(description: "\(path): paper-margin needs paper: A4")
      }
      return nil
    }
    guard var page = Self.page(paper) else {
      throw Fault(
        description:
          "\(path): paper: there is no page “\(paper)”; write \(Paper.named.keys.sorted().joined(separator: ", ")), "
          + "A4 landscape, or 210 x 297 in millimetres")
    }
    if let paperMargin { page.margin = paperMargin }
    guard (20...2_000).contains(page.width), (20...2_000).contains(page.height), page.margin >= 0,
      min(page.width, page.height) - 2 * page.margin >= 20
    else {
      throw Fault(
        description:
          "\(path): a page has sides from 20 to 2,000 millimetres, of which paper-margin leaves 20 or more")
    }
    return page
  }

  private static func page(_ words: String) -> Paper? {
    let parts = words.lowercased().split { $0 == " " || $0 == "x" || $0 == "×" }.map(String.init)
    let named = Paper.named.first { $0.key.lowercased() == parts.first }?.value
    if let named, parts.count == 1 || parts.dropFirst() == ["portrait"] { return named }
    if let named, parts.dropFirst() == ["landscape"] { return named.landscape }
    let sides = parts.compactMap(Double.init)
    guard sides.count == 2, parts.count == 2 else { return nil }
    return Paper(width: sides[0], height: sides[1])
  }

  private func filled(_ start: Theme, _ path: String) throws(Fault) -> Theme {
    func color(_ text: String, _ key: String) throws(Fault) -> Color {
      let digits = text.hasPrefix("#") ? String(text.dropFirst()) : text
      guard digits.utf8.count == 6, let value = UInt32(digits, radix: 16) else {
        throw Fault(description: "\(path): \(key): “\(text)” is no colour; write #RRGGBB, such as #12436D")
      }
      return Color(hex: value)
    }
    func colors(_ texts: [String], _ key: String) throws(Fault) -> [Color] {
      var colors: [Color] = []
      for (index, text) in texts.enumerated() { colors.append(try color(text, "\(key) \(index + 1)")) }
      return colors
    }
    var theme = start
    theme.name = name ?? path
    if let background { theme.background = try color(background, "background") }
    if let ink { theme.ink = try color(ink, "ink") }
    if let mutedInk { theme.mutedInk = try color(mutedInk, "muted-ink") }
    if let focus { theme.focus = try color(focus, "focus") }
    if let context { theme.context = try color(context, "context") }
    if let gridline { theme.gridline = try color(gridline, "gridline") }
    if let axisLine { theme.axisLine = try color(axisLine, "axis-line") }
    if let palette {
      theme.palette = try colors(palette, "palette")
      if theme.palette.count > 1 { theme.pair = Array(theme.palette.prefix(2)) }
      if focus == nil, let first = theme.palette.first { theme.focus = first }
    }
    if let pair { theme.pair = try colors(pair, "pair") }
    if let sequential { theme.sequential = Gradient(colors: try colors(sequential, "sequential")) }
    if let diverging { theme.diverging = Gradient(colors: try colors(diverging, "diverging")) }
    if let font { theme.fontFamily = font }
    if let headlineSize { theme.headlineSize = headlineSize }
    if let subtitleSize { theme.subtitleSize = subtitleSize }
    if let textSize { theme.textSize = textSize }
    if let lineWidth { theme.lineWidth = lineWidth }
    if let padding { theme.padding = padding }
    if let dashes { theme.distinguishesByDash = dashes }
    return theme
  }
}
