import CairoRenderer
import ChartGrammar

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// With `--once CHART FILE`, one chart from a cold start; else every chart, or the one named, N times in a folder (`N FOLDER [CHART]`), and a line
// `chart,format,milliseconds,milliseconds of processor time` each.
let arguments = CommandLine.arguments
let renderer = try CairoRenderer()

/// Writes a file as the other programs do: without waiting for the disk.
func write(_ bytes: [UInt8], to path: String) {
  guard let file = fopen(path, "wb") else { fatalError("cannot write \(path)") }
  fwrite(bytes, 1, bytes.count, file)
  fclose(file)
}

/// Seconds of processor time of this process.
func processorTime() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

if arguments.count == 4, arguments[1] == "--once" {
  let (chart, size) =
    if let one = SixCharts(rawValue: arguments[2]) { (one.chart, one.size) } else { (Scatter.chart, Scatter.size) }
  let scene = try chart.scene(size: size, measurer: renderer)
  try write(renderer.render(scene, as: .png).bytes, to: arguments[3])
} else {
  let repeats = arguments.count > 1 ? Int(arguments[1]) ?? 200 : 200
  let folder = arguments.count > 2 ? arguments[2] : "/tmp"
  let watch = ContinuousClock()
  let chosen = arguments.count > 3 ? SixCharts(rawValue: arguments[3]).map { [$0] } : nil
  for chart in chosen ?? SixCharts.allCases {
    for (ending, format) in [("png", PictureFormat.png), ("svg", .svg(text: .outlines))] {
      let path = "\(folder)/swift-\(chart.rawValue).\(ending)"
      let before = processorTime()
      let time = try watch.measure {
        for _ in 0..<repeats {
          let scene = try chart.chart.scene(size: chart.size, measurer: renderer)
          try write(renderer.render(scene, as: format).bytes, to: path)
        }
      }
      let processor = 1000 * (processorTime() - before)
      let milliseconds = Double(time.components.seconds) * 1e3 + Double(time.components.attoseconds) / 1e15
      print("\(chart.rawValue),\(ending),\(milliseconds / Double(repeats)),\(processor / Double(repeats))")
    }
  }
}
