public import ChartGrammar

/// A PNG file read back.
///
/// - Source: W3C (2003), *Portable Network Graphics (PNG) Specification*, second edition.
public struct DecodedPNG: Sendable {
  /// What is wrong with a file.
  public struct Broken: Error {
    let reason: String
  }

  /// The pixels in a row.
  public let width: Int
  /// The rows.
  public let height: Int
  /// The kind of pixels, as the header names it.
  public let colorType: Int
  /// The resolution.
  public let pixelsPerMetre: Int
  /// The texts by keyword.
  public let texts: [String: String]
  private let channels: Int
  private let samples: [UInt8]

  /// Reads a file, checking its sums.
  public init(_ file: [UInt8]) throws {
    guard file.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else {
      throw Broken(reason: "signature")
    }
    var chunks: [(name: String, content: [UInt8])] = []
    var position = 8
    while position < file.count {
      let count = Self.number(file[position...])
      let body = Array(file[(position + 4)..<(position + 8 + count)])
      guard Self.checksum(body) == UInt32(Self.number(file[(position + 8 + count)...])) else {
        throw Broken(reason: "check sum of a chunk")
      }
      chunks.append((String(decoding: body.prefix(4), as: UTF8.self), Array(body.dropFirst(4))))
      position += 12 + count
    }
    guard let header = chunks.first, header.name == "IHDR", chunks.last?.name == "IEND" else {
      throw Broken(reason: "order of chunks")
    }
    width = Self.number(header.content[0...])
    height = Self.number(header.content[4...])
    colorType = Int(header.content[9])
    pixelsPerMetre = Self.number((chunks.first { $0.name == "pHYs" }?.content ?? [0, 0, 0, 0])[0...])
    texts = chunks.filter { $0.name == "iTXt" }.reduce(into: [:]) { texts, chunk in
      let parts = chunk.content.split(separator: 0, maxSplits: 5, omittingEmptySubsequences: false)
      texts[String(decoding: parts[0], as: UTF8.self)] = String(decoding: parts[5], as: UTF8.self)
    }
    let stored = [2: 3, 3: 1, 6: 4][colorType] ?? 0
    let data = chunks.filter { $0.name == "IDAT" }.flatMap(\.content)
    let rows = try Self.unfiltered(Inflate.decompress(data), width: width, height: height, channels: stored)
    if colorType == 3, let palette = chunks.first(where: { $0.name == "PLTE" })?.content {
      samples = rows.flatMap { palette[(Int($0) * 3)..<(Int($0) * 3 + 3)] }
      channels = 3
    } else {
      samples = rows
      channels = stored
    }
  }

  /// The colour of a pixel.
  public subscript(x: Int, y: Int) -> Color {
    let place = (y * width + x) * channels
    return Color(
      redByte: samples[place], greenByte: samples[place + 1], blueByte: samples[place + 2],
      opacity: channels == 4 ? Double(samples[place + 3]) / 255 : 1)
  }

  /// How far a pixel is from white, from 0 to 255.
  public func ink(_ x: Int, _ y: Int) -> Int {
    let color = self[x, y]
    return 255 - Int(min(color.red, color.green, color.blue))
  }

  /// The smallest rectangle of pixels with ink, or nil for an empty picture.
  public func inkBox(threshold: Int = 8) -> Rect? {
    var minX = width
    var maxX = -1
    var minY = height
    var maxY = -1
    for y in 0..<height {
      for x in 0..<width where ink(x, y) > threshold {
        minX = min(minX, x)
        maxX = max(maxX, x)
        minY = min(minY, y)
        maxY = max(maxY, y)
      }
    }
    guard maxX >= 0 else { return nil }
    return Rect(
      x: Double(minX), y: Double(minY), width: Double(maxX - minX + 1), height: Double(maxY - minY + 1))
  }

  /// How a part of this picture differs from another picture: the mean difference of ink, and the share of pixels that
  /// differ by more than half.
  public func difference(from other: DecodedPNG, top: Int = 0) -> (mean: Double, far: Double) {
    var total = 0
    var far = 0
    for y in 0..<other.height {
      for x in 0..<other.width {
        let difference = abs(ink(x, y + top) - other.ink(x, y))
        total += difference
        if difference > 128 { far += 1 }
      }
    }
    let count = Double(other.width * other.height)
    return (Double(total) / count, Double(far) / count)
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum = UInt32.max
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }

  private static func unfiltered(_ data: [UInt8], width: Int, height: Int, channels: Int) throws -> [UInt8] {
    let count = width * channels
    guard data.count == height * (count + 1) else { throw Broken(reason: "length of the rows") }
    var samples = [UInt8](repeating: 0, count: height * count)
    for row in 0..<height {
      let filter = data[row * (count + 1)]
      for column in 0..<count {
        let place = row * count + column
        let raw = data[row * (count + 1) + 1 + column]
        let left = column >= channels ? samples[place - channels] : 0
        let above = row > 0 ? samples[place - count] : 0
        switch filter {
        case 0: samples[place] = raw
        case 1: samples[place] = raw &+ left
        case 2: samples[place] = raw &+ above
        case 3: samples[place] = raw &+ UInt8((Int(left) + Int(above)) / 2)
        case 4:
          let corner = row > 0 && column >= channels ? samples[place - count - channels] : 0
          samples[place] = raw &+ paeth(Int(left), Int(above), Int(corner))
        default: throw Broken(reason: "filter \(filter)")
        }
      }
    }
    return samples
  }

  /// Whichever neighbour is nearest to left + above − corner.
  private static func paeth(_ left: Int, _ above: Int, _ corner: Int) -> UInt8 {
    let guess = left + above - corner
    if abs(guess - left) <= abs(guess - above), abs(guess - left) <= abs(guess - corner) {
      return UInt8(left)
    }
    return UInt8(abs(guess - above) <= abs(guess - corner) ? above : corner)
  }
}
