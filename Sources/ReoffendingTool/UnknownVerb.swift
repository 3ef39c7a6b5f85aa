import ArgumentParser
import Foundation
import Numbers

/// Answers a mistyped verb with the nearest one, and a file in the place of the verb with how to ask about it.
enum UnknownVerb {
  /// Looks at the verbs at the beginning of the arguments, before anything is parsed.
  static func check(_ arguments: some Collection<String>) throws(Failure) {
    var command: any ParsableCommand.Type = ReoffendingCommand.self
    var path = ["reoffending"]
    var rest = Array(arguments)
    // `help VERB` names verbs as a call does.
    if rest.first == "help" { rest.removeFirst() }
    for argument in rest {
      let configuration = command.configuration
      guard !configuration.subcommands.isEmpty, configuration.defaultSubcommand == nil,
        !argument.hasPrefix("-")
      else { return }
      let known = configuration.subcommands
      guard let next = known.first(where: { name($0) == argument }) else {
        throw Failure(.usage, message(argument, after: path, known: known.map(name)))
      }
      command = next
      path.append(argument)
    }
  }

  private static func name(_ command: any ParsableCommand.Type) -> String {
    command.configuration.commandName ?? ""
  }

  private static func message(_ word: String, after path: [String], known: [String]) -> String {
    let call = path.joined(separator: " ")
    if path.count == 1, FileManager.default.fileExists(atPath: word) {
      return
        "the question comes before the file: \(call) rates \(word), for example; \(call) --help lists them"
    }
    let kind = path.count == 1 ? "verb" : "\(path.last ?? "") of the name"
    if let nearest = NearestName.find(word, among: known) {
      return "there is no \(kind) \(word); did you mean \(call) \(nearest)? \(call) --help lists all"
    }
    return "there is no \(kind) \(word); there are \(known.joined(separator: ", "))"
  }
}
