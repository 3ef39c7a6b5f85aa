/// One chart, or several in rows and columns with aligned plots.
public struct Figure: FigureContent {
  /// A chart in its place.
  struct Cell: Sendable {
    var chart: Chart
    var row: Int
    var column: Int
  }

  var cells: [Cell]
  var rowWeights: [Double]
  var columnWeights: [Double]
  var sharing: AxisSet
  var text: FigureText
  var alternativeText: String
  var longDescription: String

  /// Itself.
  public var figure: Figure { self }

  init(chart: Chart) {
    cells = [Cell(chart: chart, row: 0, column: 0)]
    rowWeights = [1]
    columnWeights = [1]
    sharing = []
    text = chart.options.text
    alternativeText = chart.options.alternativeText
    longDescription = chart.options.longDescription
  }

  init(
    cells: [Cell], rowWeights: [Double], columnWeights: [Double], sharing: AxisSet, text: FigureText,
    alternativeText: String, longDescription: String
  ) {
    self.cells = cells
    self.rowWeights = rowWeights
    self.columnWeights = columnWeights
    self.sharing = sharing
    self.text = text
    self.alternativeText = alternativeText
    self.longDescription = longDescription
  }
}

/// Something that can be laid out as a picture: a ``Chart`` or ``ChartPanels``.
public protocol FigureContent: Sendable {
  /// The figure to lay out.
  var figure: Figure { get }
}

extension FigureContent {
  /// The picture, without the notes that the layout made.
  public func scene(
    size: Size, theme: Theme = .standard, measurer: some TextMeasurer
  ) throws(ChartError) -> Scene {
    try layout(size: size, theme: theme, measurer: measurer).scene
  }

  /// The picture, and what the layout had to leave out of it.
  public func layout(
    size: Size, theme: Theme = .standard, measurer: some TextMeasurer
  ) throws(ChartError) -> LaidOutChart {
    try ChartLayout(figure: figure, size: size, theme: theme, measurer: measurer).layOut()
  }
}

/// A picture, and what the layout had to leave out of it.
public struct LaidOutChart: Hashable, Sendable {
  /// The picture.
  public let scene: Scene
  /// What is not shown as asked, one sentence each: thinned axis labels, dropped or shortened text.
  public let notes: [String]
  /// The plots, without axes and labels, in order of the panels.
  public let plots: [Rect]
  /// The labels of marks that have no room.
  public let unwritten: [String]
  /// The height that would suit better: more where names are shortened or left out, less where plots of a given ratio
  /// leave room below them; nil where none would.
  public let wishedHeight: Double?
}
