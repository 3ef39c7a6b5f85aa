/// Names of periods that come round every year, such as months and quarters.
struct NameCycle {
  /// How many names a year has.
  let length: Int
  /// The place of the first name that begins a year.
  let start: Int

  /// Nil unless the year in the names changes, each time after as many names.
  init?(_ names: [String]) {
    guard names.first.flatMap(Self.year) != nil else { return nil }
    let years = names.compactMap(Self.year)
    guard years.count == names.count else { return nil }
    let changes = years.indices.dropFirst().filter { years[$0] != years[$0 - 1] }
    guard changes.count > 1 else { return nil }
    let first = changes[0]
    let length = changes[1] - first
    guard length > 1, first <= length, zip(changes, changes.dropFirst()).allSatisfy({ $1 - $0 == length })
    else {
      return nil
    }
    self.length = length
    start = first % length
  }

  /// The four digits of a name that may be a year.
  static func year(_ name: String) -> Substring? {
    name.split { !$0.isASCII || !$0.isNumber }.first { digits in
      digits.count == 4 && (digits.hasPrefix("19") || digits.hasPrefix("20"))
    }
  }

  /// The least stride of at least so many names that divides the year, or runs of years that people count in.
  func stride(_ least: Int) -> Int {
    guard least > length else { return (least...length).first { length % $0 == 0 } ?? length }
    let years = (least + length - 1) / length
    return length * ([1, 2, 3, 4, 5, 10, 20, 25, 50, 100].first { $0 >= years } ?? years)
  }

  /// The place of the first label, so that years are labelled at their beginning.
  func offset(_ stride: Int) -> Int { start % stride }
}
