import ChartGrammar
import Numbers
import Testing

/// Charts of the kinds that the module is for, with fixed data.
struct SampleChart: Sendable, CustomTestStringConvertible {
  let name: String
  let content: any FigureContent
  var size = Size(width: 720, height: 440)

  var testDescription: String { name }

  func layout(theme: Theme = .standard) throws -> LaidOutChart {
    try content.layout(size: size, theme: theme, measurer: FixedWidthMeasurer())
  }

  static let all: [SampleChart] = [
    bars, groupedBars, differences, forest, lines, funnel, heatMap, pyramid, survival, smallMultiples,
    stacked,
    ring, tiles, dates, inset,
  ]

  static let rates = [
    ("Robbery", 22.1), ("Theft", 45.2), ("Violence against the person", 21.0), ("Fraud", 8.25),
  ]

  static let bars = SampleChart(
    name: "bars",
    content: Chart {
      for rate in rates {
        BarMark(x: .value("Rate", rate.1), y: .value("Offence", rate.0))
          .annotation(position: .valueEnd) { Text(ValueFormat.number.decimals(1).suffix("%").string(rate.1)) }
      }
    }
    .figureText(
      FigureText(
        headline: "Theft is followed by another offence twice as often as robbery",
        subtitle: "Proven reoffending rate by index offence", source: "Source: invented numbers",
        notes: ["Low volume: fraud."])
    )
    .accessibilityLabel("Bar chart. Theft has the highest rate, 45.2%."))

  static let groupedBars = SampleChart(
    name: "grouped-bars",
    content: Chart {
      for rate in rates {
        for (year, factor) in [("2015", 1.0), ("2020", 1.2)] {
          BarMark(x: .value("Offence", rate.0), y: .value("Rate", rate.1 * factor))
            .foregroundStyle(by: .value("Year", year)).position(by: .value("Year", year))
          ErrorBarMark(
            x: .value("Offence", rate.0), yStart: .value("Lower", rate.1 * factor - 2),
            yEnd: .value("Upper", rate.1 * factor + 3), capSize: 6
          ).position(by: .value("Year", year))
        }
      }
    })

  static let differences = SampleChart(
    name: "differences",
    content: Chart {
      for rate in rates {
        BarMark(x: .value("Difference", rate.1 - 22), y: .value("Offence", rate.0))
          .annotation { Text(ValueFormat.number.decimals(1).signed().string(rate.1 - 22)) }
      }
    }.chartXAxis(.hidden))

  static let forest = SampleChart(
    name: "forest",
    content: Chart {
      RuleMark(x: .value("Odds ratio", 1.0)).lineStyle(StrokeStyle(lineWidth: 1, dash: [4, 3]))
      for (name, ratio, lower, upper) in [
        ("Homeless", 2.41, 2.02, 2.88), ("Debt", 0.96, 0.78, 1.18), ("Rare exposure", 3.9, 0.9, 16.8),
      ] {
        ErrorBarMark(
          xStart: .value("Lower", lower), xEnd: .value("Upper", upper), y: .value("Factor", name))
        PointMark(x: .value("Odds ratio", ratio), y: .value("Factor", name)).symbol(.square)
      }
    }
    .chartXScale(domain: 0.5...8, type: .log)
    .chartTextColumns([
      TextColumn(
        "People", edge: .leading, values: ["Homeless": "2,140", "Debt": "1,220", "Rare exposure": "31"]),
      TextColumn("Odds ratio", values: ["Homeless": "2.41", "Debt": "0.96", "Rare exposure": "3.90"]),
    ]))

  static let lines = SampleChart(
    name: "lines",
    content: Chart {
      for (name, start) in [("Adults", 26.0), ("Children", 38.0), ("Court orders", 27.0)] {
        for year in 0...6 {
          let value = start + Double((year * 7 + Int(start)) % 5) * 0.4
          AreaMark(
            x: .value("Year", year), yStart: .value("Lower", value - 1), yEnd: .value("Upper", value + 1)
          ).foregroundStyle(by: .value("Group", name)).opacity(0.18)
          LineMark(x: .value("Year", year), y: .value("Rate", value))
            .foregroundStyle(by: .value("Group", name)).interpolationMethod(.monotone)
        }
      }
    })

  static let funnel = SampleChart(
    name: "funnel",
    content: Chart {
      for x in stride(from: 10.0, through: 200, by: 10) {
        for (name, z) in [("upper", 1.96), ("lower", -1.96)] {
          LineMark(
            x: .value("Expected", x), y: .value("Ratio", 1 + z / x.squareRoot()),
            series: .value("Limit", name)
          ).foregroundStyle(.secondary).lineStyle(StrokeStyle(lineWidth: 1, dash: [5, 3]))
        }
      }
      for index in 0..<24 {
        let x = 15 + Double(index * 37 % 180)
        PointMark(x: .value("Expected", x), y: .value("Ratio", 0.7 + Double(index * 29 % 70) / 100))
          .annotation { Text("Area \(index)") }
      }
    })

