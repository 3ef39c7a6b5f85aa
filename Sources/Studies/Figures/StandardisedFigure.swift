import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// The rate of each group as it is, and with the make-up of the standard population.
public enum StandardisedFigure {
  /// Draws a ring for the crude rate, a filled circle over its limits for the directly standardised one, the highest
  /// standardised rate first, and a line at the rate of the standard.
  ///
  /// Groups without a standardised rate are named in a note.
  public static func make(_ result: StandardisedRates, context: FigureContext) -> StudyFigure {
    let known = result.groups.filter { $0.crude?.value != nil && $0.direct?.value != nil }
    let sorted = known.enumerated().sorted {
      (-($0.element.direct?.value ?? 0), $0.offset) < (-($1.element.direct?.value ?? 0), $1.offset)
    }.map(\.element)
    let dots = sorted.enumerated().compactMap { index, group -> RateDot? in
      guard let crude = group.crude, let direct = group.direct else { return nil }
      return RateDot(number: index, name: name(group), rate: crude, adjusted: direct)
    }
    let measure = result.countsRepeats ? "Reoffences for each person" : "Share of people who reoffended"
    let without = result.groups.filter { group in !known.contains { $0.key == group.key } }.map(name)
    var notes = ["Pale bars: \(Words.percent(result.level)) intervals of the standardised rate."]
    if let rate = result.standardRate {
      notes[0] += " Line: the rate of the standard, \(text(rate, result))."
    }
    if !without.isEmpty { notes.append("No standardised rate and not drawn: \(Words.list(without)).") }
    let headline = headline(sorted, result)
    return StudyFigure(
      name: context.name,
      text: context.text(headline, measure: "\(measure), as it is and standardised", notes: notes),
      alternativeText: "Dot plot of rates as they are and standardised. \(headline). "
        + result.sentences.joined(separator: " "),
      table: table(sorted, result), size: FigureSize.rows(dots.count, notes: notes.count - 1),
      symbols: "Filled circles: with the make-up of the standard population. Rings: as it is."
    ) { hasNames in
      RateDot.chart(
        dots, mean: result.standardRate, names: hasNames ? ("as it is", "standardised") : nil,
        columns: [
          TextColumn("As it is", of: sorted, named: name) { text($0.crude?.value ?? 0, result) },
          TextColumn("Standardised", of: sorted, named: name) { group in
            group.direct?.text { text($0, result) } ?? ""
          },
        ], bold: context.focus, measure: measure, format: result.countsRepeats ? .number : .percent)
    }
  }

  private static func name(_ group: StandardisedRate) -> String { group.name.isEmpty ? "All" : group.name }

  private static func text(_ rate: Double, _ result: StandardisedRates) -> String {
    result.countsRepeats ? NumberFormat.fixed(rate, decimals: 3) : NumberFormat.percent(rate)
  }

  /// Which groups the standardisation puts first and last.
  private static func headline(_ groups: [StandardisedRate], _ result: StandardisedRates) -> String {
    guard let most = groups.first, let least = groups.last, groups.count > 1 else {
      return groups.first.map {
        "With the make-up of the standard population \(text($0.direct?.value ?? 0, result)) in place of "
          + text($0.crude?.value ?? 0, result)
      } ?? "No group has a standardised rate"
    }
    let overlap = (most.direct?.interval?.lower ?? 0) <= (least.direct?.interval?.upper ?? 1)
    return
      "With equal make-up reoffending is highest in \(name(most)) (\(text(most.direct?.value ?? 0, result))) and "
      + "lowest in \(name(least)) (\(text(least.direct?.value ?? 0, result)))"
      + (overlap ? ", with intervals that overlap" : "")
  }

  /// The numbers drawn.
  private static func table(_ groups: [StandardisedRate], _ result: StandardisedRates) -> OutputTable {
    let kind: OutputColumn.Kind = result.countsRepeats ? .number(decimals: 3) : .perCent(decimals: 1)
    return OutputTable(
      columns: [
        OutputColumn(key: "group", title: "Group"), OutputColumn(key: "crude", title: "As it is", kind: kind),
        OutputColumn(key: "standardised", title: "Standardised", kind: kind),
        OutputColumn(key: "lower", title: "from", kind: kind),
        OutputColumn(key: "upper", title: "to", kind: kind),
      ],
      rows: groups.map { group in
        [
          .text(name(group)), .optional(group.crude?.value), .optional(group.direct?.value),
          .optional(group.direct?.interval?.lower), .optional(group.direct?.interval?.upper),
        ]
      })
  }
}
