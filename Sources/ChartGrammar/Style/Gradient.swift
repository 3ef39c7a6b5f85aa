/// A run of colours for a scale of numbers, evenly spaced.
public struct Gradient: Hashable, Sendable {
  /// The colours from the lowest to the highest number.
  public let colors: [Color]

  /// A run of colours.
  public init(colors: [Color]) {
    self.colors = colors
  }

  /// The colour at a fraction of the way, mixed from its two neighbours.
  func color(at fraction: Double) -> Color {
    guard let first = colors.first, let last = colors.last else { return Color(hex: 0x7F7F7F) }
    let place = min(max(fraction, 0), 1) * Double(colors.count - 1)
    let index = Int(place)
    guard index + 1 < colors.count else { return fraction <= 0 ? first : last }
    return colors[index].mixed(with: colors[index + 1], by: place - Double(index))
  }
}
