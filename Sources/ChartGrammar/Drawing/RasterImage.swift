#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// A picture of pixels that a scene draws as it is, such as a logo.
public struct RasterImage: Hashable, Sendable {
  /// The bytes of the PNG file.
  public let png: [UInt8]
  /// The width in pixels.
  public let width: Int
  /// The height in pixels.
  public let height: Int

  /// A picture from a PNG file; nil for what is no PNG, and for one of more than 16 million pixels.
  ///
  /// Only its head is read: whether the rest is whole shows when it is drawn.
  public init?(png: [UInt8]) {
    let head: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]
    guard png.count > 24, png.starts(with: head) else { return nil }
    func number(at place: Int) -> Int { png[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
    let (width, height) = (number(at: 16), number(at: 20))
    guard width > 0, height > 0, width <= Self.largest / height else { return nil }
    self.png = png
    self.width = width
    self.height = height
  }

  private static let largest = 16_000_000

  /// The file in the letters of base 64, as pages hold it.
  package var base64: String { Data(png).base64EncodedString() }
}
