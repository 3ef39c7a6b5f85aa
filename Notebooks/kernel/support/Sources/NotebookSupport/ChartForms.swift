internal import CairoRenderer
public import ChartGrammar
public import ReoffendingFigures

/// Shows a chart in a size of its own.
public func display(_ chart: some FigureContent, size: Size) throws {
  display(try chart.scene(size: size, measurer: CairoRenderer()))
}

extension Scene: NotebookDisplayable {
  /// A drawing with letters as outlines, which looks the same in every browser; the description as text.
  ///
  /// A page that is narrower than the drawing shows it smaller.
  public func notebookForms() throws -> [NotebookForm] {
    let picture = try CairoRenderer().render(self, as: .svg(text: .outlines))
    let markup = String(decoding: picture.bytes, as: UTF8.self)
      .replacing("<svg ", with: "<svg style=\"max-width: 100%; height: auto\" ", maxReplacements: 1)
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
