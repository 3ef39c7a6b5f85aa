import Foundation
import Testing

@Suite("--disclosure and --history")
struct DisclosurePolicyVerbTests {
  private static let counts =
    "area,region,age,cohort,reoffenders\nA1,North,59,40,3\nA2,North,60,102,41\nB1,South,61,93,22\nB2,South,75,88,31\n"

  private func policy(_ text: String, _ arguments: String...) throws -> Tool.Outcome {
    let folder = try Tool.Folder()
    let file = try folder.write(text, to: "policy.yml")
    return try Tool.run(["rates", "-", "--disclosure", file] + arguments, input: Self.counts)
  }

  @Test("nhs: counts to 7 are hidden, all others are multiples of 5 in every format, and the notes say so")
  func nhs() throws {
    let folder = try Tool.Folder()
    let outcome = try Tool.run(
      "rates", "-", "--by", "area", "--disclosure", "nhs", "--format", "json", "--figure",
      folder.path + "/f.svg", "--svg-text", "text", input: Self.counts)
    #expect(outcome.status == 0, "\(outcome.error)")
    let json = try outcome.json()
    let groups = try #require(json["groups"] as? [[String: Any]])
    let total = try #require(json["total"] as? [String: Any])
    for group in groups + [total] {
      for key in ["trials", "events"] {
        if let count = group[key] as? Int { #expect(count % 5 == 0) }
      }
    }
    #expect(groups[0]["trials"] is NSNull && groups.count { $0["trials"] is NSNull } == 2)
    #expect((json["notes"] as? [String])?.contains { $0.contains("NHS") && $0.contains("nearest 5") } == true)
    let figure = try String(contentsOfFile: folder.path + "/f.svg", encoding: .utf8)
    for exact in ["102", "93", "88", "41", "22", "31", "323", "97"] {
      #expect(!figure.contains(">\(exact)<") && !outcome.text.contains("\(exact) of"))
    }
  }

  @Test("a policy file: rounding at random, top coding and withheld rates")
  func file() throws {
    let outcome = try policy(
      """
      preset: moj
      name: Own
      round-counts: 10
      rounding: random
      seed: 12
      top-code: {age: 60}
      no-rate-below: 50
      """, "--by", "age", "--format", "json")
    #expect(outcome.status == 0, "\(outcome.error)")
    let groups = try #require(outcome.json()["groups"] as? [[String: Any]])
    #expect(groups.map { ($0["by"] as? [String: String])?["age"] } == ["59", "60+"])
    #expect(!outcome.text.contains("\"12\"") && outcome.text.contains("60 on is one group"))
  }

  @Test(
    "a policy that is not understood is refused with line and column, and what would be right",
    arguments: [
      ("suppres: 5\n", "line 1, column 1: “suppres” is not known in a policy; did you mean suppress?"),
      ("suppress: none\n", "line 1, column 11: suppress: none is not a whole number from 1"),
      ("name: X\n", "the policy has no rule"),
      ("suppress: 5\nrounding: nearest\n", "rounding says how round-counts rounds, which is missing"),
      ("round-counts: 5\nrounding: random\n", "needs seed: a whole number that is kept secret"),
      ("top-code: {age: old}\n", "“old” is not a whole number"),
      ("preset: mojj\n", "did you mean moj?"),
    ])
  func refused(_ text: String, _ words: String) throws {
    let outcome = try policy(text, "--by", "area")
    #expect(outcome.status == 65)
    #expect(outcome.error.contains(words), "\(outcome.error)")
  }

  @Test("verbs that cannot keep a rule refuse the policy by name")
  func refusingVerbs() throws {
    let people =
      "area,days,reoffended\n" + (0..<90).map { "A\($0 % 2),\($0 + 1),\($0 % 3 == 0 ? 1 : 0)\n" }.joined()
    for (arguments, words) in [
      (["survival", "-", "--time", "days", "--event", "reoffended"], "survival cannot keep the policy NHS"),
      (["rates", "-", "--suppress", "5"], "not both"),
    ] {
      let outcome = try Tool.run(arguments + ["--disclosure", "nhs"], input: people)
      #expect(outcome.status == 64 && outcome.error.contains(words), "\(outcome.error)")
    }
    #expect(try Tool.run("rates", "-", "--disclosure", "hns", input: Self.counts).status == 64)
  }

  private func report(_ folder: Tool.Folder, _ name: String, _ lines: String) throws -> String {
    try folder.write(
      "title: T\n\(lines)\nsections:\n  - title: S\n    figures:\n"
        + "      - {name: \(name), kind: rates, data: d.csv, by: [\(name)]}\n", to: "\(name).yml")
  }

  @Test("a report states its policy and its software in the manifest, and verify takes it again")
  func report() throws {
    let folder = try Tool.Folder()
    _ = try folder.write(Self.counts, to: "d.csv")
    let config = try report(folder, "area", "disclosure: nhs")
    let output = folder.path + "/out"
    #expect(try Tool.run("report", config, "--documents", "none", "--output", output).status == 0)
    let text = try String(contentsOfFile: output + "/manifest.json", encoding: .utf8)
    #expect(text.contains("counts are rounded to the nearest 5") && text.contains("\"GLPK\""))
    let table = try String(contentsOfFile: output + "/tables/area.csv", encoding: .utf8)
    #expect(table.contains("A2,100,40,0.4,") && table.contains("Total,325,95"))
    #expect(try Tool.run("verify", output, "--config", config).status == 0)
    let plain = try report(folder, "region", "")
    #expect(
      try Tool.run(
        "report", plain, "--disclosure", "moj", "--documents", "none", "--output", folder.path + "/b"
      ).status == 0)
    let twice = try Tool.run(
      "report", config, "--disclosure", "moj", "--documents", "none", "--output", folder.path + "/c")
    #expect(twice.status == 64 && twice.error.contains("says itself"))
  }

