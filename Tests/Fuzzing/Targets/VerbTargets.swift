import ArgumentParser
import Foundation
import Studies
import Tables

extension FuzzTarget {
  /// The questions of a table: the first line holds a verb and its options, the rest is the table.
  static let verbs = [
    FuzzTarget("verbs") { bytes in
      let end = bytes.firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
      let words = String(decoding: bytes[..<end], as: UTF8.self).split(separator: " ").map(String.init)
      guard let verb = words.first, let question = Questions.named(verb),
        words.dropFirst().allSatisfy(isHarmless)
      else { return }
      let path = inputPath
      try Data(bytes[end...].dropFirst()).write(to: URL(fileURLWithPath: path))
      try answer(question, [path] + words.dropFirst())
    }
  ]

  private static let inputPath = NSTemporaryDirectory() + "fuzz-\(getpid()).csv"

  /// Whether an option reads no other file, and asks for nothing that takes long because it was asked for.
  private static func isHarmless(_ word: String) -> Bool {
    word != "-" && !word.contains("/")
      && word.split(whereSeparator: { !$0.isNumber }).allSatisfy { $0.count < 4 }
  }

  private static func answer<Asked: Question>(_ type: Asked.Type, _ arguments: [String]) throws {
    let answer = try type.parse(arguments).answer()
    _ = try answer.json()
    for table in answer.tables { _ = table.csv() }
    guard answer.hasFigure else { return }
    let artist = try Artist()
    _ = try artist.draw(artist.layout(answer.figure()), as: artist.format(ofPath: ".svg"))
  }
}
