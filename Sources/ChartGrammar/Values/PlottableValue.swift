#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A value with the label that an axis, a legend or a description gives it.
///
/// ```swift
/// BarMark(x: .value("Area", "Riverton"), y: .value("Rate", 31.4))
/// ```
public struct PlottableValue<Value: Plottable>: Sendable {
  let encoding: Encoding

  init(encoding: Encoding) {
    self.encoding = encoding
  }

  /// A labelled value.
  public static func value(_ label: some StringProtocol, _ value: Value) -> PlottableValue {
    PlottableValue(encoding: Encoding(label: String(label), datum: value.primitivePlottable.datum))
  }

  /// A labelled range, such as an age band.
  public static func value(_ label: some StringProtocol, _ range: Range<Value>) -> PlottableValue {
    interval(label, range.lowerBound, range.upperBound)
  }

  /// A labelled range, such as an age band.
  public static func value(_ label: some StringProtocol, _ range: ClosedRange<Value>) -> PlottableValue {
    interval(label, range.lowerBound, range.upperBound)
  }

  private static func interval(
    _ label: some StringProtocol, _ lower: Value, _ upper: Value
  ) -> PlottableValue {
    PlottableValue(
      encoding: Encoding(
        label: String(label), datum: lower.primitivePlottable.datum, upper: upper.primitivePlottable.datum))
  }
}

extension PlottableValue where Value == Date {
  /// A labelled instant that stands for the whole hour, day, month or year it lies in.
  ///
  /// - Parameters:
  ///   - label: what an axis, a legend or a description calls the value.
  ///   - value: an instant within the stretch of time.
  ///   - unit: counted in Coordinated Universal Time; a unit other than those named is the instant.
  public static func value(
    _ label: some StringProtocol, _ value: Date, unit: Calendar.Component
  ) -> PlottableValue {
    guard let step = CalendarStep(unit, count: 1) else { return .value(label, value) }
    let seconds = value.timeIntervalSince1970
    guard seconds.isFinite else { return .value(label, value) }
    let start = step.floor(seconds)
    return PlottableValue(
      encoding: Encoding(label: String(label), datum: .date(start), upper: .date(step.next(start))))
  }
}
