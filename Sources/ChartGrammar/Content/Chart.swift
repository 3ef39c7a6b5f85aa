/// A chart: marks, and what has been said about their scales, axes and legend.
///
/// ```swift
/// Chart {
///   BarMark(x: .value("Rate", 31.4), y: .value("Area", "Riverton"))
/// }
/// ```
public struct Chart: FigureContent {
  var collection = MarkCollection()
  var options = ChartOptions()

  /// A chart of the marks between the braces.
  public init(@ChartContentBuilder content: () -> some ChartContent) {
    content().collect(into: &collection)
  }

  /// A chart with marks for each element, elements being told apart by their `id`.
  public init<Data: RandomAccessCollection, Content: ChartContent>(
    _ data: Data, @ChartContentBuilder content: (Data.Element) -> Content
  ) where Data.Element: Identifiable {
    for element in data { content(element).collect(into: &collection) }
  }

  /// A chart with marks for each element, elements being told apart by a property.
  public init<Data: RandomAccessCollection, ID: Hashable, Content: ChartContent>(
    _ data: Data, id: KeyPath<Data.Element, ID>, @ChartContentBuilder content: (Data.Element) -> Content
  ) {
    for element in data { content(element).collect(into: &collection) }
  }

  /// The figure of this one chart.
  public var figure: Figure { Figure(chart: self) }

  func changed(_ change: (inout ChartOptions) -> Void) -> Chart {
    var copy = self
    change(&copy.options)
    return copy
  }
}
