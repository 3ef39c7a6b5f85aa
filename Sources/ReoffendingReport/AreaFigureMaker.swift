import ChartGrammar
import Reoffending
import Studies
import Tables

/// Makes the figures that show a number for each area where it lies.
struct AreaFigureMaker {
  let table: Table
  /// Reads a file beside the configuration.
  let file: (String) throws -> [UInt8]
  let item: ReportConfiguration.FigureItem
  /// The configuration's name, for errors.
  let source: String

  func make(context: FigureContext) throws -> FigureMaker.Product {
    guard let by = item.by?.first, let value = item.value else {
      throw missing("by: [AREA] and value: COLUMN")
    }
    let result = try AreaValues(table, area: by, value: value)
    let figure: StudyFigure
    if item.kind == .tiles {
      guard let layout = item.layout else { throw missing("layout: [[NAME, …], …]") }
      figure = AreaTilesFigure.make(result, layout: layout, context: context)
    } else {
      guard let boundaries = item.boundaries else { throw missing("boundaries: FILE.geojson") }
      let map: GeoJSON
      do {
        map = try GeoJSON(
          String(decoding: file(boundaries), as: UTF8.self), nameProperty: item.nameProperty ?? "name")
      } catch let error as ChartError {
        throw ReportError.configuration(source: boundaries, problem: error.description)
      }
      figure = AreaMapFigure.make(result, map: map, context: context)
    }
    return FigureMaker.Product(
      figure: figure, sentences: result.sentences, notes: [], data: [item.data ?? ""])
  }

  private func missing(_ keys: String) -> ReportError {
    .configuration(source: source, problem: "\(item.name): \(item.what) needs \(keys)")
  }
}
