import CairoRenderer
import ChartGrammar
import Foundation
import Studies
import TestSupport
import Testing

/// What the editor of a statistics office sends back, measured in pictures of made-up data.
@Suite("figures that an editor prints unchanged")
struct EditorListTests {
  private let renderer: CairoRenderer

  init() throws { renderer = try CairoRenderer() }

  private func laidOut(_ figure: StudyFigure, _ width: Double? = nil, theme: Theme = .standard) throws
    -> LaidOutChart
  {
    try Artist(theme: theme).layout(figure, width: width)
  }

  private func labels(_ laidOut: LaidOutChart) -> [(text: String, rect: Rect)] {
    let measure = PictureMeasure(scene: laidOut.scene, measurer: renderer)
    #expect(measure.overlaps.isEmpty, "\(measure.overlaps.prefix(3))")
    return measure.labels.map { ($0.text.replacing("\u{A0}", with: " "), $0.rect) }
  }

  /// The fonts of the lines of text that read so.
  private func fonts(_ laidOut: LaidOutChart, of text: String) -> [Font] {
    laidOut.scene.commands.unclipped.compactMap { command in
      guard case .text(let run) = command, run.string == text else { return nil }
      return run.font
    }
  }

  private let compared = """
    area,cohort,reoffenders,predicted_rate
    Merthyr Tudful / Merthyr Tydfil,230,66,38.5%
    Rhondda Cynon Taf,2100,517,14.0%
    Ynys Môn,2100,766,30.3%
    "Bournemouth, Christchurch and Poole Community Safety Partnership",45,11,25.4%
    "Kingston upon Hull, City of",900,396,35.9%

    """

  @Test("symbols have their names at the first row, once, and a note says them only where these have no room")
  func namedSymbols() throws {
    let figure = try askedFigure("compare", compared, ["by": "area"])
    let wide = try laidOut(figure)
    let texts = labels(wide)
    for name in ["actual", "predicted"] {
      let found = texts.filter { $0.text == name }
      #expect(found.count == 1)
      // Above the first row and beside no other.
      #expect(found.allSatisfy { $0.rect.y < wide.plots[0].y + 25 }, "\(found)")
    }
    #expect(!texts.contains { $0.text.contains("Diamonds") })
    let narrow = labels(try laidOut(figure, 360))
    #expect(!narrow.contains { $0.text == "predicted" })
    #expect(narrow.map(\.text).joined(separator: " ").contains("Diamonds: predicted rate."))
  }

  @Test("names of two symbols at one place run away from each other")
  func namesApart() throws {
    let same = try askedFigure(
      "compare", "area,cohort,reoffenders,predicted_rate\nNorth,1000,300,30%\nSouth,1000,290,29%\n",
      ["by": "area"])
    let texts = labels(try laidOut(same))
    let actual = try #require(texts.first { $0.text == "actual" })
    let predicted = try #require(texts.first { $0.text == "predicted" })
    #expect(predicted.rect.maxX < actual.rect.x)
  }

  @Test("the gap is an arrow that points at the actual rate")
  func arrows() throws {
    let figure = try askedFigure("compare", compared, ["by": "area"])
    let triangles = try laidOut(figure).scene.commands.unclipped.compactMap { command -> [Point]? in
      guard case .fill(let path, _) = command else { return nil }
      let corners = PictureMeasure.corners(path)
      return corners.count == 3 ? corners : nil
    }
    // Down in one area, up in three; the gap of the fifth is too short for a tip.
    let down = triangles.count { $0[0].x < $0[1].x }
    #expect(down == 1 && triangles.count == 4, "\(triangles.count) \(down)")
  }

  @Test("rows in focus are bold, names and numbers, and no others")
  func boldFocus() throws {
    let figure = try askedFigure("compare", compared, ["by": "area", "focus": "Ynys Môn"])
    let picture = try laidOut(figure)
    #expect(fonts(picture, of: "Ynys Môn").map(\.weight) == [.bold])
    #expect(fonts(picture, of: "36.5%").map(\.weight) == [.bold])
    #expect(fonts(picture, of: "Rhondda Cynon Taf").map(\.weight) == [.regular])
  }

  @Test(
    "where names and columns leave the marks no room, they go above and below them",
    arguments: [560.0, 600, 640])
  func squeezed(_ width: Double) throws {
    let figure = try askedFigure("compare", compared, ["by": "area"])
    let picture = try laidOut(figure, width)
    _ = labels(picture)
    #expect(picture.plots[0].width >= 160, "\(picture.plots[0].width)")
    #expect(picture.scene.size.width == width)
  }

