/// Charts beside or below each other, their plots aligned.
///
/// ```swift
/// ChartPanels(.vertical, sharing: .horizontal, weights: [4, 1]) {
///   survivalCurves
///   numberAtRisk
/// }
/// ```
public struct ChartPanels: FigureContent {
  /// In which direction the charts follow each other.
  public enum Direction: String, Hashable, Sendable {
    /// Beside each other.
    case horizontal
    /// Below each other.
    case vertical
  }

  /// The figure of all charts.
  public private(set) var figure: Figure

  /// Charts in one row or column.
  ///
  /// - Parameters:
  ///   - direction: whether the charts stand beside or below each other.
  ///   - sharing: the axes that are the same in all charts and labelled once.
  ///   - weights: the share of each chart in the width or height; equal if left out.
  ///   - content: makes the charts, from the left or from the top.
  public init(
    _ direction: Direction, sharing: AxisSet = [], weights: [Double] = [],
    @ChartPanelsBuilder content: () -> [Chart]
  ) {
    let charts = content()
    let usable = charts.indices.map { index in
      index < weights.count && weights[index] > 0 && weights[index].isFinite ? weights[index] : 1
    }
    let isRow = direction == .horizontal
    figure = Figure(
      cells: charts.enumerated().map { index, chart in
        Figure.Cell(chart: chart, row: isRow ? 0 : index, column: isRow ? index : 0)
      }, rowWeights: isRow ? [1] : usable, columnWeights: isRow ? usable : [1], sharing: sharing,
      text: FigureText(), alternativeText: "", longDescription: "")
  }

  /// Sets the text around the charts.
  public func figureText(_ text: FigureText) -> ChartPanels { changed { $0.text = text } }

  /// Sets the alternative text: kind of chart, finding, interval, extremes.
  public func accessibilityLabel(_ label: String) -> ChartPanels { changed { $0.alternativeText = label } }

  /// Sets the long description, usually the data as text.
  public func accessibilityValue(_ description: String) -> ChartPanels {
    changed { $0.longDescription = description }
  }

  private func changed(_ change: (inout Figure) -> Void) -> ChartPanels {
    var copy = self
    change(&copy.figure)
    return copy
  }
}

/// Gathers the charts of ``ChartPanels``.
@resultBuilder
public enum ChartPanelsBuilder {
  /// Those listed.
  public static func buildBlock(_ parts: [Chart]...) -> [Chart] { parts.flatMap { $0 } }
  /// One of them.
  public static func buildExpression(_ chart: Chart) -> [Chart] { [chart] }
  /// Several of them.
  public static func buildExpression(_ charts: [Chart]) -> [Chart] { charts }
  /// An `if` without `else`.
  public static func buildOptional(_ part: [Chart]?) -> [Chart] { part ?? [] }
  /// The first branch.
  public static func buildEither(first: [Chart]) -> [Chart] { first }
  /// The other branch.
  public static func buildEither(second: [Chart]) -> [Chart] { second }
  /// A `for` loop.
  public static func buildArray(_ parts: [[Chart]]) -> [Chart] { parts.flatMap { $0 } }
}
