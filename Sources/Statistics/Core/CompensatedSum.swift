/// A sum that carries the rounding error of each addition along.
///
/// - Source: Neumaier (1974), *Zeitschrift für Angewandte Mathematik und Mechanik* 54, 39–51,
///   doi:10.1002/zamm.19740540106.
struct CompensatedSum {
  private var sum = 0.0
  private var correction = 0.0

  var value: Double { sum + correction }

  mutating func add(_ term: Double) {
    let next = sum + term
    correction += abs(sum) >= abs(term) ? (sum - next) + term : (term - next) + sum
    sum = next
  }
}
