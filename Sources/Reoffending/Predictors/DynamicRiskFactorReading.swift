import Tables

/// Reads the assessed risk factors of the dynamic predictor from the columns of a table.
struct DynamicRiskFactorReading {
  private typealias Problem = DynamicRiskFactors.ProblemLevel

  private static var levels: [(column: String, path: WritableKeyPath<DynamicRiskFactors, Problem>)] {
    [
      ("accommodation", \.accommodation), ("relationship", \.relationshipProblems),
      ("activities", \.activitiesEncourageOffending), ("drug_motivation", \.lackOfDrugMotivation),
      ("chronic_drinking", \.chronicDrinking), ("binge_drinking", \.bingeDrinking),
      ("impulsivity", \.impulsivity), ("pro_criminal_attitudes", \.proCriminalAttitudes),
    ]
  }

  private static var flags: [(column: String, path: WritableKeyPath<DynamicRiskFactors, Bool>)] {
    [
      ("unemployed", \.isUnemployed), ("lives_with_partner", \.livesWithPartner),
      ("domestic_abuse", \.perpetratedDomesticAbuse),
    ]
  }

  private static let drugs: [(column: String, drug: DynamicRiskFactors.Drug)] =
    DynamicRiskFactors.Drug.allCases.map { drug in
      let name = drug == .other ? "other drugs" : drug.rawValue
      return (name.split(separator: " ").joined(separator: "_"), drug)
    }

  /// The names of all columns.
  static let columns = levels.map(\.column) + flags.map(\.column) + drugs.map(\.column)

  /// The columns that the table lacks.
  let absent: [String]

  private let problems: [(WritableKeyPath<DynamicRiskFactors, Problem>, [Problem?])]
  private let yesOrNo: [(WritableKeyPath<DynamicRiskFactors, Bool>, [Bool?])]
  private let used: [(DynamicRiskFactors.Drug, [Bool?])]

  /// Reads what is there.
  ///
  /// - Parameter absentAsNone: whether a missing column stands for no problem; otherwise each is a fault.
  init(_ table: Table, reading: inout TableReading, absentAsNone: Bool) {
    absent = Self.columns.filter { table.firstColumn(among: [$0]) == nil }
    func isRead(_ column: String) -> Bool { !absentAsNone || table.firstColumn(among: [column]) != nil }
    problems = Self.levels.filter { isRead($0.column) }.map { column, path in
      let points = reading.counts(column)
      let values = points.indices.map { row -> Problem? in
        guard let value = points.values[row] else { return nil }
        if let level = Problem(rawValue: value) { return level }
        reading.report(
          Fault(at: points.location(row: row), "\(value) is not a problem score; 0, 1 or 2 is needed"))
        return nil
      }
      return (path, values)
    }
    yesOrNo = Self.flags.filter { isRead($0.column) }.map { ($0.path, reading.booleans($0.column).values) }
    used = Self.drugs.filter { isRead($0.column) }.map { ($0.drug, reading.booleans($0.column).values) }
  }

  /// The risk factors of a row; nil where one is missing.
  func factors(row: Int) -> DynamicRiskFactors? {
    var factors = DynamicRiskFactors()
    for (path, values) in problems {
      guard let value = values[row] else { return nil }
      factors[keyPath: path] = value
    }
    for (path, values) in yesOrNo {
      guard let value = values[row] else { return nil }
      factors[keyPath: path] = value
    }
    for (drug, values) in used {
      guard let value = values[row] else { return nil }
      if value { factors.drugs.insert(drug) }
    }
    return factors
  }
}
