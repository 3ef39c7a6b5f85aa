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
    marks = FunctionSample(domain).marks { place, run in
      let value = function(place)
      guard value.isFinite else { return nil }
      return AnyVertex(
        LineMark(x: .value(x, place), y: .value(y, value), series: .value("", "\(y) \(run)")))
    }
  }

  /// The line of two functions of a third number.
  public init(
    x: some StringProtocol, y: some StringProtocol, t: some StringProtocol, domain: ClosedRange<Double>,
    function: (Double) -> (x: Double, y: Double)
  ) {
    marks = FunctionSample(domain).marks { place, run in
      let point = function(place)
      guard point.x.isFinite, point.y.isFinite else { return nil }
      return AnyVertex(
        LineMark(x: .value(x, point.x), y: .value(y, point.y), series: .value("", "\(y) \(run)")))
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
    marks = FunctionSample(domain).marks { place, run in
      let value = function(place)
      guard value.isFinite else { return nil }
      return AnyVertex(
        AreaMark(
          x: .value(x, place), y: .value(y, value), series: .value("", "\(y) \(run)"), stacking: .unstacked))
    }
  }

  /// The area between two functions over a domain, which has to be given.
  public init(
    x: some StringProtocol, yStart: some StringProtocol, yEnd: some StringProtocol,
    domain: ClosedRange<Double>, function: (Double) -> (yStart: Double, yEnd: Double)
  ) {
    marks = FunctionSample(domain).marks { place, run in
      let ends = function(place)
      guard ends.yStart.isFinite, ends.yEnd.isFinite else { return nil }
      return AnyVertex(
        AreaMark(
          x: .value(x, place), yStart: .value(yStart, ends.yStart), yEnd: .value(yEnd, ends.yEnd),
          series: .value("", "\(yEnd) \(run)")))
    }
  }

  /// Adds the vertices of the area.
  public func collect(into collection: inout MarkCollection) { collection.records += marks.records }
}

/// A vertex of a function.
private struct AnyVertex {
  let mark: any Mark
  init(_ mark: any Mark) { self.mark = mark }
}

/// The numbers at which a function is asked: as many as a picture has pixels to show.
private struct FunctionSample {
  private static let count = 400
  private let domain: ClosedRange<Double>

  init(_ domain: ClosedRange<Double>) { self.domain = domain }

  /// The marks of all numbers; a new run begins where the function has no value.
  func marks(_ vertex: (Double, Int) -> AnyVertex?) -> MarkCollection {
    var collection = MarkCollection()
    var run = 0
    var isBroken = false
    for index in 0...Self.count {
      let part = Double(index) / Double(Self.count)
      let place = domain.lowerBound + (domain.upperBound - domain.lowerBound) * part
      if isBroken, vertex(place, run) != nil {
        run += 1
        isBroken = false
      }
      guard let next = vertex(place, run) else {
        isBroken = !collection.records.isEmpty
        continue
      }
      collection.add(next.mark)
    }
    return collection
  }
}