  static let heatMap = SampleChart(
    name: "heat-map",
    content: Chart {
      for (row, area) in ["Riverton", "Hillside", "Lakeview"].enumerated() {
        for (column, rate) in rates.enumerated() {
          let value = Double((row * 17 + column * 11) % 40) + 5
          RectangleMark(x: .value("Offence", rate.0), y: .value("Area", area))
            .foregroundStyle(by: .value("Rate", value))
            .annotation(position: .overlay) { Text(ValueFormat.number.decimals(1).string(value)) }
        }
      }
    })

  static let pyramid = SampleChart(
    name: "pyramid",
    content: ChartPanels(.horizontal, sharing: .vertical) {
      half("Men", 2).chartXScale(domain: [16.0, 0.0])
      half("Women", 1).chartXScale(domain: 0.0...16.0)
    })

  private static func half(_ title: String, _ factor: Double) -> Chart {
    Chart {
      for (index, age) in ["18 to 20", "21 to 24", "25 and over"].enumerated() {
        BarMark(x: .value(title, factor * Double(3 + index)), y: .value("Age", age))
          .annotation { Text("\(Int(factor) * (3 + index))") }
      }
    }.chartXAxis(.hidden).chartTitle(title)
  }

  static let survival = SampleChart(
    name: "survival",
    content: ChartPanels(.vertical, sharing: .horizontal, weights: [4, 1]) {
      Chart {
        for (name, fall) in [("Settled", 0.02), ("No home", 0.04)] {
          for month in 0...12 {
            LineMark(x: .value("Months", month), y: .value("Not reoffended", 1 - fall * Double(month)))
              .foregroundStyle(by: .value("Home", name)).interpolationMethod(.stepEnd)
          }
        }
      }.chartYAxis { AxisMarks(format: .percent) }
      Chart {
        for (name, fall) in [("Settled", 20), ("No home", 40)] {
          for month in [0, 6, 12] {
            TextMark(x: .value("Months", month), y: .value("Home", name), text: "\(1000 - fall * month)")
          }
        }
      }.chartXAxis(.hidden).chartTitle("People at risk")
    })

  static let smallMultiples = SampleChart(
    name: "small-multiples",
    content: Chart {
      for (index, area) in ["Riverton", "Hillside", "Lakeview", "Oakfield", "Marsh End"].enumerated() {
        for year in 2015...2020 {
          LineMark(x: .value("Year", year), y: .value("Rate", 30 + Double((index * 5 + year * 3) % 7)))
            .facet(by: .value("Area", area))
        }
      }
    })

  static let stacked = SampleChart(
    name: "stacked",
    content: Chart {
      for rate in rates {
        for (band, share) in [("Low", 30.0), ("Medium", rate.1), ("High", 70 - rate.1)] {
          BarMark(x: .value("Share", share), y: .value("Offence", rate.0), stacking: .normalized)
            .foregroundStyle(by: .value("Risk", band))
        }
      }
    }.chartXAxis { AxisMarks(format: .percent) })

  static let ring = SampleChart(
    name: "ring",
    content: Chart {
      for rate in rates {
        SectorMark(angle: .value("People", rate.1), innerRadius: .ratio(0.6))
          .foregroundStyle(by: .value("Offence", rate.0))
      }
    })

  static let tiles = SampleChart(
    name: "tiles",
    content: Chart {
      for index in 0..<40 {
        PointMark(x: .value("Column", index % 10), y: .value("Row", index / 10)).symbol(.square).symbolSize(
          300
        )
        .foregroundStyle(by: .value("Outcome", index < 33 ? "Not reoffended" : "Reoffended"))
      }
    }.chartXAxis(.hidden).chartYAxis(.hidden))

  static let dates = SampleChart(
    name: "dates",
    content: Chart {
      for month in 0..<24 {
        BarMark(
          x: .value("Month", Day(month: month).date, unit: .month),
          y: .value("Offences", 100 + month * 13 % 50))
      }
    })

  static let inset = SampleChart(
    name: "inset",
    content: Chart {
      for x in 0...20 { LineMark(x: .value("X", x), y: .value("Y", x * x)) }
    }.chartInset(x: 0.05...0.5, y: 0.05...0.6) {
      Chart {
        for x in 0...5 { LineMark(x: .value("X", x), y: .value("Y", x * x)) }
      }
    })
}
