extension Theme {
  /// What readers would not see: text too pale, series too like each other or the ground; empty for a theme fit to print.
  ///
  /// - Source: W3C (2018), *Web Content Accessibility Guidelines* 2.1, 1.4.3 (4.5 to 1 for text) and 1.4.11 (3 to 1 for
  ///   graphics).
  public func faults() -> [String] {
    var faults: [String] = []
    for (name, color) in [("ink", ink), ("muted-ink", mutedInk)] {
      let ratio = Contrast.ratio(color, background)
      if ratio < 4.5 {
        faults.append("\(name) has a contrast of \(Self.text(ratio)) to the background; text needs 4.5")
      }
    }
    for (index, color) in palette.enumerated() {
      let ratio = Contrast.ratio(color, background)
      if ratio < 2.99 {
        faults.append(
          "colour \(index + 1) of palette has a contrast of \(Self.text(ratio)) to the background; marks need 3"
        )
      }
    }
    if Contrast.ratio(focus, background) < 2.99 {
      faults.append("focus is too like the background; marks need 3")
    }
    for (index, first) in palette.enumerated() {
      for (other, second) in palette.enumerated().dropFirst(index + 1) {
        for vision in ColorVision.allCases where vision.distance(first, second) < 10 {
          let reader = vision == .normal ? "anyone" : "readers with \(vision.rawValue) colour vision"
          faults.append("colours \(index + 1) and \(other + 1) of palette look alike to \(reader)")
          break
        }
      }
    }
    return faults
  }

  /// The theme with colours moved towards the ink until they are seen, and what was changed.
  ///
  /// Colours that look alike are left as they are: which of them should change is for the brand's owner.
  public func mended() -> (theme: Theme, notes: [String]) {
    var notes: [String] = []
    func seen(_ color: Color, _ name: String, _ least: Double, towards target: Color) -> Color {
      guard Contrast.ratio(color, background) < least else { return color }
      for step in 1...20 {
        let mixed = color.mixed(with: target, by: Double(step) / 20)
        if Contrast.ratio(mixed, background) >= least {
          notes.append(
            "\(name) is drawn darker or lighter than the theme says, so that it is seen on its background.")
          return mixed
        }
      }
      return color
    }
    let ground = Contrast.luminance(background)
    let far = ground > 0.18 ? Color(hex: 0) : Color(hex: 0xFFFFFF)
    let theme = changed {
      $0.ink = seen(ink, "ink", 4.5, towards: far)
      $0.mutedInk = seen(mutedInk, "muted-ink", 4.5, towards: far)
      $0.focus = seen(focus, "focus", 3, towards: far)
      $0.palette = palette.enumerated().map {
        seen($0.element, "colour \($0.offset + 1) of palette", 3, towards: far)
      }
      $0.pair = pair.map { seen($0, "a colour of pair", 3, towards: far) }
    }
    return (theme, notes)
  }

  private static func text(_ ratio: Double) -> String { ValueFormat.number.decimals(1).string(ratio) }
}
