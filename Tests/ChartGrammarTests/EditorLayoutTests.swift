import ChartGrammar
import TestSupport
import Testing

@Suite("pictures keep together what belongs together")
struct EditorLayoutTests {
  private let names = ["North", "South", "East"]

  private var rows: Chart {
    Chart { for name in names { BarMark(x: .value("Rate", 4.0), y: .value("Area", name)) } }
      .chartTextColumns([
        TextColumn("People", values: Dictionary(uniqueKeysWithValues: names.map { ($0, "1,200") }))
      ])
  }

  private func narrow(_ chart: some FigureContent, _ height: Double) throws -> LaidOutChart {
    try chart.layout(
      size: Size(width: 360, height: height), theme: Theme.standard.narrow, measurer: FixedWidthMeasurer())
  }

  @Test(
    "names stand at their bars however high the picture, and rows apart from each other",
    arguments: [300.0, 640, 1200])
  func rowsStayTogether(_ height: Double) throws {
    let measure = PictureMeasure(scene: try narrow(rows, height).scene)
    let bars = measure.bars(Color(hex: 0x12436D))
    try #require(bars.count == 3)
    for (name, bar) in zip(names, bars) {
      let above = try #require(measure.labels.first { $0.text == name }).rect
      #expect(bar.y - above.maxY < 16 && bar.y >= above.maxY, "\(name)")
    }
    let below = measure.labels.filter { $0.text.contains("1,200") }.map(\.rect).sorted { $0.y < $1.y }
    try #require(below.count == 3)
    for (bar, text) in zip(bars, below) { #expect(text.y - bar.maxY < 16) }
    let next = try #require(measure.labels.first { $0.text == "South" }).rect
    #expect(next.y - below[0].maxY > 7)
  }

  @Test("neither axis nor gridlines cross the names of rows")
  func linesStopAtNames() throws {
    let scene = try narrow(rows, 640).scene
    let name = try #require(PictureMeasure(scene: scene).labels.first { $0.text == "South" }).rect
    let place = try #require(
      scene.commands.firstIndex { command in
        if case .text(let run) = command { return run.string == "South" }
        return false
      })
    guard case .fill(let path, let color) = scene.commands[place - 1] else {
      Issue.record("no ground under the name")
      return
    }
    let corners = PictureMeasure.corners(path)
    #expect(color == Theme.standard.background)
    #expect((corners.map(\.x).min() ?? .infinity) <= name.x && (corners.map(\.x).max() ?? 0) >= name.maxX)
    #expect((corners.map(\.y).min() ?? .infinity) <= name.y && (corners.map(\.y).max() ?? 0) >= name.maxY)
  }

  @Test("a panel of names takes the height that its names need from the panels above")
  func namesOfPanels() throws {
    let groups = (0..<7).map { "Group \($0)" }
    let panels = ChartPanels(.vertical, sharing: .horizontal, weights: [10, 1]) {
      Chart { for month in 0...5 { LineMark(x: .value("Month", month), y: .value("Rate", month)) } }
      Chart {
        for group in groups {
          for month in [0, 5] {
            TextMark(x: .value("Month", month), y: .value("Group", group), text: "\(month)")
          }
        }
      }.chartXAxis(.hidden)
    }
    let laidOut = try panels.layout(size: Size(width: 600, height: 480), measurer: FixedWidthMeasurer())
    let texts = PictureMeasure(scene: laidOut.scene).labels.map(\.text)
    #expect(groups.allSatisfy(texts.contains), "\(laidOut.notes)")
    #expect(laidOut.plots[0].height > 100)
  }

  @Test(
    "no line of a headline begins with a number in brackets", arguments: [240.0, 260, 280, 300, 340, 400])
  func bracketsStay(_ width: Double) throws {
    let chart = rows.figureText(
      FigureText(headline: "Reoffending was highest for South (33.3%) and lowest for West (25.9%) of all"))
    let scene = try chart.scene(size: Size(width: width, height: 500), measurer: FixedWidthMeasurer())
    for label in PictureMeasure(scene: scene).labels { #expect(!label.text.hasPrefix("("), "\(label.text)") }
  }

  @Test("words joined by a no-break space stay on one line")
  func noBreakSpace() throws {
    let chart = rows.chartXAxisLabel("←\u{A0}less | a long measure on a log axis | more\u{A0}→")
    let scene = try chart.scene(size: Size(width: 300, height: 400), measurer: FixedWidthMeasurer())
    let lines = PictureMeasure(scene: scene).labels.map(\.text)
    #expect(!lines.contains("→") && lines.contains { $0.contains("more\u{A0}→") }, "\(lines)")
  }

  @Test("a legend of long names stays within a narrow picture")
  func legendStaysInside() throws {
    let name = "People sentenced to a community order in the north of the region who are "
    let chart = Chart {
      for sex in ["male", "female"] {
        BarMark(x: .value("Year", "2020"), y: .value("Rate", 3)).foregroundStyle(
          by: .value("Sex", name + sex)
        )
        .position(by: .value("Sex", name + sex))
      }
    }
    let scene = try chart.scene(size: Size(width: 300, height: 500), measurer: FixedWidthMeasurer())
    let labels = PictureMeasure(scene: scene).labels
    #expect(labels.count { $0.text.hasSuffix("male") } == 2, "\(labels.map(\.text))")
    for label in labels { #expect(label.rect.maxX <= 300) }
  }

  @Test("a band behind rows leaves them the narrow form")
  func bandsAreNoCells() throws {
    let chart = Chart {
      RectangleMark(xStart: .value("Rate", 1.0), xEnd: .value("Rate", 2.0)).opacity(0.3)
      for name in names { BarMark(x: .value("Rate", 4.0), y: .value("Area", name)) }
    }
    let laidOut = try narrow(chart, 400)
    #expect(laidOut.plots[0].width > 300)
  }
}
