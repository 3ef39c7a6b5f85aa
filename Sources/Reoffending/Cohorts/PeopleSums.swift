import Numbers

/// The totals of one group of people.
struct PeopleSums: Sendable {
  var people = 0
  var reoffenders = 0
  var reoffences = 0
  /// The sum of the squares of each person's reoffences, for their variance.
  var reoffenceSquares = 0.0
  var withoutReoffences = 0
  /// Whose reoffences and outcome contradict each other.
  var contradictory = 0
  var withoutProbability = 0
  var probability = UnitSum()
  var variance = UnitSum()
  /// The first row of the group.
  var firstRow = Int.max

  /// Adds the totals of other people.
  mutating func add(_ other: PeopleSums) {
    people += other.people
    reoffenders += other.reoffenders
    reoffences += other.reoffences
    reoffenceSquares += other.reoffenceSquares
    withoutReoffences += other.withoutReoffences
    contradictory += other.contradictory
    withoutProbability += other.withoutProbability
    probability.add(other.probability)
    variance.add(other.variance)
    firstRow = min(firstRow, other.firstRow)
  }

  /// Adds a person, or several who are alike.
  ///
  /// - Parameters:
  ///   - count: nil where reoffences are not counted, or not known of this person.
  ///   - probability: nil where there is none of this person.
  ///   - times: how many people they are.
  mutating func add(
    _ reoffended: Bool, reoffences count: Int?, probability p: Double?, times: Int = 1
  ) {
    people += times
    reoffenders += reoffended ? times : 0
    if let count {
      reoffences &+= count &* times
      contradictory += (count > 0) == reoffended ? 0 : times
      reoffenceSquares += Double(count) * Double(count) * Double(times)
    } else {
      withoutReoffences += times
    }
    if let p {
      probability.add(UnitSum.units(p), times: times)
      variance.add(UnitSum.units(p * (1 - p)), times: times)
    } else {
      withoutProbability += times
    }
  }

  /// The group that they make.
  func group(_ key: GroupKey, hasReoffences: Bool, hasPrediction: Bool) -> CohortGroup {
    let n = Double(people)
    return CohortGroup(
      key: key, trials: people, events: ConsistentCount(exactly: reoffenders),
      reoffences: hasReoffences && withoutReoffences == 0 ? reoffences : nil,
      reoffenceSquares: hasReoffences && withoutReoffences == 0 ? reoffenceSquares : nil,
      prediction: hasPrediction && withoutProbability == 0
        ? GroupPrediction(
          meanOfProbabilities: probability.value / n, meanVariance: variance.value / n) : nil)
  }

  /// What a reader must know of the people left out and of those without a prediction.
  static func notes(
    _ groups: [PeopleSums], outcome: String, rows: Int, hasPrediction: Bool
  ) -> [String] {
    var notes: [String] = []
    let withoutOutcome = rows - groups.reduce(0) { $0 + $1.people }
    if withoutOutcome > 0 {
      notes.append(
        "\(Plural.people(withoutOutcome, of: rows)) left out, because "
          + "\(outcome) is missing.")
    }
    let contradictory = groups.reduce(0) { $0 + $1.contradictory }
    if contradictory > 0 {
      notes.append(
        "\(NumberFormat.count(contradictory)) of \(Plural.count(rows, "person")) \(contradictory == 1 ? "has" : "have") reoffences "
          + "and no reoffending by \(outcome), or the other way round; both are counted as they stand.")
    }
    let unpredicted = groups.reduce(0) { $0 + $1.withoutProbability }
    if hasPrediction, unpredicted > 0 {
      notes.append(
        "\(NumberFormat.count(unpredicted)) people have no predicted probability; groups with any of them have no "
          + "expected number.")
    }
    return notes
  }
}
