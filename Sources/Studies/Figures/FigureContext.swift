import ChartGrammar
package import Tables

/// What a figure cannot know from its result: what place and period it is about, and where the data come from.
public struct FigureContext: Sendable, Hashable {
  /// The stem of the file name.
  public var name: String
  /// A headline instead of the one made from the result; empty for none.
  public var headline: String?
  /// A subtitle instead of the one made from the result; empty for none.
  public var subtitle: String?
  /// The place, such as `27 local authorities`.
  public var place: String
  /// The period, such as `October 2015 to September 2016`.
  public var period: String
  /// Where the data come from.
  public var source: String
  /// Further notes under the figure.
  public var notes: [String]
  /// The groups that the reader should look at; empty for all alike.
  public var focus: [String]

  /// The context of a figure.
  public init(
    name: String, headline: String? = nil, subtitle: String? = nil, place: String = "", period: String = "",
    source: String = "", notes: [String] = [], focus: [String] = []
  ) {
    self.name = name
    self.headline = headline
    self.subtitle = subtitle
    self.place = place
    self.period = period
    self.source = source
    self.notes = notes
    self.focus = focus
  }

  /// The same context with other groups in focus, where any are named.
  func focusing(on groups: [String]) -> FigureContext {
    var context = self
    if !groups.isEmpty { context.focus = groups }
    return context
  }

  /// The same context with the focus on those groups of a table that are in focus, or of which a part is; a figure of
  /// others is drawn with none of them pale.
  package func focusing(in table: OutputTable?, by columns: Int) -> FigureContext {
    guard !focus.isEmpty, let table else { return self }
    let wanted = Set(focus)
    var names: [String] = []
    for row in table.rows {
      let parts = row.prefix(max(1, columns)).compactMap { cell -> String? in
        if case .text(let text) = cell { text } else { nil }
      }
      let name = parts.joined(separator: ", ")
      guard wanted.contains(name) || parts.contains(where: wanted.contains) else { continue }
      if !names.contains(name) { names.append(name) }
    }
    var context = self
    context.focus = names
    return context
  }

  /// Measure, place and period, as far as they are known.
  func subtitle(measure: String) -> String {
    subtitle ?? [measure, place, period].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// The words around a figure: what it found, what it measures, and what must be known of it.
  func text(_ finding: String, measure: String, notes: [String] = []) -> FigureText {
    FigureText(
      headline: headline ?? finding, subtitle: subtitle(measure: measure), source: source,
      notes: notes + self.notes)
  }
}
