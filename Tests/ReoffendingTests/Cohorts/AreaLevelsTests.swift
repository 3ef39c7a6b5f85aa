import Reoffending
import Tables
import Testing

@Suite("files that hold a country, its regions and its authorities")
struct AreaLevelsTests {
  /// Two years of a country, two regions and three authorities, rounded to tens as open data are.
  private let text = """
    year,geographic_level,region,la,cohort,reoffenders
    2014,National,,,600,180
    2014,Regional,North,,350,110
    2014,Regional,South,,250,70
    2014,Local authority,North,Leeds,200,70
    2014,Local authority,North,York,160,40
    2014,Local authority,South,Poole,250,70
    2015,National,,,620,160
    2015,Regional,North,,360,100
    2015,Regional,South,,260,60
    2015,Local authority,North,Leeds,200,60
    2015,Local authority,North,York,160,40
    2015,Local authority,South,Poole,250,60

    """

  private func read(_ text: String, by names: [String], totals: TotalPolicy = .keptApart) throws
    -> CohortTable
  {
    try CohortTable(figureTable(text), by: names, totals: totals)
  }

  private func people(_ cohorts: CohortTable) -> [String: Int?] {
    Dictionary(uniqueKeysWithValues: cohorts.groups.map { ($0.key.description, $0.trials) })
  }

  @Test("the widest level that has a name in each column of the groups is used")
  func widest() throws {
    let years = try read(text, by: ["year"])
    #expect(people(years) == ["2014": 600, "2015": 620])
    #expect(years.notes.contains { $0.contains("“National” in geographic_level") })
    let regions = try read(text, by: ["region"])
    #expect(people(regions) == ["North": 710, "South": 510] && regions.total?.trials == 1220)
    #expect(people(try read(text, by: ["la"])) == ["Leeds": 400, "York": 320, "Poole": 500])
  }

  @Test("groups by level have no sum, and --totals taken uses every row")
  func byLevel() throws {
    let levels = try read(text, by: ["geographic_level"])
    #expect(people(levels) == ["National": 1220, "Regional": 1220, "Local authority": 1220])
    #expect(levels.total == nil && levels.notes.contains { $0.contains("levels of the same areas") })
    #expect(people(try read(text, by: ["year"], totals: .taken))["2014"] == 1810)
  }

  @Test("names of places that have a level in them are places")
  func places() throws {
    let names =
      "district,sex,cohort,reoffenders\nLake District,M,10,3\nLake District,F,10,2\nPeak District,M,8,2\n"
    #expect(try read(names, by: ["sex"]).total?.trials == 28)
  }

  @Test("London is not counted beside its inner and outer part", arguments: [(300, 200), (301, 200)])
  func london(whole: Int, inner: Int) throws {
    let rows = "South,250,70\nLondon,\(whole),90\nInner London,\(inner),70\nOuter London,100,20\n"
    let cohorts = try read("region,cohort,reoffenders\n" + rows, by: ["region"])
    #expect(cohorts.groups.count == (whole == 300 ? 3 : 2))
    #expect(cohorts.total?.trials == 250 + whole)
  }
}
