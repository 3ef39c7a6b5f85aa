import Foundation
import Tables
import Testing

@Suite("reoffending report init")
struct ReportInitTests {
  /// Six districts over four years, with names of columns as nobody's program has them.
  static let counts: String = {
    var text = "District,Fiscal year,People released,Returned within a year\n"
    for (index, district) in ["North", "South", "East", "West", "Mid", "Coast"].enumerated() {
      for year in 2014...2017 {
        text += "\(district),\(year),\(120 + 10 * index),\(30 + 3 * index + year % 5)\n"
      }
    }
    return text
  }()

  static let people: String = {
    var text = "Id,Sex,Region,Age,Homeless,Days to rearrest,Rearrested\n"
    for person in 0..<240 {
      let again = person % 5 < 2
      text += "\(person),\(person % 3 == 0 ? "Female" : "Male"),R\(person % 4),\(18 + person % 40),"
      text += "\(person % 7 == 0 ? "Yes" : "No"),\(again ? 10 + person % 300 : 365),\(again ? "Yes" : "No")\n"
    }
    return text
  }()

  @Test("counts with names of their own become a report that is drawn as it stands, without renaming")
  func counts() throws {
    let folder = try Tool.Folder()
    _ = try folder.write(Self.counts, to: "Our figures.csv")
    let made = try Tool.run("report", "init", "Our figures.csv", folder: folder.path)
    #expect(made.status == 0, "\(made.error)")
    #expect(
      made.error.contains("People released as cohort, Returned within a year as reoffenders"), "\(made.error)"
    )
    let yaml = try String(contentsOfFile: folder.path + "/report.yml", encoding: .utf8)
    #expect(yaml.hasPrefix("# yaml-language-server: $schema=report.schema.json\n"))
    #expect(yaml.contains("cohort: People released\n  reoffenders: Returned within a year"))
    for item in [
      "rates-by-district", "funnel-by-district", "verb: trend",
      "where: \"\\\"Fiscal year\\\" = \\\"2017\\\"\"",
    ] { #expect(yaml.contains(item), "\(item) is not in \(yaml)") }
    #expect(!yaml.contains("rates-by-fiscal-year"), "a trend says it: \(yaml)")
    #expect(FileManager.default.fileExists(atPath: folder.path + "/report.schema.json"))
    let drawn = try Tool.run(
      "report", "report.yml", "--output", "Pack", "--documents", "none", folder: folder.path)
    #expect(drawn.status == 0, "\(drawn.error)")
    let table = try String(
      contentsOfFile: folder.path + "/Pack/tables/rates-by-district.csv", encoding: .utf8)
    #expect(table.contains("North,120,"), "the last year only: \(table)")
    let again = try Tool.run("report", "init", "Our figures.csv", folder: folder.path)
    #expect(again.status == 73 && again.error.contains("--force"), "\(again.error)")
  }

