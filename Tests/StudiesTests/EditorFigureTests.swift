import CairoRenderer
import ChartGrammar
import Foundation
import ReoffendingReport
import Studies
import TestSupport
import Testing

/// Odd but legal data, measured in the picture.
@Suite("figures as an editor looks at them")
struct EditorFigureTests {
  private let renderer: CairoRenderer

  init() throws { renderer = try CairoRenderer() }

  private func layout(_ figure: StudyFigure, _ width: Double? = nil, theme: Theme = .standard) throws
    -> LaidOutChart
  {
    try Artist(theme: theme).layout(figure, width: width)
  }

  private func measure(_ laidOut: LaidOutChart) -> PictureMeasure {
    let measure = PictureMeasure(scene: laidOut.scene, measurer: renderer)
    #expect(measure.overlaps.isEmpty, "\(measure.overlaps.prefix(3))")
    return measure
  }

  private func colors(_ laidOut: LaidOutChart) -> Set<Color> {
    Set(
      laidOut.scene.commands.unclipped.map { command in
        switch command {
        case .fill(_, let color), .stroke(_, let color, _), .stamps(_, _, let color): color
        case .text(let run): run.color
        case .gradient, .gradientStroke, .image, .clipped: Color(hex: 0)
        }
      })
  }

  @Test("the theme for print has greys only, in every figure", arguments: BundledFigures.all)
  func printIsGrey(_ named: NamedFigure) throws {
    let hues = try colors(named.figure.layout(theme: .print, measurer: renderer)).filter {
      abs(Int($0.red) - Int($0.blue)) > 4 || abs(Int($0.red) - Int($0.green)) > 4
    }
    #expect(hues.isEmpty, "\(hues)")
  }

  @Test("on a dark ground no mark has the colours that were chosen for white", arguments: BundledFigures.all)
  func darkIsDark(_ named: NamedFigure) throws {
    guard !["offences-by-area", "population", "children"].contains(named.figure.name) else { return }
    let laidOut = try named.figure.layout(theme: .dark, measurer: renderer)
    let ground = Theme.dark.background
    let quiet = [Theme.dark.gridline, Theme.dark.context, Theme.dark.axisLine, ground]
    for command in laidOut.scene.commands.unclipped {
      switch command {
      case .stamps(_, _, let color), .stroke(_, let color, _):
        guard color.opacity == 1, !quiet.contains(color) else { continue }
        #expect(Contrast.ratio(color, ground) >= 2.9, "\(color)")
      case .fill, .gradient, .gradientStroke, .text, .image, .clipped: continue
      }
    }
  }

  @Test("the theme for print has greys only in the figures of analysts' examples too")
  func analystsInPrint() throws {
    let report = try Report(configuration: BundledFigures.root + "/Examples/analysts.yml")
    try #require(report.figures.count > 5)
    for figure in report.figures {
      let hues = try colors(figure.layout(theme: .print, measurer: renderer)).filter {
        abs(Int($0.red) - Int($0.blue)) > 4 || abs(Int($0.red) - Int($0.green)) > 4
      }
      #expect(hues.isEmpty, "\(figure.name): \(hues)")
    }
    let inequality = try askedFigure(
      "inequality", "half,cohort,reoffenders\n1,100,40\n2,100,20\n3,90,15\n", ["by": "half"])
    let hues = try colors(inequality.layout(theme: .print, measurer: renderer)).filter {
      abs(Int($0.red) - Int($0.blue)) > 4
    }
    #expect(hues.isEmpty, "\(hues)")
  }

  @Test("two equal periods neither rose nor fell")
  func equalPeriods() throws {
    let trend = try askedFigure(
      "trend", "year,cohort,reoffenders\n2020,900,270\n2021,900,270\n", ["time": "year"])
    #expect(trend.text.headline == "Reoffending was 30.0% in 2020 and in 2021")
  }

  @Test("equal rates are said of all groups, none, and of none by name")
  func equalRates() throws {
    let none = try askedFigure("rates", "area,cohort,reoffenders\nA,80,0\nB,900,0\nC,45,0\n", ["by": "area"])
    #expect(none.text.headline == "Nobody reoffended in any of 3 groups")
    let same = try askedFigure("rates", "area,cohort,reoffenders\nA,80,20\nB,900,225\n", ["by": "area"])
    #expect(same.text.headline == "25.0% reoffended in each of 2 groups")
  }

  @Test("rates below a twentieth of a per cent are not written as nothing")
  func tinyRates() throws {
    let tiny = try askedFigure(
      "rates", "area,cohort,reoffenders\nA,2000000,20\nB,2500000,55\n", ["by": "area"])
    #expect(tiny.text.headline.contains("(0.0022%)") && tiny.text.headline.contains("(0.0010%)"))
    let texts = measure(try layout(tiny)).labels.map(\.text)
    #expect(texts.contains("0.0010%") && !texts.contains("0.0%"))
  }

