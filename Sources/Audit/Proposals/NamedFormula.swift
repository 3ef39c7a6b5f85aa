import Numbers

/// A calculation that the name of a column stands for, tried on floating-point numbers before the exact count.
struct NamedFormula {
  /// The rule in the notation of the rules.
  let text: String
  /// The result in a row and how far the rounding of its inputs can move it; nil where a figure is missing.
  let compute: (Int) -> (result: Double, slack: Double)?

  /// How many rows of a column obey it, and how many do not.
  func count(_ target: AuditedColumn, rows: [Int]) -> (holds: Int, breaks: Int) {
    var holds = 0
    var breaks = 0
    for row in rows {
      guard let printed = target.numbers[row], let (result, slack) = compute(row), result.isFinite else {
        continue
      }
      let half = printed.isWholeCount && !target.namesRate ? 0 : printed.unitInLastPlace.double / 2
      let room = half + slack + 1e-9 * abs(result)
      if abs(printed.value.double - result) <= room { holds += 1 } else { breaks += 1 }
    }
    return (holds, breaks)
  }
}
