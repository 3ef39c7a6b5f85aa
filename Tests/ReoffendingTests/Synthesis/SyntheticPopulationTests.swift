import PublishedData
import Reoffending
import Statistics
import Tables
import TestSupport
import Testing

@Suite("Synthetic population")
struct SyntheticPopulationTests {
  static func population(_ people: Int, seed: UInt64 = 1) throws -> SyntheticPopulation {
    try SyntheticPopulation(
      people: people, seed: seed, published: PublishedMargins { try bundledTable($0) })
  }

  static func csv(_ population: SyntheticPopulation) -> String {
    var bytes: [UInt8] = []
    population.csv { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("every margin is as near to its target as whole people allow", arguments: [500, 8003])
  func margins(people: Int) throws {
    let result = try Self.population(people).margins
    #expect(result.margins.count > 55)
    for margin in result.margins {
      // A settled or an employed person is one that is not homeless or unemployed: both roundings meet there.
      let isRest = margin.level == "settled" || margin.level == "employed"
      let tolerance = margin.quantity == .predictedRate ? 0.0001 * Double(margin.people) : isRest ? 2 : 1
      #expect(margin.isExact(withinPeople: tolerance), "\(margin)")
    }
  }

  @Test("the margins told are those of the people written")
  func marginsOfRows() throws {
    let population = try Self.population(6000, seed: 9)
    let people = (0..<6000).map(population.person)
    func achieved(_ margin: String, _ level: String, _ quantity: AchievedMargin.Quantity) throws -> Double {
      try #require(
        population.margins.margins.first {
          $0.margin == margin && $0.level == level && $0.quantity == quantity
        }
      ).achieved
    }
    func rate(_ members: [SyntheticPerson]) -> Double {
      Double(members.count { $0.reoffended }) / Double(members.count)
    }
    let dudley = people.filter { $0.area == "Dudley" }
    #expect(try achieved("area", "Dudley", .actualRate) == rate(dudley))
    expectClose(
      try achieved("area", "Dudley", .predictedRate),
      dudley.reduce(0) { $0 + $1.predicted } / Double(dudley.count), relative: 1e-12)
    let homeless = people.filter(\.isHomeless)
    #expect(try achieved("accommodation", "homeless", .actualRate) == rate(homeless))
    #expect(try achieved("accommodation", "homeless", .share) == Double(homeless.count) / 6000)
    expectClose(
      try achieved("accommodation", "homeless", .predictedRate),
      homeless.reduce(0) { $0 + $1.predicted } / Double(homeless.count), relative: 1e-12)
    #expect(
      try achieved("mental health", "with challenges", .actualRate)
        == rate(people.filter(\.hasMentalHealthNeed)))
    #expect(
      try achieved("substance misuse", "identified issue or drug rehabilitation requirement", .actualRate)
        == rate(people.filter(\.misusesSubstances)))
    #expect(
      try achieved("domestic violence", "perpetrator", .actualRate)
        == rate(people.filter(\.perpetratedDomesticViolence)))
    let reoffenders = people.filter(\.reoffended)
    #expect(
      try achieved("sex", "male", .shareOfReoffenders)
        == Double(reoffenders.count { $0.sex == .male }) / Double(reoffenders.count))
    #expect(
      try achieved("all", "reoffenders", .reoffencesPerReoffender)
        == Double(people.reduce(0) { $0 + $1.reoffences }) / Double(reoffenders.count))
    #expect(
      try achieved("offence in Wolverhampton", "Theft (non-motor)", .actualRate)
        == rate(people.filter { $0.area == "Wolverhampton" && $0.offenceGroup == "Theft (non-motor)" }))
    #expect(
      try achieved("offence", "Possession of a weapon", .actualRate)
        == rate(people.filter(\.possessedWeapon)))
  }

  @Test("equal seeds give equal bytes, other seeds other people with the same margins")
  func seeds() throws {
    let first = try Self.population(20_000)
    #expect(Self.csv(first) == Self.csv(try Self.population(20_000)))
    let other = try Self.population(20_000, seed: 2)
    #expect(Self.csv(first) != Self.csv(other))
    #expect(first.margins.margins.map(\.people) == other.margins.margins.map(\.people))
  }

  private static let rowWithoutDisposal =
    "1,Sandwell,2016 Q2,2016-06-22,female,37,35-39,Theft (non-motor),0,5,11"
    + ",36,0,1,0,1,1,0,0,0,0.3396,1,5,14"

  @Test("disposals go with offences and records, and leave everything else as it was without them")
  func disposals() throws {
    let population = try Self.population(6000, seed: 4)
    let people = (0..<6000).map(population.person)
    func share(_ disposal: String, _ isChosen: (SyntheticPerson) -> Bool) -> Double {
      let chosen = people.filter(isChosen)
      return Double(chosen.count { $0.disposal == disposal }) / Double(chosen.count)
    }
    #expect(Set(people.map(\.disposal)).count == 5)
    #expect(share("Custody") { $0.offenceGroup == "Robbery" } > 2 * share("Custody") { _ in true })
    #expect(
      share("Caution") { $0.previousSanctions == 0 } > 2 * share("Caution") { $0.previousSanctions > 9 })
    #expect(share("Fine") { $0.offenceGroup == "Drink driving" } > 0.6)
    // A row of the file as it was before there were disposals.
    let first = Self.csv(population).split(separator: "\n")[1]
    #expect(first.split(separator: ",").dropLast().joined(separator: ",") == Self.rowWithoutDisposal)
  }

  @Test("the file is read by our own reader, says what it is, and holds the people in their order")
  func file() throws {
    let population = try Self.population(9000, seed: 4)
    let table = try Table(csv: Array(Self.csv(population).utf8), source: "people.csv")
    #expect(table.columns.map(\.name) == SyntheticPopulation.columns)
    #expect(table.columns[0].name == "synthetic_person")
    #expect(table.rowCount == 9000)
    var reading = table.reading()
    let predicted = reading.rates("predicted", missing: .refused)
    let reoffended = reading.booleans("reoffended", missing: .refused)
    let days = reading.counts("days_to_reoffence", missing: .refused)
    let areas = reading.texts("area", missing: .refused)
    let dates = reading.dates("index_date", missing: .refused)
    try reading.finish()
    for row in stride(from: 0, to: 9000, by: 7) {
      let person = population.person(row)
      #expect(predicted.values[row]?.fraction == person.predicted)
      #expect(reoffended.values[row] == person.reoffended)
      #expect(days.values[row] == person.days)
      #expect(areas.values[row] == person.area)
      #expect(dates.values[row] == person.indexDate)
    }
    let compared = try ActualAgainstPredicted(
      CohortTable(table, by: ["area"], names: CohortColumns()), level: .p95, adjustment: .holm)
    #expect(compared.groups.count == 4)
  }

  @Test("people are possible, and OGRS3 can score each of them")
  func people() throws {
    let population = try Self.population(4000)
    for row in 0..<4000 {
      let person = population.person(row)
      #expect(person.reoffended == (person.reoffences > 0))
      #expect((1...365).contains(person.days))
      #expect(person.reoffended || person.days == 365)
      let ages = try SanctionAges(
        firstSanction: person.ageAtFirstSanction, currentConviction: person.ageAtConviction,
        startOfFollowUp: person.age)
      let score = try OGRS3(
        sex: person.sex, ages: ages, previousSanctions: person.previousSanctions,
        offenceGroup: person.offenceGroup)
      #expect((0...1).contains(score.oneYear))
    }
  }

  @Test("factors go together, so that adjusted effects differ from crude ones, and the programme is found")
  func associations() throws {
    let population = try Self.population(24_000, seed: 3)
    let people = (0..<24_000).map(population.person)
    func oddsRatio(
      _ rows: [SyntheticPerson], _ first: KeyPath<SyntheticPerson, Bool>,
      _ second: KeyPath<SyntheticPerson, Bool>
    ) -> Double {
      var counts = [0.0, 0, 0, 0]
      for person in rows {
        counts[(person[keyPath: first] ? 2 : 0) + (person[keyPath: second] ? 1 : 0)] += 1
      }
      return counts[0] * counts[3] / (counts[1] * counts[2])
    }
    #expect(oddsRatio(people, \.isHomeless, \.isUnemployed) > 2)
    #expect(oddsRatio(people, \.isHomeless, \.misusesSubstances) > 1.8)
    let crude = oddsRatio(people, \.isUnemployed, \.reoffended)
    let within = oddsRatio(
      people.filter { $0.misusesSubstances && $0.previousSanctions >= 10 }, \.isUnemployed, \.reoffended)
    #expect(crude > 1.15 * within)
    // Within a stratum the programme has an odds ratio of 0.75; crude, its people look no better than others.
    let alike = people.filter {
      !$0.isHomeless && !$0.isUnemployed && $0.sex == .male && $0.previousSanctions >= 3
    }
    let found = oddsRatio(alike, \.tookPartInProgramme, \.reoffended)
    #expect(found > 0.55 && found < 0.98)
  }

  @Test("too few and too many people are refused", arguments: [0, 99, 100_000_001])
  func refusals(people: Int) throws {
    #expect(throws: StatisticsError.self) { try Self.population(people) }
  }

  @Test("a table without an area's cohort is refused by place")
  func missingCohort() throws {
    let error = #expect(throws: TableError.self) {
      try PublishedMargins { name in
        let table = try bundledTable(name)
        guard name == "local-authorities-2015" else { return table }
        return try table.filtered(where: RowFilter(parsing: "not area = \"Dudley\""))
      }
    }
    #expect(error?.description.contains("has no cohort of this area") == true)
  }
}
