import ChartGrammar
import Foundation
import Studies
import ReoffendingReport
import Testing

/// Every figure of the gallery, made once for all tests.
enum BundledFigures {
  /// The repository's folder.
  static let root = #filePath.components(separatedBy: "/Tests/")[0]

  /// All of them.
  static let all: [NamedFigure] = {
    do {
      let examples = try ["people.yml", "maps.yml"].flatMap { name in
        try Report(configuration: "\(root)/Examples/\(name)").figures
      }
      return try (Report(configuration: nil).figures + examples).map(NamedFigure.init)
    } catch {
      fatalError("the reports cannot be made: \(error)")
    }
  }()

  /// The figure of a name.
  static func named(_ name: String) throws -> StudyFigure {
    guard let found = all.first(where: { $0.figure.name == name }) else { throw NoFigure(name: name) }
    return found.figure
  }

  /// The figure of a name among those of the analysts' examples.
  static func analyst(_ name: String) throws -> StudyFigure {
    guard let found = analysts.first(where: { $0.name == name }) else { throw NoFigure(name: name) }
    return found
  }

  private static let analysts: [StudyFigure] = {
    (try? Report(configuration: "\(root)/Examples/analysts.yml").figures) ?? []
  }()

  /// A name that no figure has.
  struct NoFigure: Error {
    let name: String
  }
}

/// A figure that a test's title can name.
struct NamedFigure: Sendable, CustomTestStringConvertible {
  let figure: StudyFigure

  var testDescription: String { figure.name }
}
