internal import Dispatch
internal import Foundation
public import Statistics
internal import Tables

/// A population that nobody belongs to: its margins are the published figures of the Black Country, its people are
/// made up.
///
/// Area, offence, sex, home, work, mental health, substance misuse, child protection and domestic violence have the
/// published rates of reoffending to the person, and the published expected rates to the rounding of the predictions.
/// What no paper prints (most shares, and how the factors go together) is assumed; `margins` tells which is which.
///
/// A person depends on the seed and on the row alone, so that a population of any size takes the same little memory and
/// is the same on any number of cores.
public struct SyntheticPopulation: Sendable {
  /// The number of people.
  public let people: Int
  /// The seed.
  public let seed: UInt64
  /// The figures reproduced.
  public let published: PublishedMargins

  let table: SyntheticCells
  private let predictions: SyntheticPredictions
  private let cellStarts: [Int]
  private let strata: [Stratum]
  private let order: IndexPermutation
  /// People by place of prediction and outcome.
  let counts: [Int]

  /// What is shared by the people of a stratum.
  private struct Stratum: Sendable {
    let start: Int
    let needsOrder: IndexPermutation
    let reoffencesOrder: IndexPermutation
    let reoffences: ReoffenceCounts
    let needs: [(upTo: Int, combination: Int)]
  }

  /// The fewest people whose rates can be told apart.
  public static let fewest = 100
  /// The most people a file is made of.
  public static let most = 100_000_000

  /// Makes a population.
  ///
  /// - Throws: `StatisticsError.outOfRange` for fewer than 100 or more than 100 million people.
  public init(people: Int, seed: UInt64, published: PublishedMargins) throws(StatisticsError) {
    guard (Self.fewest...Self.most).contains(people) else {
      throw .outOfRange(
        argument: "people", value: Double(people), allowed: "from \(Self.fewest) to \(Self.most)")
    }
    self.people = people
    self.seed = seed
    self.published = published
    let table = SyntheticCells(people: people, margins: published)
    self.table = table
    var generator = ReplicateGenerator(seed: seed, replicate: -1)
    order = IndexPermutation(count: people, using: &generator)
    var starts = [0]
    for cell in table.cells { starts.append(starts[starts.count - 1] + cell.count) }
    cellStarts = starts
    strata = Self.strata(table, published: published, using: &generator)
    let size = SyntheticPredictions.size(areas: published.areas.count)
    let placing = Placing(starts: starts, strata: strata, order: order, table: table)
    counts = Self.count(people, size: 2 * size) { row in
      let place = placing.place(row)
      let cell = table.cells[place.cell]
      return 2 * SyntheticPredictions.place(cell, needs: place.needs) + (cell.reoffended ? 1 : 0)
    }
    let bothOutcomes = (0..<size).map { [counts] in counts[2 * $0] + counts[2 * $0 + 1] }
    predictions = SyntheticPredictions(counts: bothOutcomes, margins: published)
  }

  /// All reoffences.
  var reoffences: Int { strata.reduce(0) { $0 + $1.reoffences.total } }

  /// The sum of the predictions, in ten-thousandths, of the people whose place is chosen.
  func predictedTenThousandths(where isChosen: (Int) -> Bool) -> Int {
    predictions.tenThousandths.indices.reduce(0) { sum, place in
      isChosen(place)
        ? sum + predictions.tenThousandths[place] * (counts[2 * place] + counts[2 * place + 1]) : sum
    }
  }