  @Test("a figure of which every group is hidden is withheld with a note, and the others are drawn")
  func withheld() throws {
    let folder = try Tool.Folder()
    _ = try folder.write("area,cohort,reoffenders\nA,40,3\nB,30,2\n", to: "few.csv")
    _ = try folder.write(Self.counts, to: "d.csv")
    let config = try folder.write(
      """
      title: T
      suppress: 5
      sections:
        - title: S
          figures:
            - {name: few, kind: rates, data: few.csv, by: [area]}
            - {name: region, kind: rates, data: d.csv, by: [region]}
      """, to: "r.yml")
    let outcome = try Tool.run("report", config, "--documents", "none", "--output", folder.path + "/out")
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.error.contains("few: withheld, because every group is suppressed"))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/out/figures")
    #expect(names.contains("region.svg") && !names.contains { $0.hasPrefix("few") })
    let page = try String(contentsOfFile: folder.path + "/out/index.html", encoding: .utf8)
    #expect(page.contains("withheld") && !page.contains("few.svg"))
  }

  @Test("history: what an earlier report gives away with this one is told, and small changes are")
  func history() throws {
    let folder = try Tool.Folder()
    _ = try folder.write(Self.counts, to: "d.csv")
    let regions = try report(folder, "region", "suppress: 5")
    let areas = try report(folder, "area", "suppress: 5")
    #expect(
      try Tool.run("report", regions, "--documents", "none", "--output", folder.path + "/old/2026-01").status
        == 0)
    // By areas A1 is hidden with the smallest other, B2; with the regions both follow.
    let given = try Tool.run(
      "report", areas, "--documents", "none", "--output", folder.path + "/new", "--history",
      folder.path + "/old")
    #expect(given.status == 0)
    #expect(given.error.contains("the suppressed counts of A1"), "\(given.error)")
    // Alone with its like it gives nothing away.
    let same = try Tool.run(
      "report", regions, "--documents", "none", "--output", folder.path + "/n", "--history",
      folder.path + "/old")
    #expect(!same.error.contains("can be worked out") && !same.error.contains("differs"))
    // One person more in one area is the difference of the two reports.
    _ = try folder.write(Self.counts.replacing("A2,North,60,102,41", with: "A2,North,60,103,42"), to: "d.csv")
    let changed = try Tool.run(
      "report", regions, "--documents", "none", "--output", folder.path + "/n", "--history",
      folder.path + "/old")
    #expect(
      changed.error.contains("North of region in") && changed.error.contains("1 person, 1 who reoffended"))
    let none = try Tool.run(
      "report", areas, "--documents", "none", "--output", folder.path + "/n", "--history", folder.path)
    #expect(none.status == 0)
    let empty = try Tool.run(
      "report", areas, "--documents", "none", "--output", folder.path + "/n", "--history",
      folder.path + "/none")
    #expect(empty.status == 64 && empty.error.contains("holds no report"))
  }

  @Test("compare with every group hidden says so")
  func everythingHidden() throws {
    let outcome = try Tool.run(
      "compare", "-", "--by", "area", "--suppress", "5",
      input: "area,cohort,reoffenders,predicted_rate\nA,40,3,30%\nB,30,2,30%\n")
    #expect(outcome.status == 65)
    #expect(outcome.error.contains("every group with a predicted rate is suppressed"), "\(outcome.error)")
  }

  @Test("--version --verbose names the libraries with their versions")
  func versions() throws {
    let outcome = try Tool.run("--version", "--verbose")
    #expect(outcome.status == 0)
    for name in ["reoffending", "GSL", "GLPK", "zlib", "libxml2", "libzip", "Poppler", "Cairo", "HarfBuzz"] {
      #expect(
        outcome.text.split(separator: "\n").contains { $0.hasPrefix(name + " ") && $0.contains(".") },
        "\(name)")
    }
  }
}
