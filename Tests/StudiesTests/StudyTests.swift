import Foundation
import Studies
import Testing

/// Questions as a program asks them, with one import.
@Suite("studies of a library user")
struct StudyTests {
  private let areas = "area,cohort,reoffenders,predicted\nNorth,400,132,0.29\nSouth,500,120,0.28\n"
  private let people =
    "reoffended,homeless,age\n"
    + (0..<120).map { "\($0 % 3 == 0 ? 1 : 0),\($0 % 2),\(20 + $0 % 31)\n" }.joined()

  @Test("every result has its sentences in JSON, its own or those of the answer, once")
  func sentencesInJSON() throws {
    let csv =
      "year,cohort,reoffenders\n2015,100,30\n2016,110,31\n2017,90,29\n2018,105,20\n2019,100,22\n2020,95,19\n"
    let interrupted = try AnyStudy(
      "interrupted", of: .csv(csv), ["time": "year", "change": "2018", "break": "none"])
    #expect(try object(interrupted)["sentences"] as? [String] == interrupted.sentences)
    let rates = try AnyStudy("rates", of: .csv(csv), ["by": "year"])
    #expect(try object(rates)["sentences"] == nil && rates.json().contains("\"sentence\""))
  }

  @Test("a comparison has sentences, a table, JSON and a figure that is written")
  func comparison() throws {
    let study = try Comparison(of: .csv(areas), by: "area")
    #expect(study.sentences.first?.hasPrefix("North: 33.00% against 29.00% predicted") == true)
    #expect(study.table.rows.count == 3)
    let path = FileManager.default.temporaryDirectory.appending(path: "study-\(UUID().uuidString).svg").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try study.figure.write(to: path)
    #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix("<svg"))
    let object = try JSONSerialization.jsonObject(with: Data(study.json().utf8)) as? [String: Any]
    #expect((object?["groups"] as? [Any])?.count == 2)
  }

  @Test("a regression is the answer of the verb, whichever way it is asked")
  func regression() throws {
    let data = try StudyData.csv(people)
    let fit = try Regression("reoffended ~ homeless + age", in: data)
    let any = try AnyStudy("fit", of: data, ["formula": "reoffended ~ homeless + age"])
    #expect(try fit.json() == any.json())
    #expect(fit.table.rows.count == 3)
  }

  @Test("rates and factors with rows kept and counts hidden")
  func ratesAndFactors() throws {
    let rates = try Rates(of: .csv(people), by: "homeless", where: "age >= 30", suppress: 2)
    #expect(rates.table.rows.count == 3)
    let factors = try FactorComparison("homeless=0", in: .csv(people))
    #expect(!factors.sentences.isEmpty)
  }

  @Test("what is not known is refused with the nearest word")
  func refused() throws {
    let data = try StudyData.csv(areas)
    #expect(throws: StudyError.self) { try Comparison(of: data, by: "area", level: 95) }
    let error = #expect(throws: StudyError.self) { try AnyStudy("compere", of: data) }
    #expect(error?.message == "there is no verb compere; did you mean compare?")
    let option = #expect(throws: StudyError.self) { try AnyStudy("rates", of: data, ["bye": "area"]) }
    #expect(option?.message == "rates has no option bye; did you mean by?")
    let path = #expect(throws: StudyError.self) {
      try Comparison(of: data, by: "area").figure.write(to: "areas.jpg")
    }
    #expect(path?.message == "areas.jpg must end in .png, .svg or .pdf")
  }

  @Test("notes tell what was assumed while the file was read")
  func readingNotes() throws {
    let twice = try Rates(
      of: .csv("area,cohort,reoffenders,area\nDudley,80,20,a\nWalsall,60,12,b\n"), by: "area")
    #expect(twice.notes.contains { $0.contains("column 4 has the name area of an earlier one") })
    let once = try Rates(of: .csv("area,cohort,reoffenders\nDudley,80,20\nWalsall,60,12\n"), by: "area")
    #expect(!once.notes.contains { $0.contains("earlier one") })
  }
}
