import Numbers

/// Checks `whole(mean, deviation, n)`: some n whole numbers must have the mean and the standard deviation as printed.
///
/// This is the test GRIMMER. The sum of n whole numbers is whole. So is the sum of their squares, which is odd where the
/// sum is, and is no smaller than that of numbers that differ by one at most. The deviation divides by n − 1.
///
/// - Source: Anaya (2016), *PeerJ Preprints* 4, e2400v1, doi:10.7287/peerj.preprints.2400v1.
struct WholesCheck {
  let context: RuleContext
  private let mean: Int
  private let deviation: Int
  private let count: Int

  /// With more sums than these some fit any deviation.
  private static let mostSums: Int128 = 10_000

  init(_ context: RuleContext, mean: AuditRule.Name, deviation: AuditRule.Name, count: AuditRule.Name)
    throws(AuditError)
  {
    self.context = context
    self.mean = try context.numericColumn(mean)
    self.deviation = try context.numericColumn(deviation)
    self.count = try context.numericColumn(count)
  }

  /// The verdicts on all rows.
  func run() -> RuleAudit {
    context.audit { row in
      let (verdict, message) = check(row)
      return (verdict, message.map { RowDetail(message: $0) })
    }
  }

  private func check(_ row: Int) -> (AuditVerdict, String?) {
    for column in [mean, deviation, count] where context.interval(row, column) == nil {
      return (.missing, "not decidable: \(context.reason(row, column))")
    }
    let columns = context.table.columns
    guard let n = columns[count].numbers[row], n.isWholeCount, n.qualifier == .exactly, n.significand >= 2,
      let average = context.interval(row, mean, wholeIsRounded: true),
      let spread = context.interval(row, deviation, wholeIsRounded: true), average.lower.isFinite,
      average.upper.isFinite, spread.upper.isFinite
    else { return (.missing, "not decidable: \(columns[count].texts[row]) is no number of at least two") }
    let (text, width) = (columns[mean].texts[row], columns[deviation].texts[row])
    do throws(ArithmeticFailure) {
      let people = ExactNumber(n.significand)
      let (least, most) = (try average.lower * people, try average.upper * people)
      guard least.ceiling <= most.floor else {
        return (
          .inconsistent,
          "no \(n) whole numbers have the mean \(text); their sum would lie between \(least.floor) and \(most.ceiling)"
        )
      }
      guard most.floor - least.ceiling < Self.mostSums else {
        return (.consistent, "agrees, as any figure with these decimals would")
      }
      for sum in least.ceiling...most.floor where try fits(sum, Int128(n.significand), spread) {
        return (.consistent, nil)
      }
      return (
        .inconsistent, "no \(n) whole numbers have the mean \(text) and the standard deviation \(width)"
      )
    } catch {
      return (.missing, "not decidable: a figure has no limit or too many digits")
    }
  }

  /// Whether some sum of squares goes with a sum and a standard deviation.
  private func fits(_ sum: Int128, _ n: Int128, _ deviation: RoundingInterval) throws(ArithmeticFailure)
    -> Bool
  {
    let (square, isTooLarge) = ExactNumber.product(sum, sum)
    guard !isTooLarge else { throw .tooLong }
    let centre = ExactNumber(square, over: n)
    let low = max(.zero, deviation.lower)
    let from = (try low * low * ExactNumber(n - 1, over: 1) + centre).ceiling
    let to = (try deviation.upper * deviation.upper * ExactNumber(n - 1, over: 1) + centre).floor
    let quotient = sum >= 0 ? sum / n : -((n - 1 - sum) / n)
    let rest = sum - quotient * n
    let flattest = (n - rest) * quotient * quotient + rest * (quotient + 1) * (quotient + 1)
    var first = max(from, flattest)
    if (first - sum) % 2 != 0 { first += 1 }
    return first <= to
  }
}
