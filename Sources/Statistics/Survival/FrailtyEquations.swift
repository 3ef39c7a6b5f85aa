internal import CGSL

/// When the rows of each group are at risk, in places among the times with an event of their stratum, the latest first.
struct FrailtyLayout: Sendable {
  /// How many events each group has, by weight.
  let events: [Double]
  /// For each row the place of the first time that it is at risk at, and one past the last.
  let spans: [(first: Int, end: Int)]
  /// For each row that ends with the event the place of its time.
  let own: [Int?]
  let groups: [Int]
  /// For each group and stratum the rows at whose ends the number at risk changes, in the order of places.
  let changes: [Stretch]
  /// How many places each stratum has.
  let places: [Int: Int]

  /// What changes in one group and stratum.
  struct Stretch: Sendable {
    let group: Int
    let stratum: Int
    /// The row, and whether it joins or leaves those at risk, at each place.
    let steps: [(place: Int, row: Int, joins: Bool)]
    /// Rows with the event, in the order of places.
    let ends: [(place: Int, row: Int)]
  }

  init(_ partial: PartialLikelihood, groups: [Int], count: Int) {
    let people = partial.people
    var times: [Int: [Double]] = [:]
    for row in people.times.indices where people.events[row] {
      times[people.strata[row], default: []].append(people.times[row])
    }
    let distinct = times.mapValues { Array(Set($0)).sorted(by: >) }
    func later(_ stratum: Int, than time: Double) -> Int {
      (distinct[stratum] ?? []).countFromStart { $0 > time }
    }
    var events = Array(repeating: 0.0, count: count)
    var spans: [(first: Int, end: Int)] = []
    var own: [Int?] = []
    var rowsOf: [[Int]: [Int]] = [:]
    for row in people.times.indices {
      let stratum = people.strata[row]
      // Entry at a time is after an event at it.
      let span = (later(stratum, than: people.times[row]), later(stratum, than: people.entry(row)))
      spans.append(span)
      own.append(people.events[row] ? span.0 : nil)
      if people.events[row] { events[groups[row]] += people.weight(row) }
      rowsOf[[groups[row], stratum], default: []].append(row)
    }
    self.events = events
    self.spans = spans
    self.own = own
    self.groups = groups
    places = distinct.mapValues(\.count)
    changes = rowsOf.sorted { ($0.key[0], $0.key[1]) < ($1.key[0], $1.key[1]) }.map { key, rows in
      let steps = rows.flatMap { row in
        [(place: spans[row].first, row: row, joins: true), (place: spans[row].end, row: row, joins: false)]
      }.sorted { ($0.place, $0.row) < ($1.place, $1.row) }
      let ends = rows.compactMap { row in own[row].map { (place: $0, row: row) } }
      return Stretch(
        group: key[0], stratum: key[1], steps: steps,
        ends: ends.sorted { ($0.place, $0.row) < ($1.place, $1.row) })
    }
  }
}

/// The partial likelihood, its score and its information in coefficients and in the logarithms of frailties, of which two groups'
/// are taken as unrelated in the information.
struct FrailtyEquations: Sendable {
  var logLikelihood = 0.0
  /// By the coefficients.
  private(set) var score: [Double]
  private(set) var information: SymmetricMatrix
  /// By the logarithm of each group's frailty.
  var groupScore: [Double]
  var groupInformation: [Double]
  /// Between each group and the coefficients.
  private(set) var cross: [[Double]]

  /// Sums over the times with an event of one stratum, the latest first.
  fileprivate struct Curve {
    /// The hazard, and the hazard times the mean of each column, over the first so many times.
    var hazard = [0.0]
    var mean: [[Double]]
    /// The squared hazard over the weight of an event, over the first so many times.
    var square = [0.0]
    /// At each time what the tied people are spared of the hazard and of the means.
    var tiedHazard: [Double] = []
    var tiedMean: [[Double]] = []
    /// At each time the squared hazards, times the share spared, and times its square.
    var tiedSquare: [(once: Double, twice: Double)] = []
  }

