import Numbers

/// The names of groups that options take, such as those of --treated, --control and --reference.
enum GroupNames {
  /// Refuses a name that no group has, with the nearest that one has.
  ///
  /// - Parameter column: whose groups they are, in the words of the sentence.
  /// - Throws: `StudyError` of usage.
  static func check(
    _ names: [String], among known: some Collection<String>, of column: String
  ) throws(StudyError) {
    for name in names where !known.contains(name) {
      throw StudyError(
        .usage, "\(column) has no \(name); \(NearestName.suggestion(for: name, among: known.sorted()))")
    }
  }
}