  /// The person of a row, from 0.
  public func person(_ row: Int) -> SyntheticPerson {
    let place = Placing(starts: cellStarts, strata: strata, order: order, table: table).place(row)
    let cell = table.cells[place.cell]
    let stratum = strata[cell.stratum]
    let reoffences =
      cell.reoffended ? stratum.reoffences.reoffences(rank: stratum.reoffencesOrder[place.rank]) : 0
    let details = SyntheticDetails(
      cell, generator: ReplicateGenerator(seed: seed, replicate: row), reoffences: reoffences)
    let offence = SyntheticOffence.all[cell.offence]
    return SyntheticPerson(
      number: row + 1, area: published.areas[cell.area].name, indexDate: details.indexDate(),
      sex: cell.isMale ? .male : .female, age: details.age,
      ageBand: SyntheticAssumptions.ageBands[cell.age].name, offenceGroup: offence.name,
      possessedWeapon: offence.isWeaponPossession, previousSanctions: details.previousSanctions,
      ageAtFirstSanction: details.ageAtFirstSanction, ageAtConviction: details.ageAtConviction,
      isHomeless: cell.isHomeless, isUnemployed: cell.isUnemployed,
      hasMentalHealthNeed: SyntheticNeed.mentalHealth.isIn(place.needs),
      misusesSubstances: SyntheticNeed.substanceMisuse.isIn(place.needs),
      misusesAlcohol: SyntheticNeed.alcohol.isIn(place.needs),
      hasChildProtectionFlag: SyntheticNeed.childProtection.isIn(place.needs),
      perpetratedDomesticViolence: SyntheticNeed.domesticViolence.isIn(place.needs),
      tookPartInProgramme: details.tookPartInProgramme,
      predictedTenThousandths: predictions.tenThousandths[
        SyntheticPredictions.place(cell, needs: place.needs)],
      reoffences: reoffences, days: details.days,
      disposal: SyntheticDisposal.drawn(cell, offence: offence, seed: seed, row: row).rawValue)
  }

  /// Where the people of rows stand in the tables.
  private struct Placing: Sendable {
    let starts: [Int]
    let strata: [Stratum]
    let order: IndexPermutation
    let table: SyntheticCells

    func place(_ row: Int) -> (cell: Int, rank: Int, needs: Int) {
      let position = order[row]
      var low = 0
      var high = starts.count - 1
      while high - low > 1 {
        let middle = (low + high) / 2
        if starts[middle] <= position { low = middle } else { high = middle }
      }
      let stratum = strata[table.cells[low].stratum]
      let rank = position - stratum.start
      let chosen = stratum.needsOrder[rank]
      let needs = stratum.needs.first { chosen < $0.upTo }?.combination ?? 0
      return (low, rank, needs)
    }
  }

  private static func strata(
    _ table: SyntheticCells, published: PublishedMargins, using generator: inout ReplicateGenerator
  ) -> [Stratum] {
    let sizes = table.needs.map { $0.reduce(0, +) }
    let reoffenders = sizes[(SyntheticCells.strata / 2)...].reduce(0, +)
    let total = Int((Double(reoffenders) * published.reoffencesPerReoffender).rounded())
    let ratios = sizes.enumerated().map { stratum, size in
      stratum < SyntheticCells.strata / 2
        ? 0
        : Double(size)
          * SyntheticAssumptions.frequencyRatio(record: stratum & 3, isHomeless: stratum >> 4 & 1 == 1)
    }
    let further = QuotaRounding.largestRemainder(ratios, total: total - reoffenders)
    var start = 0
    return sizes.indices.map { stratum in
      defer { start += sizes[stratum] }
      var upTo = 0
      let needs = table.needs[stratum].enumerated().compactMap {
        combination, count -> (upTo: Int, combination: Int)? in
        upTo += count
        return count > 0 ? (upTo, combination) : nil
      }
      let events = stratum < SyntheticCells.strata / 2 ? 0 : sizes[stratum]
      return Stratum(
        start: start, needsOrder: IndexPermutation(count: max(1, sizes[stratum]), using: &generator),
        reoffencesOrder: IndexPermutation(count: max(1, sizes[stratum]), using: &generator),
        reoffences: ReoffenceCounts(people: events, total: events + (events > 0 ? further[stratum] : 0)),
        needs: needs)
    }
  }

  /// Counts rows by a number that each has, on all cores.
  private static func count(_ rows: Int, size: Int, _ number: @Sendable (Int) -> Int) -> [Int] {
    let pieces = min(16, rows / 4096 + 1)
    let parts = [[Int32]](unsafeUninitializedCapacity: pieces) { buffer, initializedCount in
      nonisolated(unsafe) let slots = buffer
      DispatchQueue.concurrentPerform(iterations: pieces) { piece in
        var counts = [Int32](repeating: 0, count: size)
        for row in rows * piece / pieces..<rows * (piece + 1) / pieces { counts[number(row)] += 1 }
        slots.initializeElement(at: piece, to: counts)
      }
      initializedCount = pieces
    }
    return (0..<size).map { place in parts.reduce(0) { $0 + Int($1[place]) } }
  }
}
