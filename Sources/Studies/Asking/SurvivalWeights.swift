import Numbers
import Reoffending
import Statistics
import Tables

/// The weights of people whose times are compared.
struct SurvivalWeights {
  let kind: WeightKind
  private let name: String
  private let values: [Double]
  private let hasZero: Bool

  /// The most people for whom rows may stand.
  private static let most = 50_000_000.0

  /// Reads a column of weights.
  ///
  /// - Throws: `TableError.faults` for weights that are missing or below 0, and frequencies that are not whole.
  init(_ name: String, are given: WeightKind?, of people: PersonTable) throws {
    guard given != .precision else {
      throw StudyError(
        .usage, "precision weights have a meaning in fit; here weights are frequency or sampling")
    }
    let column = try people.column(name)
    kind = given ?? .assumed(column.entries.compactMap(\.value.number))
    try people.checkWeights(name, areWhole: kind == .frequency)
    self.name = name
    let values = column.numbers.map { $0 ?? 0 }
    self.values = values
    hasZero = values.contains(0)
    guard values.contains(where: { $0 > 0 }) else {
      throw StudyError(
        .data, "\(people.headerLocation(of: column)): every weight is 0, so that nobody is left")
    }
  }

  /// The rows of the people that some rows stand for.
  func standing(_ rows: [Int]) throws -> [Int] {
    guard kind == .frequency else { return rows.filter { values[$0] > 0 } }
    guard rows.reduce(0, { $0 + values[$1] }) <= Self.most else {
      throw StudyError(
        .data,
        "\(name) makes more than \(NumberFormat.count(Int(Self.most))) people, which is too many to count")
    }
    return rows.flatMap { Array(repeating: $0, count: Int(values[$0])) }
  }

  /// How many people stand in none of some rows.
  func leftOut(_ rows: [Int]) -> Int {
    guard kind == .frequency else { return values.count - rows.count }
    let all = values.reduce(0, +) - rows.reduce(0) { $0 + values[$1] }
    return Int(min(all, Self.most))
  }

  /// The weights of a sample; nil for frequencies.
  func sampled(_ rows: [Int]) -> SurvivalChoices.Weights? {
    kind == .sampling ? SurvivalChoices.Weights(name, rows.map { values[$0] }) : nil
  }

  /// What a reader must know.
  var notes: [String] {
    (kind == .frequency ? [WeightKind.frequencyNote(name)] : [])
      + (hasZero ? ["Rows with a weight of 0 count nobody."] : [])
  }
}
