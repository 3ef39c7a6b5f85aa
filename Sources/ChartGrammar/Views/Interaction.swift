/// A value that a view reads and changes.
@propertyWrapper @dynamicMemberLookup
public struct Binding<Value> {
  private let get: () -> Value
  private let set: (Value) -> Void

  /// A value read and changed by functions.
  public init(get: @escaping () -> Value, set: @escaping (Value) -> Void) {
    self.get = get
    self.set = set
  }

  /// A value that stays as it is.
  public static func constant(_ value: Value) -> Binding { Binding(get: { value }, set: { _ in }) }

  /// The value.
  public var wrappedValue: Value {
    get { get() }
    nonmutating set { set(newValue) }
  }

  /// Itself.
  public var projectedValue: Binding { self }

  /// Itself: pictures do not move.
  public func animation(_ animation: Animation? = nil) -> Binding { self }

  /// A part of the value.
  public subscript<Part>(dynamicMember path: WritableKeyPath<Value, Part>) -> Binding<Part> {
    Binding<Part>(
      get: { wrappedValue[keyPath: path] },
      set: { part in
        var value = wrappedValue
        value[keyPath: path] = part
        wrappedValue = value
      })
  }
}

/// A value that a view keeps; in a picture it stays as the chart's code sets it.
@propertyWrapper
public struct State<Value> {
  private final class Storage {
    var value: Value
    init(_ value: Value) { self.value = value }
  }

  private let storage: Storage

  /// A value at first.
  public init(wrappedValue: Value) { storage = Storage(wrappedValue) }

  /// A value at first.
  public init(initialValue: Value) { storage = Storage(initialValue) }

  /// The value.
  public var wrappedValue: Value {
    get { storage.value }
    nonmutating set { storage.value = newValue }
  }

  /// The value to be read and changed elsewhere.
  public var projectedValue: Binding<Value> {
    Binding(get: { storage.value }, set: { storage.value = $0 })
  }
}

extension State where Value: ExpressibleByNilLiteral {
  /// No value at first.
  public init() { self.init(wrappedValue: nil) }
}

/// The place of something in a view, to be found by a ``GeometryProxy``.
public struct Anchor<Value: Sendable>: Sendable {
  let value: Value
}

/// The size of a view; in a picture, where nothing is pointed at, that of a plot of 300 pixels.
public struct GeometryProxy: Sendable {
  /// The size.
  public let size = Size(width: 300, height: 300)

  /// A place in the view.
  public subscript<Value: Sendable>(_ anchor: Anchor<Value>) -> Value { anchor.value }

  /// The view's frame.
  public func frame(in space: CoordinateSpaceName) -> Rect { Rect(x: 0, y: 0, width: 300, height: 300) }
}

/// In which coordinates a frame is told.
public enum CoordinateSpaceName: Hashable, Sendable {
  /// In those of the view or of the screen.
  case local, global
}

/// A view that knows its size; a picture keeps its text.
public struct GeometryReader<Content: View>: View {
  /// The content.
  public let body: Content

  /// A view that knows its size.
  public init(@ViewBuilder content: (GeometryProxy) -> Content) { body = content(GeometryProxy()) }
}

/// A chart's scales, for views over it; in a picture, where nothing is pointed at, there is no value at a place.
public struct ChartProxy: Sendable {
  private static let frame = Rect(x: 0, y: 0, width: 300, height: 300)

  /// The plot's frame.
  public let plotFrame: Anchor<Rect>? = Anchor(value: ChartProxy.frame)
  /// The plot's frame.
  public let plotAreaFrame = Anchor(value: ChartProxy.frame)
  /// The frame of the plot and its axes.
  public let plotContainerFrame: Anchor<Rect>? = Anchor(value: ChartProxy.frame)
  /// The plot's size.
  public let plotSize = Size(width: 300, height: 300)
  /// The plot's size.
  public let plotAreaSize = Size(width: 300, height: 300)

