package import ArgumentParser
import Numbers
import Reoffending
import Statistics
import Tables

/// What one would need to believe for a claimed saving.
package struct ClaimQuestion: Question {
  package static let configuration = CommandConfiguration(
    commandName: "claim",
    abstract: "A claimed saving: how many crimes fewer, for each of how many people, it would take.",
    discussion: """
      reoffending claim unit-costs --saving 75000 --per day
      reoffending claim unit-costs --saving 500000 --people 7500 --share 10% \\
        --price-year 2014/15

      The table has a row a kind of crime with the columns offence and unit_cost, and perhaps price_year and share (of the \
      mix). Each row tells how many crimes of its kind would have to be avoided if the whole saving came from them; with \
      --people how many for each, and with --reoffences-each whether people commit as many. Unit costs are of crimes: \
      --crimes-each says how many stand behind a proven reoffence.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var prices: PriceOptions

  @Option(help: "The pounds claimed, such as 75000 or £75,000.")
  var saving: String

  @Option(help: "For each what they are claimed.")
  var per = SavingClaim.Period.year

  @Option(help: "The people whose offending would be lower.")
  var people: Double?

  @Option(help: "The share of them in whom it would be, as 0.1 or 10%.")
  var share: String?

  @Option(
    name: .customLong("crimes-each"), help: "How many crimes stand behind a proven reoffence.")
  var crimesEach = 1.0

  @Option(
    name: .customLong("reoffences-each"),
    help: "The proven reoffences of each of the people in a year without what is paid for.")
  var reoffencesEach: Double?

  package init() {}

  package func answer() throws -> Answer {
    let digits = saving.filter { !"£, ".contains($0) }
    guard let pounds = Double(digits), pounds > 0, pounds.isFinite else {
      throw StudyError(.usage, "--saving “\(saving)” is no amount above 0; write it as 75000 or £75,000")
    }
    guard share == nil || people != nil else {
      throw StudyError(.usage, "--share is of --people, which is not given")
    }
    guard reoffencesEach == nil || people != nil else {
      throw StudyError(.usage, "--reoffences-each is of --people, which is not given")
    }
    let shares = try share.map { try ShareList.parse($0, option: "--share", upTo: .included) } ?? [1]
    guard shares.count == 1, let share = shares.first else {
      throw StudyError(.usage, "--share takes one share")
    }
    let terms = SavingClaim.Terms(
      pounds: pounds, period: per, priceYear: try prices.year(), people: people.map { $0 * share },
      crimesEach: crimesEach, reoffencesEach: reoffencesEach)
    let result = try SavingClaim(terms, costs: UnitCosts(input.table()), index: prices.index())
    return Answer(result, table: result.table, sentences: result.sentences, notes: result.notes) { context in
      ClaimFigure.make(result, context: context)
    }
  }
}
