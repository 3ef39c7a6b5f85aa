package import ArgumentParser
import Reoffending
import Statistics

/// Who lies outside the limits of a funnel.
package struct FunnelQuestion: Question {
  package static let configuration = CommandConfiguration(
    commandName: "funnel", abstract: "Which groups differ by more than chance, whatever their sizes.",
    discussion: """
      reoffending funnel local-authorities-2015 --by area --limits 0.95,0.998

      Compares actual over predicted numbers where every group has a predicted rate (--of ratios), else the rates \
      themselves with their common rate (--of proportions). Limits are exact: a group lies outside where the tail of its \
      count is smaller than half of what the level leaves. --method chi-squared draws those of R's FunnelPlotR, \
      --method wilson those of PHEindicatormethods. With --overdispersion they allow for variation between groups beyond \
      chance, measured on the winsorised groups.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var suppress: SuppressOption

  @Option(help: "The columns that name the groups, separated by commas.")
  var by: String?

  @Option(help: "The levels of the limits, separated by commas; the first is lower and upper in JSON.")
  var limits = "0.95,0.998"

  @Option(help: "none, multiplicative or additive.")
  var overdispersion = FunnelOverdispersion.none

  @Option(
    help: "What is done about extreme groups when their variation is measured: winsorise, truncate or none.")
  var trimming = FunnelTrimming.winsorise

  @Option(
    help: """
      Limits that allow for chance alone: exact, chi-squared as FunnelPlotR's of ratios, or wilson as \
      PHEindicatormethods' of proportions.
      """)
  var method = FunnelMethod.exact

  @Option(help: "What is compared: proportions or ratios of actual to predicted numbers.")
  var of: FunnelQuantity?

  @Option(help: "The rate, from 0 to 1, that proportions are compared with instead of their common rate.")
  var target: Double?

  package init() {}

  package func answer() throws -> Answer {
    let levels = try ColumnList.split(limits).map { text in
      guard let value = Double(text) else {
        throw StudyError(.usage, "--limits \(limits): “\(text)” is not a level; write such as 0.95,0.998")
      }
      return try LevelOption.checked(value)
    }
    let cohorts = try suppress.applied(
      to: input.cohorts(by: ColumnList.split(by), names: suppress.columns(input.columns)),
      refusing: [.rates], in: Self.verb)
    let result = try Funnel(
      cohorts, quantity: of, target: target, levels: levels, overdispersion: overdispersion,
      trimming: trimming, method: method)
    return Answer(
      result, table: result.table, sentences: result.sentences, notes: result.notes, rounds: suppress.isOn
    ) {
      context in
      try FunnelFigure.make(result, context: context)
    }
  }
}
