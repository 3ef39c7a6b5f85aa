public import ChartGrammar
import Numbers
public import Reoffending
import Tables

/// A map of areas, coloured by a number, each with its name and its number.
public enum AreaMapFigure {
  /// Draws the areas of a map, counts as bars; an area without a number is grey, and a number without an area is named in a note.
  public static func make(_ result: AreaValues, map: GeoJSON, context: FigureContext) -> StudyFigure {
    guard !result.areCounts else { return AreaCountsFigure.make(result, context: context) }
    let places = map.shapes.map { shape in
      Place(shape: shape, area: result.areas.first { $0.name == shape.name })
    }
    let values = places.compactMap { $0.area?.value }
    let (least, most) = (values.min() ?? 0, values.max() ?? 1)
    let spread = max(most - least, 0.05 * abs(most), 1e-9)
    let chart = Chart {
      ForEach(places.filter { $0.area == nil }, id: \.shape.name) { place in
        MapMark(place.shape).foregroundStyle(ThemeStyle.context).annotation { Text(place.shape.name) }
      }
      ForEach(places.filter { $0.area != nil }, id: \.shape.name) { place in
        MapMark(place.shape).foregroundStyle(by: .value(result.measure, place.area?.value ?? 0))
          .annotation(position: .overlay) { Text(place.label) }
      }
    }
    .chartForegroundStyleScale(domain: (least - spread)...(most + 0.2 * spread))
    .chartLegend(.hidden)
    let unmapped = result.areas.map(\.name).filter { name in !map.shapes.contains { $0.name == name } }
    let unknown = places.filter { $0.area == nil }.map(\.shape.name)
    var notes = ["Darker: larger."]
    if !unknown.isEmpty { notes.append("Grey: no number is printed for \(Words.list(unknown)).") }
    if !unmapped.isEmpty { notes.append("Not on the map: \(Words.list(unmapped)).") }
    return StudyFigure(
      name: context.name,
      text: context.text(result.headline, measure: result.measure, notes: notes),
      alternativeText: "Map of \(places.count) areas. \(result.headline). "
        + result.sentences.joined(separator: " "),
      table: result.table, size: Size(width: 720, height: 640), chart: chart)
  }

  /// An area of the map with its number, if there is one.
  private struct Place: Sendable {
    let shape: MapShape
    let area: AreaValues.Area?

    var label: String { "\(shape.name)\n\(area?.number.text ?? "")" }
  }
}
