import Statistics
import TestSupport
import Testing

@Suite("Multiple imputation")
struct ImputationTests {
  @Test("Rubin's rules agree with mice", arguments: try ReferenceTable("rubin").rows)
  func rubin(_ row: ReferenceTable.Row) throws {
    func numbers(_ column: String) -> [[Double]] {
      row.text(column).split(separator: "|").compactMap { Double($0) }.map { [$0] }
    }
    let pooled = try RubinPooling(
      terms: ["x"], estimates: numbers("estimates"), variances: numbers("variances"),
      completeDegreesOfFreedom: row["complete"].isInfinite ? nil : row["complete"]
    ).coefficients[0]
    expectClose(pooled.coefficient.estimate, row["estimate"], relative: 1e-12)
    expectClose(
      pooled.coefficient.standardError * pooled.coefficient.standardError, row["total"], relative: 1e-12)
    expectClose(pooled.degreesOfFreedom, row["df"], relative: 1e-10)
    expectClose(pooled.missingInformation, row["fmi"], relative: 1e-10)
  }

  /// Rossi's data with previous convictions and marriage missing for some, more often for the young.
  static func incomplete() throws -> (columns: [IncompleteColumn], complete: ModelFrame) {
    let frame = try PublicData.rossi()
    let rows = try ReferenceTable("rossi").rows
    let names = ["arrest", "age", "prio", "mar"]
    var generator = ReplayedBits(seed: 11)
    func missing(_ share: (Double) -> Double) -> [Bool] {
      rows.map { Double(generator.next() >> 11) * 0x1p-53 < share($0["age"]) }
    }
    let prio = missing { $0 < 23 ? 0.4 : 0.1 }
    let mar = missing { _ in 0.15 }
    let columns = try names.map { name in
      let column = try #require(frame.columns[name])
      return switch name {
      case "prio": try IncompleteColumn(column, isMissing: prio)
      case "mar": try IncompleteColumn(column, isMissing: mar)
      default: IncompleteColumn(complete: column)
      }
    }
    return (columns, frame)
  }

  @Test("fills what is missing with values that occur, keeps the rest, and repeats with the same seed")
  func chainedEquations() throws {
    let (columns, complete) = try Self.incomplete()
    var generator = ReplayedBits(seed: 5)
    let result = try ChainedEquations(columns, imputations: 4, rounds: 3, using: &generator)
    #expect(result.frames.count == 4)
    #expect(result.missing["prio"] == columns[2].isMissing.count { $0 })
    guard case .numeric(let truth) = complete.columns["prio"]?.content else { return #expect(Bool(false)) }
    let observed = Set(truth.indices.filter { !columns[2].isMissing[$0] }.map { truth[$0] })
    var filled: Set<[Double]> = []
    for frame in result.frames {
      guard case .numeric(let values) = frame.columns["prio"]?.content else { return #expect(Bool(false)) }
      for row in values.indices where !columns[2].isMissing[row] { #expect(values[row] == truth[row]) }
      #expect(values.allSatisfy(observed.contains))
      filled.insert(values)
    }
    #expect(filled.count == 4, "the copies differ")
    let models = try result.frames.map {
      try GeneralizedLinearModel(
        DesignMatrix(Formula("arrest ~ age + prio + mar"), frame: $0), family: .binomial)
    }
    let pooled = try RubinPooling(
      terms: models[0].terms, estimates: models.map(\.coefficients),
      variances: models.map(\.covariance.diagonal))
    let whole = try GeneralizedLinearModel(
      DesignMatrix(Formula("arrest ~ age + prio + mar"), frame: complete), family: .binomial)
    for (own, full) in zip(pooled.coefficients, try whole.coefficientTable()) {
      #expect(abs(own.coefficient.estimate - full.estimate) < 1.5 * full.standardError)
      #expect(own.missingInformation > 0 && own.missingInformation < 1)
    }
    var again = ReplayedBits(seed: 5)
    let repeated = try ChainedEquations(columns, imputations: 4, rounds: 3, using: &again)
    guard case .numeric(let first) = result.frames[3].columns["prio"]?.content,
      case .numeric(let second) = repeated.frames[3].columns["prio"]?.content
    else { return #expect(Bool(false)) }
    #expect(first == second)
  }

  @Test("refuses complete data, a column without a value, and a single copy")
  func refusals() throws {
    var generator = ReplayedBits(seed: 1)
    let complete = IncompleteColumn(complete: ModelColumn("x", numbers: [1, 2, 3]))
    #expect(throws: ModelError.self) { try ChainedEquations([complete], using: &generator) }
    #expect(throws: ModelError.self) {
      try IncompleteColumn(ModelColumn("x", numbers: [1, 2]), isMissing: [true, true])
    }
    #expect(throws: ModelError.outOfRange(argument: "imputations", value: 1, allowed: "2 or more")) {
      try RubinPooling(terms: ["x"], estimates: [[1]], variances: [[1]])
    }
  }
}
