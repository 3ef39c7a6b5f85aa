/// Tells in the first rows that hold figures whether an equation is worth a closer look.
///
/// Of tables with many columns hundreds of thousands of equations are tried, of which nearly all fail in a few rows; the
/// figures lie side by side in memory for that.
struct EquationSieve {
  private let values: [Double]
  private let halves: [Double]
  private let rowCount: Int
  /// In tables of so many rows a run that stands a row too high or too low may be most of them.
  static let fewRows = 12
  /// So many rows decide.
  private static let decisive = 8

  init(values columns: [[Double]], halfUnits: [[Double]]) {
    rowCount = columns.first?.count ?? 0
    values = columns.flatMap(\.self)
    halves = halfUnits.flatMap(\.self)
  }

  /// Whether half of the first rows come near.
  func passes(_ equation: Equation) -> Bool {
    values.withUnsafeBufferPointer { values in
      halves.withUnsafeBufferPointer { halves in
        var near = 0
        var far = 0
        for row in 0..<rowCount {
          let target = values[equation.target * rowCount + row]
          guard !target.isNaN else { continue }
          let result = equation.compute { values[$0 * rowCount + row] }
          guard result.isFinite else { continue }
          let distance = abs(target - result)
          var isClose = distance <= 6 * halves[equation.target * rowCount + row] + 0.03 * abs(target)
          if !isClose {
            let slack = equation.slack(result: result) {
              (values[$0 * rowCount + row], halves[$0 * rowCount + row])
            }
            isClose =
              distance <= 6 * halves[equation.target * rowCount + row] + 0.03 * abs(target) + 4 * slack
          }
          if !isClose, rowCount <= Self.fewRows {
            isClose = [row - 1, row + 1].contains { other in
              (0..<rowCount).contains(other)
                && abs(target - equation.compute { values[$0 * rowCount + other] })
                  <= 6 * halves[equation.target * rowCount + row] + 1e-9 * abs(target)
            }
          }
          if isClose { near += 1 } else { far += 1 }
          if 2 * far > Self.decisive { return false }
          if near + far == Self.decisive { break }
        }
        return near + far >= 2 && near >= far
      }
    }
  }
}
