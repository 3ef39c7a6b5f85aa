package import ArgumentParser
import ChartGrammar
import Foundation
import Tables

/// Any table as a chart.
package struct ChartQuestion: Question {
  package static let configuration = CommandConfiguration(
    commandName: "chart", abstract: "Any table as a chart.",
    discussion: """
      reoffending chart local-authorities-2015 --mark bar --x area --y actual_rate \\
        --figure chart.png

      Either --mark with columns, or --spec with a JSON file that says the same (Documentation/chart.schema.json). The
      picture goes to --figure; the numbers drawn go to standard output.
      """)

  @OptionGroup var input: InputOptions

  @Option(help: "bar, point, line, area, rule, rectangle or sector.")
  var mark: String?

  @Option(help: "A JSON file that describes the chart.")
  var spec: String?

  @Option(help: "The column of the horizontal axis.")
  var x: String?

  @Option(help: "The column of the vertical axis; for sectors, of their sizes.")
  var y: String?

  @Option(help: "The column that decides the colour.")
  var color: String?

  @Option(help: "The column whose values have a small chart each.")
  var facet: String?

  @Option(help: "The column of the lower limits of intervals.")
  var lower: String?

  @Option(help: "The column of the upper limits of intervals.")
  var upper: String?

  @Option(help: "The order of bars: table, ascending or descending.")
  var order: String?

  @Option(help: "The title of the horizontal axis.")
  var xLabel: String?

  @Option(help: "The title of the vertical axis.")
  var yLabel: String?

  @Option(help: "The scale of the horizontal axis: linear, log, square-root or logit.")
  var xScale: String?

  @Option(help: "The scale of the vertical axis: linear, log, square-root or logit.")
  var yScale: String?

  @Option(
    help:
      "Bars and areas of several colours: none (beside each other), standard (on each other) or normalized (100 %)."
  )
  var stack: String?

  @Option(help: "Sort by the numbers or dates of this column; --order turns the direction.")
  var sort: String?

  @Option(help: "Names to look at, separated by commas; the others are grey.")
  var highlight: String?

  @Option(
    help: "A line across the plot: x=35 or y=12.5:Target, in the unit that the axis prints; may be repeated.")
  var reference: [String] = []

  @Option(help: "A shaded range: x=2..5 or y=10..20:Usual; may be repeated.")
  var range: [String] = []

  @Option(help: "Words at a row: 2019=New law, the row named as on its axis; may be repeated.")
  var annotate: [String] = []

  @Option(help: "Scales of small charts: shared, free, free-x or free-y.")
  var facetScales: String?

  @Option(help: "How many small charts stand beside each other.")
  var facetColumns: Int?

  @Option(
    help: "How the horizontal axis is written: decimals=1,prefix=£,suffix= km,dates=year|month|day|time.")
  var xFormat: String?

  @Option(help: "How the vertical axis is written, as --x-format.")
  var yFormat: String?

  @Option(help: "The ends of the horizontal axis: 0..100.")
  var xRange: String?

  @Option(help: "The ends of the vertical axis: 0..100.")
  var yRange: String?

  package static let isPicture = true

  package init() {}

  package func answer() throws -> Answer {
    let specification = try specification()
    let named = [x, y, color, facet].compactMap(\.self)
    let table = try input.table(making: named)
    let drawn = try TableChartFigure(table, specification)
    let plain = drawn.figure(FigureContext(name: "chart"))
    return Answer(
      ChartResult(headline: plain.text.headline, alternativeText: plain.alternativeText), table: plain.table,
      figure: { context in drawn.figure(context) }
    )
  }

  private func specification() throws -> ChartSpecification {
    if let spec {
      let others = [
        mark, x, y, color, facet, lower, upper, order, xLabel, yLabel, xScale, yScale, stack, sort, highlight,
        facetScales, facetColumns.map(String.init), xFormat, yFormat, xRange, yRange,
      ]
      guard others.allSatisfy({ $0 == nil }), reference.isEmpty, range.isEmpty, annotate.isEmpty else {
        throw StudyError(.usage, "--spec describes the whole chart; leave out --mark and the columns")
      }
      return try read(spec)
    }
    guard let mark else { throw StudyError(.usage, "give --mark or --spec") }
    var made = ChartSpecification(mark: try choice(mark, "mark"))
    made.x = x
    made.y = y
    made.color = color
    made.facet = facet
    made.lower = lower
    made.upper = upper
    made.order = try order.map { try choice($0, "order") }
    made.xLabel = xLabel
    made.yLabel = yLabel
    made.xScale = try xScale.map { try choice($0, "scale") }
    made.yScale = try yScale.map { try choice($0, "scale") }
    let words = ChartOptionWords()
    made.stack = try stack.map { try choice($0, "stack") }
    made.sort = sort
    made.highlight = highlight.map {
      $0.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    }
    made.references = reference.isEmpty ? nil : try reference.map(words.reference)
    made.ranges = range.isEmpty ? nil : try range.map(words.range)
    made.annotations = annotate.isEmpty ? nil : try annotate.map(words.annotation)
    made.facetScales = try facetScales.map { try choice($0, "facet-scales") }
    made.facetColumns = facetColumns
    made.xFormat = try xFormat.map(words.format)
    made.yFormat = try yFormat.map(words.format)
    made.xRange = try xRange.map(words.ends)
    made.yRange = try yRange.map(words.ends)
    return made
  }

  private func choice<Choice: RawRepresentable & CaseIterable>(
    _ text: String, _ name: String
  ) throws -> Choice where Choice.RawValue == String {
    guard let choice = Choice(rawValue: text) else {
      let all = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw StudyError(.usage, "there is no \(name) \(text); choose one of \(all)")
    }
    return choice
  }

  private func read(_ path: String) throws -> ChartSpecification {
    let bytes = try FileInput.read(path)
    do {
      return try JSONDecoder().decode(ChartSpecification.self, from: Data(bytes))
    } catch let DecodingError.keyNotFound(key, context) {
      let place = context.codingPath.isEmpty ? "" : Self.key(context) + ": "
      throw StudyError(.data, "\(path): \(place)there is no \(key.stringValue)")
    } catch let DecodingError.typeMismatch(_, context) {
      throw StudyError(
        .data, "\(path): \(Self.key(context)) is of the wrong kind: \(context.debugDescription)")
    } catch let DecodingError.dataCorrupted(context) where context.codingPath.isEmpty {
      throw StudyError(.data, "\(path): \(context.debugDescription)")
    } catch let DecodingError.dataCorrupted(context) {
      throw StudyError(.data, "\(path): \(Self.key(context)) is not understood: \(context.debugDescription)")
    }
  }

  private static func key(_ context: DecodingError.Context) -> String {
    context.codingPath.map { $0.intValue.map { String($0 + 1) } ?? $0.stringValue }.joined(separator: " ")
  }
}

/// What the verb says of the chart it drew.
private struct ChartResult: Encodable {
  let headline: String
  let alternativeText: String
}
