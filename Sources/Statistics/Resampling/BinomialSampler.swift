/// Draws binomial counts of fixed trials and probability by inversion of a table that is built once.
///
/// The table covers every count with a weight above 1e−19 of the largest, and a guide finds the place in it in
/// one step on average.
///
/// - Source: Chen and Asau (1974), *AIIE Transactions* 6, 163–166, doi:10.1080/05695557408974949.
struct BinomialSampler: Sendable {
  let trials: Int
  private let lowest: Int
  private let cumulative: [Double]
  private let guide: [Int32]

  init(trials: Int, events: Int) {
    self.trials = trials
    let probability = Double(events) / Double(trials)
    let odds = probability / (1 - probability)
    var below: [Double] = []
    var above: [Double] = [1]
    if events > 0, events < trials {
      var weight = 1.0
      var count = events
      while count > 0, weight > 1e-19 {
        weight *= Double(count) / (Double(trials - count + 1) * odds)
        below.append(weight)
        count -= 1
      }
      weight = 1
      count = events
      while count < trials, weight > 1e-19 {
        weight *= Double(trials - count) / Double(count + 1) * odds
        above.append(weight)
        count += 1
      }
    }
    lowest = events - below.count
    let weights = below.reversed() + above
    let total = weights.reduce(0, +)
    var sum = 0.0
    let cumulative = weights.map { weight in
      sum += weight
      return sum / total
    }
    self.cumulative = cumulative
    var place = 0
    guide = cumulative.indices.map { index in
      while place < cumulative.count - 1, cumulative[place] <= Double(index) / Double(cumulative.count) {
        place += 1
      }
      return Int32(place)
    }
  }

  func draw(_ generator: inout ReplicateGenerator) -> Int {
    let uniform = generator.uniform()
    var place = Int(guide[Int(uniform * Double(guide.count))])
    while place < cumulative.count - 1, cumulative[place] <= uniform { place += 1 }
    return lowest + place
  }
}
