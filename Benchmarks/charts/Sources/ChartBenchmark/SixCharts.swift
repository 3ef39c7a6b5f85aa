import ChartGrammar

/// The six charts that are measured, drawn from the numbers of `data.csv`'s formulas.
enum SixCharts: String, CaseIterable {
  case dumbbell, forest, funnel, bars, band, heat

  /// The size in pixels, equal in all programs.
  var size: Size {
    switch self {
    case .dumbbell: Size(width: 900, height: 895)
    case .forest: Size(width: 900, height: 620)
    case .funnel: Size(width: 900, height: 700)
    case .bars, .band: Size(width: 900, height: 560)
    case .heat: Size(width: 900, height: 640)
    }
  }

  /// A number from 0 to 1 that every program computes alike.
  static func noise(_ index: Int) -> Double { Double((index * 7919 + 104_729) % 10_007) / 10_007 }

  var chart: Chart {
    switch self {
    case .dumbbell: dumbbell
    case .forest: forest
    case .funnel: funnel
    case .bars: bars
    case .band: band
    case .heat: heat
    }
  }

  private var dumbbell: Chart {
    let rows = (0..<27).map {
      ("Area \($0 + 1)", 0.06 + 0.04 * Self.noise($0), 0.06 + 0.04 * Self.noise($0 + 50))
    }
    return titled(
      Chart {
        ForEach(rows, id: \.0) { row in
          RuleMark(
            xStart: .value("Predicted", row.1), xEnd: .value("Actual", row.2), y: .value("Area", row.0)
          )
          .foregroundStyle(Color.gray)
          ErrorBarMark(
            xStart: .value("Lower", row.2 - 0.008), xEnd: .value("Upper", row.2 + 0.008),
            y: .value("Area", row.0)
          )
          .foregroundStyle(Color.blue)
          PointMark(x: .value("Predicted", row.1), y: .value("Area", row.0)).symbol(.diamond)
            .foregroundStyle(Color.orange)
          PointMark(x: .value("Actual", row.2), y: .value("Area", row.0)).foregroundStyle(Color.blue)
        }
      }.chartXAxis { AxisMarks(format: .percent) })
  }

  private var forest: Chart {
    let rows = (0..<12).map { ("Factor \($0 + 1)", 0.5 + 1.8 * Self.noise($0)) }
    return titled(
      Chart {
        RuleMark(x: .value("One", 1.0))
        ForEach(rows, id: \.0) { row in
          ErrorBarMark(
            xStart: .value("Lower", row.1 * 0.7), xEnd: .value("Upper", row.1 / 0.7),
            y: .value("Factor", row.0)
          )
          .foregroundStyle(Color.blue)
          PointMark(x: .value("Ratio", row.1), y: .value("Factor", row.0)).symbol(.square)
            .foregroundStyle(Color.blue)
        }
      }
      .chartXScale(type: .log)
      .chartTextColumns([
        TextColumn(
          "Ratio",
          values: Dictionary(
            uniqueKeysWithValues: rows.map { ($0.0, ValueFormat.number.decimals(2).string($0.1)) }))
      ]))
  }

  private var funnel: Chart {
    let points = (0..<60).map { (100 + 1400 * Self.noise($0), 0.7 + 0.6 * Self.noise($0 + 90)) }
    let sizes = (0...60).map { 100 + 1400 * Double($0) / 60 }
    return titled(
      Chart {
        RuleMark(y: .value("Target", 1.0))
        for (name, z) in [("95%", 1.96), ("99.8%", 3.09)] {
          for side in [-1.0, 1.0] {
            ForEach(sizes, id: \.self) { size in
              LineMark(
                x: .value("Expected", size), y: .value("Ratio", 1 + side * z / size.squareRoot()),
                series: .value("Limit", "\(name) \(side)"))
            }.foregroundStyle(Color.gray)
          }
        }
        ForEach(Array(points.enumerated()), id: \.offset) { point in
          PointMark(x: .value("Expected", point.element.0), y: .value("Ratio", point.element.1))
            .foregroundStyle(Color.blue)
        }
      })
  }

  private var bars: Chart {
    let rows = (0..<8).map { ("Offence \($0 + 1)", 0.15 + 0.4 * Self.noise($0)) }
    return titled(
      Chart {
        ForEach(rows, id: \.0) { row in
          BarMark(x: .value("Rate", row.1), y: .value("Offence", row.0)).foregroundStyle(Color.blue)
          ErrorBarMark(
            xStart: .value("Lower", row.1 - 0.05), xEnd: .value("Upper", row.1 + 0.05),
            y: .value("Offence", row.0)
          )
          .foregroundStyle(Color.orange)
        }
      }.chartXAxis { AxisMarks(format: .percent) })
  }

  private var band: Chart {
    let rows = (0..<48).map { (Double($0), 0.3 + 0.05 * Self.noise($0)) }
    return titled(
      Chart {
        ForEach(rows, id: \.0) { row in
          AreaMark(
            x: .value("Month", row.0), yStart: .value("Rate", row.1 - 0.03),
            yEnd: .value("Rate", row.1 + 0.03))
        }.foregroundStyle(Color.blue).opacity(0.2)
        ForEach(rows, id: \.0) { row in
          LineMark(x: .value("Month", row.0), y: .value("Rate", row.1))
        }.foregroundStyle(Color.blue)
      }.chartYAxis { AxisMarks(format: .percent) })
  }

  private var heat: Chart {
    let cells = (0..<40).map { ("Area \($0 % 4 + 1)", "Offence \($0 / 4 + 1)", 0.2 + 0.7 * Self.noise($0)) }
    return titled(
      Chart {
        for cell in cells {
          RectangleMark(x: .value("Area", cell.0), y: .value("Offence", cell.1))
            .foregroundStyle(by: .value("Rate", cell.2))
        }
        for cell in cells {
          TextMark(
            x: .value("Area", cell.0), y: .value("Offence", cell.1),
            text: ValueFormat.percent.decimals(1).string(cell.2))
        }
      })
  }

  private func titled(_ chart: Chart) -> Chart {
    chart.figureText(
      FigureText(
        headline: "A headline that says the finding", subtitle: "Measure, place and period",
        source: "Source: numbers made for measuring"))
  }
}
