public import Statistics
public import Tables

extension RegressionResult {
  /// Fits a formula to the people of a file who have a value in every column of it.
  ///
  /// - Throws: as the initialiser that takes a frame; `TableError` for a column that was not read.
  public init(
    _ formula: Formula, people: PersonTable, choices: RegressionChoices = RegressionChoices()
  ) throws {
    let names = PeopleFrame.distinctColumns(of: formula, choices)
    try self.init(formula, frame: PeopleFrame(people, columns: names).frame, choices: choices)
  }
}

extension PeopleFrame {
  static func distinctColumns(of formula: Formula, _ choices: RegressionChoices) -> [String] {
    var seen: Set<String> = []
    return (formula.columns + choices.rows.columns).filter { seen.insert($0).inserted }
  }
}
