/// The label of a property of plotted elements.
public struct PlottableProjection<Element, Value: Plottable> {
  let label: String
  let read: (Element) -> Value

  /// A labelled property.
  public static func value(
    _ label: some StringProtocol, _ path: KeyPath<Element, Value>
  ) -> PlottableProjection {
    PlottableProjection(label: String(label)) { $0[keyPath: path] }
  }

  func value(of element: Element) -> PlottableValue<Value> { .value(label, read(element)) }
}

/// Marks of one kind, one for each element of a collection.
public struct MarkPlot<Element>: ChartContent {
  /// Adds itself.
  public typealias Body = Never
  let elements: [Element]
  let add: (Element, inout MarkCollection) -> Void

  init<Content: ChartContent>(_ elements: some Sequence<Element>, _ mark: @escaping (Element) -> Content) {
    self.elements = Array(elements)
    add = { mark($0).collect(into: &$1) }
  }

  private init(_ elements: [Element], _ add: @escaping (Element, inout MarkCollection) -> Void) {
    self.elements = elements
    self.add = add
  }

  private func modified(_ modifier: @escaping (Element) -> MarkModifier) -> MarkPlot {
    MarkPlot(elements) { element, collection in
      let start = collection.records.count
      add(element, &collection)
      for index in start..<collection.records.count {
        modifier(element).apply(to: &collection.records[index].style)
      }
    }
  }

  /// Gives each value of a property its own colour.
  public func foregroundStyle<V: Plottable>(by property: PlottableProjection<Element, V>) -> MarkPlot {
    modified { .grouped(.foreground, property.value(of: $0).encoding) }
  }

  /// Gives each value of a property its own shape.
  public func symbol<V: Plottable>(by property: PlottableProjection<Element, V>) -> MarkPlot {
    modified { .grouped(.symbol, property.value(of: $0).encoding) }
  }

  /// Gives points an area in proportion to a property.
  public func symbolSize<V: Plottable>(by property: PlottableProjection<Element, V>) -> MarkPlot {
    modified { .grouped(.symbolSize, property.value(of: $0).encoding) }
  }

  /// Paints each mark in the colour that is a property of its element.
  public func foregroundStyle(_ path: KeyPath<Element, Color>) -> MarkPlot {
    modified { .paint(.color($0[keyPath: path])) }
  }

  /// Adds the marks of all elements.
  public func collect(into collection: inout MarkCollection) {
    for element in elements { add(element, &collection) }
  }
}

/// A point for each element.
public func PointPlot<Data: RandomAccessCollection, X: Plottable, Y: Plottable>(
  _ data: Data, x: PlottableProjection<Data.Element, X>, y: PlottableProjection<Data.Element, Y>
) -> MarkPlot<Data.Element> {
  MarkPlot(data) { PointMark(x: x.value(of: $0), y: y.value(of: $0)) }
}

/// A bar for each element.
public func BarPlot<Data: RandomAccessCollection, X: Plottable, Y: Plottable>(
  _ data: Data, x: PlottableProjection<Data.Element, X>, y: PlottableProjection<Data.Element, Y>
) -> MarkPlot<Data.Element> {
  MarkPlot(data) { BarMark(x: x.value(of: $0), y: y.value(of: $0)) }
}

/// A cell for each element.
public func RectanglePlot<Data: RandomAccessCollection, X: Plottable, Y: Plottable>(
  _ data: Data, x: PlottableProjection<Data.Element, X>, y: PlottableProjection<Data.Element, Y>
) -> MarkPlot<Data.Element> {
  MarkPlot(data) { RectangleMark(x: x.value(of: $0), y: y.value(of: $0)) }
}

/// A slice for each element.
public func SectorPlot<Data: RandomAccessCollection, A: Plottable>(
  _ data: Data, angle: PlottableProjection<Data.Element, A>, innerRadius: MarkDimension = .automatic,
  outerRadius: MarkDimension = .automatic, angularInset: Double? = nil
) -> MarkPlot<Data.Element> {
  MarkPlot(data) {
    SectorMark(
      angle: angle.value(of: $0), innerRadius: innerRadius, outerRadius: outerRadius,
      angularInset: angularInset)
  }
}
