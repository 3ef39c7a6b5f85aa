#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// Views below each other.
public struct VStack<Content: View>: View {
  /// The content.
  public let body: Content

  /// Views below each other; a picture centres their lines.
  public init(
    alignment: HorizontalAlignment = .center, spacing: Double? = nil, @ViewBuilder content: () -> Content
  ) {
    body = content()
  }
}

/// Views beside each other.
public struct HStack<Content: View>: View {
  /// Adds itself.
  public typealias Body = Never
  private let inner: Content

  /// Views beside each other; their texts become one line with the look of the first.
  public init(
    alignment: VerticalAlignment = .center, spacing: Double? = nil, @ViewBuilder content: () -> Content
  ) {
    inner = content()
  }

  /// Adds one line of all texts.
  public func collect(into content: inout ViewContent) { content.add(.row(ViewParts(inner).contents)) }
}

/// Views over each other.
public struct ZStack<Content: View>: View {
  /// Adds itself.
  public typealias Body = Never
  private let inner: Content

  /// Views over each other: a shape is the ground of the text, and of several shapes the last is seen.
  public init(alignment: Alignment = .center, @ViewBuilder content: () -> Content) {
    inner = content()
  }

  /// Adds the texts, and the shape that lies over the others.
  public func collect(into content: inout ViewContent) {
    var own = ViewContent()
    for part in ViewParts(inner).contents {
      own.add(part)
      own.shape = part.shape ?? own.shape
    }
    content.add(own)
  }
}

/// Views kept together.
public struct Group<Content: View>: View {
  /// The content.
  public let body: Content

  /// Views kept together.
  public init(@ViewBuilder content: () -> Content) { body = content() }
}

/// Views with a frame around them, which a picture leaves out.
public struct GroupBox<Content: View>: View {
  /// The content.
  public let body: Content

  /// Views kept together.
  public init(@ViewBuilder content: () -> Content) { body = content() }
}

/// Room between views, which a picture leaves out.
public struct Spacer: View {
  /// Adds itself.
  public typealias Body = Never
  /// Room.
  public init(minLength: Double? = nil) {}
  /// Adds nothing.
  public func collect(into content: inout ViewContent) {}
}

/// A line between views, which a picture leaves out.
public struct Divider: View {
  /// Adds itself.
  public typealias Body = Never
  /// A line.
  public init() {}
  /// Adds nothing.
  public func collect(into content: inout ViewContent) {}
}

/// An image by name, which a picture leaves out: there are no catalogues of images.
///
/// A disc or a square of the system has its form, so that it can be the key of a legend.
public struct Image: View {
  private let shape: BasicChartSymbolShape?

  /// Adds itself.
  public typealias Body = Never
  /// How large a system image is.
  public enum Scale: Hashable, Sendable {
    /// So large.
    case small, medium, large
  }

  /// An image of a catalogue.
  public init(_ name: some StringProtocol) { shape = nil }
  /// An image of the system.
  public init(systemName: some StringProtocol) {
    let forms: [String: BasicChartSymbolShape] = [
      "circle.fill": .circle, "circle": .circle, "square.fill": .square, "square": .square,
      "diamond.fill": .diamond, "diamond": .diamond, "triangle.fill": .triangle, "triangle": .triangle,
    ]
    shape = forms[String(systemName)]
  }
  /// The same, its frame filled.
  public func resizable() -> Image { self }
  /// The same in another size.
  public func imageScale(_ scale: Scale) -> Image { self }
  /// Adds the form of a disc or a square, otherwise nothing.
  public func collect(into content: inout ViewContent) { content.shape = content.shape ?? shape }
}

/// A text with an image, of which a picture keeps the text.
public struct Label: View {
  /// Adds itself.
  public typealias Body = Never
  private let parts: [ViewContent]

  /// A text with an image of the system.
  public init(_ title: some StringProtocol, systemImage: String) {
    parts = [Image(systemName: systemImage).content, Text(title).content]
  }

  /// A text with an image; a coloured disc or square is a key of a legend.
  public init(@ViewBuilder title: () -> some View, @ViewBuilder icon: () -> some View) {
    parts = [icon().content, title().content]
  }

  /// Adds the text.
  public func collect(into content: inout ViewContent) { content.add(.row(parts)) }
}

/// A button, of which a picture keeps the text.
public struct Button<Content: View>: View {
  /// The content.
  public let body: Content

  /// A button that is never pressed.
  public init(action: () -> Void, @ViewBuilder label: () -> Content) {
    body = label()
  }
}

/// How views below each other line up; pictures centre them.
public enum HorizontalAlignment: String, Hashable, Sendable {
  /// At the left, in the middle or at the right.
  case leading, center, trailing
}

/// How views beside each other line up.
public enum VerticalAlignment: String, Hashable, Sendable {
  /// At the top, in the middle, at the bottom or on a line of letters.
  case top, center, bottom, firstTextBaseline, lastTextBaseline
}

/// The parts of a view that stand in order, each by itself.
struct ViewParts {
  private(set) var contents: [ViewContent] = []

  init(_ view: some View) { add(view) }

  private mutating func add(_ view: some View) {
    if let pair = view as? any ViewPair {
      for part in pair.parts { add(part) }
    } else {
      contents.append(view.content)
    }
  }
}

/// Two views of a builder.
protocol ViewPair {
  var parts: [any View] { get }
}

extension PairView: ViewPair {
  var parts: [any View] { [first, second] }
}

/// An image from elsewhere, which a picture leaves out: nothing is fetched.
public struct AsyncImage: View {
  /// Adds itself.
  public typealias Body = Never

  /// An image from elsewhere.
  public init(url: URL?) {}

  /// An image from elsewhere, and what stands there until it has come.
  public init(
    url: URL?, @ViewBuilder content: (Image) -> some View, @ViewBuilder placeholder: () -> some View
  ) {}

  /// Adds nothing.
  public func collect(into content: inout ViewContent) {}
}

/// A sign that something goes on, which a picture leaves out.
public struct ProgressView: View {
  /// Adds itself.
  public typealias Body = Never
  /// A sign that something goes on.
  public init() {}
  /// Adds nothing.
  public func collect(into content: inout ViewContent) {}
}

/// Columns of a grid, whose widths a picture chooses.
public struct GridItem: Hashable, Sendable {
  /// How wide a column is.
  public enum ColumnSize: Hashable, Sendable {
    /// So wide.
    case fixed(Double)
    /// What is left.
    case flexible(minimum: Double = 10, maximum: Double = .infinity)
    /// As many as have room.
    case adaptive(minimum: Double, maximum: Double = .infinity)
  }

  /// A column.
  public init(_ size: ColumnSize = .flexible(), spacing: Double? = nil, alignment: Alignment? = nil) {}
}

/// Views in the rows of a grid.
public struct LazyVGrid<Content: View>: View {
  /// The content.
  public let body: Content

  /// Views in the rows of a grid.
  public init(
    columns: [GridItem], alignment: HorizontalAlignment = .center, spacing: Double? = nil,
    @ViewBuilder content: () -> Content
  ) { body = content() }
}

/// Views that can be moved, which a picture draws as a whole.
public struct ScrollView<Content: View>: View {
  /// The content.
  public let body: Content

  /// Views that can be moved.
  public init(
    _ axes: AxisSet = .vertical, showsIndicators: Bool = true, @ViewBuilder content: () -> Content
  ) { body = content() }
}
