import ChartGrammar
import Foundation
import TestSupport
import Testing

/// Charts written as for Apple's framework: only the import is changed and the views around them left out.
@Suite("Charts written for Swift Charts compile and are drawn")
struct SwiftChartsPortingTests {
  private struct Sales: Identifiable {
    let id = UUID()
    let product: String
    let month: Date
    let amount: Int
  }

  private enum Sex: String, Plottable, CaseIterable { case female, male }

  private let sales = (0..<12).map {
    Sales(product: $0 % 2 == 0 ? "Pancakes" : "Cakes", month: Day(month: $0 / 2).date, amount: 100 + $0 * 7)
  }

  private func texts(_ chart: Chart) throws -> [String] {
    let scene = try chart.scene(size: Size(width: 600, height: 400), measurer: FixedWidthMeasurer())
    return PictureMeasure(scene: scene).labels.map(\.text)
  }

  @Test("bars over months with a rule and its annotation")
  func bars() throws {
    let average = 138.5
    let chart = Chart(sales) { element in
      BarMark(
        x: .value("Month", element.month, unit: .month),
        y: .value("Sales", element.amount)
      )
      .foregroundStyle(by: .value("Product", element.product))
      .position(by: .value("Product", element.product))
      .cornerRadius(4)
    }
    .chartForegroundStyleScale([
      "Pancakes": .blue,
      "Cakes": .orange,
    ])
    .chartXAxis {
      AxisMarks(values: .stride(by: .month)) { value in
        if value.as(Date.self) != nil {
          AxisGridLine()
          AxisTick()
          AxisValueLabel(format: .dateTime.month(), centered: true)
        }
      }
    }
    .chartYAxis {
      AxisMarks(position: .leading, values: .automatic(desiredCount: 4))
    }
    .chartLegend(position: .top, alignment: .leading)
    let texts = try texts(chart)
    #expect(texts.contains("Jan") && texts.contains("Pancakes") && texts.contains("Cakes"))
    let ruled = Chart {
      ForEach(sales) { element in
        BarMark(x: .value("Month", element.month, unit: .month), y: .value("Sales", element.amount))
      }
      RuleMark(y: .value("Average", average))
        .foregroundStyle(.red)
        .lineStyle(StrokeStyle(lineWidth: 2, dash: [5, 5]))
        .annotation(position: .top, alignment: .leading) {
          Text("Average \(average, specifier: 1)")
            .font(.caption)
            .foregroundStyle(.secondary)
        }
    }
    #expect(try self.texts(ruled).contains("Average 138.5"))
  }

  @Test("lines with symbols, an area behind them and a fixed domain")
  func lines() throws {
    let chart = Chart {
      ForEach(Sex.allCases, id: \.self) { sex in
        ForEach(0..<5, id: \.self) { year in
          AreaMark(
            x: .value("Year", year),
            yStart: .value("Low", 10 * year),
            yEnd: .value("High", 10 * year + 20)
          )
          .foregroundStyle(.gray.opacity(0.2))
          LineMark(
            x: .value("Year", year),
            y: .value("Value", 10 * year + 10),
            series: .value("Sex", sex)
          )
          .interpolationMethod(.catmullRom)
          .foregroundStyle(by: .value("Sex", sex))
          .symbol(by: .value("Sex", sex))
          .symbolSize(60)
        }
      }
    }
    .chartXScale(domain: 0...4)
    .chartYScale(domain: .automatic(includesZero: true))
    .chartYAxisLabel("Value")
    .chartXAxisLabel("Year", position: .bottom, alignment: .center)
    .chartPlotStyle { plotArea in
      plotArea
        .background(.gray.opacity(0.05))
        .border(.gray, width: 1)
    }
    let texts = try texts(chart)
    #expect(texts.contains("female") && texts.contains("male") && texts.contains("Value"))
  }

  @Test("points by size, colour and shape with if, switch and for")
  func points() throws {
    let showsMean = true
    let chart = Chart {
      for index in 0..<10 {
        PointMark(x: .value("Wing", index), y: .value("Length", index * index))
          .symbol(index.isMultiple(of: 2) ? .circle : .diamond)
          .symbolSize(by: .value("Weight", index))
          .opacity(0.6)
          .offset(x: 2, y: -2)
          .zIndex(1)
          .accessibilityLabel("Bird \(index)")
      }
      if showsMean {
        RuleMark(x: .value("Mean", 4.5))
      } else {
        RuleMark(y: .value("Mean", 28.5))
      }
      switch Sex.allCases[showsMean ? 0 : 1] {
      case .female: RectangleMark(xStart: .value("a", 1), xEnd: .value("b", 2))
      case .male: RectangleMark(yStart: .value("a", 1), yEnd: .value("b", 2))
      }
    }
    .chartYScale(domain: 0...100, type: .squareRoot)
    .chartYAxis {
      AxisMarks(values: [0, 25, 100]) {
        AxisGridLine(stroke: StrokeStyle(lineWidth: 0.5, dash: [2]))
        AxisValueLabel()
      }
    }
    let texts = try texts(chart)
    #expect(texts.contains("25") && texts.contains("100"))
  }

  @Test("stacked bars in one row, and a ring")
  func parts() throws {
    let shares = [("Cachapa", 9631), ("Injera", 6959), ("Crêpe", 4891)]
    let row = Chart(shares, id: \.0) { name, sales in
      BarMark(x: .value("Sales", sales), stacking: .normalized)
        .foregroundStyle(by: .value("Name", name))
    }
    .chartXAxis(.hidden)
    let ring = Chart(shares, id: \.0) { name, sales in
      SectorMark(
        angle: .value("Sales", sales), innerRadius: .ratio(0.618), outerRadius: .inset(10), angularInset: 1.5
      )
      .cornerRadius(4)
      .foregroundStyle(by: .value("Name", name))
    }
    .chartLegend(.hidden)
    #expect(try texts(row).contains("Crêpe"))
    #expect(try texts(ring).isEmpty)
  }

  private struct Threshold: ChartContent {
    let value: Double

    var body: some ChartContent {
      RuleMark(y: .value("Threshold", value))
      PointMark(x: .value("X", 1), y: .value("Threshold", value))
    }
  }

  @Test("content of one's own with a body")
  func ownContent() throws {
    let chart = Chart {
      Threshold(value: 3).foregroundStyle(.green)
    }
    let scene = try chart.scene(size: Size(width: 300, height: 300), measurer: FixedWidthMeasurer())
    #expect(scene.commands.contains { if case .stamps = $0 { true } else { false } })
  }
}

extension String.StringInterpolation {
  /// Apple's own examples format with `specifier:`.
  mutating func appendInterpolation(_ value: Double, specifier places: Int) {
    appendInterpolation(ValueFormat.number.decimals(places).string(value))
  }
}
