import Studies
import ReoffendingReport
import Statistics
import Tables
import Testing

@Suite("DataSource")
struct DataSourceTests {
  @Test("synthetic people are a file like any other, the same for the same seed")
  func syntheticPeople() throws {
    func rates(seed: UInt64) throws -> (homeless: [Bool?], reoffended: [Bool?]) {
      let people = try DataSource.syntheticPeople(4000, seed: seed).people([
        WantedColumn("homeless", as: .boolean), WantedColumn("reoffended", as: .boolean),
      ])
      #expect(people.source == "synthetic people")
      return (try people.column("homeless").flags, try people.column("reoffended").flags)
    }
    let people = try rates(seed: 3)
    let homeless = zip(people.homeless, people.reoffended).filter { $0.0 == true }
    let events = homeless.count { $0.1 == true }
    #expect(abs(Double(events) / Double(homeless.count) - 0.825) < 1 / Double(homeless.count))
    #expect(try rates(seed: 3) == people)
    #expect(try rates(seed: 4) != people)
  }

  @Test("too few people are refused")
  func tooFew() {
    #expect(throws: StatisticsError.self) { try DataSource.syntheticPeople(99) }
  }

  @Test("an unknown name is answered with the nearest")
  func unknownName() {
    let error = #expect(throws: DataSourceError.self) { try DataSource.table(named: "populations") }
    #expect(error?.nearest == "population")
  }
}
