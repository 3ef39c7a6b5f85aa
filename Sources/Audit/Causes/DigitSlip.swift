import Numbers

/// A number that differs from a printed one by one slip of the hand.
struct DigitSlip {
  /// The number that may have been meant.
  let number: PublishedNumber
  let kind: AuditCauseKind
  /// The slip in words.
  let phrase: String
  /// The prior probability of the kind, shared among all numbers that the slip could have come from.
  let prior: Double

  /// How often each kind of slip is expected before anything is seen, relative to the others.
  ///
  /// Transpositions and single wrong digits are the commonest slips of copying by hand, omissions and moved points
  /// are rarer; the shares are a choice of ours, and only their order matters.
  static let priors: [AuditCauseKind: Double] = [
    .lastDigit: 0.10, .digitsSwapped: 0.15, .wrongDigit: 0.15, .digitCount: 0.04, .decimalPoint: 0.08,
    .sign: 0.03,
  ]

  /// All numbers one slip away from a printed number.
  static func all(of number: PublishedNumber) -> [DigitSlip] {
    let digits = Array(String(number.significand.magnitude).utf8).map { Int($0 - 0x30) }
    let padded = Array(repeating: 0, count: max(0, number.decimals + 1 - digits.count)) + digits
    return lastDigits(number) + swaps(number, padded) + replacements(number, padded) + counts(number, padded)
      + points(number) + sign(number)
  }

  private static func lastDigits(_ number: PublishedNumber) -> [DigitSlip] {
    share(
      .lastDigit, [-1, 1].map { number.replacing(significand: number.significand + $0) },
      "the last digit is one off")
  }

  private static func swaps(_ number: PublishedNumber, _ digits: [Int]) -> [DigitSlip] {
    var found: [PublishedNumber] = []
    for index in digits.indices.dropLast() where digits[index] != digits[index + 1] {
      var other = digits
      other.swapAt(index, index + 1)
      guard other[0] != 0 || digits[0] == 0 || digits.count == number.decimals + 1 else { continue }
      found.append(number.replacing(digits: other))
    }
    return share(.digitsSwapped, found, "two digits are swapped")
  }

  private static func replacements(_ number: PublishedNumber, _ digits: [Int]) -> [DigitSlip] {
    var found: [PublishedNumber] = []
    for index in digits.indices {
      let mayBeZero = index > 0 || digits.count == number.decimals + 1
      for digit in (mayBeZero ? 0 : 1)...9 where digit != digits[index] {
        var other = digits
        other[index] = digit
        let replaced = number.replacing(digits: other)
        if abs(replaced.significand - number.significand) != 1 { found.append(replaced) }
      }
    }
    return share(.wrongDigit, found, "one digit is wrong")
  }

  private static func counts(_ number: PublishedNumber, _ digits: [Int]) -> [DigitSlip] {
    var found: [PublishedNumber] = []
    if digits.count > 1 {
      for index in digits.indices where index == 0 || digits[index] != digits[index - 1] {
        var other = digits
        other.remove(at: index)
        found.append(number.replacing(digits: other))
      }
    }
    if digits.count < 15 {
      for index in 0...digits.count {
        for digit in 0...9 where index == 0 || digits[index - 1] != digit {
          var other = digits
          other.insert(digit, at: index)
          if index > 0 || digit > 0 { found.append(number.replacing(digits: other)) }
        }
      }
    }
    return share(.digitCount, found, "a digit is lost or stands twice")
  }

  private static func points(_ number: PublishedNumber) -> [DigitSlip] {
    guard number.significand != 0 else { return [] }
    var found = [-2, -1, 1, 2].compactMap { number.movingPoint(by: $0) }
    for (zeros, factor) in [(1, 10), (2, 100)] where number.decimals == 0 && number.significand % factor == 0
    {
      // 350 % may be 35 % as well as 35.0 %.
      found.append(number.replacing(significand: number.significand / factor))
      found.removeAll { $0.decimals == zeros && number.unit == .plain }
    }
    return share(.decimalPoint, found, "the decimal point is in another place")
  }

  private static func sign(_ number: PublishedNumber) -> [DigitSlip] {
    guard number.significand != 0 else { return [] }
    return share(.sign, [number.replacing(significand: -number.significand)], "the sign is the other one")
  }

  private static func share(_ kind: AuditCauseKind, _ numbers: [PublishedNumber], _ phrase: String)
    -> [DigitSlip]
  {
    let prior = (priors[kind] ?? 0) / Double(max(1, numbers.count))
    return numbers.map { DigitSlip(number: $0, kind: kind, phrase: phrase, prior: prior) }
  }
}

extension PublishedNumber {
  /// The same print with other digits.
  func replacing(significand: Int, decimals: Int? = nil) -> PublishedNumber {
    PublishedNumber(
      significand: significand, decimals: decimals ?? self.decimals, scale: scale, unit: unit,
      qualifier: qualifier)
  }

  fileprivate func replacing(digits: [Int]) -> PublishedNumber {
    let value = digits.reduce(0) { $0 * 10 + $1 }
    return replacing(significand: significand < 0 ? -value : value)
  }

  /// The same digits with the point some places further right (or left, for a negative number of places).
  fileprivate func movingPoint(by places: Int) -> PublishedNumber? {
    if decimals - places >= 0 {
      return decimals - places <= 15 ? replacing(significand: significand, decimals: decimals - places) : nil
    }
    let (moved, overflow) = significand.multipliedReportingOverflow(by: Int(powerOfTen(places - decimals)))
    return overflow ? nil : replacing(significand: moved, decimals: 0)
  }
}
