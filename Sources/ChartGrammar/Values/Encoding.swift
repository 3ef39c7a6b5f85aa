/// A value of one mark in one channel, with its label.
public struct Encoding: Hashable, Sendable {
  /// What the value is called.
  public var label: String
  /// The value, or the lower end of a range.
  public var datum: Datum
  /// The upper end of a range; nil for a single value.
  public var upper: Datum?

  /// A labelled value.
  public init(label: String, datum: Datum, upper: Datum? = nil) {
    self.label = label
    self.datum = datum
    self.upper = upper
  }
}

/// What a value decides about a mark.
public enum Channel: String, Hashable, Sendable {
  /// A place along an axis.
  case x, y
  /// An end along an axis.
  case xStart, xEnd, yStart, yEnd
  /// The size of a sector.
  case angle
  /// Which line or area a vertex belongs to.
  case series

  /// Whether the channel belongs to the horizontal axis.
  var isHorizontal: Bool {
    switch self {
    case .x, .xStart, .xEnd: true
    case .y, .yStart, .yEnd, .angle, .series: false
    }
  }

  /// Whether the channel belongs to the vertical axis.
  var isVertical: Bool {
    switch self {
    case .y, .yStart, .yEnd: true
    case .x, .xStart, .xEnd, .angle, .series: false
    }
  }
}

/// Which value stands in which channel of one mark: a small ordered map.
public struct Encodings: Hashable, Sendable, ExpressibleByDictionaryLiteral {
  struct Pair: Hashable, Sendable {
    var channel: Channel
    var encoding: Encoding
  }

  var pairs: [Pair]

  /// A map from a literal such as `[.x: x, .y: y]`.
  public init(dictionaryLiteral elements: (Channel, Encoding)...) {
    pairs = elements.map { Pair(channel: $0.0, encoding: $0.1) }
  }

  init(x: Encoding, y: Encoding) {
    pairs = [Pair(channel: .x, encoding: x), Pair(channel: .y, encoding: y)]
  }

  /// The value in a channel, if there is one.
  public subscript(channel: Channel) -> Encoding? {
    get { pairs.first { $0.channel == channel }?.encoding }
    set {
      let index = pairs.firstIndex { $0.channel == channel }
      switch (index, newValue) {
      case (let index?, let encoding?): pairs[index].encoding = encoding
      case (let index?, nil): pairs.remove(at: index)
      case (nil, let encoding?): pairs.append(Pair(channel: channel, encoding: encoding))
      case (nil, nil): break
      }
    }
  }
}
