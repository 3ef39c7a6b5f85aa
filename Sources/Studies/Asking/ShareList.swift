/// Shares as an option takes them: fractions or per cents between commas.
enum ShareList {
  /// Whether all of something is a share.
  enum Whole {
    case included
    case excluded
  }

  /// Reads the shares, each above 0 and below 1, or at most 1 where the whole is included.
  ///
  /// - Throws: `StudyError` of kind usage, with the text that is no share.
  static func parse(_ text: String, option: String, upTo whole: Whole = .excluded) throws -> [Double] {
    let parts = ColumnList.split(text)
    guard !parts.isEmpty else { throw StudyError(.usage, "\(option) is empty; write such as 0.25 or 25%") }
    return try parts.map { part in
      let isPerCent = part.hasSuffix("%")
      guard let number = Double(isPerCent ? String(part.dropLast()) : part) else {
        throw StudyError(.usage, "\(option) “\(part)” is not a share; write it as 0.25 or 25%")
      }
      let share = isPerCent ? number / 100 : number
      guard share > 0, share < 1 || (whole == .included && share == 1) else {
        let most = whole == .included ? "at most 1" : "below 1"
        throw StudyError(.usage, "\(option) \(part) must be above 0 and \(most) (or 100%)")
      }
      return share
    }
  }
}
