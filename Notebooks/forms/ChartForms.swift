internal import CairoRenderer
public import ChartGrammar
public import NotebookSupport
public import Studies

/// Shows a chart in a size of its own.
public func display(_ chart: some FigureContent, size: Size) throws {
  display(try chart.scene(size: size, measurer: CairoRenderer()))
}

extension Scene: NotebookDisplayable {
  /// A drawing with letters as outlines, which looks the same in every browser; the description as text.
  ///
  /// A drawing wider than a notebook's column is shown smaller: some front ends would cut it off.
  public func notebookForms() throws -> [NotebookForm] {
    let picture = try CairoRenderer().render(self, as: .svg(text: .outlines))
    let scale = min(1, .columnWidth / size.width)
    let markup = String(decoding: picture.bytes, as: UTF8.self).replacing(
      #/ width="[0-9.]+" height="[0-9.]+"/#,
      with:
        " width=\"\(Int((scale * size.width).rounded()))\" height=\"\(Int((scale * size.height).rounded()))\"",
      maxReplacements: 1)
    let description = [title, alternativeText].filter { !$0.isEmpty }.joined(separator: "\n")
    return [
      .svg(markup),
      .plainText(description.isEmpty ? "a picture without description" : description),
    ]
  }
}

extension FigureContent where Self: NotebookDisplayable {
  /// The chart at the width of a notebook's page.
  public func notebookForms() throws -> [NotebookForm] {
    try scene(size: Size(width: 720, height: 450), measurer: CairoRenderer()).notebookForms()
  }
}

extension Chart: NotebookDisplayable {}

extension ChartPanels: NotebookDisplayable {}

extension LaidOutChart: NotebookDisplayable {
  /// The picture that was laid out.
  public func notebookForms() throws -> [NotebookForm] { try scene.notebookForms() }
}

extension StudyFigure: NotebookDisplayable {
  /// The figure in the size that suits it.
  public func notebookForms() throws -> [NotebookForm] {
    try layout(measurer: CairoRenderer()).notebookForms()
  }
}

extension Double {
  /// The column of a notebook that is exported as a page, in pixels.
  fileprivate static let columnWidth = 900.0
}
