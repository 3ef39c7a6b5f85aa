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

  /// zlib's fastest level: a chart's rows are so alike that more effort saves little.
  private static let level: Int32 = 1

  func encode(_ pixels: UnsafePointer<UInt32>, pixelsPerRow: Int) throws(RenderError) -> [UInt8] {
    let palette =
      isOpaque ? Palette(of: pixels, width: width, height: height, pixelsPerRow: pixelsPerRow) : nil
    let rows: [UInt8]
    let colorType: UInt8
    if let palette {
      rows = indexed(pixels, pixelsPerRow, palette)
      colorType = 3
    } else if isOpaque {
      rows = filtered(pixels, pixelsPerRow, channels: 3)
      colorType = 2
    } else {
      rows = filtered(pixels, pixelsPerRow, channels: 4)
      colorType = 6
    }
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
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
    var failure: RenderError?
    let compressed: [UInt8] = rows.withUnsafeBufferPointer { buffer in
      do throws(RenderError) {
        return try Zlib.deflate(buffer, level: Self.level)
      } catch {
        failure = error
        return []
      }
    }
    if let failure { throw failure }
    append("IDAT", compressed, to: &file)
    append("IEND", [], to: &file)
    return file
  }

  /// Rows of palette indices, each behind a zero for “no filter”.
  private func indexed(_ pixels: UnsafePointer<UInt32>, _ pixelsPerRow: Int, _ palette: Palette) -> [UInt8] {
    let count = height * (width + 1)
    return [UInt8](unsafeUninitializedCapacity: count) { rows, written in
      var place = 0
      for row in 0..<height {
        let line = pixels + row * pixelsPerRow
        rows[place] = 0
        place += 1
        var last = ~line[0]
        var index: UInt8 = 0
        for column in 0..<width {
          if line[column] != last {
            last = line[column]
            index = palette.index(of: last & 0xFF_FFFF)
          }
          rows[place] = index
          place += 1
        }
      }
      written = place
    }
  }

  /// Rows of channels, each as the difference from the row above, which is zero for most of a chart.
  private func filtered(_ pixels: UnsafePointer<UInt32>, _ pixelsPerRow: Int, channels: Int) -> [UInt8] {
    let count = height * (width * channels + 1)
    return [UInt8](unsafeUninitializedCapacity: count) { rows, written in
      var place = 0
      for row in 0..<height {
        let line = pixels + row * pixelsPerRow
        let above = row > 0 ? line - pixelsPerRow : nil
        rows[place] = row > 0 ? 2 : 0
        place += 1
        for column in 0..<width {
          let color = straight(line[column])
          let other = above.map { straight($0[column]) } ?? 0
          rows[place] = UInt8(truncatingIfNeeded: color >> 16) &- UInt8(truncatingIfNeeded: other >> 16)
          rows[place + 1] = UInt8(truncatingIfNeeded: color >> 8) &- UInt8(truncatingIfNeeded: other >> 8)
          rows[place + 2] = UInt8(truncatingIfNeeded: color) &- UInt8(truncatingIfNeeded: other)
          if channels == 4 {
            rows[place + 3] = UInt8(truncatingIfNeeded: color >> 24) &- UInt8(truncatingIfNeeded: other >> 24)
          }
          place += channels
        }
      }
      written = place
    }
  }

  /// A pixel with its colour no longer multiplied by its opacity.
  private func straight(_ pixel: UInt32) -> UInt32 {
    let alpha = pixel >> 24
    if isOpaque || alpha == 255 { return pixel }
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
    file += bigEndian(Int(Zlib.checksum(file[start...])))
  }

  private func bigEndian(_ value: Int) -> [UInt8] {
    let bits = UInt32(truncatingIfNeeded: value)
    return [
      UInt8(bits >> 24), UInt8(bits >> 16 & 0xFF), UInt8(bits >> 8 & 0xFF), UInt8(bits & 0xFF),
    ]
  }
}