  @Test("a long name has two lines before it is cut")
  func twoLines() throws {
    let long = "Community order with an unpaid work requirement of 200 hours"
    let rates = try askedFigure(
      "rates",
      "disposal,cohort,reoffenders\nFine,900,210\nCaution,300,60\nCustody,400,250\n\(long),800,300\nDischarge,90,18\nSuspended,500,160\n",
      ["by": "disposal"])
    let picture = try laidOut(rates)
    #expect(!picture.notes.contains { $0.contains("shortened") }, "\(picture.notes)")
    #expect(labels(picture).map(\.text).joined(separator: " ").contains("unpaid work requirement"))
  }

  @Test(
    "an interval on a bar has the colour of text and an edge of the ground's",
    arguments: [Theme.standard, .dark, .print])
  func barIntervals(_ theme: Theme) throws {
    let rates = try askedFigure(
      "rates", "area,cohort,reoffenders\nNorth,200,80\nSouth,300,60\n", ["by": "area"])
    let strokes = try laidOut(rates, theme: theme).scene.commands.unclipped.compactMap {
      command -> (Color, Double)? in
      guard case .stroke(_, let color, let style) = command else { return nil }
      return (color, style.width)
    }
    #expect(strokes.count { $0 == (theme.background, 5) } == 2)
    #expect(strokes.count { $0 == (theme.ink, 1.5) } == 2)
    #expect(!strokes.contains { $0.0 == theme.pair[1] })
  }

  private var people: String {
    "region,sentence,employed,days,reoffended\n"
      + (0..<720).map { person in
        let sentence = ["Custody", "Community", "Fine"][person % 3]
        let chance = [11, 7, 4][person % 3]
        return "\(["North", "South"][person % 2]),\(sentence),\(person / 7 % 2),\(1 + person * 97 % 364),"
          + "\(person * 31 % 17 < chance ? 1 : 0)\n"
      }.joined()
  }

  @Test("a forest names the level compared with, indents levels, and has equal decimals in all ratios")
  func forest() throws {
    let forest = try askedFigure("factors", people, ["factors": "sentence,employed"])
    let picture = try laidOut(forest)
    let texts = labels(picture)
    let heading = try #require(texts.first { $0.text == "Sentence" })
    #expect(fonts(picture, of: "Sentence").map(\.weight) == [.bold])
    for level in ["Custody", "Community", "Fine"] {
      let found = try #require(texts.first { $0.text.hasSuffix(level) && $0.text.hasPrefix(" ") })
      #expect(found.rect.y > heading.rect.y && abs(found.rect.x - heading.rect.x) < 1)
    }
    #expect(texts.count { $0.text == "reference" } == 2)
    #expect(texts.contains { $0.text == "Employed: 1 (against 0)" })
    let ratios = texts.filter { $0.text.contains(" to ") && $0.text.contains("(") }.map(\.text)
    let decimals = Set(ratios.flatMap { $0.matches(of: /\.([0-9]+)/).map(\.output.1.count) })
    #expect(ratios.count == 6 && decimals.count == 1, "\(ratios)")
    #expect(texts.contains { $0.text.hasPrefix("← less reoffending | Odds ratio") })
  }

  @Test("a forest speaks of arrows only where one is drawn, and fills the marks whose interval is clear of 1")
  func forestNote() throws {
    let forest = try askedFigure("factors", people, ["factors": "sentence,employed"])
    #expect(!forest.text.notes[0].contains("arrow"))
    let few = try askedFigure(
      "factors", "sex,reoffended\nF,0\nF,0\nF,0\nF,0\nF,1\nM,1\nM,1\nM,1\nM,1\nM,0\nM,1\n", ["factors": "sex"]
    )
    #expect(few.text.notes[0].contains("an arrow: the limit lies beyond the axis"))
    let clear = try askedFigure("cox", people, ["time": "days", "event": "reoffended", "terms": "sentence"])
    #expect(clear.text.notes[0].contains("Filled marks"))
  }

  @Test("stages have their columns of numbers at one place, filled circles where the interval is clear of 1")
  func disparity() throws {
    let figure = try BundledFigures.analyst("disparity")
    let heads = labels(try laidOut(figure)).filter { $0.text == "Index" }
    #expect(heads.count == 4 && Set(heads.map { ($0.rect.maxX * 10).rounded() }).count == 1)
    #expect(!figure.text.notes[0].contains("Diamonds"))
  }

  @Test("how common something is and what is claimed to reduce reoffending have an axis each")
  func pathways() throws {
    let picture = try laidOut(BundledFigures.named("pathways"))
    #expect(picture.plots.count == 2)
    let headings = labels(picture).filter { $0.text == "Claim" }
    #expect(headings.count == 2 && abs(headings[0].rect.x - headings[1].rect.x) < 0.5)
  }

