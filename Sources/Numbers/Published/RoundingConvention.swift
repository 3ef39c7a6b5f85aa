/// How a publisher shortened its figures to the decimals it prints.
public enum RoundingConvention: String, Hashable, Sendable, CaseIterable, Codable {
  /// To the nearest, a half either way.
  ///
  /// Both ends of the interval are allowed: publishers seldom say what they do with a half, and software that rounds
  /// binary fractions rounds some halves up and others down.
  case nearest
  /// To the nearest, a half away from zero, as spreadsheets do.
  case halfUp = "half-up"
  /// To the nearest, a half to the even digit, as IEEE 754, R and Python do.
  case halfEven = "half-even"
  /// Cut off after the last printed digit.
  case truncated
  /// Away from zero whenever anything follows the last printed digit.
  case upward
}
