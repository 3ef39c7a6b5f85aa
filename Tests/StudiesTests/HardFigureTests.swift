import CairoRenderer
import ChartGrammar
import Foundation
import Studies
import TestSupport
import Testing

/// A line of `Tests/Stress/commands.txt`: a table that is hard to draw, and what is asked of it.
struct HardFigure: Sendable, CustomTestStringConvertible {
  let name: String
  let verb: String
  let options: [String: String]

  var testDescription: String { name }

  private static let folder = BundledFigures.root + "/Tests/Stress"

  static let all: [HardFigure] = {
    guard let lines = try? String(contentsOfFile: folder + "/commands.txt", encoding: .utf8) else {
      fatalError("there are no commands")
    }
    return lines.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let words = line.split(separator: "\t").map(String.init)
      let pairs = stride(from: 2, to: words.count - 1, by: 2).map { place in
        (
          String(words[place].dropFirst(2)),
          words[place] == "--spec" ? "\(folder)/\(words[place + 1])" : words[place + 1]
        )
      }
      return HardFigure(
        name: String(words[0].dropLast(4)), verb: words[1], options: Dictionary(uniqueKeysWithValues: pairs))
    }
  }()

  /// The figure of the answer.
  func figure() throws -> StudyFigure {
    try askedFigure(verb, String(contentsOfFile: "\(Self.folder)/\(name).csv", encoding: .utf8), options)
  }
}

@Suite("figures that are hard to draw, from the width of a phone to that of a poster")
struct HardFigureTests {
  private static let widths = [360.0, 600, 900, 1600]
  private let renderer: CairoRenderer

  init() throws { renderer = try CairoRenderer() }

  private func expectGood(_ figure: StudyFigure, _ width: Double) throws {
    let laidOut = try Artist().layout(figure, width: width)
    let measure = PictureMeasure(scene: laidOut.scene, measurer: renderer)
    #expect(laidOut.scene.size.width == width)
    #expect(measure.overlaps.isEmpty, "\(width): \(measure.overlaps.prefix(3))")
    let size = laidOut.scene.size
    let outside = measure.points.filter {
      !($0.x >= -0.5 && $0.x <= size.width + 0.5 && $0.y >= -0.5 && $0.y <= size.height + 0.5)
    }
    #expect(outside.isEmpty, "\(width): \(outside.prefix(3)) of \(size)")
    let pale = measure.textContrasts.filter { $0.ratio < 4.5 }
    #expect(pale.isEmpty, "\(width): \(pale.prefix(3))")
    let small = laidOut.scene.commands.unclipped.compactMap { command -> String? in
      guard case .text(let run) = command, run.font.size < 11 else { return nil }
      return run.string
    }
    #expect(small.isEmpty, "\(width): \(small.prefix(3))")
    let shortened = measure.labels.map(\.text).filter { $0.contains("…") }
    #expect(Set(shortened).count == shortened.count, "\(width): \(shortened)")
    let unnamed = laidOut.notes.filter { $0.contains(" names are written ") }
    #expect(unnamed.isEmpty, "\(width): \(unnamed)")
  }

  @Test("hard figures at four widths", arguments: HardFigure.all)
  func hardFigures(_ hard: HardFigure) throws {
    let figure = try hard.figure()
    for width in Self.widths { try expectGood(figure, width) }
  }

  @Test("the gallery at four widths", arguments: BundledFigures.all)
  func gallery(_ named: NamedFigure) throws {
    for width in Self.widths { try expectGood(named.figure, width) }
  }

  @Test("there are forty of them, and more")
  func count() { #expect(HardFigure.all.count >= 40) }
}
