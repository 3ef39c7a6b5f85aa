package import ArgumentParser
import Numbers
import Reoffending
import Statistics
import Tables

/// Costs against benefits over some years.
package struct AppraiseQuestion: Question {
  package static let configuration = CommandConfiguration(
    commandName: "appraise",
    abstract: "Costs against benefits: net present value, what each pound brings, when it is back.",
    discussion: """
      reoffending appraise appraisal-template --price-year 2024/25 \\
        --figure appraisal.png

      The table has a row an item: item, type (cost or benefit), amount (units a year), unit_cost (or offence, whose cost \
      is taken from --unit-costs), and perhaps amount_lower, amount_upper, unit_lower, unit_upper (95% limits), \
      crimes_each, price_year, first_year, last_year, deadweight, optimism, case (fiscal, economic, social) and bearer; \
      data export appraisal-template writes one to fill. Prices become those of --price-year by the deflator. Limits come \
      from drawing every uncertain number.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var level: LevelOption
  @OptionGroup var prices: PriceOptions

  @Option(
    name: .customLong("unit-costs"),
    help: "The unit costs of crimes: a file or data set with the columns offence, unit_cost and price_year.")
  var unitCosts = "unit-costs"

  @Option(help: "By which a year is worth less than the one before, as 0.035 or 3.5%.")
  var discount = "3.5%"

  @Flag(help: "Draw benefits high or low together, as where one effect stands behind all.")
  var together = false

  @Option(help: "How many times uncertain numbers are drawn.")
  var draws = 10_000

  @Option(help: "The seed of the draws.")
  var seed: UInt64 = 1

  package init() {}

  package func answer() throws -> Answer {
    let choices = Appraisal.Choices(
      priceYear: try prices.year(), discountRate: try rate(), dependence: together ? .together : .independent,
      draws: draws, seed: seed)
    let table = try input.table()
    let costs =
      table.firstColumn(among: ["offence"]) == nil
      ? nil : try UnitCosts(AskingContext.table(named: unitCosts))
    let result = try Appraisal(
      table, costs: costs, index: prices.index(), choices: choices, level: level.value())
    return Answer(
      result, table: result.table, further: result.furtherTables, sentences: result.sentences,
      notes: result.notes
    ) { context in AppraisalFigure.make(result, context: context) }
  }

  private func rate() throws -> Double {
    let isPerCent = discount.hasSuffix("%")
    guard let number = Double(isPerCent ? String(discount.dropLast()) : discount), number.isFinite else {
      throw StudyError(.usage, "--discount “\(discount)” is no rate; write it as 0.035 or 3.5%")
    }
    let rate = isPerCent ? number / 100 : number
    guard rate >= 0, rate < 1 else {
      throw StudyError(.usage, "--discount \(discount) must be from 0 to below 1 (or 100%)")
    }
    return rate
  }
}
