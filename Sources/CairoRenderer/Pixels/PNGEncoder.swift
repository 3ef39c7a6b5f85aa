internal import ChartGrammar

/// Writes pixels as a PNG file.
///
/// - Source: W3C (2003), *Portable Network Graphics (PNG) Specification*, second edition.
struct PNGEncoder {
  let width: Int
  let height: Int
  let isOpaque: Bool
  /// Pixels to a metre, from 96 to an inch at scale 1.
  let pixelsPerMetre: Int
  /// Keywords and texts for people and programs that cannot see the picture.
  let texts: [(keyword: String, text: String)]

  /// Writes the pixels, which are changed from Cairo's form to PNG's on the way.
  func encode(_ pixels: UnsafeMutablePointer<UInt32>, pixelsPerRow: Int) -> [UInt8] {
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    let palette =
      isOpaque ? Palette(of: pixels, width: width, height: height, pixelsPerRow: pixelsPerRow) : nil
    let colorType: UInt8 = palette != nil ? 3 : isOpaque ? 2 : 6
    append("IHDR", bigEndian(width) + bigEndian(height) + [8, colorType, 0, 0, 0], to: &file)
    append("sRGB", [0], to: &file)
    append("pHYs", bigEndian(pixelsPerMetre) + bigEndian(pixelsPerMetre) + [1], to: &file)
    for (keyword, text) in texts where !text.isEmpty {
      append("iTXt", Array(keyword.utf8) + [0, 0, 0, 0, 0] + Array(text.utf8), to: &file)
    }
    if let palette {
      append(
        "PLTE",
        palette.colors.flatMap { [UInt8($0 >> 16 & 0xFF), UInt8($0 >> 8 & 0xFF), UInt8($0 & 0xFF)] },
        to: &file)
    }
    convert(pixels, pixelsPerRow, palette)
    let compressed = PixelDeflate.compress(
      pixels, width: width, height: height, pixelsPerRow: pixelsPerRow,
      bytesPerPixel: palette != nil ? 1 : isOpaque ? 3 : 4)
    append("IDAT", compressed, to: &file)
    append("IEND", [], to: &file)
    return file
  }

  /// Changes pixels to palette indices, colours without the byte that Cairo leaves open, or colours with opacity.
  private func convert(_ pixels: UnsafeMutablePointer<UInt32>, _ pixelsPerRow: Int, _ palette: Palette?) {
    for row in 0..<height {
      let line = pixels + row * pixelsPerRow
      if let palette {
        var column = 0
        while column < width {
          let color = line[column]
          let index = UInt32(palette.index(of: color & 0xFF_FFFF))
          let end =
            column + 1 + PixelArea.commonLength(line + column + 1, line + column, limit: width - column - 1)
          (line + column).update(repeating: index, count: end - column)
          column = end
        }
      } else if isOpaque {
        for column in 0..<width { line[column] &= 0xFF_FFFF }
      } else {
        for column in 0..<width { line[column] = straight(line[column]) }
      }
    }
  }

  /// A pixel with its colour no longer multiplied by its opacity.
  private func straight(_ pixel: UInt32) -> UInt32 {
    let alpha = pixel >> 24
    if alpha == 255 { return pixel }
    if alpha == 0 { return 0 }
    let red = min(255, ((pixel >> 16 & 0xFF) * 255 + alpha / 2) / alpha)
    let green = min(255, ((pixel >> 8 & 0xFF) * 255 + alpha / 2) / alpha)
    let blue = min(255, ((pixel & 0xFF) * 255 + alpha / 2) / alpha)
    return alpha << 24 | red << 16 | green << 8 | blue
  }

  private func append(_ name: String, _ content: [UInt8], to file: inout [UInt8]) {
    file += bigEndian(content.count)
    let start = file.count
    file += Array(name.utf8)
    file += content
    file += bigEndian(Int(Zlib.cyclic(file[start...])))
  }

  private func bigEndian(_ value: Int) -> [UInt8] {
    let bits = UInt32(truncatingIfNeeded: value)
    return [
      UInt8(bits >> 24), UInt8(bits >> 16 & 0xFF), UInt8(bits >> 8 & 0xFF), UInt8(bits & 0xFF),
    ]
  }
}
