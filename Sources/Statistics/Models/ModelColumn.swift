/// A typed column of a model frame.
public struct ModelColumn: Sendable {
  /// What a column holds.
  public enum Content: Sendable {
    /// Numbers.
    case numeric([Double])
    /// Categories as small integers from 0, with the name of each and the one compared against.
    case categorical(codes: [Int32], levels: [String], reference: Int)
  }

  /// The name, as formulas use it.
  public let name: String
  /// The values.
  public let content: Content

  /// A column of numbers.
  public init(_ name: String, numbers: [Double]) {
    self.name = name
    content = .numeric(numbers)
  }

  /// A column of categories.
  ///
  /// - Parameters:
  ///   - name: as formulas use it.
  ///   - codes: for each row the index of its level; rows left out by the frame's mask may hold anything.
  ///   - levels: the name of each level, by its index.
  ///   - reference: the index of the level that the others are compared with.
  /// - Throws: `ModelError.duplicateColumn` for a level named twice, `ModelError.outOfRange` for a reference that
  ///   is no level.
  public init(_ name: String, codes: [Int32], levels: [String], reference: Int = 0) throws(ModelError) {
    guard levels.indices.contains(reference) else {
      throw .outOfRange(
        argument: "reference of \(name)", value: Double(reference), allowed: "the index of a level")
    }
    guard Set(levels).count == levels.count else { throw .duplicateColumn("\(name), a level") }
    self.name = name
    content = .categorical(codes: codes, levels: levels, reference: reference)
  }

  /// A column of categories given as texts; levels are in alphabetical order and the first is the reference.
  public init(_ name: String, texts: [String], reference: String? = nil) throws(ModelError) {
    let levels = Set(texts).sorted()
    let codeByLevel = Dictionary(uniqueKeysWithValues: zip(levels, levels.indices))
    let codes = texts.map { Int32(codeByLevel[$0] ?? 0) }
    var index = 0
    if let reference {
      guard let found = codeByLevel[reference] else {
        throw .unknownColumn("\(name)=\(reference)", known: levels.map { "\(name)=\($0)" })
      }
      index = found
    }
    try self.init(name, codes: codes, levels: levels, reference: index)
  }

  init(_ name: String, checkedCodes codes: [Int32], levels: [String], reference: Int) {
    self.name = name
    content = .categorical(codes: codes, levels: levels, reference: reference)
  }

  /// A column of truth values, as the numbers 0 and 1.
  public init(_ name: String, flags: [Bool]) {
    self.init(name, numbers: flags.map { $0 ? 1 : 0 })
  }

  /// How many rows the column has.
  public var count: Int {
    switch content {
    case .numeric(let values): values.count
    case .categorical(let codes, _, _): codes.count
    }
  }

  /// The same column with some of its rows, each as often as it is named.
  public func selecting(_ rows: [Int]) -> ModelColumn {
    switch content {
    case .numeric(let values): ModelColumn(name, numbers: rows.map { values[$0] })
    case .categorical(let codes, let levels, let reference):
      ModelColumn(name, checkedCodes: rows.map { codes[$0] }, levels: levels, reference: reference)
    }
  }
}
