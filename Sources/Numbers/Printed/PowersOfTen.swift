/// Scaling by powers of ten, rounded once.
package enum PowersOfTen {
  private static let exact: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19,
    1e20, 1e21, 1e22,
  ]

  /// A number divided by a power of ten; powers up to 22 are exact in a `Double`, so that the quotient is the nearest.
  package static func divide(_ number: Double, _ power: Int) -> Double {
    if power < 0, -power < exact.count { return number * exact[-power] }
    return power >= 0 && power < exact.count
      ? number / exact[power] : Double("\(number)e-\(power)") ?? number / 1e22
  }
}
