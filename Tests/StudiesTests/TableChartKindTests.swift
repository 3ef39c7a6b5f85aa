import ChartGrammar
import Foundation
import Studies
import Tables
import TestSupport
import Testing

@Suite("columns of a chart are what they look like")
struct TableChartKindTests {
  private func draw(_ csv: String, _ json: String) throws -> StudyFigure {
    let specification = try JSONDecoder().decode(ChartSpecification.self, from: Data(json.utf8))
    return try TableChartFigure.make(
      Table(csv: Array(csv.utf8), source: "t.csv"), specification, context: FigureContext(name: "t"))
  }

  private func scene(_ figure: StudyFigure) throws -> Scene {
    try figure.layout(measurer: FixedWidthMeasurer()).scene
  }

  private func texts(_ figure: StudyFigure) throws -> [String] {
    PictureMeasure(scene: try scene(figure)).labels.map(\.text)
  }

  /// The corners of each line in the colour of the focus.
  private func lines(_ figure: StudyFigure) throws -> [[Point]] {
    try scene(figure).commands.compactMap { command in
      guard case .stroke(let path, Color(hex: 0x12436D), _) = command else { return nil }
      return PictureMeasure.corners(path)
    }
  }

  @Test("years have no commas, and bars over years are labelled with their values")
  func years() throws {
    let figure = try draw("year,rate\n2019,20.1\n2020,21\n", #"{"mark": "bar", "x": "year", "y": "rate"}"#)
    let found = try texts(figure)
    #expect(found.contains("20.1") && found.contains("21.0"))
    #expect(found.contains("2019") && found.contains("2020") && !found.contains { $0.contains("2,0") })
    #expect(figure.text.headline == "Rate: highest for 2020 (21.0), lowest for 2019 (20.1)")
    let lying = try draw("year,n\n2018,4\n2019,5\n2021,7\n", #"{"mark": "bar", "x": "n", "y": "year"}"#)
    #expect(try texts(lying).contains("2020"), "a year between keeps its place")
  }

  @Test("a line breaks where a value or a period is missing, and the note says where")
  func gaps() throws {
    let blank = try draw(
      "month,rate\n1,5\n2,6\n3,\n4,8\n5,9\n", #"{"mark": "line", "x": "month", "y": "rate"}"#)
    #expect(try lines(blank).count == 2)
    #expect(blank.text.notes.contains { $0.contains("month 3") })
    for csv in [
      "m,rate\nJan 2019,1\nFeb 2019,2\nApr 2019,4\nMay 2019,5\n",
      "m,rate\n2019-01-01,1\n2019-02-01,2\n2019-04-01,4\n2019-05-01,5\n",
      "m,rate\nQ1 2016,5\nQ4 2015,4\nQ2 2015,2\nQ1 2015,1\n", "m,rate\n2001,1\n2002,2\n2004,3\n2005,4\n",
    ] {
      let figure = try draw(csv, #"{"mark": "line", "x": "m", "y": "rate"}"#)
      let found = try lines(figure)
      try #require(found.count == 2, "\(csv)")
      #expect(figure.text.notes.contains { $0.hasPrefix("There is no row, and no line, between") })
      let lengths = found.map { ($0.last?.x ?? 0) - ($0.first?.x ?? 0) }
      let gap = (found[1].first?.x ?? 0) - (found[0].last?.x ?? 0)
      #expect(lengths.allSatisfy { $0 > 0 && abs(gap / $0 - 2) < 0.1 }, "a gap is as long as its time")
    }
  }

  @Test("a line of days breaks where days are missing, and not at weekends")
  func days() throws {
    func figure(_ days: [Int]) throws -> StudyFigure {
      let rows = days.map { "2024-01-\($0 < 10 ? "0" : "")\($0),\($0 % 5)" }
      return try draw(
        "day,n\n" + rows.joined(separator: "\n") + "\n", #"{"mark": "line", "x": "day", "y": "n"}"#)
    }
    let broken = try figure(Array(1...14) + Array(18...31))
    #expect(try lines(broken).count == 2)
    #expect(broken.text.notes.contains { $0.contains("2024-01-14 and 2024-01-18") })
    #expect(try lines(figure((1...31).filter { $0 % 7 != 6 && $0 % 7 != 0 })).count == 1)
  }

  @Test("times of day are kept apart")
  func times() throws {
    let figure = try draw(
      "at,n\n2024-03-01T00:00:00Z,1\n2024-03-01T06:00:00Z,3\n2024-03-01T12:00:00Z,2\n",
      #"{"mark": "line", "x": "at", "y": "n"}"#)
    let xs = try #require(lines(figure).first).map(\.x)
    #expect(xs.count == 3 && abs((xs[2] - xs[1]) - (xs[1] - xs[0])) < 0.01 && xs[1] > xs[0] + 50)
    #expect(figure.text.headline.contains("06:00"))
  }

  @Test(
    "numbers at bars have the digits that tell them apart",
    arguments: [
      ("0.0000123,0.0000456", ["0.0000123", "0.0000456"]), ("20.1,23", ["20.1", "23.0"]),
      ("100.0001,100.0003", ["100.0001", "100.0003"]), ("14.761542462581826,29.5", ["14.8", "29.5"]),
      ("£1200.50,£300", ["£1,200.50", "£300.00"]), ("-12.5,-0.04", ["−12.50", "−0.04"]),
    ])
  func decimals(_ values: String, _ expected: [String]) throws {
    let cells = values.split(separator: ",")
    let figure = try draw(
      "area,n\nA,\(cells[0])\nB,\(cells[1])\n", #"{"mark": "bar", "x": "n", "y": "area"}"#)
    let found = try texts(figure)
    #expect(expected.allSatisfy(found.contains), "\(found)")
  }

  @Test("rows without a number keep their place and are named with the reason")
  func withheld() throws {
    let csv = "area,n\nA,5\nB,[c]\nC,..\n"
    let figure = try draw(csv, #"{"mark": "bar", "x": "n", "y": "area"}"#)
    let found = try texts(figure)
    #expect(["A", "B", "C", "[c]", "[x]"].allSatisfy(found.contains))
    #expect(figure.text.notes.contains("[c]: withheld for B."))
    #expect(figure.text.notes.contains("[x]: not available for C."))
    let points = try draw(csv, #"{"mark": "point", "x": "n", "y": "area"}"#)
    #expect(points.text.notes.contains("Not drawn, withheld for B."))
  }

  @Test("a small chart of which every value is missing stays")
  func missingFacet() throws {
    let figure = try draw(
      "m,n,area\n1,5,A\n2,6,A\n1,,B\n", #"{"mark": "line", "x": "m", "y": "n", "facet": "area"}"#)
    let found = try texts(figure)
    #expect(found.contains("B") && found.contains("No data"))
  }

  @Test("codes with leading zeros are names, and bars of two numbers stand on x")
  func codesAndNumbers() throws {
    #expect(
      try texts(draw("code,n\n001,5\n010,7\n", #"{"mark": "bar", "x": "code", "y": "n"}"#)).contains("001"))
    let found = try texts(
      draw("age,rate\n18,30\n19,20\n20,20\n", #"{"mark": "bar", "x": "age", "y": "rate"}"#))
    #expect(found.filter { $0 == "20" }.count >= 2 && found.contains("30"))
  }

  @Test("stacked bars add up, and fill the whole where asked")
  func stacks() throws {
    let csv = "year,n,kind\n2019,30,a\n2019,10,b\n2020,20,a\n2020,20,b\n"
    func heights(_ stack: String) throws -> [Double] {
      let figure = try draw(
        csv, #"{"mark": "bar", "x": "year", "y": "n", "color": "kind", "stack": "\#(stack)"}"#)
      let measure = PictureMeasure(scene: try scene(figure))
      let bars = Theme.standard.pair.map { measure.bars($0).filter { $0.height > 20 } }
      try #require(bars.allSatisfy { $0.count == 2 })
      return (0..<2).map { bars[0][$0].height + bars[1][$0].height }
    }
    let standard = try heights("standard")
    #expect(abs(standard[0] - standard[1]) < 0.5)
    let whole = try heights("normalized")
    #expect(abs(whole[0] - whole[1]) < 0.5)
  }

  @Test("parts of 100 % are labelled, named and tabled as shares")
  func shares() throws {
    let csv = "question,n,answer\nHoused,30,Yes\nHoused,10,No\nIn work,10,Yes\nIn work,40,No\n"
    let figure = try draw(
      csv, #"{"mark": "bar", "x": "n", "y": "question", "color": "answer", "stack": "normalized"}"#)
    #expect(
      figure.text.headline == "Share of n: highest for In work, No (80%), lowest for In work, Yes (20%)")
    let found = try texts(figure)
    #expect(["75%", "25%", "20%", "80%", "Share of n"].allSatisfy(found.contains), "\(found)")
    #expect(!found.contains("30") && !found.contains("40"))
    #expect(figure.table.columns.last?.key == "share")
    #expect(figure.table.rows.map(\.last) == [.number(0.75), .number(0.25), .number(0.2), .number(0.8)])
    // On each other without the whole they are what they are.
    let counts = try draw(
      csv, #"{"mark": "bar", "x": "n", "y": "question", "color": "answer", "stack": "standard"}"#)
    #expect(
      counts.text.headline == "N: highest for In work, No (40), lowest for Housed, No and In work, Yes (10)")
    #expect(try texts(counts).contains("30"))
  }

  @Test("lines across, ranges, words, highlights and formats are drawn")
  func guides() throws {
    let figure = try draw(
      "area,n\nA,5\nB,7\nC,9\n",
      """
      {"mark": "bar", "x": "area", "y": "n", "highlight": ["B"], "references": [{"axis": "y", "value": 6, "label": "Goal"}],
       "ranges": [{"axis": "y", "from": 2, "to": 4, "label": "Usual"}], "annotations": [{"x": "C", "text": "New law"}],
       "y-format": {"suffix": " kg"}, "y-range": [0, 20]}
      """)
    let found = try texts(figure)
    #expect(["Goal", "Usual", "New law", "20 kg"].allSatisfy(found.contains), "\(found)")
    let measure = PictureMeasure(scene: try scene(figure))
    #expect(measure.bars(Theme.standard.focus).count == 1 && measure.bars(Theme.standard.context).count >= 2)
  }

  @Test(
    "mistakes are answered by their place",
    arguments: [
      (#"{"mark": "bar", "x": "a", "y": "n", "references": [{"axis": "z", "value": 1}]}"#, "references"),
      (#"{"mark": "bar", "x": "a", "y": "n", "references": [{"axis": "x", "value": 1}]}"#, "references 1"),
      (#"{"mark": "bar", "x": "a", "y": "n", "annotations": [{"x": "Q", "text": "t"}]}"#, "annotations 1"),
      (#"{"mark": "bar", "x": "a", "y": "n", "highlight": ["Q"]}"#, "highlight names “Q”"),
      (#"{"mark": "bar", "x": "a", "y": "n", "y-range": [5, 9]}"#, "holds zero"),
      (#"{"mark": "bar", "x": "a", "y": "n", "stack": "standard"}"#, "needs color"),
      (#"{"mark": "bar", "x": "a", "y": "n", "y-format": {"decimal": 1}}"#, "there is no key “decimal”"),
      (#"{"mark": "sector", "color": "a", "y": "zero"}"#, "are 0"),
    ])
  func mistakes(_ json: String, _ words: String) throws {
    let error = try #require(throws: (any Error).self) { try draw("a,n,zero\nA,5,0\nB,6,0\n", json) }
    #expect("\(error)".contains(words), "\(error)")
  }
}
