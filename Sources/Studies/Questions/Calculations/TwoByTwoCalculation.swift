package import ArgumentParser
import Statistics
import Tables

/// Every usual measure and test of a two-by-two table.
package struct TwoByTwoCalculation: Question {
  package static let configuration = CommandConfiguration(
    commandName: "two-by-two", abstract: "Two groups with and without an event.",
    discussion: """
      reoffending calc two-by-two 30 70 18 82

      The counts go row by row: exposed with the event, exposed without, unexposed with, unexposed without. Exposed are \
      those with the risk factor or the programme. A cell of zero is allowed; what then does not exist is left empty.
      """)

  @Argument(help: "Exposed people with the event.") var exposedEvents: Int
  @Argument(help: "Exposed people without the event.") var exposedNonEvents: Int
  @Argument(help: "Unexposed people with the event.") var unexposedEvents: Int
  @Argument(help: "Unexposed people without the event.") var unexposedNonEvents: Int
  @Option(help: "Limits of the risk difference: newcombe, wald, miettinen-nurminen or mee.")
  var difference = RiskDifferenceMethod.newcombe
  @Option(
    help: "Limits of the risk ratio: katz, koopman or miettinen-nurminen (katz, or koopman with a zero cell)."
  )
  var ratio: RiskRatioMethod?
  @Option(
    help: "The odds ratio: woolf, conditional or haldane-anscombe (woolf, or conditional with a zero cell).")
  var odds: OddsRatioMethod?
  @OptionGroup var level: LevelOption

  private struct Result: Encodable {
    let analysis: TwoByTwoAnalysis

    private enum CodingKeys: String, CodingKey {
      case sentence, warnings
    }

    func encode(to encoder: any Encoder) throws {
      try analysis.encode(to: encoder)
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(analysis.sentence, forKey: .sentence)
      try container.encode(analysis.warnings.map(\.description), forKey: .warnings)
    }
  }

  package init() {}

  package func answer() throws -> Answer {
    let table = try TwoByTwoTable(
      exposedEvents: exposedEvents, exposedNonEvents: exposedNonEvents, unexposedEvents: unexposedEvents,
      unexposedNonEvents: unexposedNonEvents)
    let analysis = try TwoByTwoAnalysis(
      table, level: level.value(), difference: difference, ratio: ratio, odds: odds)
    return Answer(
      Result(analysis: analysis), table: Self.table(analysis), sentence: analysis.sentence,
      warnings: analysis.warnings.map(\.description))
  }

  private static func table(_ analysis: TwoByTwoAnalysis) -> OutputTable {
    let measures = [
      ("risk, exposed", analysis.exposed), ("risk, unexposed", analysis.unexposed),
      ("risk difference", analysis.riskDifference), ("risk ratio", analysis.riskRatio),
      ("odds ratio", analysis.oddsRatio),
      ("attributable fraction, exposed", analysis.attributableFractionExposed),
      ("attributable fraction, population", analysis.attributableFractionPopulation),
    ].map { name, estimate in
      [
        .text(name), .optional(estimate.value.finite), .optional((estimate.interval?.lower).finite),
        .optional((estimate.interval?.upper).finite), .missing(""), .text(estimate.method),
      ] as [OutputCell]
    }
    let tests = [
      analysis.tests.chiSquared, analysis.tests.chiSquaredYates, analysis.tests.fisher, analysis.tests.midP,
    ]
    .map { test in
      [
        .text("test of equal risks"), .optional(test.statistic), .missing(""), .missing(""),
        .number(test.pValue), .text(test.method),
      ] as [OutputCell]
    }
    return OutputTable(
      columns: [
        OutputColumn(key: "quantity", title: "Quantity"),
        OutputColumn(key: "value", title: "Value", kind: .number(decimals: 4)),
        OutputColumn(key: "lower", title: "from", kind: .number(decimals: 4)),
        OutputColumn(key: "upper", title: "to", kind: .number(decimals: 4)),
        OutputColumn(key: "pValue", title: "p", kind: .pValue),
        OutputColumn(key: "method", title: "Method"),
      ], rows: measures + tests)
  }
}
