import ArgumentParser

/// The names of a question's options, as its help prints them.
package struct QuestionOptions {
  /// The names, without their hyphens.
  package let names: [String]
  /// Those that take a value; the others are flags.
  private let valued: Set<String>

  /// Reads the options of a question.
  package init(of question: (any Question.Type)?) {
    var names: [String] = []
    var valued: Set<String> = []
    let help = question?.helpMessage(columns: 400) ?? ""
    for line in help.split(separator: "\n") where line.hasPrefix("  --") {
      for part in line.split(separator: " ")[0].split(separator: "/") where part.hasPrefix("--") {
        let name = String(part.dropFirst(2))
        names.append(name)
        if line.dropFirst(2).hasPrefix("--\(name) <") { valued.insert(name) }
      }
    }
    self.names = names
    self.valued = valued
  }

  /// An option with its value as the command line takes it; a flag is given for true and left out for false.
  package func arguments(for name: String, value: String) -> [String] {
    guard !valued.contains(name) else { return ["--\(name)=\(value)"] }
    switch value {
    case "true", "yes": return ["--\(name)"]
    case "false", "no": return names.contains("no-\(name)") ? ["--no-\(name)"] : []
    default: return ["--\(name)=\(value)"]
    }
  }
}