  @Test(
    "the title above a table is the report's title and source; a name of a file keeps 2016-17 and is quoted")
  func titles() throws {
    let folder = try Tool.Folder()
    let rows = Self.counts
    _ = try folder.write("Table 4: Reconvictions by district,,,\n\n" + rows, to: "titled.csv")
    let titled = try Tool.run("report", "init", "titled.csv", "--output", "-", folder: folder.path)
    #expect(titled.text.contains("title: \"Reoffending: Reconvictions by district\"\n"), "\(titled.text)")
    #expect(
      titled.text.contains("source: \"Table 4: Reconvictions by district (titled.csv)\""), "\(titled.text)")
    _ = try folder.write(rows, to: "Our figures_2016-17.csv")
    let plain = try Tool.run(
      "report", "init", "Our figures_2016-17.csv", "--output", "our report.yml", folder: folder.path)
    let yaml = try String(contentsOfFile: folder.path + "/our report.yml", encoding: .utf8)
    #expect(yaml.contains("title: \"Reoffending: Our figures 2016-17\"\n"), "\(yaml)")
    #expect(yaml.contains("title: Groups in Our figures 2016-17\n"), "\(yaml)")
    #expect(plain.text.contains("reoffending report 'our report.yml' --output Pack"), "\(plain.text)")
  }

  @Test("people with names of their own: rates, factors and time, each tried before it is written")
  func people() throws {
    let folder = try Tool.Folder()
    _ = try folder.write(Self.people, to: "people.csv")
    let made = try Tool.run("report", "init", "people.csv", "--output", "-", folder: folder.path)
    #expect(made.status == 0, "\(made.error)")
    for words in ["outcome: Rearrested", "verb: factors", "verb: survival", "time: Days to rearrest"] {
      #expect(made.text.contains(words), "\(made.text)")
    }
    _ = try folder.write(made.text, to: "mine.yml")
    let drawn = try Tool.run(
      "report", "mine.yml", "--output", "Pack", "--documents", "none", folder: folder.path)
    #expect(drawn.status == 0, "\(drawn.error)")
  }

  @Test(
    "what went before, a part of reoffending and days of something else are no outcome and no time",
    arguments: [
      ("prior_arrest_for_violence", "days_followed", nil), ("mit_return", "days_followed", nil),
      ("age_at_first_arrest_under_18", "days_followed", nil), ("rearrested", "days_in_prison", "rearrested"),
      ("rearrested", "days_from_assessment", "rearrested"),
    ] as [(String, String, String?)])
  func unsureNames(flag: String, days: String, outcome: String?) throws {
    let folder = try Tool.Folder()
    var text = "id,sex,\(flag),\(days)\n"
    for person in 0..<120 {
      text += "\(person),\(person % 3 == 0 ? "F" : "M"),\(person % 2),\(20 + 3 * person)\n"
    }
    _ = try folder.write(text, to: "people.csv")
    let made = try Tool.run("report", "init", "people.csv", "--output", "-", folder: folder.path)
    guard let outcome else {
      #expect(made.status == 65 && !made.text.contains("outcome:"), "\(made.text)")
      return
    }
    #expect(made.status == 0 && made.text.contains("outcome: \(outcome)"), "\(made.text)")
    #expect(!made.text.contains("verb: survival"), "\(made.text)")
  }

  @Test("violent reoffences are not taken where those of all stand beside them, whatever they hold")
  func narrower() throws {
    let folder = try Tool.Folder()
    var text = "id,sex,is_recid,is_violent_recid\n"
    for person in 0..<120 {
      text +=
        "\(person),\(person % 3 == 0 ? "F" : "M"),\(person % 10 == 0 ? -1 : person % 2),\(person % 5 == 0 ? 1 : 0)\n"
    }
    _ = try folder.write(text, to: "people.csv")
    let made = try Tool.run("report", "init", "people.csv", "--output", "-", folder: folder.path)
    #expect(
      !made.text.contains("is_violent_recid as outcome") && !made.text.contains("outcome: is_violent_recid"))
  }

  @Test(
    "the kind, the days and the year of a return are no outcome beside its yes and no; cohorts of years have a trend",
    arguments: ["Fiscal Year Released", "Release date"])
  func kindOfReturn(_ when: String) throws {
    let folder = try Tool.Folder()
    var text = "\(when),Recidivism Reporting Year,Sex,Returned to Prison,Recidivism Type,Days to Return\n"
    for person in 0..<600 {
      let year = 2010 + person % 6
      let again = person % 7 < 2
      text += "\(when == "Release date" ? "\(year)-0\(1 + person % 9)-12" : "\(year)"),\(year + 3),"
      text += "\(person % 5 == 0 ? "Female" : "Male"),\(again ? "Yes" : "No"),"
      text += again ? "\(person % 3 == 0 ? "Tech" : "New"),\(20 + person % 900)\n" : ",\n"
    }
    _ = try folder.write(text, to: "released.csv")
    let made = try Tool.run("report", "init", "released.csv", folder: folder.path)
    #expect(made.status == 0, "\(made.error)")
    let yaml = try String(contentsOfFile: folder.path + "/report.yml", encoding: .utf8)
    #expect(yaml.contains("outcome: Returned to Prison\n"), "\(yaml)")
    #expect(!yaml.contains("by: Recidivism Type"), "\(yaml)")
    let drawn = try Tool.run(
      "report", "report.yml", "--output", "Pack", "--documents", "none", folder: folder.path)
    #expect(drawn.status == 0, "\(drawn.error)")
    let trend = try String(contentsOfFile: folder.path + "/Pack/tables/trend.csv", encoding: .utf8)
    #expect(trend.contains("\n2010,100,"), "\(trend)")
  }

  @Test(
    "each sheet of a workbook with figures has a section with its own columns; a cohort of 2014-15 is a period",
    arguments: ["book.xlsx", "book.ods"])
  func workbook(_ name: String) throws {
    let folder = try Tool.Folder()
    func table(_ first: String, _ count: String, _ part: String, _ rows: [(String, Int, Int)]) -> OutputTable
    {
      OutputTable(
        columns: [
          OutputColumn(key: "a", title: first),
          OutputColumn(key: "b", title: count, kind: .number(decimals: 0)),
          OutputColumn(key: "c", title: part, kind: .number(decimals: 0)),
        ], rows: rows.map { [.text($0.0), .count($0.1), .count($0.2)] })
    }
    let years = (2010...2017).map { ("\($0)-\($0 % 100 + 1)", 400 + $0 % 7, 100 + $0 % 5) }
    let book = SpreadsheetDocument(
      title: "Reconvictions",
      sheets: [
        .init(
          name: "Table_1", title: "Reconvictions by cohort",
          table: table("Cohort", "Number of offenders", "Number of reoffenders", years)),
        .init(
          name: "Table_2", title: "Reconvictions by area",
          table: table(
            "Area", "People released", "Returned", [("A", 120, 30), ("B", 200, 40), ("C", 80, 36)])),
        .init(
          name: "Table_3", title: "Trees by town",
          table: table("Town", "Oaks", "Elms", [("A", 3, 1), ("B", 4, 2), ("C", 9, 3)])),
      ], notes: [])
    let bytes = try name.hasSuffix("ods") ? book.ods() : book.xlsx()
    try Data(bytes).write(to: URL(fileURLWithPath: folder.path + "/" + name))
    let made = try Tool.run("report", "init", name, folder: folder.path)
    #expect(made.status == 0, "\(made.error)")
    #expect(made.error.contains("1 table holds no figures of reoffending: Table_3."), "\(made.error)")
    let yaml = try String(contentsOfFile: folder.path + "/report.yml", encoding: .utf8)
    for words in [
      "data: \(name)\n", "name: table-1-trend\n", "sheet: Table_1\n", "time: Cohort\n",
      "name: table-2-rates-by-area\n", "reoffenders: Returned\n",
      "source: \"Reconvictions by area (\(name))\"",
      "# No question could be asked of \(name), Table_3.",
    ] { #expect(yaml.contains(words), "\(words) is not in \(yaml)") }
    let drawn = try Tool.run(
      "report", "report.yml", "--output", "Pack", "--documents", "none", folder: folder.path)
    #expect(drawn.status == 0, "\(drawn.error)")
    let rates = try String(
      contentsOfFile: folder.path + "/Pack/tables/table-2-rates-by-area.csv", encoding: .utf8)
    #expect(rates.contains("\nC,80,36,"), "\(rates)")
    let trend = try String(contentsOfFile: folder.path + "/Pack/tables/table-1-trend.csv", encoding: .utf8)
    #expect(trend.contains("\n2010-11,401,100,"), "\(trend)")
    let one = try Tool.run(
      "report", "init", name, "--sheet", "Table_2", "--output", "-", folder: folder.path)
    #expect(one.text.contains("reading:\n  sheet: Table_2\n") && !one.text.contains("table-1"), "\(one.text)")
  }

  @Test(
    "a column of rates with marks among them names no groups, and rates without people are added up nowhere")
  func figuresAreNoGroups() throws {
    let folder = try Tool.Folder()
    _ = try folder.write(
      "Age,Number in cohort,Number who reoffended,Female rate (%)\n10 to 17,101,26,x\n18 to 24,108,20,18.5%\n"
        + "25 to 39,159,36,22.6%\n40 and over,195,52,26.7%\n", to: "ages.csv")
    let made = try Tool.run("report", "init", "ages.csv", "--output", "-", folder: folder.path)
    #expect(made.text.contains("name: rates-by-age\n") && !made.text.contains("by-female"), "\(made.text)")
    _ = try folder.write(
      "Sex,Age,Reoffending rate\nMen,18 to 24,25.1\nMen,25 and over,30.2\nWomen,18 to 24,14.5\nWomen,25 and over,17.0\n",
      to: "rates.csv")
    let rates = try Tool.run("report", "init", "rates.csv", "--output", "-", folder: folder.path)
    #expect(rates.status == 65 && !rates.text.contains("rates-by-sex"), "\(rates.text)\(rates.error)")
  }

  @Test("a table of other things is refused with what would be needed, and nothing is written")
  func nothing() throws {
    let folder = try Tool.Folder()
    _ = try folder.write("town,trees\nA,3\nB,4\n", to: "trees.csv")
    let made = try Tool.run("report", "init", "trees.csv", folder: folder.path)
    #expect(made.status == 65)
    #expect(made.error.contains("no question could be asked"), "\(made.error)")
    #expect(folder.names == ["trees.csv"])
  }

  @Test(
    "the full examples are right as they stand",
    arguments: ["black-country", "wolverhampton", "people", "framework"])
  func examples(_ name: String) throws {
    let folder = try Tool.Folder()
    let made = try Tool.run("report", "init", "--example", name, "--output", folder.path + "/e.yml")
    #expect(made.status == 0, "\(made.error)")
    let dry = try Tool.run("report", folder.path + "/e.yml", "--dry-run", "--output", folder.path + "/Pack")
    #expect(dry.status == 0, "\(dry.error)")
    #expect(dry.text.contains("Nothing was written"))
    #expect(folder.names == ["e.yml", "report.schema.json"])
  }
}