  /// No value.
  public func value<Value: Plottable>(atX x: Double, as type: Value.Type = Value.self) -> Value? { nil }
  /// No value.
  public func value<Value: Plottable>(atY y: Double, as type: Value.Type = Value.self) -> Value? { nil }
  /// No value.
  public func value<X: Plottable, Y: Plottable>(
    at point: Point, as type: (X, Y).Type = (X, Y).self
  ) -> (X, Y)? { nil }
  /// No value.
  public func value<Value: Plottable>(atAngle angle: Angle, as type: Value.Type = Value.self) -> Value? {
    nil
  }
  /// No place.
  public func position(forX value: some Plottable) -> Double? { nil }
  /// No place.
  public func position(forY value: some Plottable) -> Double? { nil }
  /// No place.
  public func position(for value: (x: some Plottable, y: some Plottable)) -> Point? { nil }
  /// No range.
  public func positionRange(forX value: some Plottable) -> ClosedRange<Double>? { nil }
  /// No range.
  public func positionRange(forY value: some Plottable) -> ClosedRange<Double>? { nil }
  /// Selects nothing.
  public func selectXValue(at x: Double) {}
  /// Selects nothing.
  public func selectYValue(at y: Double) {}
  /// Selects nothing.
  public func selectXRange(from start: Double, to end: Double) {}
  /// Selects nothing.
  public func selectAngleValue(at angle: Angle) {}
}

/// What a pointer does over a view.
public enum HoverPhase: Hashable, Sendable {
  /// It is at a place.
  case active(Point)
  /// It has left.
  case ended
}

/// Something that a reader of a screen does; readers of pictures do not.
public protocol Gesture {
  /// What is known of it.
  associatedtype Value
}

extension Gesture {
  /// Is never called.
  public func onChanged(_ action: @escaping (Value) -> Void) -> Self { self }
  /// Is never called.
  public func onEnded(_ action: @escaping (Value) -> Void) -> Self { self }
  /// The same with another before or after.
  public func exclusively(before other: some Gesture) -> Self { self }
  /// The same with another before or after.
  public func simultaneously(with other: some Gesture) -> Self { self }
  /// The same with another before or after.
  public func sequenced(before other: some Gesture) -> Self { self }
}

/// A drag.
public struct DragGesture: Gesture {
  /// What is known of a drag.
  public struct Value: Sendable {
    /// Where the pointer is.
    public let location: Point
    /// Where it was first.
    public let startLocation: Point
    /// How far it has come.
    public let translation: Size
  }

  /// A drag.
  public init(minimumDistance: Double = 10) {}
  /// A drag.
  public init(minimumDistance: Double = 10, coordinateSpace: CoordinateSpaceName) {}
}

/// A tap with its place.
public struct SpatialTapGesture: Gesture {
  /// What is known of a tap.
  public struct Value: Sendable {
    /// Where it was.
    public let location: Point
  }

  /// A tap.
  public init(count: Int = 1) {}
}

/// A tap.
public struct TapGesture: Gesture {
  /// Nothing is known of it.
  public typealias Value = Void
  /// A tap.
  public init(count: Int = 1) {}
}

/// A long press.
public struct LongPressGesture: Gesture {
  /// Whether it is long enough.
  public typealias Value = Bool
  /// A long press.
  public init(minimumDuration: Double = 0.5) {}
}

/// A pinch.
public struct MagnifyGesture: Gesture {
  /// What is known of a pinch.
  public struct Value: Sendable {
    /// By how much.
    public let magnification: Double
  }

  /// A pinch.
  public init() {}
}

/// A pinch.
public struct MagnificationGesture: Gesture {
  /// By how much.
  public typealias Value = Double
  /// A pinch.
  public init() {}
}

/// A value that views hand upwards; in a picture none does.
public protocol PreferenceKey {
  /// What is handed upwards.
  associatedtype Value
  /// Where no view hands one.
  static var defaultValue: Value { get }
  /// Two into one.
  static func reduce(value: inout Value, nextValue: () -> Value)
}

/// The names that charts written for Apple's framework use for the parts of rectangles, points and sizes.
extension Rect {
  /// Nothing in the corner.
  public static let zero = Rect(x: 0, y: 0, width: 0, height: 0)
  /// The left edge.
  public var minX: Double { x }
  /// The top edge.
  public var minY: Double { y }
  /// Halfway from left to right.
  public var midX: Double { x + width / 2 }
  /// Halfway from top to bottom.
  public var midY: Double { y + height / 2 }
  /// The upper left corner.
  public var origin: Point { Point(x: x, y: y) }
  /// The extents.
  public var size: Size { Size(width: width, height: height) }
}

extension Point {
  /// The corner.
  public static let zero = Point(x: 0, y: 0)
}

extension Size {
  /// Nothing.
  public static let zero = Size(width: 0, height: 0)
}