  @Test("the headline speaks of enough people, and the picture says so")
  func reliableHeadline() throws {
    let rates = try askedFigure(
      "rates", "area,cohort,reoffenders\nA,900,300\nB,700,181\nC,12,3\n", ["by": "area"])
    #expect(rates.text.headline.contains("lowest for B"))
    #expect(rates.text.notes.contains { $0.contains("left out of the headline") })
  }

  @Test("a comparison names its prediction, and what it does not draw")
  func comparison() throws {
    let compared = try askedFigure(
      "compare", "area,cohort,reoffenders,predicted_rate\nA,900,400,30%\nB,80,24,30%\nC,50,,30%\n",
      ["by": "area"])
    #expect(compared.text.headline.contains("above its prediction in A"))
    #expect(compared.text.notes.contains { $0.contains("not drawn: C") })
  }

  @Test("missing quarters have their width, no line crosses them, and the picture says so")
  func trendGap() throws {
    let quarters = ["2016 Q1", "2016 Q2", "2016 Q3", "2016 Q4", "2018 Q1", "2018 Q2", "2018 Q3", "2018 Q4"]
    let rows = quarters.enumerated().map { "\($1),900,\(260 + 7 * ($0 % 3))" }.joined(separator: "\n")
    let trend = try askedFigure("trend", "quarter,cohort,reoffenders\n\(rows)\n", ["time": "quarter"])
    let laidOut = try layout(trend)
    let labels = measure(laidOut).labels
    let places = try quarters.map { quarter in
      try #require(labels.first { $0.text.replacing("\n", with: " ") == quarter }?.rect.centre.x)
    }
    let step = places[1] - places[0]
    // Five quarters from the last of 2016 to the first of 2018, each of 90 to 92 days.
    #expect(abs((places[4] - places[3]) / step - 5) < 0.15, "\(places)")
    // The rates and the centre, on either side of the gap.
    var lines = 0
    for command in laidOut.scene.commands.unclipped {
      guard case .stroke(let path, let color, _) = command, path.elements.count > 2,
        [Theme.standard.focus, Theme.standard.mutedInk].contains(color)
      else { continue }
      lines += 1
      let xs = PictureMeasure.corners(path).map(\.x)
      #expect((xs.max() ?? 0) - (xs.min() ?? 0) < 3.3 * step)
    }
    #expect(lines == 4)
    #expect(trend.text.notes.contains("No line: periods are missing there."))
  }

