import Numbers

/// Looks for what went wrong where parts do not add up to their total.
struct TotalCauses {
  let check: TotalCheck

  init(_ check: TotalCheck) {
    self.check = check
  }

  /// The explanations, likeliest first.
  ///
  /// - Parameter printed: the total as it is printed, where it is a figure of the column.
  func causes(parts: [Int], total: RoundingInterval, printed: PublishedNumber? = nil) -> [AuditCause] {
    CauseCandidate.ranked(otherParts(parts, total) + slips(parts, total, printed))
  }

  private var column: AuditedColumn { check.context.table.columns[check.column] }

  private func agrees(_ parts: [Int], _ total: RoundingInterval, adding other: ValueRange? = nil) -> Bool {
    guard let sum = GroupSums.sum(of: parts, check.column, check.context) else { return false }
    guard let other else { return total.overlaps(RoundingInterval(sum.lower, sum.upper)) }
    guard let lower = try? sum.lower + other.lower, let upper = try? sum.upper + other.upper else {
      return false
    }
    return total.overlaps(RoundingInterval(lower, upper))
  }

  /// Without one or two of the parts, or with one of them twice.
  private func otherParts(_ parts: [Int], _ total: RoundingInterval) -> [CauseCandidate] {
    guard parts.count <= 200 else { return [] }
    let share = 1 / Double(parts.count)
    func candidate(_ words: String, _ likelihood: Double) -> CauseCandidate {
      CauseCandidate(
        kind: .otherParts, column: column.name, correction: nil, explanation: words, likelihood: likelihood)
    }
    var found: [CauseCandidate] = []
    for (place, part) in parts.enumerated() {
      let rest = parts.filter { $0 != part }
      if rest.count > 0, agrees(rest, total) {
        found.append(candidate("the total leaves out \(name(part))", 0.2 * share))
      }
      if agrees(parts + [part], total) {
        found.append(candidate("the total counts \(name(part)) twice", 0.1 * share))
      }
      for second in parts[(place + 1)...] where rest.count > 2 && parts.count <= 40 {
        if agrees(rest.filter { $0 != second }, total) {
          found.append(
            candidate("the total leaves out \(name(part)) and \(name(second))", 0.05 * share * share))
        }
      }
    }
    return found
  }

  private func slips(_ parts: [Int], _ total: RoundingInterval, _ number: PublishedNumber?)
    -> [CauseCandidate]
  {
    var found: [CauseCandidate] = []
    let share = 1 / Double(parts.count)
    guard let sum = GroupSums.sum(of: parts, check.column, check.context) else { return [] }
    for part in parts.prefix(200) {
      guard let own = column.numbers[part], let interval = check.context.interval(part, check.column),
        let lower = try? sum.lower - interval.lower, let upper = try? sum.upper - interval.upper
      else { continue }
      for slip in DigitSlip.all(of: own) {
        let interval = slip.number.interval(
          rounding: check.context.options.rounding, wholeIsRounded: check.context.isRounded(check.column))
        guard let low = try? lower + interval.lower, let high = try? upper + interval.upper,
          total.overlaps(RoundingInterval(low, high))
        else { continue }
        found.append(
          CauseCandidate(
            kind: slip.kind, column: "\(column.name) of \(name(part))", correction: slip.number.description,
            explanation: "\(slip.phrase): \(slip.number) for \(name(part)) would agree",
            likelihood: slip.prior * share))
      }
    }
    guard let number = number ?? Self.whole(total) else { return found }
    for slip in DigitSlip.all(of: number) where number.significand != 100 {
      let meant = slip.number.interval(
        rounding: check.context.options.rounding, wholeIsRounded: check.context.isRounded(check.column))
      guard agrees(parts, meant) else { continue }
      found.append(
        CauseCandidate(
          kind: slip.kind, column: "total", correction: slip.number.description,
          explanation: "\(slip.phrase): a total of \(slip.number) would agree", likelihood: slip.prior))
    }
    return found
  }

  /// A total that is given as one whole number.
  private static func whole(_ total: RoundingInterval) -> PublishedNumber? {
    guard total.isSingleValue, total.lower.denominator == 1 else { return nil }
    return Int(exactly: total.lower.numerator).map { PublishedNumber(significand: $0) }
  }

  private func name(_ row: Int) -> String {
    let label = check.context.table.label(ofRow: row)
    return label.isEmpty ? "row \(row + 1)" : label
  }
}
