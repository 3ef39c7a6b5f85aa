#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// Ranges of equal width, for histograms.
public struct NumberBins: RandomAccessCollection, Hashable, Sendable {
  /// The ends of the ranges, one more than there are ranges.
  public let thresholds: [Double]

  /// Ranges of a width that holds all numbers, at multiples of it.
  public init(size: Double, range: ClosedRange<Double>) {
    precondition(size > 0 && size.isFinite, "The width of a bin is above 0.")
    let first = (range.lowerBound / size).rounded(.down)
    let last = Swift.max((range.upperBound / size).rounded(.up), first + 1)
    thresholds = (0...Int(last - first)).map { (first + Double($0)) * size }
  }

  /// About so many ranges at round numbers that hold all numbers of a range.
  public init(range: ClosedRange<Double>, desiredCount: Int = 10) {
    self.init(size: Self.roundSize(range, Swift.max(desiredCount, 1)), range: range)
  }

  /// About so many ranges at round numbers that hold all data.
  public init(data: some Collection<Double>, desiredCount: Int = 10) {
    let finite = data.filter(\.isFinite)
    let range = (finite.min() ?? 0)...(finite.max() ?? 1)
    self.init(range: range, desiredCount: desiredCount)
  }

  /// About so many ranges at round numbers that hold all data.
  public init(data: some Collection<Int>, desiredCount: Int = 10) {
    self.init(data: data.map(Double.init), desiredCount: desiredCount)
  }

  /// The range that a number lies in: its place, from 0; numbers beyond the ranges lie in the outermost.
  public func index(for value: Double) -> Int {
    guard value.isFinite else { return 0 }
    let above = thresholds.firstIndex { $0 > value } ?? thresholds.count
    return Swift.min(Swift.max(above - 1, 0), count - 1)
  }

  /// The range that a number lies in.
  public func index(for value: Int) -> Int { index(for: Double(value)) }

  /// The first range.
  public var startIndex: Int { 0 }
  /// Behind the last range.
  public var endIndex: Int { thresholds.count - 1 }
  /// One range.
  public subscript(position: Int) -> ChartBinRange<Double> {
    ChartBinRange(lowerBound: thresholds[position], upperBound: thresholds[position + 1])
  }

  private static func roundSize(_ range: ClosedRange<Double>, _ count: Int) -> Double {
    let span = range.upperBound - range.lowerBound
    guard span > 0 else { return 1 }
    let ticks = WilkinsonTicks.ticks(
      from: range.lowerBound, to: range.upperBound, target: count + 1, steps: WilkinsonTicks.shortSteps)
    return ticks.count > 1 ? ticks[1] - ticks[0] : span / Double(count)
  }
}

/// Days, months or years, for histograms.
public struct DateBins: RandomAccessCollection, Hashable, Sendable {
  /// The ends of the ranges, one more than there are ranges.
  public let thresholds: [Date]

  /// Ranges of a calendar unit that hold all instants of a range, in Coordinated Universal Time.
  public init(
    unit: Calendar.Component, by count: Int = 1, range: ClosedRange<Date>, calendar: Calendar? = nil
  ) {
    let step = CalendarStep(unit, count: count) ?? CalendarStep(.day)
    var seconds = [step.floor(range.lowerBound.timeIntervalSince1970)]
    while seconds[seconds.count - 1] <= range.upperBound.timeIntervalSince1970, seconds.count < 100_000 {
      seconds.append(step.next(seconds[seconds.count - 1]))
    }
    thresholds = seconds.map(Date.init(timeIntervalSince1970:))
  }

  /// Ranges of a calendar unit that hold all data, in Coordinated Universal Time.
  public init(
    unit: Calendar.Component, by count: Int = 1, data: some Collection<Date>, calendar: Calendar? = nil
  ) {
    let first = data.min() ?? Date(timeIntervalSince1970: 0)
    self.init(unit: unit, by: count, range: first...(data.max() ?? first))
  }

  /// The range that an instant lies in: its place, from 0; instants beyond the ranges lie in the outermost.
  public func index(for value: Date) -> Int {
    let above = thresholds.firstIndex { $0 > value } ?? thresholds.count
    return Swift.min(Swift.max(above - 1, 0), count - 1)
  }

  /// The first range.
  public var startIndex: Int { 0 }
  /// Behind the last range.
  public var endIndex: Int { thresholds.count - 1 }
  /// One range.
  public subscript(position: Int) -> ChartBinRange<Date> {
    ChartBinRange(lowerBound: thresholds[position], upperBound: thresholds[position + 1])
  }
}

/// One range of ``NumberBins`` or ``DateBins``.
public struct ChartBinRange<Bound: Comparable & Hashable & Sendable>: Hashable, Sendable {
  /// The lower end, which belongs to the range.
  public let lowerBound: Bound
  /// The upper end, which belongs to the next range.
  public let upperBound: Bound
}

extension PlottableValue {
  /// A labelled range of a histogram.
  public static func value(_ label: some StringProtocol, _ bin: ChartBinRange<Value>) -> PlottableValue
  where Value: Hashable & Sendable {
    .value(label, bin.lowerBound..<bin.upperBound)
  }
}
