/// How numbers are printed: their decimals, their thousands and their minus sign; no locale has a say.
public struct NumberStyle: Hashable, Sendable {
  /// The decimals, padded with zeros; nil for as many as the value needs.
  public var decimals: Int?
  /// Whether commas stand between thousands.
  public var groupsThousands: Bool
  /// Whether the minus sign is the typographical one instead of the hyphen that programs read.
  public var hasTrueMinus: Bool

  /// Makes a style.
  public init(decimals: Int? = nil, groupsThousands: Bool = true, hasTrueMinus: Bool = true) {
    self.decimals = decimals
    self.groupsThousands = groupsThousands
    self.hasTrueMinus = hasTrueMinus
  }

  /// The style that programs read back to the same value.
  public static let exact = NumberStyle(groupsThousands: false, hasTrueMinus: false)

  /// The printed form of a finite number; halves are rounded away from zero as its shortest decimal form has them.
  public func text(_ value: Double) -> String {
    precondition(value.isFinite, "a number to be printed is finite")
    if self == .exact {
      return value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
    }
    return text(of: Self.digits(of: abs(value)), isNegative: value < 0)
  }

  /// The printed form of a fraction as a per cent, its decimal point moved rather than multiplied: 0.0725 is 7.3%, whose
  /// product with 100 is below 7.25.
  public func perCent(_ fraction: Double) -> String {
    precondition(fraction.isFinite, "a number to be printed is finite")
    var (whole, rest) = Self.digits(of: abs(fraction))
    rest += Array(repeating: 0, count: max(0, 2 - rest.count))
    whole += rest.prefix(2)
    rest.removeFirst(2)
    while whole.count > 1, whole[0] == 0 { whole.removeFirst() }
    return text(of: (whole, rest), isNegative: fraction < 0) + "%"
  }

  private func text(of digits: (whole: [Int], fraction: [Int]), isNegative: Bool) -> String {
    var (whole, fraction) = digits
    if let decimals, fraction.count > decimals {
      let carries = fraction[decimals] >= 5
      fraction.removeSubrange(decimals...)
      if carries { Self.increment(&whole, &fraction) }
    } else if let decimals {
      fraction += Array(repeating: 0, count: decimals - fraction.count)
    }
    let isZero = (whole + fraction).allSatisfy { $0 == 0 }
    let sign = isNegative && !isZero ? (hasTrueMinus ? "−" : "-") : ""
    return sign + grouped(whole) + (fraction.isEmpty ? "" : "." + fraction.map(String.init).joined())
  }

  /// The printed form of a whole number.
  public func text(_ value: Int) -> String {
    let sign = value < 0 ? (hasTrueMinus ? "−" : "-") : ""
    return sign + grouped(String(value.magnitude).compactMap(\.wholeNumberValue))
  }

  private func grouped(_ digits: [Int]) -> String {
    var text = ""
    for (index, digit) in digits.enumerated() {
      if groupsThousands, index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
      text += String(digit)
    }
    return text
  }

  /// The digits of the shortest decimal form before and behind its point.
  private static func digits(of value: Double) -> (whole: [Int], fraction: [Int]) {
    let text = "\(value)".utf8
    let end = text.firstIndex(of: UInt8(ascii: "e")) ?? text.endIndex
    let exponent = Int(Substring(text[end...].dropFirst())) ?? 0
    let point = text.firstIndex(of: UInt8(ascii: ".")) ?? end
    var whole = text[..<point].map { Int($0 - UInt8(ascii: "0")) }
    var fraction = text[point..<end].dropFirst().map { Int($0 - UInt8(ascii: "0")) }
    if exponent > 0 {
      fraction += Array(repeating: 0, count: max(0, exponent - fraction.count))
      whole += fraction.prefix(exponent)
      fraction.removeFirst(exponent)
    } else if exponent < 0 {
      whole = Array(repeating: 0, count: max(0, -exponent + 1 - whole.count)) + whole
      fraction = whole.suffix(-exponent) + fraction
      whole.removeLast(-exponent)
    }
    while whole.count > 1, whole[0] == 0 { whole.removeFirst() }
    while fraction.last == 0 { fraction.removeLast() }
    return (whole, fraction)
  }

  private static func increment(_ whole: inout [Int], _ fraction: inout [Int]) {
    for place in fraction.indices.reversed() {
      fraction[place] = (fraction[place] + 1) % 10
      if fraction[place] != 0 { return }
    }
    for place in whole.indices.reversed() {
      whole[place] = (whole[place] + 1) % 10
      if whole[place] != 0 { return }
    }
    whole.insert(1, at: 0)
  }
}