  init(_ partial: PartialLikelihood, _ layout: FrailtyLayout, _ coefficients: [Double]) {
    let columns = partial.columns
    let zero = Array(repeating: 0.0, count: columns)
    score = zero
    information = SymmetricMatrix(order: columns)
    let count = layout.events.count
    groupScore = layout.events
    groupInformation = Array(repeating: 0, count: count)
    cross = Array(repeating: zero, count: count)
    var curves: [Int: Curve] = [:]
    partial.forEachEventTime(coefficients) { contribution in
      logLikelihood += contribution.logLikelihood
      for index in score.indices { score[index] += contribution.score[index] }
      for index in information.elements.indices {
        information.elements[index] += contribution.information.elements[index]
      }
      var curve = curves.removeValue(forKey: contribution.stratum) ?? Curve(mean: [zero])
      curve.append(contribution.increments, columns: columns)
      curves[contribution.stratum] = curve
    }
    let predictors = partial.predictors(coefficients)
    let people = partial.people
    var risks = Array(repeating: 0.0, count: people.times.count)
    for row in people.times.indices {
      guard let curve = curves[people.strata[row]] else { continue }
      let (span, group) = (layout.spans[row], layout.groups[row])
      let risk = people.weight(row) * exp(predictors[row])
      risks[row] = risk
      var hazard = curve.hazard[span.end] - curve.hazard[span.first]
      if let own = layout.own[row] { hazard -= curve.tiedHazard[own] }
      groupScore[group] -= risk * hazard
      groupInformation[group] += risk * hazard
      for column in 0..<columns {
        var mean = curve.mean[span.end][column] - curve.mean[span.first][column]
        if let own = layout.own[row] { mean -= curve.tiedMean[own][column] }
        cross[group][column] -= risk * mean
      }
      for entry in partial.entries.range(partial.patternOfPerson[row]) {
        cross[group][partial.entries.columns[entry]] += risk * hazard * partial.entries.values[entry]
      }
    }
    for stretch in layout.changes {
      guard let curve = curves[stretch.stratum] else { continue }
      groupInformation[stretch.group] -= curve.squares(of: stretch, risks)
    }
  }

  /// The information of the coefficients, what goes with the frailties taken off.
  var reduced: SymmetricMatrix {
    var result = information
    for (group, own) in cross.enumerated() {
      for row in own.indices {
        for column in own.indices { result[row, column] -= own[row] * own[column] / groupInformation[group] }
      }
    }
    return result
  }

  /// Newton's step.
  var step: (coefficients: [Double], frailties: [Double]) {
    var right = score
    for (group, own) in cross.enumerated() {
      for column in own.indices { right[column] -= own[column] * groupScore[group] / groupInformation[group] }
    }
    let coefficients = CholeskyFactor(reduced).solve(right)
    return (
      coefficients,
      cross.indices.map { group in
        let along = zip(cross[group], coefficients).reduce(0) { $0 + $1.0 * $1.1 }
        return (groupScore[group] - along) / groupInformation[group]
      }
    )
  }
}

extension FrailtyEquations.Curve {
  fileprivate mutating func append(_ increments: [PartialLikelihood.Increment], columns: Int) {
    var (hazard, square, tied) = (hazard[hazard.count - 1], square[square.count - 1], 0.0)
    var (mean, tiedMean) = (mean[mean.count - 1], Array(repeating: 0.0, count: columns))
    var tiedSquare = (once: 0.0, twice: 0.0)
    for increment in increments {
      hazard += increment.hazard
      square += increment.variance
      tied += increment.hazard * increment.share
      tiedSquare.once += increment.variance * increment.share
      tiedSquare.twice += increment.variance * increment.share * increment.share
      for column in 0..<columns {
        mean[column] += increment.hazard * increment.mean[column]
        tiedMean[column] += increment.hazard * increment.share * increment.mean[column]
      }
    }
    self.hazard.append(hazard)
    self.square.append(square)
    self.mean.append(mean)
    tiedHazard.append(tied)
    self.tiedMean.append(tiedMean)
    self.tiedSquare.append(tiedSquare)
  }

  /// The squared share of a group in those at risk, added up over the events.
  fileprivate func squares(of stretch: FrailtyLayout.Stretch, _ risks: [Double]) -> Double {
    var (sum, atRisk, place, next) = (0.0, 0.0, 0, 0)
    for step in stretch.steps {
      if step.place > place {
        sum += atRisk * atRisk * (square[step.place] - square[place])
        // Of events tied with others a part is spared.
        while next < stretch.ends.count, stretch.ends[next].place < step.place {
          let own = stretch.ends[next].place
          var tied = 0.0
          while next < stretch.ends.count, stretch.ends[next].place == own {
            tied += risks[stretch.ends[next].row]
            next += 1
          }
          sum -= 2 * atRisk * tied * tiedSquare[own].once
          sum += tied * tied * tiedSquare[own].twice
        }
        place = step.place
      }
      atRisk += step.joins ? risks[step.row] : -risks[step.row]
    }
    return sum
  }
}
