import Studies
import Synchronization
import Yams

/// A question as an item of a report: a verb with the options of the command line.
///
/// ```yaml
/// - name: needs
///   verb: factors
///   data: people.csv
///   factors: [homeless, unemployed]
///   adjust: [age_band, sex]
/// ```
public struct QuestionItem: Sendable {
  /// An option with its value.
  struct Setting: Sendable {
    let name: String
    let value: String
  }

  let verb: String
  let settings: [Setting]

  /// A question asked by the report itself.
  init(_ verb: String, _ settings: [(name: String, value: String?)]) {
    self.verb = verb
    self.settings = settings.compactMap { setting in
      setting.value.map { Setting(name: setting.name, value: $0) }
    }
  }

  /// Reads the options of an item whose keys have been checked.
  ///
  /// - Throws: `ReportError.configuration` with line and column for a value that no option takes.
  init(_ mapping: Node.Mapping, verb: Node, keys: ConfigurationKeys) throws(ReportError) {
    self.verb = verb.string ?? ""
    let known = QuestionOptions(of: Questions.named(self.verb)).names
    var settings: [Setting] = []
    for (key, value) in mapping {
      guard let name = key.string, known.contains(name) else { continue }
      guard let text = Self.text(value) else {
        throw keys.problem(at: value, "\(name) takes a value, or a list of values as in [area, sex]")
      }
      settings.append(Setting(name: name, value: text))
    }
    self.settings = settings
  }

  /// The value of an option as the command line takes it; nil for what it cannot take.
  ///
  /// A name in a list that holds a comma is put in quotes.
  static func text(_ node: Node) -> String? {
    if let sequence = node.sequence {
      let parts = sequence.compactMap(\.scalar?.string)
      let quoted = parts.map {
        $0.contains(",") && !$0.contains("(") && !$0.contains("\"") ? "\"\($0)\"" : $0
      }
      return parts.count == sequence.count ? quoted.joined(separator: ",") : nil
    }
    return node.scalar?.string
  }

  /// The value of an option; nil where it is not given.
  func value(of option: String) -> String? { settings.first { $0.name == option }?.value }

  /// How many columns name the groups.
  var columns: Int { ColumnList.split(value(of: "by")).count }

  /// Whether what is hidden in it can be decided together with the other items of a report.
  var canSuppress: Bool { ["compare", "rates", "funnel", "trend", "survival", "targets"].contains(verb) }

  /// Puts the question to a table.
  ///
  /// - Parameter further: settings of the whole report, which those of the item go before.
  /// - Returns: the answer, and what was assumed while the data were read.
  func answer(
    data: String, further: [(name: String, value: String)]
  ) throws -> (answer: Answer, assumed: [String]) {
    guard let type = Questions.named(verb) else { throw StudyError(.fault, "there is no verb \(verb)") }
    let assumed = Mutex<[String]>([])
    var context = AskingContext.current
    context.listener = { note in assumed.withLock { if !$0.contains(note) { $0.append(note) } } }
    let answer = try AskingContext.$current.withValue(context) {
      try type.answer(arguments(data: data, further: further))
    }
    return (answer, assumed.withLock { $0 })
  }

  private func arguments(data: String, further: [(name: String, value: String)]) -> [String] {
    let options = QuestionOptions(of: Questions.named(verb))
    let own = Set(settings.map(\.name))
    let all =
      settings
      + further.filter { !own.contains($0.name) && options.names.contains($0.name) }
      .map { Setting(name: $0.name, value: $0.value) }
    return [data] + all.flatMap { options.arguments(for: $0.name, value: $0.value) }
  }
}
