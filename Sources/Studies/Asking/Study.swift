import Numbers
import Synchronization
public import Tables

/// A question put to data by a program, with everything that is made from the answer.
///
/// ```swift
/// let study = try Comparison(of: "areas.csv", by: "area")
/// print(study.sentences)
/// try study.figure.write(to: "areas.svg")
/// ```
public protocol Study {
  /// What was found.
  var answer: Answer { get }
}

extension Study {
  /// What was found, in sentences that claim no more than the numbers do.
  public var sentences: [String] { answer.sentences }
  /// Where the method is out of its depth for these data.
  public var warnings: [String] { answer.warnings }
  /// What a reader must know of the data and the methods.
  public var notes: [String] { answer.notes }
  /// The answer as a table.
  public var table: OutputTable { answer.tables[0] }
  /// The answer as a figure.
  ///
  /// - Throws: `StudyError` of kind usage where the question draws none, and what drawing throws.
  public var figure: StudyFigure { get throws { try answer.figure() } }

  /// The answer as the JSON object that the command line prints.
  ///
  /// - Throws: `StudyError` where a number cannot be written.
  public func json() throws -> String { try answer.json() }
}

/// Any verb of the command line, with its options by their names.
///
/// ```swift
/// let survival = try AnyStudy("survival", of: "people.csv", ["time": "days", "event": "reoffended", "by": "sex"])
/// ```
public struct AnyStudy: Study {
  /// What was found.
  public let answer: Answer

  /// Asks a question.
  ///
  /// - Parameters:
  ///   - verb: the verb, such as `survival`.
  ///   - data: what it is asked of.
  ///   - options: the options of the verb, named as on the command line without hyphens; `true` for a flag.
  /// - Throws: `StudyError` of kind usage for a verb or an option that is not known, with the nearest; what reading and
  ///   computing throw.
  public init(_ verb: String, of data: StudyData, _ options: [String: String] = [:]) throws {
    answer = try Asked.answer(verb, of: data, options.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
  }
}

/// Puts questions by their names.
enum Asked {
  static func answer(_ verb: String, of data: StudyData, _ options: [(String, String?)]) throws -> Answer {
    guard let type = Questions.named(verb) else {
      throw StudyError(
        .usage,
        "there is no verb \(verb); "
          + NearestName.suggestion(for: verb, among: Questions.all.map { $0.verb }.sorted()))
    }
    let known = QuestionOptions(of: type)
    var arguments = [data.name]
    for (name, value) in options {
      guard let value else { continue }
      guard known.names.contains(name) else {
        throw StudyError(
          .usage,
          "\(verb) has no option \(name); " + NearestName.suggestion(for: name, among: known.names.sorted()))
      }
      arguments += known.arguments(for: name, value: value)
    }
    var context = AskingContext.current
    context.given = data.table.map { (data.name, $0) }
    let heard = Mutex<[String]>([])
    if context.listener == nil {
      context.listener = { note in heard.withLock { if !$0.contains(note) { $0.append(note) } } }
    }
    let answer = try AskingContext.$current.withValue(context) { try type.answer(arguments) }
    if let failure = answer.failure { throw failure }
    return answer.noting(heard.withLock { $0 })
  }
}