  @Test("two periods are no trend: neither line nor limits, and a headline of the difference")
  func twoPeriods() throws {
    let trend = try askedFigure(
      "trend", "year,cohort,reoffenders\n2020,900,270\n2021,900,240\n", ["time": "year"])
    #expect(
      trend.text.headline == "Reoffending fell from 30.0% in 2020 to 26.7% in 2021, no clear change")
    let lines = try layout(trend).scene.commands.unclipped.filter { command in
      if case .stroke(_, Theme.standard.focus, _) = command { return true }
      return false
    }
    #expect(lines.isEmpty)
    #expect(trend.text.notes.contains { $0.contains("not a trend") })
  }

  /// Sixty areas, all but one far outside.
  private var sixty: String {
    "area,cohort,reoffenders\n"
      + (0..<60).map { index in
        let people = 1_000 + 53 * (index * 37 % 60)
        let share = index == 0 ? 0.5 : index % 2 == 0 ? 0.38 - 0.001 * Double(index) : 0.62
        return "Community Safety Partnership \(index),\(people),\(Int(share * Double(people)))\n"
      }.joined()
  }

  @Test(
    "of 59 outliers the furthest are named, no name lies on a point, and the rest is told",
    arguments: [360.0, 600, 900])
  func outliers(_ width: Double) throws {
    let funnel = try askedFigure("funnel", sixty, ["by": "area"])
    let laidOut = try layout(funnel, width)
    let measure = measure(laidOut)
    let names = measure.labels.filter { $0.text.hasPrefix("Community Safety Partnership") }
    let lost = laidOut.notes.count { $0.contains("“Community Safety Partnership") }
    #expect(names.count + lost == 12 && names.count >= 3, "\(names.count) \(lost)")
    #expect(funnel.text.notes.contains { $0.contains("Named: the 12 furthest outside; 47 more") })
    for command in laidOut.scene.commands.unclipped {
      guard case .stamps(let path, let places, _) = command else { continue }
      let reach = PictureMeasure.corners(path).map(\.x).max() ?? 0
      guard reach > 2 else { continue }
      for place in places {
        let point = Rect(x: place.x - reach, y: place.y - reach, width: 2 * reach, height: 2 * reach)
          .inset(by: 1)
        for name in names { #expect(!name.rect.overlaps(point), "\(name.text) on \(place)") }
      }
    }
  }

  @Test("areas of one size have limits with a width, named once")
  func oneSize() throws {
    let funnel = try askedFigure(
      "funnel", "area,cohort,reoffenders\nA,500,150\nB,500,140\nC,500,160\n", ["by": "area"])
    let laidOut = try layout(funnel)
    let texts = measure(laidOut).labels.map(\.text)
    #expect(texts.count { $0 == "95%" } <= 1 && texts.count { $0 == "99.8%" } <= 1)
    let widths = laidOut.scene.commands.unclipped.compactMap { command -> Double? in
      guard case .fill(let path, let color) = command, color == Theme.standard.focus.opacity(0.12) else {
        return nil
      }
      let xs = PictureMeasure.corners(path).map(\.x)
      return (xs.max() ?? 0) - (xs.min() ?? 0)
    }
    #expect(widths.count == 2 && widths.allSatisfy { $0 > 100 }, "\(widths)")
    #expect(texts.contains("99.8%"))
  }

  private func tracked(until followed: Int) -> String {
    "year,days,reoffended\n"
      + (0..<240).map { index in
        let days = 20 + index * 7 % 340
        return "\(2022 + index % 3),\(index % 3 == 2 ? min(days, followed) : index % 4 == 0 ? 365 : days),"
          + "\(index % 3 == 2 && days > followed ? 0 : index % 4 == 0 ? 0 : 1)\n"
      }.joined()
  }

  @Test("cohorts, sides and cases are named at the ends of their lines")
  func namedLines() throws {
    let track = try askedFigure(
      "track", tracked(until: 300),
      ["cohorts": "year", "time": "days", "event": "reoffended", "horizon": "365"])
    let laidOut = try layout(track)
    let labels = measure(laidOut).labels
    for year in ["2022", "2023", "2024"] {
      #expect(labels.contains { $0.text == year && $0.rect.x > laidOut.plots[0].maxX - 1 }, "\(year)")
    }
    let csv =
      "area,year,cohort,reoffenders\n"
      + (2019...2022).map { "Here,\($0),500,\(160 - $0 % 7)\nThere,\($0),700,\(210 + $0 % 5)\n" }.joined()
    let difference = try askedFigure(
      "difference", csv, ["time": "year", "by": "area", "treated": "Here", "change": "2021"])
    let sides = measure(try layout(difference)).labels.map(\.text).joined(separator: " ")
    #expect(sides.contains("Control") && sides.contains("Something done"))
  }

  @Test("cohorts of one colour differ in their dashes, where a legend names them", arguments: [240, 300])
  func cohortsDiffer(_ followed: Int) throws {
    let track = try askedFigure(
      "track", tracked(until: followed),
      ["cohorts": "year", "time": "days", "event": "reoffended", "horizon": "365"])
    let looks = try layout(track).scene.commands.unclipped.compactMap { command -> [Double]? in
      guard case .stroke(let path, Theme.standard.mutedInk, let style) = command, path.elements.count > 8
      else {
        return nil
      }
      return style.dash
    }
    #expect(looks.count == 2 && Set(looks).count == 2, "\(looks)")
  }

  @Test("a line over months 1 to 12 has no month 0")
  func wholeAxis() throws {
    let csv = "month,rate\n" + (1...12).map { "\($0),\(20 + $0 % 5)\n" }.joined()
    let chart = try askedFigure("chart", csv, ["mark": "line", "x": "month", "y": "rate"])
    let laidOut = try layout(chart)
    let below = measure(laidOut).labels.filter { $0.rect.y > laidOut.plots[0].maxY }.map(\.text)
    #expect(below.contains("12") && !below.contains("0"), "\(below)")
  }

  private func people(_ groups: Int) -> String {
    "group,days,event\n"
      + (0..<600).map { "Delivery unit \($0 % groups),\(1 + $0 * 97 % 701),\($0 * 31 % 7 < 3 ? 1 : 0)\n" }
      .joined()
  }

  @Test(
    "curves fill a phone, and every row of people at risk has its name", arguments: [360.0, 600, 900],
    [2, 5, 8])
  func survival(_ width: Double, _ groups: Int) throws {
    let survival = try askedFigure(
      "survival", people(groups), ["time": "days", "event": "event", "by": "group"])
    let laidOut = try layout(survival, width)
    let measure = measure(laidOut)
    #expect(laidOut.plots[0].width > width * 0.4, "\(laidOut.plots[0].width)")
    #expect(!laidOut.notes.contains { $0.contains("names are written") }, "\(laidOut.notes)")
    let low = measure.labels.filter { $0.rect.y > laidOut.plots[0].maxY }.map(\.text).joined(separator: " ")
    for group in 0..<groups { #expect(low.contains("unit \(group)")) }
    for command in laidOut.scene.commands {
      if case .text(let run) = command { #expect(run.font.size >= 11) }
    }
    for point in measure.points { #expect(point.x >= -0.5 && point.x <= laidOut.scene.size.width + 0.5) }
  }

  @Test("a breakdown by three columns has a panel for each value of the third, and says where it has not")
  func panels() throws {
    var csv = "offence,disposal,previous,cohort,reoffenders\n"
    for (offence, disposal, rate) in [("Theft", "Fine", 20), ("Theft", "Custody", 40), ("Fraud", "Fine", 10)]
    {
      csv += "\(offence),\(disposal),0,100,\(rate)\n\(offence),\(disposal),1-2,100,\(rate + 10)\n"
    }
    let panels = try askedFigure("breakdown", csv, ["by": "offence,disposal,previous"])
    let laidOut = try layout(panels)
    #expect(laidOut.plots.count == 3)
    let texts = measure(laidOut).labels.map(\.text)
    // All classes, of which no panel has all.
    let classes = texts.filter { $0.contains(" to ") }.compactMap { Int($0.prefix { $0.isNumber }) }
    #expect(classes.count >= 4 && classes == classes.sorted(), "\(texts)")
    for word in ["Previous: 0", "Previous: 1-2", "Previous: All", "50.0%", "45.0%", "none"] {
      #expect(texts.contains(word), "\(word) in \(texts)")
    }
    for offence in 3..<30 { csv += "Offence \(offence),Fine,0,100,20\n" }
    let one = try askedFigure("breakdown", csv, ["by": "offence,disposal,previous"])
    #expect(try layout(one).plots.count == 1)
    #expect(one.text.notes.contains { $0.contains("Over all of previous") })
  }

  @Test("a grid has its totals last, and words where there is no rate")
  func grid() throws {
    let csv =
      "offence,disposal,cohort,reoffenders\nTheft,Fine,400,90\nTheft,Custody,300,120\nFraud,Fine,200,20\nDrugs,Caution,90,20\n"
    let grid = try askedFigure("breakdown", csv, ["by": "offence,disposal"])
    let laidOut = try layout(grid)
    let labels = measure(laidOut).labels
    let columns = labels.filter { $0.rect.y > laidOut.plots[0].maxY && $0.text != "disposal" }
      .sorted { $0.rect.x < $1.rect.x }.map(\.text)
    #expect(columns.last == "All", "\(columns)")
    // Ranges keep their order, also where the first row has not all of them.
    let ages = try askedFigure(
      "breakdown",
      "offence,age,cohort,reoffenders\nTheft,25-34,300,90\nTheft,35+,200,40\nFraud,18-24,100,30\n",
      ["by": "offence,age"])
    let bands = measure(try layout(ages)).labels.filter {
      ["18-24", "25-34", "35+", "All"].contains($0.text)
    }
    .filter { $0.rect.y > 100 }.sorted { $0.rect.x < $1.rect.x }.map(\.text).suffix(4)
    #expect(Array(bands) == ["18-24", "25-34", "35+", "All"], "\(bands)")
    #expect(labels.count { $0.text == "none" } == 5, "\(labels.map(\.text))")
  }

  @Test("the value over an interval covers no interval")
  func valuesOverIntervals() throws {
    let csv =
      "reoffended,a,b\n" + (0..<400).map { "\($0 * 7 % 10 < 4 ? 1 : 0),\($0 % 2),\($0 / 2 % 2)\n" }.joined()
    let needs = try askedFigure("needs", csv, ["needs": "a,b"])
    let laidOut = try layout(needs)
    let values = measure(laidOut).labels.filter {
      $0.text.hasSuffix("%") && $0.rect.x > laidOut.plots[0].x && $0.rect.y < laidOut.plots[0].maxY
    }
    try #require(values.count == 4)
    var intervals = 0
    for command in laidOut.scene.commands.unclipped {
      guard case .stroke(let path, let color, _) = command, color == Theme.standard.mutedInk else { continue }
      let corners = PictureMeasure.corners(path)
      let (xs, ys) = (corners.map(\.x), corners.map(\.y))
      guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let bottom = ys.max() else {
        continue
      }
      intervals += 1
      let line = Rect(x: left - 0.1, y: top - 0.1, width: right - left + 0.2, height: bottom - top + 0.2)
      for value in values { #expect(!value.rect.overlaps(line)) }
    }
    #expect(intervals >= 4)
  }
}
