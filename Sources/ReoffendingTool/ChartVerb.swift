import ArgumentParser
import ChartGrammar
import Foundation
import Studies
import Tables

/// Any table as a chart.
struct ChartVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chart", abstract: "Any table as a chart.",
    discussion: """
      Either --mark with columns, or --spec with a JSON file that says the same (Documentation/chart.schema.json). The
      picture goes to --figure; the numbers drawn go to standard output.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions

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

  func run() throws {
    guard !output.figure.isEmpty else { throw Failure(.usage, "give the picture's path with --figure") }
    let specification = try specification()
    let table = try input.table()
    let plain = try TableChartFigure.make(table, specification, context: FigureContext(name: "chart"))
    try output.emit(
      ChartResult(headline: plain.text.headline, alternativeText: plain.alternativeText), table: plain.table
    ) {
      context in
      try TableChartFigure.make(table, specification, context: context)
    }
  }

  private func specification() throws -> ChartSpecification {
    if let spec {
      let others = [mark, x, y, color, facet, lower, upper, order, xLabel, yLabel, xScale, yScale]
      guard others.allSatisfy({ $0 == nil }) else {
        throw Failure(.usage, "--spec describes the whole chart; leave out --mark and the columns")
      }
      return try read(spec)
    }
    guard let mark else { throw Failure(.usage, "give --mark or --spec") }
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
    return made
  }

  private func choice<Choice: RawRepresentable & CaseIterable>(
    _ text: String, _ name: String
  ) throws -> Choice where Choice.RawValue == String {
    guard let choice = Choice(rawValue: text) else {
      let all = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw Failure(.usage, "there is no \(name) \(text); choose one of \(all)")
    }
    return choice
  }

  private func read(_ path: String) throws -> ChartSpecification {
    let bytes = try FileInput.read(path)
    do {
      return try JSONDecoder().decode(ChartSpecification.self, from: Data(bytes))
    } catch let DecodingError.keyNotFound(key, _) {
      throw Failure(.data, "\(path): there is no \(key.stringValue)")
    } catch let DecodingError.typeMismatch(_, context) {
      throw Failure(.data, "\(path): \(Self.key(context)) is of the wrong kind: \(context.debugDescription)")
    } catch let DecodingError.dataCorrupted(context) where context.codingPath.isEmpty {
      throw Failure(.data, "\(path): \(context.debugDescription)")
    } catch let DecodingError.dataCorrupted(context) {
      throw Failure(.data, "\(path): \(Self.key(context)) is not understood: \(context.debugDescription)")
    }
  }

  private static func key(_ context: DecodingError.Context) -> String {
    context.codingPath.map(\.stringValue).joined(separator: " ")
  }
}

/// What the verb says of the chart it drew.
private struct ChartResult: Encodable {
  let headline: String
  let alternativeText: String
}
