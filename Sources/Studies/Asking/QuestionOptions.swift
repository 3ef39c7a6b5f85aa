import ArgumentParser
import Foundation
import Synchronization

/// The options of a question, as its help prints them.
package struct QuestionOptions {
  /// One option.
  package struct Option: Sendable {
    /// The name, without its hyphens.
    package let name: String
    /// What it is for.
    package let words: String
    /// Whether it takes a value; else it is a flag.
    package let takesValue: Bool
    /// The words that it may be; empty where any value may be given.
    package let choices: [String]
    /// Whether the question cannot be asked without it.
    package let isRequired: Bool
  }

  /// The options, in the order of the help.
  package let options: [Option]

  /// The names, without their hyphens.
  package var names: [String] { options.map(\.name) }

  /// What was read of each question: its help takes as long to write as many an answer to find.
  private static let known = Mutex<[ObjectIdentifier: [Option]]>([:])

  /// Reads the options of a question.
  package init(of question: (any Question.Type)?) {
    guard let question else {
      options = []
      return
    }
    let key = ObjectIdentifier(question)
    if let known = Self.known.withLock({ $0[key] }) {
      options = known
      return
    }
    let found = Self.read(question.helpMessage(columns: 4000))
    Self.known.withLock { $0[key] = found }
    options = found
  }

  private static func read(_ help: String) -> [Option] {
    let lines = help.split(separator: "\n")
    let usage = lines.first { $0.hasPrefix("USAGE:") } ?? ""
    let needed = outsideBrackets(usage)
    var options: [Option] = []
    for line in lines where line.hasPrefix("  --") {
      let words = line.split(separator: " ", omittingEmptySubsequences: true)
      let takesValue = words.count > 1 && words[1].hasPrefix("<")
      let text = words.dropFirst(takesValue ? 2 : 1).joined(separator: " ")
      for part in words[0].split(separator: "/") where part.hasPrefix("--") {
        options.append(
          Option(
            name: String(part.dropFirst(2)), words: text, takesValue: takesValue,
            choices: choices(in: text), isRequired: needed.contains("\(part) ")))
      }
    }
    return options
  }

  /// An option with its value as the command line takes it; a flag is given for true and left out for false.
  package func arguments(for name: String, value: String) -> [String] {
    guard options.first(where: { $0.name == name })?.takesValue == false else {
      return ["--\(name)=\(value)"]
    }
    switch value {
    case "true", "yes": return ["--\(name)"]
    case "false", "no": return names.contains("no-\(name)") ? ["--no-\(name)"] : []
    default: return ["--\(name)=\(value)"]
    }
  }

  private static func outsideBrackets(_ usage: Substring) -> String {
    var depth = 0
    var text = ""
    for letter in usage + " " {
      if letter == "[" { depth += 1 }
      if depth == 0 { text.append(letter) }
      if letter == "]" { depth = max(0, depth - 1) }
    }
    return text
  }

  private static func choices(in text: String) -> [String] {
    guard let start = text.range(of: "(values: ") else { return [] }
    let list = text[start.upperBound...].prefix { $0 != ")" && $0 != ";" }
    return list.split(separator: ",").map { String($0.drop { $0 == " " }) }
  }
}
