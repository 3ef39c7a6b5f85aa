#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// Where an axis has its marks.
public struct AxisMarkValues: Sendable {
  enum Kind: Sendable {
    case automatic(desiredCount: Int?, minimumStride: Double?)
    case stride(Double)
    case calendar(CalendarStep)
    case given([Datum])
  }

  let kind: Kind
  /// Whether the axis is lengthened to the mark below its lowest value; nil for what suits the kind.
  var roundsLowerBound: Bool?
  /// Whether the axis is lengthened to the mark above its highest value; nil for what suits the kind.
  var roundsUpperBound: Bool?

  init(kind: Kind, _ roundsLowerBound: Bool? = nil, _ roundsUpperBound: Bool? = nil) {
    self.kind = kind
    self.roundsLowerBound = roundsLowerBound
    self.roundsUpperBound = roundsUpperBound
  }

  init<Value: Plottable>(_ values: [Value]) {
    kind = .given(values.map { $0.primitivePlottable.datum })
  }

  /// At round values.
  public static var automatic: AxisMarkValues { .automatic() }

  /// At about so many round values.
  ///
  /// - Parameters:
  ///   - minimumStride: the least difference between neighbours; on an axis of dates, in seconds.
  ///   - desiredCount: about how many there are, from 2 to 12, or fewer where labels would touch; nil for what suits
  ///     the length of the axis.
  ///   - roundLowerBound: whether the axis reaches down to a mark; nil for yes.
  ///   - roundUpperBound: whether the axis reaches up to a mark; nil for yes.
  public static func automatic(
    minimumStride: Double? = nil, desiredCount: Int? = nil, roundLowerBound: Bool? = nil,
    roundUpperBound: Bool? = nil
  ) -> AxisMarkValues {
    AxisMarkValues(
      kind: .automatic(desiredCount: desiredCount, minimumStride: minimumStride), roundLowerBound,
      roundUpperBound)
  }

  /// At each multiple of a step.
  ///
  /// - Parameters:
  ///   - step: the distance from one mark to the next, in the unit of the axis; on an axis of dates, in seconds.
  ///   - roundLowerBound: whether the axis reaches down to a multiple; nil for no.
  ///   - roundUpperBound: whether the axis reaches up to a multiple; nil for no.
  public static func stride(
    by step: Double, roundLowerBound: Bool? = nil, roundUpperBound: Bool? = nil
  ) -> AxisMarkValues {
    AxisMarkValues(kind: .stride(step), roundLowerBound, roundUpperBound)
  }

  /// At each so many hours, days, weeks, months or years of the calendar, in Coordinated Universal Time.
  ///
  /// - Parameters:
  ///   - component: the unit of the step; values are round ones for a unit that is no stretch of time.
  ///   - count: how many such units lie between two marks.
  ///   - roundLowerBound: whether the axis reaches back to such an instant; nil for no.
  ///   - roundUpperBound: whether the axis reaches on to such an instant; nil for no.
  ///   - calendar: the Gregorian one is used, whatever is asked for.
  public static func stride(
    by component: Calendar.Component, count: Int = 1, roundLowerBound: Bool? = nil,
    roundUpperBound: Bool? = nil, calendar: Calendar? = nil
  ) -> AxisMarkValues {
    AxisMarkValues(
      kind: CalendarStep(component, count: count).map { .calendar($0) }
        ?? .automatic(desiredCount: nil, minimumStride: nil), roundLowerBound, roundUpperBound)
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
