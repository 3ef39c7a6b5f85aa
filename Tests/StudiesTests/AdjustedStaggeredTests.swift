import CairoRenderer
import Foundation
import Studies
import TestSupport
import Testing

@Suite("staggered with covariates")
struct AdjustedStaggeredTests {
  /// Areas whose people are older where it began; the rate of the young rises everywhere, that of the old nowhere.
  private let csv: String = {
    var csv = "area,year,began,age,sex,reoffended\n"
    for area in 0..<6 {
      let start = [2021, 2021, 2022, 0, 0, 0][area]
      for year in 2020...2022 {
        for person in 0..<60 {
          let isOld = person < (start > 0 ? 30 : 15)
          let chance = isOld ? 3 : [5, 6, 8][year - 2020]
          let sex = person % 2 == 0 ? "f" : "m"
          let own = start == 0 ? "" : "\(start)"
          let event = (person * 7 + area) % 10 < chance ? 1 : 0
          csv += "A\(area),\(year),\(own),\(isOld ? 50 : 20),\(sex),\(event)\n"
        }
      }
    }
    return csv
  }()

  private let options = ["time": "year", "by": "area", "start": "began"]

  private func overall(_ more: [String: String]) throws -> (value: Double, answer: [String: Any]) {
    let answer = try object(AnyStudy("staggered", of: .csv(csv), options.merging(more) { $1 }))
    let overall = try #require(answer["overall"] as? [String: Any])
    return (try #require(overall["estimate"] as? Double), answer)
  }

  @Test(
    "what changes with the people goes away with what they are alike in", arguments: ["reg", "ipw", "dr"])
  func adjusted(_ method: String) throws {
    let plain = try overall([:])
    let own = try overall(["covariates": "age", "method": method])
    #expect(plain.value < -0.04 && abs(own.value) < 0.01, "\(plain.value), \(own.value)")
    #expect(own.answer["method"] as? String == method && own.answer["covariates"] as? [String] == ["age"])
    #expect(own.answer["errors"] as? String == "people" && plain.answer["method"] is NSNull)
    let sentence = try #require(own.answer["sentence"] as? String)
    #expect(
      sentence.hasPrefix(
        "Against areas that never began and people alike in age, the rate of 3 areas that began"))
  }

  @Test("a category has a column a level; dr is meant where nothing is said; a figure")
  func categories() throws {
    let study = try AnyStudy(
      "staggered", of: .csv(csv), options.merging(["covariates": "age,sex", "controls": "not-yet"]) { $1 })
    #expect(try object(study)["method"] as? String == "dr")
    #expect(
      study.notes.contains { $0.contains("Differences in age, sex are taken off by regressions and weights") }
    )
    let renderer = try CairoRenderer()
    _ = try study.figure.layout(measurer: renderer).scene
    #expect(try study.figure.text.subtitle.contains("on people alike in age and sex"))
  }

  @Test("people without a value are left out and counted; what cannot be adjusted is refused")
  func refusals() throws {
    let holes = csv.replacing("A0,2020,2021,50,f", with: "A0,2020,2021,,f")
    let study = try AnyStudy("staggered", of: .csv(holes), options.merging(["covariates": "age"]) { $1 })
    #expect(study.notes.contains { $0.contains("left out for a missing value in age") })
    func words(_ csv: String, _ more: [String: String]) throws -> String {
      try refusal("staggered", csv, options.merging(more) { $1 })
    }
    #expect(try words(csv, ["method": "reg"]).contains("--method says how --covariates"))
    #expect(try words(csv, ["covariates": "age", "errors": "areas"]).contains("--covariates are of people"))
    #expect(try words(csv, ["covariates": "agee"]).contains("did you mean age?"))
    #expect(try words(csv, ["covariates": "area"]).contains("--covariates has area"))
    let counts = "area,year,began,cohort,reoffenders,age\nA,2020,2021,10,3,30\nA,2021,2021,10,3,30\n"
    #expect(try words(counts, ["covariates": "age"]).contains("--covariates need a row a person"))
  }
}
