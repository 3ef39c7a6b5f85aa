internal import ChartGrammar

/// Writes outlines as the `d` attribute of SVG, in steps from the last point.
///
/// Each step is the difference of two rounded places, so rounding errors do not add up.
struct PathData {
  private let decimals: Int
  private let factor: Double
  private var x = 0
  private var y = 0
  private var startX = 0
  private var startY = 0
  private var lastLetter: UInt8 = 0
  private(set) var markup = MarkupBuffer()

  init(decimals: Int) {
    self.decimals = decimals
    factor = (0..<decimals).reduce(1.0) { value, _ in value * 10 }
  }

  init(_ path: Path) {
    self.init(decimals: 2)
    for element in path.elements {
      switch element {
      case .move(let to): move(to.x, to.y)
      case .line(let to): line(to.x, to.y)
      case .curve(let first, let second, let to):
        step("c", [(first.x, first.y), (second.x, second.y), (to.x, to.y)])
      case .close: close()
      }
    }
  }

  /// A glyph in font units, which are whole numbers in nearly every font.
  init(_ outline: GlyphOutline) {
    self.init(decimals: 0)
    for element in outline.steps {
      switch element {
      case .move(let x, let y): move(Double(x), Double(y))
      case .line(let x, let y): line(Double(x), Double(y))
      case .quadratic(let cx, let cy, let x, let y):
        step("q", [(Double(cx), Double(cy)), (Double(x), Double(y))])
      case .cubic(let ax, let ay, let bx, let by, let x, let y):
        step("c", [(Double(ax), Double(ay)), (Double(bx), Double(by)), (Double(x), Double(y))])
      case .close: close()
      }
    }
  }

  private mutating func move(_ toX: Double, _ toY: Double) {
    x = units(toX)
    y = units(toY)
    startX = x
    startY = y
    letter("M")
    write([x, y])
    // Numbers after a move would be lines from place to place; a letter is written for each step instead.
    lastLetter = 0
  }

  private mutating func line(_ toX: Double, _ toY: Double) {
    let deltaX = units(toX) - x
    let deltaY = units(toY) - y
    if deltaY == 0 {
      letter("h")
      write([deltaX])
    } else if deltaX == 0 {
      letter("v")
      write([deltaY])
    } else {
      letter("l")
      write([deltaX, deltaY])
    }
    x += deltaX
    y += deltaY
  }

  private mutating func step(_ name: Unicode.Scalar, _ points: [(x: Double, y: Double)]) {
    letter(name)
    write(points.flatMap { [units($0.x) - x, units($0.y) - y] })
    if let last = points.last {
      x = units(last.x)
      y = units(last.y)
    }
  }

  private mutating func close() {
    letter("z")
    lastLetter = 0
    x = startX
    y = startY
  }

  private func units(_ value: Double) -> Int {
    Int((value * factor).rounded())
  }

  /// A letter that repeats may be left out.
  private mutating func letter(_ name: Unicode.Scalar) {
    let byte = UInt8(ascii: name)
    needsSeparator = byte == lastLetter
    if byte != lastLetter { markup.add(String(Character(name))) }
    lastLetter = byte
  }

  private var needsSeparator = false

  /// A minus sign separates by itself.
  private mutating func write(_ values: [Int]) {
    for value in values {
      if needsSeparator, value >= 0 { markup.add(" " as StaticString) }
      markup.add(units: value, decimals: decimals)
      needsSeparator = true
    }
  }
}
