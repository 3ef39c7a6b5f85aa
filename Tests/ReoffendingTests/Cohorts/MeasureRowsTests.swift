import Reoffending
import Tables
import Testing

@Suite("tables with a row for each figure")
struct MeasureRowsTests {
  private func read(_ text: String, by name: String, names: CohortColumns = CohortColumns()) throws
    -> CohortTable
  {
    try CohortTable(figureTable(text), by: [name], names: names)
  }

  private func figures(_ cohorts: CohortTable) -> [String] {
    cohorts.groups.map { "\($0.key) \($0.events?.nearest ?? -1)/\($0.trials ?? -1)" }
  }

  private func refusal(_ text: String, by name: String) -> String {
    do {
      _ = try read(text, by: name)
      return ""
    } catch { return "\(error)" }
  }

  private let youths = """
    year,sex,measure,count
    2013,Boys,Number of children in cohort,100
    2013,Boys,Number of reoffenders,40
    2013,Boys,Number of reoffences,90
    2013,Girls,Number of children in cohort,50
    2013,Girls,Number of reoffenders,10
    2013,Girls,Number of reoffences,15
    2014,Boys,Number of children in cohort,110
    2014,Boys,Number of reoffenders,38
    2014,Boys,Number of reoffences,95
    2014,Girls,Number of children in cohort,60
    2014,Girls,Number of reoffenders,12
    2014,Girls,Number of reoffences,20

    """

  @Test("what a column says that another holds becomes columns, whatever makes the groups, and it is said")
  func wide() throws {
    let bySex = try read(youths, by: "sex")
    #expect(figures(bySex) == ["Boys 78/210", "Girls 22/110"])
    #expect(bySex.groups.map(\.reoffences) == [185, 35])
    #expect(figures(try read(youths, by: "year")) == ["2013 50/150", "2014 50/170"])
    #expect(bySex.notes.contains { $0.contains("count") && $0.contains("“Number of reoffenders”") })
  }

  @Test(
    "a column that follows from what the figure is, such as its unit, tells no rows apart, and a per cent is one"
  )
  func units() throws {
    let text = """
      Area,Statistic,Unit,VALUE
      North,Number of offenders,Number,1000
      North,Reoffending rate,%,0.8
      South,Number of offenders,Number,2000
      South,Reoffending rate,%,0.3
      East,Number of offenders,Number,1000
      East,Reoffending rate,%,2.1

      """
    #expect(figures(try read(text, by: "Area")) == ["North 8/1000", "South 6/2000", "East 21/1000"])
  }

  @Test("remarks on each figure tell no rows apart")
  func remarks() throws {
    let text = """
      Area,Measure,Status,Value
      Dudley,Number of offenders,A,120
      Dudley,Number of reoffenders,P,40
      Walsall,Number of offenders,A,200
      Walsall,Number of reoffenders,A,60

      """
    #expect(figures(try read(text, by: "Area")) == ["Dudley 40/120", "Walsall 60/200"])
    // Another column tells groups apart, of which some have one figure only then.
    #expect(refusal(text.replacing("Status", with: "Source"), by: "Area").contains("no column reoffenders"))
  }

  @Test(
    "a figure that is withheld leaves its group without a rate; one that is there twice is refused by line")
  func faults() throws {
    let withheld = youths.replacing(
      "2014,Girls,Number of reoffenders,12", with: "2014,Girls,Number of reoffenders,[c]")
    #expect(figures(try read(withheld, by: "sex")) == ["Boys 78/210", "Girls -1/110"])
    let twice = youths + "2014,Girls,Number of reoffenders,13\n"
    #expect(refusal(twice, by: "sex").contains("line 14") && refusal(twice, by: "sex").contains("line 12"))
    let wrong = youths.replacing(
      "2013,Girls,Number of reoffenders,10", with: "2013,Girls,Number of reoffenders,51")
    #expect(refusal(wrong, by: "sex").contains("line 6, column Number of reoffenders: 51 is more"))
  }

  @Test(
    "what became of people is no figure of all of them, and a table with a column of reoffenders stays as it is",
    arguments: [
      (
        "area,status,count\nDudley,Released,60\nDudley,Returned,40\nWalsall,Released,50\nWalsall,Returned,20\n",
        nil
      ),
      (
        "area,group,cohort,reoffenders\nDudley,Offenders,120,40\nDudley,Reoffenders,60,30\nWalsall,Offenders,9,3\n",
        ["Dudley 70/180", "Walsall 3/9"]
      ),
    ] as [(String, [String]?)])
  func others(text: String, expected: [String]?) throws {
    guard let expected else {
      #expect(refusal(text, by: "area").contains("there is no column reoffenders"))
      return
    }
    #expect(figures(try read(text, by: "area")) == expected)
  }
}
