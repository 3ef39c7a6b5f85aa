import Foundation
import Testing

/// What is written beside the tool must not fall behind it.
@Suite("Documentation beside the tool")
struct DocumentationTests {
  /// A verb that asks a question of a table, as the tool describes it.
  struct Verb: Sendable {
    let name: String
    let options: [String]
  }

  /// Verbs that answer no question of a table, which the packages have in functions written by hand.
  static let others: Set = ["data", "calc", "report", "verify", "synthesise", "help"]

  /// Options of where and how an answer is printed.
  static let output: Set = [
    "help", "version", "format", "output", "replace", "columns", "wide", "figure", "explain-sql", "emit-sql",
  ]

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  static func questions() throws -> [Verb] {
    let command = try #require(
      try Tool.run("--experimental-dump-help").json()["command"] as? [String: Any])
    let verbs = try (command["subcommands"] as? [[String: Any]] ?? []).map { verb in
      let arguments = verb["arguments"] as? [[String: Any]] ?? []
      return Verb(
        name: try #require(verb["commandName"] as? String),
        options: arguments.filter {
          $0["shouldDisplay"] as? Bool != false && $0["kind"] as? String != "positional"
        }
        .compactMap { argument in
          (argument["names"] as? [[String: Any]])?.first { $0["kind"] as? String == "long" }?["name"]
            as? String
        })
    }.filter { !others.contains($0.name) }
    try #require(verbs.count > 28)
    return verbs
  }

  @Test("the R package has a function and a page for each verb, with all its options")
  func packageOfR() throws {
    let exported = try Self.text("Bindings/R/NAMESPACE").split(separator: "\n")
    let source = try Self.text("Bindings/R/R/verbs.R")
    for verb in try Self.questions() {
      let call = try #require(
        source.components(separatedBy: "\n}\n").first { $0.contains("reoffending(\"\(verb.name)\"") },
        "\(verb.name): run Tools/package/r-functions TOOL Bindings/R")
      let name = try #require(
        call.split(separator: "\n").first { $0.contains("<- function(") }?.prefix { $0 != " " })
      #expect(exported.contains("export(\(name))"), "\(name)")
      let page = try Self.text("Bindings/R/man/\(name).Rd")
      for option in verb.options where !Self.output.contains(option) {
        let argument = option.replacing("-", with: "_")
        #expect(
          page.contains("\\item{\(argument)}") || page.contains("\\item{\(argument)_}"),
          "\(name) lacks \(option): run Tools/package/r-functions TOOL Bindings/R")
      }
    }
  }

  @Test("each verb has its method and its keys described")
  func questionsAreDescribed() throws {
    let page = try Self.text("Documentation/Questions.md")
    let index = try Self.text("Documentation/Guide/index.md")
    // These are what the guide's own pages are about.
    let guide: Set = [
      "rates", "compare", "factors", "analyse", "fit", "evaluate", "survival", "cox", "match", "funnel",
      "trend",
      "standardise", "predict", "scenario", "targets", "cohort", "chart", "audit",
    ]
    for verb in try Self.questions() where !guide.contains(verb.name) {
      #expect(page.contains("| `\(verb.name)` |"), "Documentation/Questions.md has no row for \(verb.name)")
      #expect(
        page.contains("reoffending \(verb.name) "), "Documentation/Questions.md has no call of \(verb.name)")
    }
    for path in try FileManager.default.contentsOfDirectory(
      atPath: Self.root.appendingPathComponent("Documentation").path)
    where path.hasSuffix(".md") && !["Architecture.md", "Hardening.md"].contains(path) {
      #expect(index.contains("../\(path)"), "Documentation/Guide/index.md does not lead to \(path)")
    }
  }

  @Test("verbs and options that the pages name in their commands exist")
  func commandsOfPages() throws {
    let verbs = Dictionary(uniqueKeysWithValues: try Self.questions().map { ($0.name, Set($0.options)) })
    var calls = 0
    for page in ["README.md"] + (try Self.pages()) {
      for line in try Self.text(page).replacing("\\\n", with: " ").split(separator: "\n") {
        for call in line.split(separator: "`") where call.hasPrefix("reoffending ") {
          let words = call.split(separator: " ").dropFirst()
          guard let verb = words.first, let known = verbs[String(verb)] else { continue }
          calls += 1
          for word in words.prefix(while: { $0 != "|" && $0 != ">" && $0 != "&&" && !$0.hasPrefix("#") })
          where word.hasPrefix("--") && word.count > 2 {
            let option = word.dropFirst(2).prefix { $0.isLetter || $0 == "-" || $0.isNumber }
            #expect(
              known.contains(String(option)) || option == "no-rules", "\(page): \(verb) has no --\(option)")
          }
        }
      }
    }
    #expect(calls > 30)
  }

  private static func pages() throws -> [String] {
    try ["Documentation", "Documentation/Guide"].flatMap { folder in
      try FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent(folder).path)
        .filter { $0.hasSuffix(".md") }.sorted().map { "\(folder)/\($0)" }
    }
  }

  @Test("the gallery's page shows pictures and holds none of their source")
  func gallery() throws {
    let page = try Self.text("Plots/README.md")
    #expect(page.count < 400_000)
    #expect(!page.contains("<defs>") && !page.contains("<svg") && !page.contains("<path"))
    let pictures = page.matches(of: /!\[[^\n]*\]\(([^()\s]+\.png)\)/).map { String($0.1) }
    #expect(pictures.count > 20)
    for picture in pictures {
      let path = Self.root.appendingPathComponent("Plots/\(picture)").path
      #expect(FileManager.default.fileExists(atPath: path), "\(picture)")
    }
  }
}
