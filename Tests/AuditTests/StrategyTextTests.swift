import Audit
import PublishedData
import Tables
import Testing

/// What one document of the five decides, from its figures as text, without the plan.
@Suite("the strategies as text")
struct StrategyTextTests {
  /// The rows of a bundled table that one document prints.
  private func rows(_ name: String, document: String) throws -> [[String: String]] {
    let text = try #require(PublishedData.csv(named: name))
    let table = try Table(csv: Array(text.utf8), source: name)
    return (0..<table.rowCount).map { row in
      Dictionary(
        uniqueKeysWithValues: table.columns.map { ($0.name, table.cell(row: row, column: $0).text) })
    }.filter { $0["document"] == document }
  }

  private func wrong(_ text: String) throws -> [String] {
    let document = try TextDocument(Array(text.utf8), kind: .plain, source: "strategy.txt")
    let passages = document.blocks.compactMap { block in
      if case .passage(let number, let text) = block { return ProsePassage(number: number, text: text) }
      return nil
    }
    return ProseAudit(passages).findings().filter { $0.verdict == .inconsistent }.compactMap {
      $0.figure?.printed
    }
  }

  @Test("offences as captions: the draft has one rate cut off, the final strategy four rates that contradict")
  func captions() throws {
    for (document, expected) in [
      ("draft-2018", ["24.5%"]), ("final-2019", ["24.5%", "54.4%", "14.3%", "23.2%"]),
    ] {
      let text = try rows("adult-reoffending-by-offence", document: document).map { row in
        "\(row["offence"] ?? "")\n\n\(row["cohort"] ?? "") offenders\n\(row["reoffenders"] ?? "") reoffenders\n\n"
          + "\(row["actual_rate"] ?? "")\nreoffending rate\n"
      }.joined(separator: "\n")
      #expect(try wrong(text) == expected)
    }
  }

  @Test("the same with the marks of emphasis that stay in text")
  func marks() throws {
    let text = try rows("adult-reoffending-by-offence", document: "draft-2018").prefix(1).map { row in
      "**\(row["offence"] ?? "")****\(row["cohort"] ?? "") Offenders****\(row["reoffenders"] ?? "") Re-offenders****"
        + "\(row["actual_rate"] ?? "")**"
    }.joined()
    #expect(try wrong(text) == ["24.5%"])
  }

  @Test("reoffences per reoffender are cut off")
  func youth() throws {
    let text = try rows("youth-cohorts", document: "draft-2018").map { row in
      "Cohort \(row["cohort"] ?? "") Reoffenders \(row["reoffenders"] ?? "") Re-offences \(row["reoffences"] ?? "") "
        + "Reoffences per Reoffender \(row["frequency"] ?? "")"
    }.joined(separator: "\n\n")
    #expect(try wrong(text) == ["3.25"])
  }

  @Test("the areas do not add up, and the shares of the population rest on another one")
  func population() throws {
    func number(_ table: String, _ key: String, _ value: String, _ column: String) throws -> String {
      try #require(
        rows(table, document: "draft-2018").first {
          $0[key] == value && $0["area"] ?? "Black Country" == "Black Country"
        }?[
          column])
    }
    let areas = try rows("population", document: "draft-2018")
    func of(_ area: String) throws -> String {
      try #require(areas.first { $0["area"] == area }?["population"])
    }
    let minority = "Black and Minority Ethnic groups"
    let text = try """
    The Black Country covers the council areas of Dudley, Sandwell, Walsall and the City of Wolverhampton. It has a \
    population of \(of("Black Country")). Dudley has \(of("Dudley")); Sandwell has \(of("Sandwell")), Walsall \
    \(of("Walsall")) and Wolverhampton \(of("Wolverhampton")).
    Within the Black Country there are \(number("ethnicity", "group", minority, "count")) \
    (\(number("ethnicity", "group", minority, "share"))) people of minorities.
    Some \(number("ethnicity", "group", "cannot speak English well or at all", "count")) \
    (\(number("ethnicity", "group", "cannot speak English well or at all", "share"))) of the population speak it badly.
    Being out of work touches \(number("unemployment", "measure", "unemployment", "count")) \
    (\(number("unemployment", "measure", "unemployment", "share"))) of the population in this area with \
    \(number("unemployment", "measure", "unemployed for a year or more", "count")) \
    (\(number("unemployment", "measure", "unemployed for a year or more", "share"))) having been so for a year.
    Poverty in this area is \(number("deprivation", "measure", "income deprivation", "share")) or \
    \(number("deprivation", "measure", "income deprivation", "count")) people.
    A long illness is had by \(number("health", "measure", "limiting long-term illness or disability", "count")) \
    (\(number("health", "measure", "limiting long-term illness or disability", "share"))) of the population.
    About homes: \(number("housing", "measure", "overcrowded accommodation", "share")) \
    (\(number("housing", "measure", "overcrowded accommodation", "count"))) of people in the Black Country are crowded.
    """
    #expect(
      Set(try wrong(text)) == ["1,166,420", "22.9%", "2.7%", "3.4%", "9.9%", "21.6%", "20.6%", "7.1%"])
  }

  @Test("table one as tab-separated text gives its 108 checks, all of which agree")
  func tableOne() throws {
    let all = try rows("local-authorities-2015", document: "crime-board-2015")
    let columns = [
      "force_area", "area", "cohort", "actual_rate", "predicted_rate", "percent_difference",
      "rank_difference",
      "rank_actual",
    ]
    let text =
      "Force\tAuthority\tCohort size\tActual rate\tPredicted rate\t% difference from baseline\tRank % difference\t"
      + "Rank actual reoffending\n"
      + all.map { row in columns.map { row[$0] ?? "" }.joined(separator: "\t") }.joined(separator: "\n")
    let document = try TextDocument(Array(text.utf8), kind: .plain, source: "table.txt")
    let tables = document.blocks.compactMap { block -> AuditedTable? in
      if case .table(_, let rows) = block { return AuditedTable(name: "table one", rows: rows) }
      return nil
    }
    #expect(tables.count == 1)
    let summary = try TableAudit(#require(tables.first)).result.summary
    #expect(summary.consistent == 108 && summary.inconsistent == 0)
  }
}
