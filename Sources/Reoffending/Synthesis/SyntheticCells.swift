/// The people of a synthetic population, counted by everything that its margins speak of.
///
/// Cells of equal people lie in strata of outcome, home, work, sex and record; within a stratum the needs are counted
/// apart, so that the tables stay small whatever the number of people.
struct SyntheticCells: Sendable {
  /// People who are alike in all but their needs.
  struct Cell: Sendable {
    let area: Int
    let offence: Int
    let isMale: Bool
    let age: Int
    let record: Int
    let isHomeless: Bool
    let isUnemployed: Bool
    let reoffended: Bool
    let count: Int

    var stratum: Int {
      (reoffended ? 32 : 0) + (isHomeless ? 16 : 0) + (isUnemployed ? 8 : 0) + (isMale ? 4 : 0)
        + record
    }
  }

  static let strata = 64
  static let combinations = 1 << SyntheticNeed.allCases.count

  /// The cells with anybody in them, stratum by stratum.
  let cells: [Cell]
  /// People of each stratum by combination of needs.
  let needs: [[Int]]

  init(people: Int, margins: PublishedMargins) {
    let allocation = OffenceAllocation(people: people, margins: margins)
    cells = Self.cells(allocation, margins: margins).sorted { first, second in
      let left = (first.stratum, first.area, first.offence, first.age)
      let right = (second.stratum, second.area, second.offence, second.age)
      return left < right
    }
    var totals = [Int](repeating: 0, count: Self.strata)
    for cell in cells { totals[cell.stratum] += cell.count }
    needs = Self.needs(totals, margins: margins)
  }

  private static func cells(_ allocation: OffenceAllocation, margins: PublishedMargins) -> [Cell] {
    let ages = SyntheticAssumptions.ageBands.count
    let records = SyntheticAssumptions.recordBands.count
    let levels = [2, ages, records, 2, 2]
    var blocks: [RakedTable.Block] = []
    var places: [(area: Int, offence: Int)] = []
    var weights: [Double] = []
    for (area, offences) in allocation.people.enumerated() {
      for (index, counts) in offences.enumerated() {
        let offence = SyntheticOffence.all[index]
        let inner = inner(offence)
        for (outcome, count) in counts.enumerated() {
          blocks.append(.init(outcome: outcome, total: count))
          places.append((area, index))
          weights += inner
        }
      }
    }
    let byOutcome = [0, 1].map { outcome in
      blocks.filter { $0.outcome == outcome }.reduce(0) { $0 + $1.total }
    }
    let table = RakedTable(
      blocks: blocks, levels: levels, weights: weights,
      margins: Self.margins(byOutcome, published: margins))
    let size = levels.reduce(1, *)
    return table.counts.indices.compactMap { index in
      guard table.counts[index] > 0 else { return nil }
      let place = places[index / size]
      return Cell(
        area: place.area, offence: place.offence, isMale: index / (ages * records * 4) % 2 == 1,
        age: index / (records * 4) % ages, record: index / 4 % records, isHomeless: index / 2 % 2 == 1,
        isUnemployed: index % 2 == 1, reoffended: blocks[index / size].outcome == 1,
        count: table.counts[index])
    }
  }

  /// The weights within a block, the last factor running fastest.
  private static func inner(_ offence: SyntheticOffence) -> [Double] {
    var weights: [Double] = []
    for isMale in [false, true] {
      for age in SyntheticAssumptions.ageBands.indices {
        for record in SyntheticAssumptions.recordBands.indices {
          for isHomeless in [false, true] {
            for isUnemployed in [false, true] {
              weights.append(
                (isMale ? offence.men : 1 - offence.men)
                  * exponential(
                    SyntheticAssumptions.weight(
                      offence: offence, isMale: isMale, age: age, record: record, isHomeless: isHomeless,
                      isUnemployed: isUnemployed)))
            }
          }
        }
      }
    }
    return weights
  }

  private static func margins(_ byOutcome: [Int], published: PublishedMargins) -> [RakedTable.Margin] {
    let men = [
      Int((Double(byOutcome[0]) * SyntheticAssumptions.maleShareOfOthers).rounded()),
      Int((Double(byOutcome[1]) * published.maleShareOfReoffenders).rounded()),
    ]
    func shares(_ table: [[Double]]) -> [[Int]] {
      zip(table, byOutcome).map { QuotaRounding.largestRemainder($0, total: $1) }
    }
    return [
      .init(factor: 0, targets: zip(byOutcome, men).map { [$0 - $1, $1] }),
      .init(factor: 1, targets: shares(SyntheticAssumptions.ageShares)),
      .init(factor: 2, targets: shares(SyntheticAssumptions.recordShares)),
      .init(
        factor: 3,
        targets: split(
          byOutcome, with: published.factor("accommodation", "homeless"),
          without: published.factor("accommodation", "settled"))),
      .init(
        factor: 4,
        targets: split(
          byOutcome, with: published.factor("employment", "unemployed"),
          without: published.factor("employment", "employed"))),
    ]
  }

  /// Those without and with a factor by outcome, when the rates of both are printed: the overall rate then says how
  /// many have it.
  private static func split(
    _ byOutcome: [Int], with: PublishedMargins.Factor?, without: PublishedMargins.Factor?
  ) -> [[Int]] {
    guard let with, let without else { return byOutcome.map { [$0, 0] } }
    let people = Double(byOutcome[0] + byOutcome[1])
    let overall = Double(byOutcome[1]) / people
    let share = min(1, max(0, (overall - without.actual) / (with.actual - without.actual)))
    let having = Int((people * share).rounded())
    let reoffended = Int((Double(having) * with.actual).rounded())
    return [
      [byOutcome[0] - having + reoffended, having - reoffended], [byOutcome[1] - reoffended, reoffended],
    ]
  }

  private static func needs(_ totals: [Int], margins: PublishedMargins) -> [[Int]] {
    let half = strata / 2
    let blocks = totals.enumerated().map {
      RakedTable.Block(outcome: $0.offset < half ? 0 : 1, total: $0.element)
    }
    let byOutcome = [totals[..<half].reduce(0, +), totals[half...].reduce(0, +)]
    let people = Double(byOutcome[0] + byOutcome[1])
    var weights: [Double] = []
    for stratum in 0..<strata {
      for combination in 0..<combinations {
        weights.append(
          exponential(
            SyntheticAssumptions.weight(
              needs: SyntheticNeed.needs(combination), isMale: stratum >> 2 & 1 == 1, record: stratum & 3,
              isHomeless: stratum >> 4 & 1 == 1, isUnemployed: stratum >> 3 & 1 == 1)))
      }
    }
    let needMargins = SyntheticNeed.allCases.map { need in
      let having = Int((people * SyntheticAssumptions.share(of: need)).rounded())
      let reoffended = Int((Double(having) * need.rate(margins)).rounded())
      return RakedTable.Margin(
        factor: need.rawValue,
        targets: [
          [byOutcome[0] - having + reoffended, having - reoffended], [byOutcome[1] - reoffended, reoffended],
        ])
    }
    let table = RakedTable(
      blocks: blocks, levels: SyntheticNeed.allCases.map { _ in 2 }, weights: weights, margins: needMargins)
    return (0..<strata).map { Array(table.counts[$0 * combinations..<($0 + 1) * combinations]) }
  }
}
