package import ArgumentParser
import Numbers
import Reoffending
import Statistics
import Tables

/// What two printed percentages can mean.
package struct RangeCalculation: Question {
  package static let configuration = CommandConfiguration(
    commandName: "range",
    abstract: "What a claim on two printed percentages can rest on.",
    discussion: """
      reoffending calc range 46.02 39.58 --max 1000

      Goes through every pair of counts that prints like the two percentages and gives the least and the greatest \
      difference, ratio, limits and p-value, and whether a significant difference is certain (always), possible \
      (sometimes) or impossible (never). Where a cohort is known, name it: --trials1 430 --trials2 512. With --predicted \
      the second percentage is a rate predicted for the people of the first, not that of other people.
      """)

  @Argument(help: "The first percentage as printed, with all its decimals.") var first: String
  @Argument(help: "The second percentage as printed.") var second: String
  @Option(help: "The first cohort, where it is known.") var trials1: Int?
  @Option(help: "The second cohort, where it is known.") var trials2: Int?
  @Option(help: "The smallest cohort to try.") var min = 1
  @Option(help: "The largest cohort to try.") var max = 1000
  @Flag(help: "The second percentage is a prediction for the same people.") var predicted = false
  @Option(
    help: "How they may have been rounded: nearest (either way at a half), half-up, half-even or truncated.")
  var rounding = RoundingRule.nearest
  @OptionGroup var level: LevelOption

  private struct Span: Encodable {
    let lowest: Double
    @Nullable var highest: Double?

    init(_ range: ClosedRange<Double>) {
      lowest = range.lowerBound
      highest = range.upperBound.isFinite ? range.upperBound : nil
    }
  }

  private struct Result: Encodable {
    let first: Double
    let second: Double
    let smallestTrials1: Int
    @Nullable var smallestTrials2: Int?
    let tables: Int
    let difference: Span
    @Nullable var ratio: Span?
    @Nullable var lowerLimit: Span?
    @Nullable var upperLimit: Span?
    let pValue: Span
    let verdict: ClaimVerdict
    let level: ConfidenceLevel
    let sentence: String
    let warnings: [String]
  }

  package func validate() throws {
    guard min >= 1, min <= max else {
      throw ValidationError("cohorts from \(min) to \(max); --min must be at least 1 and at most --max")
    }
    guard !predicted || trials2 == nil else {
      throw ValidationError("--trials2 is for a second group of people; with --predicted there is none")
    }
  }

  package init() {}

  package func answer() throws -> Answer {
    let one = try PrintedPercentage(parsing: first, rounding: rounding)
    let two = try PrintedPercentage(parsing: second, rounding: rounding)
    let sizes1 = trials1.map { $0...$0 } ?? min...max
    let sizes2 = trials2.map { $0...$0 } ?? min...max
    let level = try level.value()
    let result =
      predicted
      ? try expectation(one, two, sizes1, level) : try comparison(one, two, sizes1, sizes2, level)
    return Answer(
      result, table: Self.table(result), sentence: result.sentence, warnings: result.warnings)
  }

  private func comparison(
    _ one: PrintedPercentage, _ two: PrintedPercentage, _ sizes1: ClosedRange<Int>,
    _ sizes2: ClosedRange<Int>,
    _ level: ConfidenceLevel
  ) throws -> Result {
    let range = try PublishedComparison(
      first: one, firstTrials: sizes1, second: two, secondTrials: sizes2, level: level)
    return Result(
      first: one.fraction, second: two.fraction, smallestTrials1: one.smallestTrials,
      smallestTrials2: two.smallestTrials, tables: range.tables, difference: Span(range.difference),
      ratio: range.ratio.map(Span.init), lowerLimit: Span(range.lowerLimit),
      upperLimit: Span(range.upperLimit), pValue: Span(range.pValue), verdict: range.verdict, level: level,
      sentence: range.sentence, warnings: range.warnings.map(\.description))
  }

  private func expectation(
    _ one: PrintedPercentage, _ two: PrintedPercentage, _ sizes: ClosedRange<Int>, _ level: ConfidenceLevel
  ) throws -> Result {
    let range = try PublishedExpectation(actual: one, predicted: two, trials: sizes, level: level)
    let significance =
      switch range.verdict {
      case .always: "Significant whatever the counts were"
      case .sometimes: "Significant for some of the possible counts and not for others"
      case .never: "Not significant whatever the counts were"
      }
    return Result(
      first: one.fraction, second: two.fraction, smallestTrials1: one.smallestTrials, smallestTrials2: nil,
      tables: range.counts, difference: Span(range.difference), ratio: nil, lowerLimit: nil, upperLimit: nil,
      pValue: Span(range.pValue), verdict: range.verdict, level: level,
      sentence: "\(significance): the actual rate differs from the prediction by between "
        + "\(NumberFormat.fixed(100 * range.difference.lowerBound, decimals: 2)) and "
        + "\(NumberFormat.fixed(100 * range.difference.upperBound, decimals: 2)) percentage points over "
        + "\(NumberFormat.count(range.counts)) possible counts.",
      warnings: [])
  }

  private static func table(_ result: Result) -> OutputTable {
    let spans: [(String, Span?)] = [
      ("difference", result.difference), ("ratio", result.ratio),
      ("lower limit of the difference", result.lowerLimit),
      ("upper limit of the difference", result.upperLimit), ("p-value", result.pValue),
    ]
    return OutputTable(
      columns: [
        OutputColumn(key: "quantity", title: "Quantity"),
        OutputColumn(key: "lowest", title: "Lowest", kind: .number(decimals: 4)),
        OutputColumn(key: "highest", title: "Highest", kind: .number(decimals: 4)),
      ],
      rows: spans.compactMap { name, span in
        span.map { [.text(name), .number($0.lowest), .optional($0.highest)] }
      } + [[.text("tables of counts"), .count(result.tables), .missing("")]])
  }
}
