import CairoRenderer
import ChartGrammar
import Foundation

// With `--once CHART FILE`, one chart from a cold start; else every chart N times, a line `chart,format,milliseconds` each.
let arguments = CommandLine.arguments
let renderer = try CairoRenderer()
if arguments.count == 4, arguments[1] == "--once", let chart = SixCharts(rawValue: arguments[2]) {
  let scene = try chart.chart.scene(size: chart.size, measurer: renderer)
  try Data(renderer.render(scene, as: .png).bytes).write(to: URL(fileURLWithPath: arguments[3]))
} else {
  let repeats = arguments.count > 1 ? Int(arguments[1]) ?? 200 : 200
  let folder = arguments.count > 2 ? arguments[2] : NSTemporaryDirectory()
  let clock = ContinuousClock()
  for chart in SixCharts.allCases {
    for (ending, format) in [("png", PictureFormat.png), ("svg", .svg(text: .outlines))] {
      let path = URL(fileURLWithPath: "\(folder)/swift-\(chart.rawValue).\(ending)")
      let time = try clock.measure {
        for _ in 0..<repeats {
          let scene = try chart.chart.scene(size: chart.size, measurer: renderer)
          try Data(renderer.render(scene, as: format).bytes).write(to: path)
        }
      }
      let milliseconds = Double(time.components.seconds) * 1e3 + Double(time.components.attoseconds) / 1e15
      print("\(chart.rawValue),\(ending),\(milliseconds / Double(repeats))")
    }
  }
}
