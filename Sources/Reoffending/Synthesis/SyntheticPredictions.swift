/// Predicted probabilities whose means are the published expected rates.
///
/// Each person's is that of OGRS3 at the middle of their bands, moved on the log-odds scale by a constant for the area
/// and one for each factor with a printed expected rate. The constants are found by Newton's method on the people who
/// are there, so that the means fit to the rounding of four decimals.
struct SyntheticPredictions: Sendable {
  /// The probability in ten-thousandths for each combination of what it depends on.
  let tenThousandths: [Int]

  private static let areasOf = SyntheticOffence.all.count * 2 * 7 * 4 * 8

  /// The number of combinations.
  static func size(areas: Int) -> Int { areas * areasOf }

  /// The place of a person in the table.
  static func place(_ cell: SyntheticCells.Cell, needs combination: Int) -> Int {
    var place = cell.area * SyntheticOffence.all.count + cell.offence
    place = place * 2 + (cell.isMale ? 1 : 0)
    place = place * 7 + cell.age
    place = place * 4 + cell.record
    place = place * 2 + (cell.isHomeless ? 1 : 0)
    place = place * 2 + (SyntheticNeed.mentalHealth.isIn(combination) ? 1 : 0)
    return place * 2 + (SyntheticNeed.childProtection.isIn(combination) ? 1 : 0)
  }

  /// The area of a place.
  static func area(of place: Int) -> Int { place / areasOf }

  /// Whether the people of a place have no home.
  static func isHomeless(at place: Int) -> Bool { place & 4 != 0 }

  /// Whether the people of a place have a need; only those two are told apart.
  static func has(_ need: SyntheticNeed, at place: Int) -> Bool {
    switch need {
    case .mentalHealth: place & 2 != 0
    case .childProtection: place & 1 != 0
    case .substanceMisuse, .domesticViolence, .alcohol: false
    }
  }

  /// Fits the constants.
  ///
  /// - Parameter counts: people at each place.
  init(counts: [Int], margins: PublishedMargins) {
    let scores = Self.scores()
    let areas = margins.areas.count
    let expected = [
      margins.factor("accommodation", "homeless")?.predicted,
      SyntheticNeed.mentalHealth.published(margins)?.predicted,
      SyntheticNeed.childProtection.published(margins)?.predicted,
    ]
    let terms = areas + expected.count
    func logOdds(_ place: Int, _ constants: [Double]) -> Double {
      var value = scores[place % Self.areasOf / 8] + constants[place / Self.areasOf]
      if place & 4 != 0 { value += constants[areas] }
      if place & 2 != 0 { value += constants[areas + 1] }
      if place & 1 != 0 { value += constants[areas + 2] }
      return value
    }
    func members(_ place: Int) -> [Int] {
      [place / Self.areasOf] + (place & 4 != 0 && expected[0] != nil ? [areas] : [])
        + (place & 2 != 0 && expected[1] != nil ? [areas + 1] : [])
        + (place & 1 != 0 && expected[2] != nil ? [areas + 2] : [])
    }
    let filled = counts.indices.filter { counts[$0] > 0 }
    let filledMembers = filled.map(members)
    var constants = [Double](repeating: 0, count: terms)
    for _ in 0..<25 {
      var gap = [Double](repeating: 0, count: terms)
      var slope = [[Double]](repeating: [Double](repeating: 0, count: terms), count: terms)
      for (place, members) in zip(filled, filledMembers) {
        let p = logistic(logOdds(place, constants))
        let people = Double(counts[place])
        for row in members {
          let wanted = row < areas ? margins.areas[row].predicted : expected[row - areas] ?? p
          gap[row] += people * (wanted - p)
          for column in members { slope[row][column] += people * p * (1 - p) }
        }
      }
      for row in 0..<terms { slope[row][row] += 1e-9 }
      let steps = Self.solve(slope, gap)
      for row in 0..<terms { constants[row] += max(-1, min(1, steps[row])) }
      if steps.allSatisfy({ abs($0) < 1e-12 }) { break }
    }
    tenThousandths = counts.indices.map { place in
      guard counts[place] > 0 else { return 0 }
      return min(9999, max(1, Int((logistic(logOdds(place, constants)) * 10_000).rounded())))
    }
  }

  /// OGRS3 at the middle of each band, without its intercept.
  private static func scores() -> [Double] {
    let ages = SyntheticAssumptions.ageBands.map { ($0.first + min($0.last, 60)) / 2 }
    var scores: [Double] = []
    for offence in SyntheticOffence.all {
      for sex in [Sex.female, .male] {
        for age in ages {
          for previous in [0, 1, 5, 15] {
            let first = previous == 0 ? age : min(age, previous == 1 ? age - 2 : 16)
            let score = try? OGRS3(
              sex: sex,
              ages: SanctionAges(firstSanction: first, currentConviction: age, startOfFollowUp: age),
              previousSanctions: previous, offenceGroup: offence.name)
            guard let score else { preconditionFailure("OGRS3 knows every synthetic offence and age") }
            scores.append(score.linearPredictor)
          }
        }
      }
    }
    return scores
  }

  /// Solves a small positive definite system by elimination.
  private static func solve(_ matrix: [[Double]], _ values: [Double]) -> [Double] {
    var rows = zip(matrix, values).map { $0 + [$1] }
    let size = rows.count
    for pivot in 0..<size {
      for row in pivot + 1..<size where rows[row][pivot] != 0 {
        let ratio = rows[row][pivot] / rows[pivot][pivot]
        for column in pivot...size { rows[row][column] -= ratio * rows[pivot][column] }
      }
    }
    var solution = values.map { _ in 0.0 }
    for row in (0..<size).reversed() {
      let known = (row + 1..<size).reduce(0) { $0 + rows[row][$1] * solution[$1] }
      solution[row] = (rows[row][size] - known) / rows[row][row]
    }
    return solution
  }
}
