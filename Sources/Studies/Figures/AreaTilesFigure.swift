import ChartGrammar
import Numbers
public import Reoffending
import Tables

/// Areas as equal tiles roughly where they lie, coloured by a number, so that a small area is seen as well as a large one.
public enum AreaTilesFigure {
  /// Draws tiles in rows from north to south; counts as bars.
  ///
  /// - Parameters:
  ///   - result: the areas with their numbers.
  ///   - layout: names from west to east in each row, an empty name for a gap; areas that it does not name are not
  ///     drawn and named in a note.
  ///   - context: the name of the figure, and what it is about.
  public static func make(_ result: AreaValues, layout: [[String]], context: FigureContext) -> StudyFigure {
    guard !result.areCounts else { return AreaCountsFigure.make(result, context: context) }
    let tiles = layout.enumerated().flatMap { row, names in
      names.enumerated().compactMap { column, name in
        result.areas.first { $0.name == name }.map { Tile(row: row, column: column, area: $0) }
      }
    }
    let values = tiles.map(\.area.value)
    let (least, most) = (values.min() ?? 0, values.max() ?? 1)
    let columns = layout.map(\.count).max() ?? 1
    let chart = Chart {
      ForEach(tiles, id: \.area.name) { tile in
        RectangleMark(
          x: .value("West to east", tile.x), y: .value("North to south", tile.y), width: .inset(4),
          height: .inset(4)
        ).foregroundStyle(by: .value(result.measure, tile.area.value))
      }
      ForEach(tiles, id: \.area.name) { tile in
        TextMark(
          x: .value("West to east", tile.x), y: .value("North to south", tile.y),
          text: Text(tile.area.name).bold()
        ).foregroundStyle(ink(tile.area.value, least, most)).offset(y: -12)
      }
      ForEach(tiles, id: \.area.name) { tile in
        TextMark(
          x: .value("West to east", tile.x), y: .value("North to south", tile.y),
          text: Text(tile.area.number.text)
        ).foregroundStyle(ink(tile.area.value, least, most)).offset(y: 12)
      }
    }
    .chartXScale(domain: (0..<columns).map(String.init))
    .chartYScale(domain: layout.indices.map(String.init))
    .chartForegroundStyleScale(domain: shading(least, most))
    .chartXAxis(.hidden)
    .chartYAxis(.hidden)
    .chartLegend(.hidden)
    let missing = result.areas.map(\.name).filter { name in !tiles.contains { $0.area.name == name } }
    var notes = ["Tiles stand roughly where the areas lie; their size means nothing. Darker: larger."]
    if !missing.isEmpty { notes.append("Not drawn: \(Words.list(missing)).") }
    return StudyFigure(
      name: context.name,
      text: context.text(result.headline, measure: result.measure, notes: notes),
      alternativeText: "Tile map of \(tiles.count) areas. \(result.headline). "
        + result.sentences.joined(separator: " "),
      table: result.table,
      size: Size(width: 720, height: 240 + 140 * Double(max(layout.count, 1))), chart: chart)
  }

  /// Shades start well below the least value, so that its tile is not white.
  private static func shading(_ least: Double, _ most: Double) -> ClosedRange<Double> {
    let spread = max(most - least, 0.05 * abs(most), 1e-9)
    return (least - spread)...(most + 0.2 * spread)
  }

  private static func ink(_ value: Double, _ least: Double, _ most: Double) -> Color {
    let limits = shading(least, most)
    let place = (value - limits.lowerBound) / (limits.upperBound - limits.lowerBound)
    return place > 0.62 ? .white : .black
  }

  /// One area at its place.
  private struct Tile: Sendable {
    let row: Int
    let column: Int
    let area: AreaValues.Area

    var x: String { String(column) }
    var y: String { String(row) }
  }
}