  @Test("calibration is square, its ticks at the foot end the bands, and these are in the table")
  func calibration() throws {
    let figure = try BundledFigures.named("rearrest-predicted")
    for width in [700.0, 1_000, 1_600] {
      for plot in try laidOut(figure, width).plots { #expect(abs(plot.width - plot.height) < 0.5, "\(plot)") }
    }
    let titles = figure.table.columns.map(\.title)
    #expect(titles.contains("Lowest prediction") && titles.contains("Highest prediction"))
    let picture = try laidOut(figure)
    let plot = picture.plots[0]
    let ticks = picture.scene.commands.unclipped.compactMap { command -> Double? in
      guard case .stroke(let path, Theme.standard.mutedInk, _) = command else { return nil }
      let corners = PictureMeasure.corners(path)
      guard corners.count == 2, corners[0].x == corners[1].x,
        plot.maxY - corners.map(\.y).min()! < plot.height * 0.05
      else { return nil }
      return corners[0].x
    }
    #expect(Set(ticks).count >= figure.table.rows.count + 1, "\(ticks.count)")
  }

  @Test("counts of areas are bars, shares of areas a map")
  func countsAreBars() throws {
    let population = try BundledFigures.named("population")
    #expect(population.alternativeText.hasPrefix("Bar chart"))
    let bars = PictureMeasure(scene: try laidOut(population).scene, measurer: renderer).bars(
      Theme.standard.focus)
    #expect(bars.count == 4)
    let widths = bars.map(\.width)
    #expect(abs(widths[3] / widths[0] - 251_900.0 / 313_600.0) < 0.01, "\(widths)")
    #expect(try BundledFigures.named("children").alternativeText.hasPrefix("Map"))
  }

  @Test("percentages of nobody knows how many people are a table without bars")
  func unknownBase() throws {
    let table = try BundledFigures.named("adults-by-sex")
    let scene = try laidOut(table).scene
    #expect(PictureMeasure(scene: scene, measurer: renderer).bars(Theme.standard.pair[0]).isEmpty)
    #expect(labels(try laidOut(table)).contains { $0.text == "26.3%" })
  }

  @Test("the numbers at risk have the colours of their curves, dark enough for letters")
  func riskColors() throws {
    let survival = try askedFigure(
      "survival", people, ["time": "days", "event": "reoffended", "by": "region"])
    let picture = try laidOut(survival)
    let counts = picture.scene.commands.unclipped.compactMap { command -> TextRun? in
      guard case .text(let run) = command, run.position.y > picture.plots[1].y, Int(run.string) != nil else {
        return nil
      }
      return run
    }
    #expect(Set(counts.map(\.color)).count == 2)
    for run in counts { #expect(Contrast.ratio(run.color, Theme.standard.background) >= 4.5) }
  }

  @Test("of more than two curves the headline has the lowest and the highest, with the test")
  func survivalHeadline() throws {
    let survival = try askedFigure(
      "survival", people, ["time": "days", "event": "reoffended", "by": "sentence"])
    #expect(survival.text.headline.contains("from ") && survival.text.headline.contains(" in 3 groups"))
    #expect(!survival.text.headline.contains("against"))
  }

  @Test("standardised rates have a figure: crude and standardised, limits, and the standard's rate")
  func standardised() throws {
    let csv =
      "area,age,cohort,reoffenders\nNorth,young,100,50\nNorth,old,400,80\nSouth,young,400,190\nSouth,old,100,18\n"
    let figure = try askedFigure("standardise", csv, ["by": "area", "strata": "age"])
    let texts = labels(try laidOut(figure)).map(\.text)
    #expect(texts.contains("as it is") && texts.contains("standardised"))
    // North: (0.5 × 500 + 0.2 × 500) / 1000; South: (0.475 × 500 + 0.18 × 500) / 1000.
    #expect(
      texts.contains { $0.hasPrefix("35.0% (") }
        && texts.contains { $0.hasPrefix("32.8% (") || $0.hasPrefix("32.7% (") })
    #expect(texts.contains("26.0%") && texts.contains("41.6%"))
    #expect(figure.text.headline.hasSuffix("with intervals that overlap"))
    #expect(figure.text.notes[0].contains("the rate of the standard, 33.8%"))
    let repeats = try askedFigure(
      "standardise",
      "area,age,cohort,reoffences\nNorth,young,1,3\nNorth,old,1,0\nSouth,young,1,2\nSouth,old,1,1\n",
      ["by": "area", "strata": "age", "repeats": "true", "people": "cohort"])
    #expect(!labels(try laidOut(repeats)).contains { $0.text.hasSuffix("%") && $0.text != "95%" })
  }

  @Test("shades are classes with a legend, and what stands on few people is hatched")
  func classes() throws {
    var csv = "offence,age,reoffended\n"
    for (offence, age, people, again) in [
      ("Theft", "18-24", 60, 42), ("Theft", "25+", 90, 45), ("Fraud", "18-24", 12, 3),
      ("Fraud", "25+", 70, 8),
    ] {
      csv += (0..<people).map { "\(offence),\(age),\($0 < again ? 1 : 0)\n" }.joined()
    }
    let figure = try askedFigure("breakdown", csv, ["by": "offence,age"])
    let picture = try laidOut(figure)
    let texts = labels(picture).map(\.text)
    let legend = texts.filter { $0.contains(" to ") && $0.hasSuffix("%") }
    #expect((2...5).contains(legend.count) && Set(legend).count == legend.count, "\(texts)")
    #expect(figure.text.notes[0].hasPrefix("Hatched, [u]"))
    let slanted = picture.scene.commands.unclipped.count { command in
      guard case .stroke(let path, _, _) = command else { return false }
      let corners = PictureMeasure.corners(path)
      return corners.count == 2 && corners[0].x != corners[1].x && corners[0].y != corners[1].y
    }
    #expect(slanted > 5)
    #expect(texts.contains("70.0%"))
  }

  @Test("harm is drawn with its limits and no rank")
  func noRanks() throws {
    let texts = labels(try laidOut(BundledFigures.analyst("severity"))).map(\.text)
    #expect(texts.contains("Harm a person") && !texts.contains { $0.contains("Place") })
  }

  @Test("on a phone a pathway and its claim stand above the mark, without words that name the columns")
  func narrowPathways() throws {
    let texts = labels(try laidOut(BundledFigures.named("pathways"), 360)).map(\.text)
    let joined = texts.joined(separator: " ")
    #expect(joined.contains("Health: adult prisoners with emotional wellbeing issues"), "\(texts)")
    #expect(!joined.contains("Pathway ") && !joined.contains("Claim "))
    #expect(joined.contains("As printed 31%"))
  }

  @Test(
    "letters are read on every shade, in every theme",
    arguments: [Theme.standard, .dark, .print, .presentation])
  func lettersOnShades(_ theme: Theme) throws {
    var csv = "offence,age,reoffended\n"
    for (offence, age, again) in [
      ("Theft", "18-24", 90), ("Theft", "25+", 70), ("Fraud", "18-24", 50), ("Fraud", "25+", 30),
      ("Other", "18-24", 10), ("Other", "25+", 60),
    ] {
      csv += (0..<100).map { "\(offence),\(age),\($0 < again ? 1 : 0)\n" }.joined()
    }
    let picture = try laidOut(try askedFigure("breakdown", csv, ["by": "offence,age"]), theme: theme)
    let all = picture.scene.commands.unclipped
    var measured = 0
    for command in all {
      guard case .text(let run) = command, run.string.hasSuffix(".0%") else { continue }
      let place = Point(x: run.position.x, y: run.position.y - 4)
      let ground = all.compactMap { command -> Color? in
        guard case .fill(let path, let color) = command, path.elements.count == 5 else { return nil }
        let corners = PictureMeasure.corners(path)
        let (xs, ys) = (corners.map(\.x), corners.map(\.y))
        guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let foot = ys.max(),
          (left...right).contains(place.x), (top...foot).contains(place.y), foot - top < 100
        else { return nil }
        func mixed(_ under: UInt8, _ over: UInt8) -> UInt8 {
          UInt8((Double(under) + (Double(over) - Double(under)) * color.opacity).rounded())
        }
        return Color(
          redByte: mixed(theme.background.red, color.red),
          greenByte: mixed(theme.background.green, color.green),
          blueByte: mixed(theme.background.blue, color.blue))
      }.last
      guard let ground else { continue }
      measured += 1
      #expect(Contrast.ratio(run.color, ground) >= 3.5, "\(run.string) \(theme.name)")
    }
    #expect(measured >= 9)
  }

  @Test("two adjusted periods are joined by no line, three are")
  func adjustedPair() throws {
    func lines(_ quarters: [String]) throws -> Int {
      let csv =
        "quarter,cohort,reoffenders,predicted_rate\n"
        + quarters.enumerated().map { "\($1),1000,\(300 - 9 * $0),\(30 + $0)%\n" }.joined()
      let study = try AnyStudy("adjusted", of: .csv(csv), ["time": "quarter"])
      return try laidOut(try study.figure).scene.commands.unclipped.count { command in
        guard case .stroke(let path, Theme.standard.focus, _) = command else { return false }
        let corners = PictureMeasure.corners(path)
        return (corners.map(\.x).max() ?? 0) - (corners.map(\.x).min() ?? 0) > 100
      }
    }
    #expect(try lines(["2021 Q1", "2021 Q2"]) == 0)
    #expect(try lines(["2021 Q1", "2021 Q2", "2021 Q3"]) == 1)
  }
}
