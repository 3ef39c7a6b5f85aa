import CairoRenderer
public import ChartGrammar
import Tables

extension StudyFigure {
  /// Draws the figure into a file, whole or not at all.
  ///
  /// - Parameters:
  ///   - path: a path that ends in .png, .svg or .pdf.
  ///   - theme: colours, letters and sizes.
  ///   - scale: pixels of a PNG file for each pixel of the figure.
  /// - Returns: what a reader of the picture must be told, such as labels left out.
  /// - Throws: `StudyError` of kind usage for another ending, `ChartError` where there is no room, `TableError` where
  ///   the file cannot be written.
  @discardableResult
  public func write(
    to path: String, theme: Theme = .standard, scale: Double = 1
  ) throws -> [String] {
    let artist = try Artist(theme: theme, scale: scale)
    let format = try artist.format(ofPath: path)
    let picture = try artist.draw(artist.layout(self), as: format)
    try FileOutput.write(picture.bytes, to: path)
    return picture.notes
  }
}
