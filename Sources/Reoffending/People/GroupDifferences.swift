import Numbers
import Statistics

/// What is said of groups that a model lets differ by chance.
enum GroupDifferences {
  /// Whether they differ beyond chance, with the p-value of the test that they do not.
  static func words(_ test: TestResult, level: ConfidenceLevel) -> String {
    (test.pValue < level.alpha ? "differ beyond chance" : "have no clear difference beyond chance")
      + " (\(NumberFormat.pStatement(test.pValue)))"
  }

  /// The note that few groups say little; none of ten or more.
  static func fewGroups(_ count: Int) -> [String] {
    count < 10
      ? ["\(Plural.count(count, "group")) say little of how much groups differ; ten or more say more."] : []
  }
}
