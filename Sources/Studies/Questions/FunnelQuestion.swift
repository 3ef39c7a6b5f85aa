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

      With --exposure, events over a population or over person-years are compared (--of rates), with --strata directly \
      standardised rates, or with --rate those of a column (--of dsr); limits are those of Poisson counts:

      printf '%s\\n' area,crimes,population A,5120,81000 B,2210,40100 C,3015,61000 \\
        D,9800,120500 > crimes.csv
      reoffending funnel crimes.csv --by area --events crimes --exposure population
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

  @Option(
    help: """
      What is compared: proportions, ratios of actual to predicted numbers, rates of events over --exposure, or dsr, \
      directly standardised rates.
      """)
  var of: FunnelQuantity?

  @Option(
    help: """
      The rate that groups are compared with instead of their common one: from 0 to 1 for proportions, in the unit of \
      --per for rates.
      """)
  var target: Double?

  @Option(help: "For rates: the column of events; else that of reoffences, or of reoffenders.")
  var events: String?

  @Option(help: "For rates: the column that events are counted over, such as population or person-years.")
  var exposure: String?

  @Option(help: "For dsr: the column of directly standardised rates, in the unit of --per.")
  var rate: String?

  @Option(help: "For how much of the exposure rates are given; else 100000, and 100 with --strata.")
  var per: Double?

  @Option(help: "For dsr: the columns that make the strata, separated by commas.")
  var strata: String?

  @Option(help: "With --strata: the standard population, as standardise has it; else all groups together.")
  var standard: String?

  package init() {}

  package func answer() throws -> Answer {
    let levels = try ColumnList.split(limits).map { text in
      guard let value = Double(text) else {
        throw StudyError(.usage, "--limits \(limits): “\(text)” is not a level; write such as 0.95,0.998")
      }
      return try LevelOption.checked(value)
    }
    let result = try asksRates ? funnelOfRates(levels) : funnel(levels)
    return Answer(
      result, table: result.table, sentences: result.sentences, notes: result.notes, rounds: suppress.isOn
    ) {
      context in
      try FunnelFigure.make(result, context: context)
    }
  }

  private func funnel(_ levels: [ConfidenceLevel]) throws -> Funnel {
    guard events == nil, per == nil, standard == nil else {
      throw StudyError(
        .usage, "--events, --per and --standard belong to rates: give --exposure, --rate or --strata")
    }
    let cohorts = try suppress.applied(
      to: input.cohorts(by: ColumnList.split(by), names: suppress.columns(input.columns)),
      refusing: [.rates], in: Self.verb)
    return try Funnel(
      cohorts, quantity: of, target: target, levels: levels, overdispersion: overdispersion,
      trimming: trimming, method: method)
  }
}
