import ChartGrammar
import Tables

/// The names that symbols have beside those of the first row, so that nobody has to look for a key.
enum SymbolNames {
  /// On which side of a symbol its name stands, so that the names of a row's two ends run away from each other.
  static func side(of value: Double, from other: Double?) -> AnnotationPosition {
    guard let other else { return .top }
    return value <= other ? .topLeading : .topTrailing
  }

  /// The pixels between a symbol in the middle and its name, so that it stands level with those of the ends.
  static let middleSpacing = 3.5

  /// The name of a symbol in the letters of the axis; empty for other rows than the one that has the names.
  static func text(_ name: String, if isNamed: Bool) -> Text {
    Text(isNamed ? name : "").foregroundStyle(.secondary)
  }
}

extension StudyFigure {
  /// A figure of a chart whose symbols have their names beside those of the first row or, where these have no room,
  /// in a note.
  init(
    name: String, text: FigureText, alternativeText: String, table: OutputTable, size: Size,
    symbols note: String, chart: (_ hasNames: Bool) -> Chart
  ) {
    self.init(
      name: name, text: text, alternativeText: alternativeText, table: table, size: size, chart: chart(true))
    symbols = SymbolNote(note: note, charts: ChartPanels(.vertical) { chart(false) })
  }
}
