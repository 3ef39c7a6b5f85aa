package import ArgumentParser

/// A question that can be put to data: its options, as the command line and a report's YAML name them, and its answer.
///
/// One file is one question. The tool's verb, a report's item and a call of the library are made from it, so that they
/// cannot differ.
package protocol Question: ParsableArguments {
  /// The verb, what it answers, and how it is asked.
  static var configuration: CommandConfiguration { get }

  /// Whether the picture is the answer, so that the question makes no sense without one.
  static var isPicture: Bool { get }

  /// Reads the data and answers.
  func answer() throws -> Answer
}

extension Question {
  package static var isPicture: Bool { false }

  /// The verb.
  package static var verb: String { configuration.commandName ?? "" }

  /// The answer to the question that arguments of the command line ask.
  ///
  /// - Throws: `StudyError` of kind usage where they ask none, and what answering throws.
  package static func answer(_ arguments: [String]) throws -> Answer {
    let question: Self
    do { question = try parse(arguments) } catch { throw StudyError(.usage, message(for: error)) }
    return try question.answer()
  }
}
