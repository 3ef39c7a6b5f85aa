public import ChartGrammar
public import Tables

/// A figure of a result: the chart, the words around it, its description and the numbers drawn.
///
/// All parts are made from one result value, so that they cannot disagree.
public struct StudyFigure: Sendable {
  /// The stem of the file name, such as `areas-2015-16`.
  public let name: String
  /// Headline, subtitle, source and notes.
  public var text: FigureText
  /// The alternative text: kind of chart, finding with direction, size and interval, extremes.
  public let alternativeText: String
  /// The numbers drawn, and nothing else.
  public let table: OutputTable
  /// The size in pixels that suits the figure.
  public let size: Size
  /// What is drawn on a page narrower than ``narrowWidth`` pixels; nil for the same charts in a narrow theme.
  var narrow: ChartPanels?

  /// Pages narrower than this many pixels have the narrow form: names above rows, columns under them.
  public static let narrowWidth = 520.0

  private let content: Content

  private enum Content: Sendable {
    case chart(Chart)
    case panels(ChartPanels)
  }

  /// A figure of one chart.
  public init(
    name: String, text: FigureText, alternativeText: String, table: OutputTable, size: Size, chart: Chart
  ) {
    self.name = name
    self.text = text
    self.alternativeText = alternativeText
    self.table = table
    self.size = size
    content = .chart(chart)
  }

  /// A figure of several charts with aligned plots.
  public init(
    name: String, text: FigureText, alternativeText: String, table: OutputTable, size: Size,
    panels: ChartPanels
  ) {
    self.name = name
    self.text = text
    self.alternativeText = alternativeText
    self.table = table
    self.size = size
    content = .panels(panels)
  }

  /// The data table as text: the long description for those who do not see the picture.
  public var longDescription: String { table.markdown().replacing("&lt;", with: "<") }

  /// Lays the figure out.
  ///
  /// - Parameters:
  ///   - size: the extent in pixels; nil for the one that suits the figure.
  /// - Throws: `ChartError` where the picture has no room or the data cannot be drawn.
  public func layout(
    size: Size? = nil, theme: Theme = .standard, measurer: some TextMeasurer
  ) throws(ChartError) -> LaidOutChart {
    let isNarrow = (size ?? self.size).width < Self.narrowWidth
    let theme = isNarrow ? theme.narrow : theme
    if isNarrow, let narrow {
      return try narrow.figureText(text).accessibilityLabel(alternativeText)
        .accessibilityValue(longDescription).layout(size: size ?? self.size, theme: theme, measurer: measurer)
    }
    switch content {
    case .chart(let chart):
      return try chart.figureText(text).accessibilityLabel(alternativeText).accessibilityValue(
        longDescription
      )
      .layout(size: size ?? self.size, theme: theme, measurer: measurer)
    case .panels(let panels):
      return try panels.figureText(text).accessibilityLabel(alternativeText).accessibilityValue(
        longDescription
      )
      .layout(size: size ?? self.size, theme: theme, measurer: measurer)
    }
  }
}
