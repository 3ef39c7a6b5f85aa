import Reoffending
import Tables
import TestSupport
import Testing

@Suite("tables whose figures have names of their own")
struct SharesOfCountsTests {
  private let plans = """
    year,level,region,starts,again,again_percent,ended,ended_percent
    2024,National,,4000,1000,25.0,800,20.0
    2024,Regional,North,1500,400,26.7,300,20.0
    2024,Regional,South,2500,600,24.0,500,20.0
    2025,National,,4100,1100,26.8,900,22.0
    2025,Regional,North,1600,450,28.1,400,25.0
    2025,Regional,South,2500,650,26.0,500,20.0

    """

  private func table(_ text: String) throws -> Table {
    try Table(csv: Array(text.utf8), source: "plans.csv")
  }

  /// What is said of a table that is refused; nil where it is read.
  private func problem(_ text: String, _ names: CohortColumns = CohortColumns()) throws -> String? {
    let table = try table(text)
    do {
      _ = try CohortTable(table, names: names)
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test("the people of whom a count is the printed share are found, and that is said")
  func wholeByShare() throws {
    let read = try CohortTable(table(plans), by: ["region"], names: CohortColumns(reoffenders: "again"))
    #expect(read.groups.map(\.trials) == [3100, 5000])
    #expect(read.groups.map { $0.events?.nearest } == [850, 1250])
    #expect(read.notes.contains { $0.contains("“starts” is taken") && $0.contains("“again_percent”") })
  }

  @Test("a share may be written with all digits that a program keeps, as fractions or per cents")
  func manyDigits() throws {
    let text =
      "area,all,some,rate\nDudley,3000,2002,66.73333333\nWalsall,700,50,7.142857143\nPoole,9000,7001,77.78888889\n"
    let fractions = text.replacing("66.73333333", with: "0.6673333333").replacing(
      "7.142857143", with: "0.07142857143"
    )
    .replacing("77.78888889", with: "0.7778888889")
    let noughts = text.replacing("66.73333333", with: "66.700000").replacing("7.142857143", with: "7.100000")
      .replacing("77.78888889", with: "77.800000")
    for text in [text, fractions, noughts] {
      let read = try CohortTable(table(text), names: CohortColumns(reoffenders: "some"))
      #expect(read.groups.map(\.trials) == [3000, 700, 9000])
    }
  }

  @Test("a column that was named, or that its words name, is taken first")
  func namedFirst() throws {
    let words = plans.replacing("starts", with: "cohort")
    let read = try CohortTable(table(words), by: ["region"], names: CohortColumns(reoffenders: "again"))
    #expect(read.groups.map(\.trials) == [3100, 5000])
    #expect(!read.notes.contains { $0.contains("again_percent") })
    let named = CohortColumns(cohort: "starts", reoffenders: "again")
    #expect(
      try !CohortTable(table(plans), by: ["region"], names: named).notes.contains { $0.contains("is taken") })
  }

  @Test("without a share that fits, or with two wholes that do, the people are asked for")
  func noWhole() throws {
    let wrong = plans.replacing("25.0", with: "35.0").replacing("26.7", with: "36.7").replacing(
      "24.0", with: "14.0")
    #expect(try problem(wrong, CohortColumns(reoffenders: "again"))?.contains("--cohort") == true)
    let twice =
      "area,all,starts,again,again_percent\nDudley,100,100,40,40.0\nWalsall,200,200,50,25.0\nPoole,300,300,70,23.3\n"
      + "Derby,400,400,90,22.5\n"
    #expect(try problem(twice, CohortColumns(reoffenders: "again"))?.contains("--cohort") == true)
  }

  @Test("without names the message says which option reads the table")
  func proposal() throws {
    let said = try #require(try problem(plans))
    #expect(said.contains("--reoffenders again takes it of “starts”, as “again_percent” does"))
    #expect(said.contains("--reoffenders ended takes it of “starts”, as “ended_percent” does"))
    let plain = "area,starts,again\nDudley,100,40\nWalsall,200,50\nPoole,300,70\nDerby,400,90\n"
    #expect(try problem(plain)?.contains("takes it of") == false)
  }

  @Test("where levels stand in one table its widest is told apart by the years")
  func widestLevel() throws {
    let text = """
      year,level,region,place,starts,again,again_percent
      2024,National,,,4000,1000,25.0
      2024,Regional,North,,4000,1000,25.0
      2024,Local authority,North,Dudley,1500,400,26.7
      2024,Local authority,North,Walsall,2500,600,24.0
      2025,National,,,4100,1100,26.8
      2025,Regional,North,,4100,1100,26.8
      2025,Local authority,North,Dudley,1600,450,28.1
      2025,Local authority,North,Walsall,2500,650,26.0

      """
    let read = try CohortTable(table(text), names: CohortColumns(reoffenders: "again"))
    #expect(read.groups.map(\.key.description) == ["2024", "2025"])
    #expect(read.groups.map(\.trials) == [4000, 4100])
    #expect(read.notes.contains { $0.contains("“National”") })
  }

  @Test("where the widest level has one row the next is told apart, by names and not by codes")
  func nextLevel() throws {
    let text = """
      year,level,region_code,region,place_code,place,ward,all,some
      2024,National,,,,,,4000,1000
      2024,Regional,E1,North,,,,1500,400
      2024,Regional,E2,South,,,,2500,600
      2024,Local authority,E1,North,L1,Dudley,A,700,200
      2024,Local authority,E1,North,L1,Dudley,B,800,200
      2024,Local authority,E2,South,L2,Poole,A,1500,300
      2024,Local authority,E2,South,L3,Poole,B,1000,300

      """
    let read = try CohortTable(table(text), names: CohortColumns(cohort: "all", reoffenders: "some"))
    #expect(read.groups.map(\.key.description) == ["North", "South"])
    #expect(read.groups.map(\.trials) == [1500, 2500])
    #expect(read.notes.contains { $0.contains("“Regional”") })
  }

  @Test("a code that follows from a name makes no name longer")
  func needlessCode() throws {
    let text =
      "district,code,subject,cohort,reoffenders\nAndover,1,Maths,100,40\nAndover,1,English,90,30\nAvon,2,Maths,80,20\n"
      + "Avon,2,English,70,10\n"
    #expect(try CohortTable(table(text)).groups.map(\.key.description).first == "Andover, Maths")
  }

  @Test("a cohort of 0 beside reoffenders is refused with what leaves the row out, and that does")
  func zeroCohort() throws {
    let text = "area,cohort,reoffenders\nDudley,100,40\nWalsall,0,5\nPoole,x,x\n"
    let said = try #require(try problem(text))
    #expect(said.contains("--where '`cohort` > 0'"))
    let kept = try table(text).filtered(where: RowFilter(parsing: "`cohort` > 0"))
    #expect(try CohortTable(kept).groups.map(\.trials) == [100])
    #expect(try problem(text.replacing("Walsall,0", with: "Walsall,4"))?.contains("--where") == false)
  }

  @Test("why a group of several rows has no rate is said, and what is named gives it one")
  func unknownRate() throws {
    let text =
      "area,year,cohort,reoffenders\nDudley,2014,100,40\nDudley,2015,x,x\nPoole,2014,50,10\nPoole,2015,60,10\n"
    let read = try CohortTable(table(text), by: ["area"])
    let filter = "`cohort` is not missing and `reoffenders` is not missing"
    #expect(
      read.notes.contains {
        $0.contains("No rate is known for Dudley") && $0.contains("line 3") && $0.contains(filter)
      })
    let kept = try CohortTable(table(text).filtered(where: RowFilter(parsing: filter)), by: ["area"])
    #expect(kept.groups.map(\.trials) == [100, 110])
    #expect(!kept.notes.contains { $0.contains("No rate is known") })
  }

  @Test("rows of percentages below those of counts are left out where a column says so, and that is said")
  func unitRows() throws {
    let text =
      "offence,No./%,cohort,reoffenders\nTheft,No.,100,40\n,%,100,40.0\nFraud,No.,50,10\n,%,100,20.0\n"
    let read = try CohortTable(table(text))
    #expect(
      read.groups.map(\.key.description) == ["Theft", "Fraud"] && read.groups.map(\.trials) == [100, 50])
    #expect(read.notes.contains { $0.contains("Only rows with “No.” in No./% are used") })
    // A column of answers says nothing of units.
    let answers =
      "offence,again,cohort,reoffenders\nTheft,No,100,40\nArson,Yes,100,40\nFraud,No,50,10\nRobbery,Yes,50,10\n"
    #expect(try CohortTable(table(answers)).groups.count == 4)
  }
}
