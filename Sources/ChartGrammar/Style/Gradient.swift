/// A run of colours for a scale of numbers or for the ground of a shape.
public struct Gradient: ShapeStyle, Hashable {
  /// A colour and where it stands.
  public struct Stop: Hashable, Sendable {
    /// The colour.
    public var color: Color
    /// From 0, the start of the run, to 1, its end.
    public var location: Double

    /// A colour at a place.
    public init(color: Color, location: Double) {
      self.color = color
      self.location = min(max(location.isNaN ? 0 : location, 0), 1)
    }
  }

  /// The colours from the start to the end of the run.
  public let stops: [Stop]

  /// The colours from the lowest to the highest number.
  public var colors: [Color] { stops.map(\.color) }

  /// An even run of colours.
  public init(colors: [Color]) {
    stops = colors.enumerated().map { index, color in
      Stop(color: color, location: colors.count > 1 ? Double(index) / Double(colors.count - 1) : 0)
    }
  }

  /// A run of colours, each at its place.
  public init(stops: [Stop]) {
    self.stops = stops.enumerated().sorted {
      ($0.element.location, $0.offset) < ($1.element.location, $1.offset)
    }.map(\.element)
  }

  /// As the ground of a shape it runs from the top to the bottom.
  public var paint: Paint { LinearGradient(gradient: self, startPoint: .top, endPoint: .bottom).paint }

  /// The colour at a fraction of the way, mixed from its two neighbours.
  func color(at fraction: Double) -> Color {
    guard let first = stops.first, let last = stops.last else { return Color(hex: 0x7F7F7F) }
    if isEven {
      let place = min(max(fraction, 0), 1) * Double(stops.count - 1)
      let index = Int(place)
      guard index + 1 < stops.count else { return fraction <= 0 ? first.color : last.color }
      return stops[index].color.mixed(with: stops[index + 1].color, by: place - Double(index))
    }
    guard let above = stops.firstIndex(where: { $0.location > fraction }) else { return last.color }
    guard above > 0 else { return first.color }
    let (from, to) = (stops[above - 1], stops[above])
    return from.color.mixed(with: to.color, by: (fraction - from.location) / (to.location - from.location))
  }

  private var isEven: Bool {
    guard stops.count > 1 else { return true }
    return stops.indices.allSatisfy { stops[$0].location == Double($0) / Double(stops.count - 1) }
  }

  /// The colour halfway, with the mean opacity: what stands for the run where one colour is asked for.
  var mean: Color {
    guard !stops.isEmpty else { return Color(hex: 0x7F7F7F) }
    let strongest = stops.max { $0.color.opacity < $1.color.opacity }?.color ?? stops[0].color
    let isOneHue = stops.allSatisfy {
      $0.color.opacity == 0
        || ($0.color.red, $0.color.green, $0.color.blue)
          == (strongest.red, strongest.green, strongest.blue)
    }
    return isOneHue ? strongest : color(at: 0.5)
  }
}
