#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// Where an axis has its marks.
public struct AxisMarkValues: Sendable {
  enum Kind: Sendable {
    case automatic(Int?)
    case stride(Double)
    case calendar(CalendarStep)
    case given([Datum])
  }

  let kind: Kind

  init(kind: Kind) {
    self.kind = kind
  }

  init<Value: Plottable>(_ values: [Value]) {
    kind = .given(values.map { $0.primitivePlottable.datum })
  }

  /// At round values.
  public static var automatic: AxisMarkValues { AxisMarkValues(kind: .automatic(nil)) }

  /// At about so many round values.
  public static func automatic(desiredCount: Int? = nil) -> AxisMarkValues {
    AxisMarkValues(kind: .automatic(desiredCount))
  }

  /// At each multiple of a step.
  public static func stride(by step: Double) -> AxisMarkValues { AxisMarkValues(kind: .stride(step)) }

  /// At each so many hours, days, months or years.
  public static func stride(by component: Calendar.Component, count: Int = 1) -> AxisMarkValues {
    AxisMarkValues(kind: CalendarStep(component, count: count).map { .calendar($0) } ?? .automatic(nil))
  }
}

/// On which side of the plot an axis is written.
public enum AxisMarkPosition: String, Hashable, Sendable {
  /// At the left or the bottom.
  case automatic
  /// At the left.
  case leading
  /// At the right.
  case trailing
  /// Above.
  case top
  /// Below.
  case bottom
}

/// How axis marks are laid out; kept for charts written for Apple's framework, all look the same here.
public enum AxisMarkPreset: String, Hashable, Sendable {
  /// The usual way.
  case automatic
  /// The usual way.
  case aligned
  /// The usual way.
  case extended
  /// The usual way.
  case inset
}

/// A value at which an axis has marks.
public struct AxisValue: Sendable {
  /// The place in the list of values, from 0.
  public let index: Int
  /// How many values there are.
  public let count: Int
  let datum: Datum

  /// The value in its own type, or nil if it is of another type.
  public func `as`<Value: Plottable>(_ type: Value.Type) -> Value? {
    guard let primitive = Value.PrimitivePlottable(datum: datum) else { return nil }
    return Value(primitivePlottable: primitive)
  }
}
