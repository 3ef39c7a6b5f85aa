internal import CGSL

/// When the rows of each group are at risk, in places among the times with an event of their stratum, the latest first.
struct FrailtyLayout: Sendable {
  /// How many events each group has, by weight.
  let events: [Double]
  /// The group of each row.
  let groupOfRow: [Int32]
  /// The rows by group, stratum and place.
  fileprivate let rows: [Row]
  /// The stretches of each group.
  fileprivate let stretches: [[Stretch]]

  fileprivate struct Row: Sendable {
    let pattern: Int32
    /// The place of the first time that it is at risk at, which is its own where it ends with the event.
    let first: Int32
    /// One past the last place.
    let end: Int32
    let isEvent: Bool
    let weight: Double
  }

  /// The rows of one group and stratum.
  fileprivate struct Stretch: Sendable {
    let stratum: Int
    let rows: Range<Int>
    /// Rows that came late, by the place from which on they are not at risk.
    let late: [Int]
    /// How many places the stratum has.
    let places: Int
  }

  init(_ partial: PartialLikelihood, groups: [Int], count: Int) {
    let people = partial.people
    let times = partial.eventTimes
    var events = Array(repeating: 0.0, count: count)
    for row in groups.indices where people.events[row] { events[groups[row]] += people.weight(row) }
    // The order is by stratum and by time, which is kept within each group.
    let order = CountedOrder(partial.order, below: count) { groups[$0] }
    let ordered = order.places
    rows = ordered.map { row in
      let row = Int(row)
      let own = times.ofStratum[people.strata[row]] ?? []
      // Entry at a time is after an event at it.
      let entry = people.entries.map { entries in own.countFromStart { $0 > entries[row] } }
      return Row(
        pattern: partial.patternOfPerson[row], first: times.laterThanEnd[row],
        end: Int32(entry ?? own.count), isEvent: people.events[row], weight: people.weight(row))
    }
    let rows = rows
    stretches = (0..<count).map { group in
      let own = order.range(group)
      var (result, first): ([Stretch], Int) = ([], own.lowerBound)
      while first < own.upperBound {
        let stratum = people.strata[Int(ordered[first])]
        let end = own[first...].first { people.strata[Int(ordered[$0])] != stratum } ?? own.upperBound
        let places = times.ofStratum[stratum]?.count ?? 0
        result.append(
          Stretch(
            stratum: stratum, rows: first..<end,
            late: (first..<end).filter { rows[$0].end < places }.sorted {
              (rows[$0].end, $0) < (rows[$1].end, $1)
            },
            places: places))
        first = end
      }
      return result
    }
    self.events = events
    groupOfRow = groups.map(Int32.init)
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
  /// What each group's information lacks of the events expected in it, and these by stratum.
  private let squares: [Double]
  private let expected: [[(stratum: Int, events: Double)]]

  init(_ partial: PartialLikelihood, _ layout: FrailtyLayout, _ coefficients: [Double]) {
    let columns = partial.columns
    var state = NormalEquations(columns: columns)
    var curves: [Int: HazardCurve] = [:]
    partial.forEachEventTime(coefficients) { contribution in
      state.add(contribution)
      curves[contribution.stratum, default: HazardCurve(columns: columns)].append(contribution)
    }
    (logLikelihood, score, information) = (state.logLikelihood, state.score, state.information)
    let (predictors, finished) = (partial.predictors(coefficients), curves)
    let pieces = OrderedChunks.map(
      count: layout.events.count, atLeast: max(1, 4096 * layout.events.count / max(1, layout.rows.count))
    ) { groups in
      groups.map { group in
        var own = Group(score: layout.events[group], cross: Array(repeating: 0, count: columns))
        let factor = predictors.factors.isEmpty ? 1 : predictors.factors[group]
        for stretch in layout.stretches[group] {
          guard let curve = finished[stretch.stratum] else { continue }
          own.add(stretch, layout.rows, curve, partial.entries, predictors.hazards, factor)
        }
        return own
      }
    }
    let groups = pieces.flatMap(\.self)
    groupScore = groups.map(\.score)
    groupInformation = groups.map(\.information)
    cross = groups.map(\.cross)
    squares = groups.map(\.squares)
    expected = groups.map(\.expected)
  }

  /// What belongs to one group.
  private struct Group: Sendable {
    var score: Double
    var information = 0.0
    var squares = 0.0
    var expected: [(stratum: Int, events: Double)] = []
    var cross: [Double]

    mutating func add(
      _ stretch: FrailtyLayout.Stretch, _ rows: [FrailtyLayout.Row], _ curve: HazardCurve,
      _ entries: PatternEntries,
      _ hazards: [Double], _ factor: Double
    ) {
      // The squared share of the group in those at risk is added up over the events.
      var (squares, atRisk, place, events) = (0.0, 0.0, 0, 0.0)
      var (next, leaving) = (stretch.rows.lowerBound, 0)
      let columns = cross.count
      func risk(_ row: FrailtyLayout.Row) -> Double { row.weight * hazards[Int(row.pattern)] * factor }
      func advance(to new: Int) {
        squares += atRisk * atRisk * (curve.sums[new].square - curve.sums[place].square)
        place = new
      }
      while next < stretch.rows.upperBound || leaving < stretch.late.count {
        let joining = next < stretch.rows.upperBound ? Int(rows[next].first) : Int.max
        let ending = leaving < stretch.late.count ? Int(rows[stretch.late[leaving]].end) : Int.max
        advance(to: min(joining, ending))
        var tied = 0.0
        while next < stretch.rows.upperBound, rows[next].first == place {
          let row = rows[next]
          let risk = risk(row)
          atRisk += risk
          var hazard = curve.sums[Int(row.end)].hazard - curve.sums[place].hazard
          if row.isEvent {
            tied += risk
            hazard -= curve.tied[place].hazard
            for column in 0..<columns { cross[column] += risk * curve.tiedMean[place * columns + column] }
          }
          let total = risk * hazard
          events += total
          let (from, to) = (place * columns, Int(row.end) * columns)
          for column in 0..<columns {
            cross[column] -= risk * (curve.mean[to + column] - curve.mean[from + column])
          }
          for entry in entries.range(Int(row.pattern)) {
            cross[Int(entries.columns[entry])] += total * entries.values[entry]
          }
          next += 1
        }
        while leaving < stretch.late.count, rows[stretch.late[leaving]].end == place {
          atRisk -= risk(rows[stretch.late[leaving]])
          leaving += 1
        }
        // Of events tied with others a part is spared.
        if tied > 0 {
          squares -= 2 * atRisk * tied * curve.tied[place].once
          squares += tied * tied * curve.tied[place].twice
        }
      }
      advance(to: stretch.places)
      score -= events
      information += events - squares
      self.squares += squares
      expected.append((stretch.stratum, events))
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
  ///
  /// The information relates two groups as if their shares of those at risk were the same at all times of a stratum. Without that a
  /// step would leave most of the way along frailties that all grow together, of which the partial likelihood says nothing.
  var step: (coefficients: [Double], frailties: [Double]) {
    let related = RelatedGroups(zip(groupInformation, squares).map { $0 + $1 }, expected)
    let columns = score.indices.map { column in related.solve(cross.map { $0[column] }) }
    let own = related.solve(groupScore)
    var (reduced, right) = (information, score)
    for row in score.indices {
      for (group, cross) in cross.enumerated() {
        right[row] -= cross[row] * own[group]
        for column in 0...row { reduced[row, column] -= cross[row] * columns[column][group] }
      }
    }
    reduced.mirrorLowerTriangle()
    let factor = CholeskyFactor(reduced)
    let coefficients = (factor.isPositiveDefinite ? factor : CholeskyFactor(self.reduced)).solve(right)
    return (
      coefficients,
      own.indices.map { group in
        zip(columns, coefficients).reduce(own[group]) { $0 - $1.0[group] * $1.1 }
      }
    )
  }
}

/// A diagonal matrix less v v′/m for each stratum, with the events v that are expected in each group and their sum m.
private struct RelatedGroups {
  private let diagonal: [Double]
  private let expected: [[(stratum: Int, events: Double)]]
  private let strata: Int
  private let inner: CholeskyFactor

  init(_ diagonal: [Double], _ expected: [[(stratum: Int, events: Double)]]) {
    self.diagonal = diagonal
    // Strata in the order in which groups name them; beyond some hundred they are taken as unrelated.
    var places: [Int: Int] = [:]
    for own in expected {
      for one in own where places[one.stratum] == nil { places[one.stratum] = places.count }
    }
    let count = places.count <= Self.mostStrata ? places.count : 0
    strata = count
    self.expected = expected.map { own in
      count == 0 ? [] : own.map { (places[$0.stratum] ?? 0, $0.events) }
    }
    var matrix = SymmetricMatrix(order: count)
    for (group, own) in self.expected.enumerated() {
      for one in own {
        matrix[one.stratum, one.stratum] += one.events
        for other in own {
          matrix[one.stratum, other.stratum] -= one.events * other.events / diagonal[group]
        }
      }
    }
    inner = CholeskyFactor(matrix)
  }

  private static let mostStrata = 200

  /// The product of the inverse with a vector (Woodbury's formula).
  func solve(_ vector: [Double]) -> [Double] {
    let plain = zip(vector, diagonal).map { $0 / $1 }
    guard strata > 0, inner.isPositiveDefinite else { return plain }
    var sums = Array(repeating: 0.0, count: strata)
    for (group, own) in expected.enumerated() {
      for one in own { sums[one.stratum] += one.events * plain[group] }
    }
    let solved = inner.solve(sums)
    return plain.indices.map { group in
      expected[group].reduce(plain[group]) { $0 + $1.events * solved[$1.stratum] / diagonal[group] }
    }
  }
}
