import Audit
import Testing

/// Figures that follow from others elsewhere in a document.
@Suite("claims across a document")
struct DocumentClaimsTests {
  private func findings(_ text: String, tables: [AuditedTable] = []) -> [ProseFinding] {
    ProseAudit([ProsePassage(number: 1, text: text)], tables: tables).findings()
  }

  private func wrong(_ text: String, tables: [AuditedTable] = []) -> [ProseFinding] {
    findings(text, tables: tables).filter { $0.verdict == .inconsistent }
  }

  private let county = "Westmark is a county of hills. It has a population of 412,300."

  @Test(
    "a share of the population is one of the population that is named",
    arguments: [
      "In all 41,500 (12.6%) of the population have a long illness.",
      "Within Westmark there are 30,100 (9.3%) people who were born abroad.",
      "- Within Westmark there are 30,100 (9.3%) people who were born abroad, 4,000 (1.0%) of the population last year.",
      "Some 11.2% (28,450) of people in Westmark live in crowded homes.",
      "Income deprivation in this area is 21.6% or 61,870 affected people.",
      "Being out of work affects 8,210 (3.4%) of the population in this area.",
    ])
  func population(_ sentence: String) {
    #expect(wrong("\(county) \(sentence)").map(\.kind) == ["proportion"], "\(sentence)")
  }

  @Test(
    "another base, or no single population, accuses nobody",
    arguments: [
      "In all 41,500 (12.6%) of the adult population have a long illness.",
      "In all 41,500 (12.6%) of the population aged 16 and over smoke.",
      "In all 41,500 (12.6%) of households are crowded.",
      "Within Eastmark there are 30,100 (9.3%) people who were born abroad.",
      "The next county has a population of 328,000. There, 41,500 (12.6%) of the population have an illness.",
    ])
  func otherBases(_ sentence: String) {
    #expect(wrong("\(county) \(sentence)").isEmpty, "\(sentence)")
  }

  @Test("a share of the population that agrees is a check that agrees")
  func agreeing() {
    #expect(
      findings("\(county) In all 41,500 (10.1%) of the population have a long illness.").map(\.verdict)
        == [.consistent])
  }

  @Test("a part with its own percentage of a count that has one is a share of that count, or of its base")
  func partOfPart() {
    let start = "\(county) Being out of work affects 8,210 (2.0%) of the population in this area with "
    #expect(wrong(start + "2,380 (9.9%) having been so for a year.").count == 1)
    #expect(wrong(start + "2,380 (29.0%) having been so for a year.").isEmpty)
    #expect(wrong(start + "2,380 (0.6%) having been so for a year.").isEmpty)
  }

  @Test("the places that make up a whole add up to it")
  func parts() {
    let text =
      "The district covers the three boroughs of Ashby, Birch and the Town of Cray. It has a population of 61,500. Ashby "
      + "has the most with 24,300; Birch has 20,100 and Cray 15,900."
    let found = wrong(text)
    #expect(found.map(\.kind) == ["parts"] && found.first?.figure?.implied == "60,300")
    #expect(wrong(text.replacing("61,500", with: "60,300")).isEmpty)
    #expect(wrong(text.replacing("It has a population of 61,500.", with: "")).isEmpty)
    #expect(wrong(text.replacing(" and Cray 15,900", with: "")).isEmpty)
  }

  @Test("one statement with two values is a contradiction, a form filled in for several things none")
  func twice() {
    let body = "\n\nIt went on.\n\n"
    let found = wrong(
      "In 2015/16 the rate of return in Ashby was 29.9%.\(body)The rate of return in Ashby was 28.9% in 2015/16."
    )
    #expect(found.map(\.kind) == ["same"])
    #expect(found.first?.message == "28.9% is printed here, but 29.9% in the same words on line 1")
    for text in [
      "The rate in 2015/16 was 29.9%.\(body)The rate in 2016/17 was 28.9%.",
      "In 2015/16 the rate of return in Ashby was 29.9%.\(body)The rate of return in Birch was 28.9% in 2015/16.",
      "In 2015/16 the rate of return in Ashby was 29.9%.\(body)The rate of return in Ashby was 30% in 2015/16.",
      "Boys\n\nThe rate of return in 2015/16 was 29.9%.\n\nGirls\n\nThe rate of return in 2015/16 was 12.9%.",
      "Boys\n\nThe rate of return in 2015/16 was 29.9%.\n\nGirls\n\nThe rate of return in 2015/16 was 28.9%.",
      "The rate of return in 2015/16 was 1%. The rate of return in 2015/16 was 2%. The rate of return in 2015/16 was 3%.",
    ] { #expect(wrong(text).isEmpty, "\(text)") }
    #expect(
      wrong(
        "Summary\n\nThe rate of return of adults in 2015/16 was 29.9%.\n\nResults\n\nThe rate of return of adults in 2015/16 was 28.9%."
      )
      .count == 1)
    // Under other headings only what has two digits swapped.
    let swapped =
      "Findings\n\nThe rate of return of adults in 2015/16 was 28.4%.\n\nDetail\n\nThe rate of return of adults in 2015/16 was 24.8%."
    #expect(wrong(swapped).map(\.kind) == ["same"])
    #expect(wrong(swapped.replacing("24.8%", with: "26.8%")).isEmpty)
  }

  private let rates = AuditedTable(
    name: "table at line 9",
    columns: [
      (name: "Area", cells: ["Ashby", "Birch", "Cray", "Denby", "Total"]),
      (name: "Cohort", cells: ["859", "200", "133", "1,063", "2,255"]),
      (name: "Reoffending rate", cells: ["24.6%", "54.5%", "14.3%", "23.2%", "26.0%"]),
    ])

  @Test(
    "a rank in words is that of the table beside it",
    arguments: [
      ("Ashby had the highest reoffending rate (24.6%).", "second highest"),
      ("Cray had the second lowest reoffending rate.", "lowest"),
      ("Birch had the highest reoffending rate (55.4%).", "54.5%"),
      ("Denby, with 23.2%, had the second highest rate.", "third highest"),
      ("The largest cohort was in Ashby, with 859.", "second highest"),
    ])
  func rank(_ text: String, _ implied: String) {
    let found = wrong(text, tables: [rates])
    #expect(
      found.map(\.kind) == ["rank"] && found.first?.figure?.implied == implied, "\(found.map(\.message))")
  }

  @Test(
    "a rank that holds, or one in a larger whole, accuses nobody",
    arguments: [
      "Birch had the highest reoffending rate (54.5%).", "Birch had the highest reoffending rate (31%).",
      "Birch had the highest reoffending rate (55%).", "Ashby had the second highest reoffending rate.",
      "Ashby had the highest reoffending rate in England.", "Ashby had its highest rate since 2010, 24.6%.",
      "Ashby had the highest increase in its rate.", "Elm had the highest rate.",
      "Ashby and Birch had the highest rates.",
    ])
  func noRank(_ text: String) {
    #expect(wrong(text, tables: [rates]).isEmpty, "\(wrong(text, tables: [rates]).map(\.message))")
  }
}
