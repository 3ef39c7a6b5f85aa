package import ArgumentParser
import Statistics
import Tables

/// The adjustment of several p-values.
package struct AdjustCalculation: Question {
  package static let configuration = CommandConfiguration(
    commandName: "adjust", abstract: "Adjusts several p-values.",
    discussion: """
      reoffending calc adjust 0.01 0.02 0.2 --method holm

      Give all p-values of one question together: they are the family over which the adjustment holds. bonferroni, holm, \
      hochberg and hommel bound the chance of any false finding, bh and by the share of false findings.
      """)

  @Argument(help: "The p-values.") var pValues: [Double]
  @Option(help: "bonferroni, holm, hochberg, hommel, bh or by.") var method = AdjustmentMethod.holm
  @Option(help: "What the p-values are of, for the sentence.") var family: String?

  private struct Result: Encodable {
    let method: AdjustmentMethod
    let family: String
    let pValues: [Double]
    let adjusted: [Double]
    let sentence: String
    let warnings: [String]
  }

  package init() {}

  package func answer() throws -> Answer {
    let count = pValues.count
    let result = try MultipleTesting(
      pValues, method: method, family: family ?? "the \(count) p-value\(count == 1 ? "" : "s") given")
    let warnings = result.warnings.map(\.description)
    return Answer(
      Result(
        method: method, family: result.family, pValues: pValues, adjusted: result.adjusted,
        sentence: result.sentence, warnings: warnings),
      table: OutputTable(
        columns: [
          OutputColumn(key: "pValue", title: "p", kind: .number(decimals: nil)),
          OutputColumn(
            key: "adjusted", title: "p adjusted (\(method.rawValue))", kind: .number(decimals: nil)),
        ], rows: zip(pValues, result.adjusted).map { [.number($0), .number($1)] }),
      sentence: result.sentence, warnings: warnings)
  }
}
