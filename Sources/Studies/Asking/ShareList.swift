/// Shares as an option takes them: fractions or per cents between commas.
enum ShareList {
  /// Reads the shares, each above 0 and below 1.
  ///
  /// - Throws: `StudyError` of kind usage, with the text that is no share.
  static func parse(_ text: String, option: String) throws -> [Double] {
    let parts = ColumnList.split(text)
    guard !parts.isEmpty else { throw StudyError(.usage, "\(option) is empty; write such as 0.01 or 1%") }
    return try parts.map { part in
      let isPerCent = part.hasSuffix("%")
      guard let number = Double(isPerCent ? String(part.dropLast()) : part) else {
        throw StudyError(.usage, "\(option) “\(part)” is not a share; write it as 0.01 or 1%")
      }
      let share = isPerCent ? number / 100 : number
      guard share > 0, share < 1 else {
        throw StudyError(.usage, "\(option) \(part) must be above 0 and below 1 (or 100%)")
      }
      return share
    }
  }
}
