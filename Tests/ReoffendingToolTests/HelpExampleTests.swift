import Foundation
import Testing

/// Every verb's help shows how it is called, in lines that survive being copied from a terminal.
@Suite("Examples in the help")
struct HelpExampleTests {
  /// A verb as the tool describes it.
  struct Verb: Sendable {
    let call: String
    let discussion: String
    /// The lines that are to be pasted, continued ones joined.
    var examples: [String] {
      discussion.replacingOccurrences(of: "\\\n", with: " ").split(separator: "\n").map(String.init)
        .filter { $0.hasPrefix("reoffending ") }
    }
  }

  static func verbs() throws -> [Verb] {
    let root = try #require(
      try Tool.run("--experimental-dump-help").json()["command"] as? [String: Any])
    return try below(root, call: "reoffending").filter { $0.call != "reoffending help" }
  }

  private static func below(_ command: [String: Any], call: String) throws -> [Verb] {
    try (command["subcommands"] as? [[String: Any]] ?? []).flatMap { inner in
      let call = call + " " + (try #require(inner["commandName"] as? String))
      return [Verb(call: call, discussion: inner["discussion"] as? String ?? "")]
        + (try below(inner, call: call))
    }
  }

  @Test("every verb has an example of itself")
  func everyVerbHasAnExample() throws {
    let verbs = try Self.verbs()
    #expect(verbs.count > 35)
    for verb in verbs {
      #expect(verb.examples.contains { ($0 + " ").hasPrefix(verb.call + " ") }, "\(verb.call)")
    }
  }

  @Test("no example is longer than a line of a terminal, where the help would break it")
  func examplesFitTheTerminal() throws {
    for verb in try Self.verbs() {
      var isContinued = false
      for line in verb.discussion.split(separator: "\n") {
        if isContinued || line.hasPrefix("reoffending ") {
          #expect(line.count <= 80, "\(verb.call): \(line)")
        }
        isContinued = line.hasSuffix("\\")
      }
    }
  }

  @Test("examples are printed as they were written")
  func helpKeepsExamples() throws {
    let help = try Tool.run("cox", "--help").text
    #expect(
      help.contains(
        """
        reoffending cox synthetic-people --time days_to_reoffence --event reoffended \\
          --terms "homeless + age" --strata area
        """))
  }

  @Test(
    "a mistyped verb is answered with the nearest one",
    arguments: [
      (["compre", "areas.csv"], "did you mean reoffending compare?"),
      (["help", "survivl"], "did you mean reoffending survival?"),
      (["calc", "proporton", "3", "4"], "did you mean reoffending calc proportion?"),
      (["calc", "xyzzy"], "there are proportion, count"),
    ])
  func mistypedVerb(arguments: [String], answer: String) throws {
    let outcome = try Tool.run(arguments)
    #expect(outcome.status == 64)
    #expect(outcome.error.contains(answer), "\(outcome.error)")
    #expect(outcome.output.isEmpty)
  }

  @Test("a mistyped option is answered with the nearest one")
  func mistypedOption() throws {
    let outcome = try Tool.run("compare", "areas-2015-16", "--adjustmnt", "holm")
    #expect(outcome.status == 64)
    #expect(outcome.error.contains("Did you mean '--adjustment'?"), "\(outcome.error)")
  }

  @Test("a file in the place of the verb is answered with how to ask")
  func fileInPlaceOfVerb() throws {
    let folder = try Tool.Folder()
    let file = try folder.write("area,cohort,reoffenders\nA,10,3\n", to: "figures.csv")
    let outcome = try Tool.run(file)
    #expect(outcome.status == 64)
    #expect(outcome.error.contains("reoffending rates \(file)"), "\(outcome.error)")
  }
}
