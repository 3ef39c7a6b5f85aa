/// The line of a function.
///
/// ```swift
/// LinePlot(x: "Years", y: "Share", domain: 0...5) { 1 - 0.4 * $0 / ($0 + 1) }
/// ```
public struct LinePlot: ChartContent {
  /// Adds itself.
  public typealias Body = Never
  private let marks: MarkCollection

  /// The line of a function over a domain, which has to be given; where it has no value, the line ends.
  public init(
    x: some StringProtocol, y: some StringProtocol, domain: ClosedRange<Double>,
    function: (Double) -> Double
  ) {
    marks = FunctionSample(domain).marks(of: function, isKnown: \.isFinite) { place, value, run in
      LineMark(x: .value(x, place), y: .value(y, value), series: .value("", "\(y) \(run)"))
    }
  }

  /// The line of two functions of a third number.
  public init(
    x: some StringProtocol, y: some StringProtocol, t: some StringProtocol, domain: ClosedRange<Double>,
    function: (Double) -> (x: Double, y: Double)
  ) {
    marks = FunctionSample(domain).marks(of: function, isKnown: { $0.x.isFinite && $0.y.isFinite }) {
      _, point, run in
      LineMark(x: .value(x, point.x), y: .value(y, point.y), series: .value("", "\(y) \(run)"))
    }
  }

  /// Adds the vertices of the line.
  public func collect(into collection: inout MarkCollection) { collection.records += marks.records }
}

/// The area between a function and zero, or between two functions.
public struct AreaPlot: ChartContent {
  /// Adds itself.
  public typealias Body = Never
  private let marks: MarkCollection

  /// The area between a function and zero over a domain, which has to be given.
  public init(
    x: some StringProtocol, y: some StringProtocol, domain: ClosedRange<Double>,
    function: (Double) -> Double
  ) {
    marks = FunctionSample(domain).marks(of: function, isKnown: \.isFinite) { place, value, run in
      AreaMark(
        x: .value(x, place), y: .value(y, value), series: .value("", "\(y) \(run)"), stacking: .unstacked)
    }
  }

  /// The area between two functions over a domain, which has to be given.
  public init(
    x: some StringProtocol, yStart: some StringProtocol, yEnd: some StringProtocol,
    domain: ClosedRange<Double>, function: (Double) -> (yStart: Double, yEnd: Double)
  ) {
    marks = FunctionSample(domain).marks(
      of: function, isKnown: { $0.yStart.isFinite && $0.yEnd.isFinite }
    ) { place, ends, run in
      AreaMark(
        x: .value(x, place), yStart: .value(yStart, ends.yStart), yEnd: .value(yEnd, ends.yEnd),
        series: .value("", "\(yEnd) \(run)"))
    }
  }

  /// Adds the vertices of the area.
  public func collect(into collection: inout MarkCollection) { collection.records += marks.records }
}

/// The numbers at which a function is asked: as many as a picture has pixels to show.
private struct FunctionSample {
  private static let count = 400
  private let domain: ClosedRange<Double>

  init(_ domain: ClosedRange<Double>) { self.domain = domain }

  /// The marks of all numbers; a new run begins where the function has no value.
  func marks<Value>(
    of function: (Double) -> Value, isKnown: (Value) -> Bool, mark: (Double, Value, Int) -> some Mark
  ) -> MarkCollection {
    var collection = MarkCollection()
    var run = 0
    var isBroken = false
    for index in 0...Self.count {
      let part = Double(index) / Double(Self.count)
      let place = domain.lowerBound + (domain.upperBound - domain.lowerBound) * part
      let value = function(place)
      guard isKnown(value) else {
        isBroken = !collection.records.isEmpty
        continue
      }
      if isBroken { run += 1 }
      isBroken = false
      collection.add(mark(place, value, run))
    }
    return collection
  }
}
