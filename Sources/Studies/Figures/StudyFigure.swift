public import ChartGrammar
import Numbers
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
  /// What says in a note what the symbols are, where their names have no room beside those of the first row; nil where
  /// no symbol has its name beside it.
  var symbols: SymbolNote?

  /// The charts of a figure without names beside symbols, and the note in their place.
  struct SymbolNote: Sendable {
    let note: String
    let charts: ChartPanels
  }

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
  ///
  /// Of long tables the first rows, since nobody hears thousands, and a picture would be mostly text.
  public var longDescription: String {
    let further = table.rows.count - Self.describedRows
    let shown = OutputTable(columns: table.columns, rows: Array(table.rows.prefix(Self.describedRows)))
    return shown.markdown().replacing("&lt;", with: "<")
      + (further > 0 ? "\n\(NumberStyle().text(further)) further \(further == 1 ? "row" : "rows")\n" : "")
  }

  private static let describedRows = 500

  /// Lays the figure out.
  ///
  /// - Parameters:
  ///   - size: the extent in pixels; nil for the one that suits the figure.
  ///   - theme: colours, letters and sizes.
  ///   - measurer: knows how large a line of text is: the renderer that will draw the figure.
  /// - Throws: `ChartError` where the picture has no room or the data cannot be drawn.
  public func layout(
    size: Size? = nil, theme: Theme = .standard, measurer: some TextMeasurer
  ) throws(ChartError) -> LaidOutChart {
    let size = size ?? self.size
    let isNarrow = size.width < Self.narrowWidth
    let theme = isNarrow ? theme.narrow : theme
    func layOut(_ charts: some StudyCharts, _ text: FigureText) throws(ChartError) -> LaidOutChart {
      try charts.figureText(text).accessibilityLabel(alternativeText).accessibilityValue(longDescription)
        .layout(size: size, theme: theme, measurer: measurer)
    }
    func withNote(_ symbols: SymbolNote) throws(ChartError) -> LaidOutChart {
      var text = text
      text.notes.insert(symbols.note, at: 0)
      return try layOut(symbols.charts, text)
    }
    if isNarrow, let narrow { return try layOut(narrow, text) }
    if let symbols, theme.setsRowsApart { return try withNote(symbols) }
    func withNames() throws(ChartError) -> LaidOutChart {
      switch content {
      case .chart(let chart): try layOut(chart, text)
      case .panels(let panels): try layOut(panels, text)
      }
    }
    guard let symbols else { return try withNames() }
    if let laidOut = try? withNames(), laidOut.unwritten.isEmpty { return laidOut }
    return try withNote(symbols)
  }
}

/// What a figure of a study is drawn from: a chart, or several with aligned plots.
private protocol StudyCharts: FigureContent {
  func figureText(_ text: FigureText) -> Self
  func accessibilityLabel(_ label: String) -> Self
  func accessibilityValue(_ description: String) -> Self
}

extension Chart: StudyCharts {}
extension ChartPanels: StudyCharts {}
