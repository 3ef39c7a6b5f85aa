import CairoRenderer
import ChartGrammar
import Foundation
import Studies
import TestSupport
import Testing

/// What a reader who knows neither the tool nor the method takes from a figure and its words.
@Suite("figures and sentences as a reader takes them")
struct ReaderFigureTests {
  private let renderer: CairoRenderer

  init() throws { renderer = try CairoRenderer() }

  private func study(_ verb: String, _ csv: String, _ options: [String: String]) throws -> AnyStudy {
    try AnyStudy(verb, of: .csv(csv), options)
  }

  private func labels(_ figure: StudyFigure, width: Double? = nil) throws -> [(text: String, rect: Rect)] {
    let laidOut = try Artist().layout(figure, width: width)
    return PictureMeasure(scene: laidOut.scene, measurer: renderer).labels
  }

  private func years(_ first: Int, _ last: Int, cohort: Int = 5_000, _ share: (Int) -> Double) -> String {
    (first...last).map { "\($0),\(cohort),\(Int(share($0) * Double(cohort)))\n" }.joined()
  }

  @Test("a trend says its change first, and where all stand out the periods outside the limits only")
  func change() throws {
    let rows = years(2004, 2016) { 0.324 - 0.0043 * Double($0 - 2004) }
    let trend = try study("trend", "year,cohort,reoffenders\n\(rows)", ["time": "year", "break": "none"])
    #expect(try trend.figure.text.headline == "Reoffending fell from 32.4% in 2004 to 27.2% in 2016")
    let sentence = try #require(trend.sentences.first)
    #expect(
      sentence.hasPrefix("From 2004 to 2016: a change of −5.2 percentage points (between "), "\(sentence)")
    #expect(
      sentence.hasSuffix(
        "13 of 13 points stand out from ordinary variation (outside the limits: 2004, 2005, 2015, 2016)."),
      "\(sentence)")
    let still = try study(
      "trend", "year,cohort,reoffenders\n" + years(2004, 2016) { $0 % 2 == 0 ? 0.300 : 0.302 },
      ["time": "year", "break": "none"])
    #expect(try still.figure.text.headline == "No period stands out from ordinary variation")
  }

  @Test("of several series the headline names those that changed and those that did not")
  func changes() throws {
    var rows = "sex,year,cohort,reoffenders\n"
    for (sex, slope) in [("Men", -0.006), ("Women", 0.0), ("Unknown", 0.006)] {
      rows += years(2004, 2013) { 0.3 + slope * Double($0 - 2004) }.split(separator: "\n")
        .map { "\(sex),\($0)\n" }.joined()
    }
    let trend = try study("trend", rows, ["time": "year", "by": "sex"])
    #expect(
      try trend.figure.text.headline
        == "From 2004 to 2013 reoffending fell in Men and rose in Unknown, with no clear change in Women")
  }

  @Test("a period alone beside a break is drawn without limits, the others with theirs")
  func alone() throws {
    let quarters = (2013...2015).flatMap { year in (1...4).map { "\(year) Q\($0)" } }
    let rows = quarters.enumerated().map { "\($1),100,\(31 + $0 % 4)\n" }.joined()
    let trend = try study("trend", "quarter,cohort,reoffenders\n\(rows)", ["time": "quarter"])
    let points = try #require(try object(trend)["points"] as? [[String: Any]])
    #expect(points.map { $0["centre"] is NSNumber } == Array(repeating: true, count: 11) + [false])
    #expect(points.dropLast().allSatisfy { abs(($0["centre"] as? Double ?? 0) - 0.3236363636) < 1e-9 })
    let figure = try trend.figure
    #expect(
      figure.text.notes.contains("Without limits, as the only period beside a break of the series: 2015 Q4."))
    #expect(trend.notes.contains { $0.contains("2015 Q4 stands alone beside the break") })
    #expect(try labels(figure).contains { $0.text.replacing("\n", with: " ") == "2015 Q4" })
    let fewer =
      quarters.prefix(11).joined(separator: ",100,31\n") + ",100,31\n2015 Q4,100,34\n2016 Q1,100,35\n"
    let two = try study("trend", "quarter,cohort,reoffenders\n\(fewer)", ["time": "quarter"])
    #expect(!two.notes.contains { $0.contains("stands alone") })
  }

  @Test("on a phone a rate and its people are one phrase, well clear of the next name")
  func phoneRows() throws {
    let areas = ["Dudley", "Sandwell", "Walsall"]
    let rows = areas.enumerated().map { "\($1),\(20_000 + $0),\(6_000 + 900 * $0)\n" }.joined()
    let rates = try study("rates", "area,cohort,reoffenders\n\(rows)", ["by": "area"])
    let labels = try labels(try rates.figure, width: 360).map {
      (text: $0.text.replacing("\u{A0}", with: " "), rect: $0.rect)
    }
    let phrases = labels.filter { $0.text.contains("of 20,00") }
    #expect(
      phrases.count == 3 && phrases.allSatisfy { $0.text.hasSuffix(" people") }, "\(labels.map(\.text))")
    #expect(labels.allSatisfy { !$0.text.contains("People 20") })
    for phrase in phrases {
      let below = labels.filter { areas.contains($0.text) && $0.rect.y > phrase.rect.y }
      for name in below { #expect(name.rect.y - phrase.rect.maxY >= 6, "\(phrase.text) \(name.text)") }
    }
  }

  @Test("what stands under the pointer has the decimals of the picture")
  func tooltips() throws {
    let rates = try study(
      "rates", "area,cohort,reoffenders\nNorth,7001,2187\nSouth,3011,901\nTiny,900001,7\n", ["by": "area"])
    let marks = try Artist().layout(try rates.figure).scene.marks
    #expect(marks.contains { $0.title.contains("31.2%") })
    #expect(marks.contains { $0.title.contains("0.00078%") }, "\(marks.map(\.title))")
    for mark in marks {
      for match in mark.title.matches(of: /\.([0-9]+)%/) where !mark.title.contains("0.00") {
        #expect(match.output.1.count <= 1, "\(mark.title)")
      }
    }
  }

  @Test("hidden cells of a breakdown are marked as not published, and the headline speaks of those shown")
  func hiddenCells() throws {
    var csv = "offence,sex,reoffended\n"
    for (offence, sex, people, again) in [
      ("Theft", "F", 60, 30), ("Theft", "M", 90, 50), ("Fraud", "F", 8, 3), ("Fraud", "M", 70, 20),
      ("Other", "F", 50, 12), ("Other", "M", 80, 24),
    ] {
      csv += (0..<people).map { "\(offence),\(sex),\($0 < again ? 1 : 0)\n" }.joined()
    }
    let breakdown = try study("breakdown", csv, ["by": "offence,sex", "suppress": "5"])
    let groups = try #require(try object(breakdown)["groups"] as? [[String: Any]])
    let hidden = groups.count { ($0["trials"] as? NSNumber) == nil }
    let figure = try breakdown.figure
    #expect(hidden >= 2)
    let labels = try labels(figure)
    #expect(labels.count { $0.text == "not published" } == hidden, "\(labels.map(\.text))")
    #expect(!labels.contains { $0.text == "none" })
    #expect(figure.text.headline.hasPrefix("Of the groups shown, reoffending is highest for "))
    #expect(figure.text.notes.contains { $0.contains("Grey: not published") })
    let open = try study("breakdown", csv, ["by": "offence,sex"])
    #expect(try self.labels(try open.figure).allSatisfy { $0.text != "not published" })
  }

  @Test("a small chart without data stands where its number puts it")
  func emptyFacet() throws {
    var csv = "month,rate,area\n"
    for area in [1, 2, 4, 10] { csv += (1...3).map { "\($0),\(area * $0),Area \(area)\n" }.joined() }
    csv += "1,,Area 3\n"
    let chart = try study(
      "chart", csv, ["mark": "line", "x": "month", "y": "rate", "facet": "area"])
    let names = try labels(try chart.figure).filter { $0.text.hasPrefix("Area ") }
      .sorted { ($0.rect.y, $0.rect.x) < ($1.rect.y, $1.rect.x) }.map(\.text)
    #expect(names == ["Area 1", "Area 2", "Area 3", "Area 4", "Area 10"])
  }

  @Test("no two ticks of an axis of tiny numbers have the same label")
  func tinyTicks() throws {
    let chart = try study(
      "chart", "n,area\n1e-9,A\n2.5e-9,B\n7e-10,C\n", ["mark": "bar", "x": "n", "y": "area"])
    let all = try labels(try chart.figure).filter { $0.text.hasPrefix("0") }
    let lowest = all.map(\.rect.y).max() ?? 0
    let ticks = all.filter { $0.rect.y == lowest }.map(\.text)
    #expect(ticks.count >= 4 && Set(ticks).count == ticks.count, "\(ticks)")
  }

  @Test("values of neighbouring bars keep apart, also where the bars are as high as each other")
  func barValues() throws {
    var csv = "year,n,type\n"
    let three = [[73, 71, 52, 25], [26, 27, 99, 42], [92, 37, 50, 89]]
    for year in 2015...2023 {
      let values = three[year % 3]
      for (type, value) in zip(["Prison", "Order", "Suspended", "Fine"], values) {
        csv += "FY\(year),\(value),\(type)\n"
      }
    }
    let chart = try study("chart", csv, ["mark": "bar", "x": "year", "y": "n", "color": "type"])
    let laidOut = try Artist(theme: .print).layout(try chart.figure)
    let values = PictureMeasure(scene: laidOut.scene, measurer: renderer).labels.filter {
      Int($0.text) != nil && !["0", "20", "40", "60", "80", "100"].contains($0.text)
    }
    #expect(values.count == 36, "\(values.map(\.text)) \(laidOut.notes)")
    for (index, one) in values.enumerated() {
      for other in values[(index + 1)...]
      where one.rect.y < other.rect.maxY - 1 && other.rect.y < one.rect.maxY - 1 {
        let gap = max(one.rect.x, other.rect.x) - min(one.rect.maxX, other.rect.maxX)
        #expect(gap >= 2, "\(one.text) \(other.text) \(gap)")
      }
    }
  }

  @Test(
    "yes and no, and names of which one holds a number, are sorted by rate as others are; ages keep their order"
  )
  func sortedAlike() throws {
    func names(_ rows: [(String, Int)]) throws -> [String] {
      let csv = "g,cohort,reoffenders\n" + rows.map { "\($0.0),1000,\($0.1)\n" }.joined()
      return try labels(try study("rates", csv, ["by": "g"]).figure).filter { label in
        rows.contains { label.text == $0.0 || label.text == "g = \($0.0)" }
      }.sorted { $0.rect.y < $1.rect.y }.map(\.text)
    }
    #expect(try names([("0", 200), ("1", 400)]) == ["g = 1", "g = 0"])
    #expect(
      try names([("Felony", 200), ("Sentence 2005", 300), ("Other", 400)]) == [
        "Other", "Sentence 2005", "Felony",
      ])
    #expect(
      try names([("18 to 20", 200), ("21 to 24", 400), ("Unknown", 300)]) == [
        "18 to 20", "21 to 24", "Unknown",
      ])
  }

  @Test("nobody had the event: each time stands once", arguments: [3.0, 2, 1, 40])
  func timesOnce(_ end: Double) throws {
    let csv = "time,event\n1,0\n\(end),0\n1,0\n"
    let survival = try study("survival", csv, ["time": "time", "event": "event"])
    let times = survival.table.rows.map { "\($0[1])" }
    #expect(times.count > 1 && Set(times).count == times.count, "\(times)")
  }

  @Test("a coefficient of 0.0006 is told with its digits, its limits with equal decimals")
  func smallCoefficient() throws {
    var csv = "income,score\n"
    for person in 0..<60 {
      let noise = 0.02 * Double((person * 7) % 11 - 5)
      csv += "\(10 * person),\(0.0006 * 10 * Double(person) + noise)\n"
    }
    let fit = try study("fit", csv, ["formula": "score ~ income", "family": "gaussian"])
    let said = fit.sentences.joined(separator: " ")
    #expect(said.firstMatch(of: /difference 0\.000[56][0-9]\b/) != nil, "\(said)")
  }

  @Test("columns are named in words in sentences, as in figures, and no two words are used for one thing")
  func vocabulary() throws {
    var csv = "gang_affiliated,reoffended\n"
    for (gang, people, again) in [(0, 400, 120), (1, 300, 93)] {
      csv += (0..<people).map { "\(gang),\($0 < again ? 1 : 0)\n" }.joined()
    }
    let factors = try study("factors", csv, ["factors": "gang_affiliated"])
    let fit = try study("fit", csv, ["formula": "reoffended ~ gang_affiliated"])
    let cox = try study(
      "cox", "gang_affiliated,days,again\n" + (0..<80).map { "\($0 % 2),\(1 + $0 * 13 % 79),1\n" }.joined(),
      ["time": "days", "event": "again", "terms": "gang_affiliated"])
    for study in [factors, fit, cox] {
      let said = study.sentences.joined(separator: " ")
      #expect(!said.contains("gang_affiliated") && !said.contains("told apart"), "\(said)")
    }
    #expect(
      factors.sentences.contains {
        $0.hasPrefix("gang affiliated, 1 against 0: ") && $0.contains("; no clear difference (")
      })
    #expect(fit.sentences == ["No clear effect of the term."])
    #expect(cox.sentences.contains { $0.hasPrefix("gang affiliated: hazard ratio ") })
  }

  @Test("a line break within a name does not break a sentence")
  func brokenName() throws {
    let rates = try study(
      "rates", "area,cohort,reoffenders\n\"Walsall\nNorth\",120,40\nDudley,130,60\n", ["by": "area"])
    #expect(rates.sentences.first?.hasPrefix("Walsall North: 40 of 120") ?? false, "\(rates.sentences)")
    #expect(rates.sentences.allSatisfy { !$0.contains("\n") })
  }
}
