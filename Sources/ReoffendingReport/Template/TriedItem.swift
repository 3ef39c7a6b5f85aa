import Tables
import ChartGrammar
import Studies

/// A figure of a template that has been asked and laid out once, so that it is known to work or why it does not.
struct TriedItem {
  private let lines: [String]
  private let words: String
  /// Why it cannot be drawn; nil where it can.
  let refusal: String?

  /// - Parameters:
  ///   - table: which table is asked, as far as the configuration does not say it at the top.
  ///   - head: the configuration above the sections.
  ///   - places: where the tables are, by their names in the configuration.
  init(
    _ candidate: CandidateItem, table: [(key: String, value: String)], head: String,
    places: [String: String]
  ) throws {
    var lines = ["name: \(candidate.name)", "verb: \(candidate.verb)"]
    let options = QuestionOptions(of: Questions.named(candidate.verb)).names
    for setting in table where Self.common.contains(setting.key) || options.contains(setting.key) {
      lines.append("\(setting.key): \(YAMLText.quoted(setting.value))")
    }
    for option in candidate.options {
      let values = option.values.map { YAMLText.quoted($0) }
      lines.append(
        "\(option.key): "
          + (values.count == 1 && option.key != "by" ? values[0] : "[\(values.joined(separator: ", "))]"))
    }
    self.lines = lines
    words = candidate.words
    let yaml = head + "sections:\n  - title: t\n    figures:\n" + Self.item(lines, indent: 6)
    let configuration = try ReportConfiguration(yaml: yaml, source: candidate.name)
    let plan = try ReportPlan(configuration, text: yaml, source: candidate.name, places: places)
    do {
      try ReportBuilder(plan).tryFirst()
      refusal = nil
    } catch let error as ReportItemError {
      refusal = "\(error.cause)"
    } catch {
      refusal = "\(error)"
    }
  }

  /// Keys that items of every verb have.
  private static let common = ["data", "source"]

  private static func item(_ lines: [String], indent: Int) -> String {
    let space = String(repeating: " ", count: indent)
    return lines.enumerated().map { space + ($0.offset == 0 ? "- " : "  ") + $0.element + "\n" }.joined()
  }

  /// The item in the configuration; in comments where it cannot be drawn.
  func text(indent: Int) -> String {
    let space = String(repeating: " ", count: indent)
    guard let refusal else {
      return "\(space)# \(words).\n" + Self.item(lines, indent: indent)
    }
    let reason = YAMLText.comment(
      String(refusal.split(whereSeparator: \.isNewline).joined(separator: " ").prefix(240)))
    return "\(space)# \(words): not possible here, because \(reason)\n"
      + Self.item(lines, indent: 0).split(separator: "\n").map { "\(space)#   \($0)\n" }.joined()
  }
}
