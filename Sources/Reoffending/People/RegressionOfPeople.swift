public import Statistics
public import Tables

extension RegressionResult {
  /// Fits a formula to the people of a file who have a value in every column of it.
  ///
  /// - Throws: as the initialiser that takes a frame; `TableError` for a column that was not read.
  public init(
    _ formula: Formula, people: PersonTable, choices: RegressionChoices = RegressionChoices()
  ) throws {
    // Limits of other kinds, effects and penalties need patterns one by one, or rows.
    if choices.family == .binomial, choices.penalty == .none, choices.standardErrors == .model,
      choices.chosenIntervals == .wald, choices.effects.isEmpty, choices.rows.columns.isEmpty,
      choices.link ?? .logit == .logit, choices.against == nil, choices.random == nil,
      choices.absorbed.isEmpty,
      !choices.tellsInfluence,
      try PeopleFrame.firstFactorInWords(of: formula, people) == nil,
      let frame = try CodedFrame(people, formula: formula),
      let design = try DesignMatrix(formula, coded: frame)
    {
      try self.init(GeneralizedLinearModel(design, family: .binomial), choices: choices)
      return
    }
    let names = PeopleFrame.distinctColumns(of: formula, choices)
    try self.init(
      formula, frame: PeopleFrame(people, columns: names, formula: formula).frame, choices: choices)
  }
}

extension PeopleFrame {
  static func distinctColumns(of formula: Formula, _ choices: RegressionChoices) -> [String] {
    var seen: Set<String> = []
    let random = choices.random.map { [$0.column] } ?? []
    return
      (formula.columns + (choices.against?.columns ?? []) + choices.rows.columns + random + choices.absorbed)
      .filter {
        seen.insert($0).inserted
      }
  }
}
