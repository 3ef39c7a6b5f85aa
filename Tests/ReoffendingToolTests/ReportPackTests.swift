import Foundation
import Testing

/// What a report's folder holds, how it is written, and what `verify` finds in it.
@Suite("a report's pack")
struct ReportPackTests {
  private static let table =
    "area,cohort,reoffenders,predicted_rate\nNorth,1200,300,31%\nSouth,2000,800,35%\nEast,900,200,22%\nWest,700,190,26%\n"

  private static let yaml = """
    title: Mine & ours
    source: "A source <of ours>"
    sections:
      - title: Figures
        figures:
          - {name: compared, verb: compare, data: mine.csv, by: area}
          - {name: difference, verb: compare, draw: percent-difference, data: mine.csv, by: area}
          - {name: rates, verb: rates, data: mine.csv, by: area}

    """

  private func folder(_ yaml: String = ReportPackTests.yaml) throws -> Tool.Folder {
    let folder = try Tool.Folder()
    _ = try folder.write(Self.table, to: "mine.csv")
    _ = try folder.write(yaml, to: "mine.yml")
    return folder
  }

  private func draw(_ folder: Tool.Folder, _ further: String...) throws -> Tool.Outcome {
    try Tool.run(
      ["report", "mine.yml", "--output", "Pack", "--documents", "none"] + further, folder: folder.path)
  }

  private func text(_ folder: Tool.Folder, _ path: String) throws -> String {
    try String(contentsOfFile: folder.path + "/Pack/" + path, encoding: .utf8)
  }

  private func manifest(_ folder: Tool.Folder) throws -> [String: Any] {
    try #require(
      JSONSerialization.jsonObject(with: Data(text(folder, "manifest.json").utf8)) as? [String: Any])
  }

  /// The files of a pack with their bytes.
  private func contents(_ folder: Tool.Folder) throws -> [String: Data] {
    let names = try #require(FileManager.default.enumerator(atPath: folder.path + "/Pack"))
    return try names.reduce(into: [:]) { found, name in
      guard let name = name as? String else { return }
      let path = folder.path + "/Pack/" + name
      var isFolder = ObjCBool(false)
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
        return
      }
      found[name] = try Data(contentsOf: URL(fileURLWithPath: path))
    }
  }

  @Test("its tables go into a database too, all of them or none")
  func tablesInDatabase() throws {
    let folder = try folder()
    #expect(try draw(folder, "--tables-to", "sqlite:pack.db").status == 0)
    // Which tables there are is said where none is named.
    let named = try Tool.run("rates", "pack.db", "--by", "area", folder: folder.path)
    #expect(named.error.contains("the tables are compared, difference, rates"), "\(named.error)")
    let again = try draw(folder, "--tables-to", "sqlite:pack.db")
    #expect(again.status == 73, "\(again.error)")
    #expect(again.error.contains("there is a table compared already"))
    #expect(try draw(folder, "--tables-to", "sqlite:pack.db", "--replace").status == 0)
    #expect(try draw(folder, "--tables-to", "pack.txt").status != 0)
    // Where the pack may not be written, no table stands either.
    try FileManager.default.createDirectory(
      atPath: folder.path + "/Kept", withIntermediateDirectories: false)
    try Data("mine".utf8).write(to: URL(fileURLWithPath: folder.path + "/Kept/letter.txt"))
    let refused = try Tool.run(
      [
        "report", "mine.yml", "--output", "Kept", "--documents", "none", "--tables-to", "sqlite:third.db",
      ], folder: folder.path)
    #expect(refused.status == 73, "\(refused.error)")
    #expect(!folder.names.contains("third.db"))
    #expect(try draw(folder, "--replace").status == 64)
    #expect(try draw(folder, "--tables-to", "sqlite:other.db", "--dry-run").status == 64)
    #expect(!folder.names.contains("other.db"))
  }

  @Test("in Turkish, far away and without a home the bytes are the same")
  func surroundings() throws {
    let plain = try folder()
    #expect(try draw(plain).status == 0)
    let away = try folder()
    let drawn = try Tool.run(
      ["report", "mine.yml", "--output", "Pack", "--documents", "none"], folder: away.path,
      environment: [
        "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "HOME": "/nowhere", "TZ": "Pacific/Kiritimati",
      ])
    #expect(drawn.status == 0, "\(drawn.error)")
    let (expected, found) = (try contents(plain), try contents(away))
    #expect(expected.count > 10)
    #expect(expected.keys.filter { expected[$0] != found[$0] }.isEmpty && expected.count == found.count)
  }

  @Test("drawn four times at once into one folder, the pack is that of one run, with nothing left beside it")
  func atOnce() async throws {
    let plain = try folder()
    #expect(try draw(plain).status == 0)
    let shared = try folder()
    let path = shared.path
    let states = try await withThrowingTaskGroup(of: Int32.self) { group in
      for _ in 0..<4 {
        group.addTask {
          try Tool.run(
            ["report", "mine.yml", "--output", "Pack", "--documents", "none"], folder: path
          ).status
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(states.contains(0) && states.allSatisfy { [0, 73].contains($0) }, "\(states)")
    let (expected, found) = (try contents(plain), try contents(shared))
    #expect(expected.keys.filter { expected[$0] != found[$0] }.isEmpty && expected.count == found.count)
    #expect(shared.names == ["Pack", "mine.csv", "mine.yml"])
  }

  @Test(
    "the page says what was found first, with how sure it is; every figure has a heading, a short alternative, a caption"
  )
  func page() throws {
    let folder = try folder()
    #expect(try draw(folder).status == 0)
    let page = try text(folder, "index.html")
    let summary = try #require(page.range(of: "Summary of findings"))
    let figure = try #require(page.range(of: "<svg "))
    #expect(summary.lowerBound < figure.lowerBound)
    #expect(page.contains("of 4 differences"))
    #expect(page.contains("<h3 id=\"compared\">"))
    #expect(page.contains("A source &lt;of ours&gt;"))
    #expect(!page.contains("src=") && !page.contains("http://") || page.contains("http://www.w3.org/"))
    let labels = page.components(separatedBy: "aria-label=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
    #expect(labels.count >= 6)
    #expect(labels.allSatisfy { $0.count < 250 })
    let ids = page.components(separatedBy: " id=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
    #expect(Set(ids).count == ids.count)
    let folds = page.components(separatedBy: "<summary>").dropFirst().map { String($0.prefix { $0 != "<" }) }
    #expect(folds.count == 3 && Set(folds).count == 3)
    #expect(page.components(separatedBy: "<caption><span>").count == 4)
    #expect(page.contains("<th scope=\"col\"") && page.contains("<th scope=\"row\""))
    // The second figure has the sentences of the first, which are not said again.
    #expect(page.components(separatedBy: ">North: ").count == 3)
    let script = page.components(separatedBy: "<script>")[1].components(separatedBy: "</script>")[0]
    #expect(script.split(separator: "\n").count <= 100)
  }

  @Test("--single-file holds its data itself and leads to no other file")
  func singleFile() throws {
    let folder = try folder()
    #expect(try draw(folder, "--single-file").status == 0)
    let page = try text(folder, "index.html")
    #expect(page.contains("href=\"data:text/csv;charset=utf-8;base64,"))
    let addresses = page.components(separatedBy: "href=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
    #expect(addresses.allSatisfy { $0.hasPrefix("#") || $0.hasPrefix("data:") })
    #expect(try Tool.run("verify", "Pack", folder: folder.path).status == 0)
  }

  @Test("--language cy turns the furniture and marks what stays English")
  func welsh() throws {
    let folder = try folder()
    #expect(try draw(folder, "--language", "cy").status == 0)
    let page = try text(folder, "index.html")
    #expect(page.contains("<html lang=\"cy\">") && page.contains("Crynodeb o’r canfyddiadau"))
    #expect(page.contains("<h3 id=\"compared\" lang=\"en-GB\">"))
  }

  @Test(
    "each number of a sentence leads to its field, its rows, its method; inputs and outputs have their hashes"
  )
  func traces() throws {
    let folder = try folder()
    #expect(try draw(folder).status == 0)
    let manifest = try manifest(folder)
    let figures = try #require(manifest["figures"] as? [[String: Any]])
    let rates = try #require(figures.last)
    let sentences = try #require(rates["sentences"] as? [String])
    let numbers = try #require(rates["numbers"] as? [[String: Any]])
    let place = try #require(sentences.firstIndex { $0.hasPrefix("South") })
    let own = numbers.filter { $0["sentence"] as? Int == place }
    let rate = try #require(own.first { $0["text"] as? String == "40.0%" })
    #expect(rate["field"] as? String == "groups[1].rate.estimate")
    #expect(rate["method"] as? String == "wilson")
    #expect(rate["rows"] as? String == "\"area\" = \"South\"")
    #expect(own.contains { $0["text"] as? String == "800" && $0["field"] as? String == "groups[1].events" })
    let inputs = try #require(manifest["inputs"] as? [[String: Any]])
    #expect(inputs.first?["name"] as? String == "mine.csv")
    let sum = try Tool.run("report", "schema")
    #expect(sum.status == 0)
    #expect((inputs.first?["sha256"] as? String)?.count == 64)
    let outputs = try #require(manifest["outputs"] as? [[String: Any]])
    for output in outputs {
      let path = try #require(output["path"] as? String)
      let size =
        try FileManager.default.attributesOfItem(atPath: folder.path + "/Pack/" + path)[.size] as? Int
      #expect(size == output["bytes"] as? Int, "\(path)")
    }
  }

  @Test("also numbers of figures that no verb draws lead to their result or to a cell of their table")
  func tracesOfKinds() throws {
    let folder = try Tool.Folder()
    _ = try folder.write("area,offence,actual_rate\nNorth,Theft,41.5%\nSouth,Theft,38.25%\n", to: "grid.csv")
    _ = try folder.write("area,people\nNorth,\"13,600\"\nSouth,\"11,300\"\n", to: "areas.csv")
    _ = try folder.write("area,sex,share\nNorth,male,25.4%\nNorth,female,4.5%\n", to: "sides.csv")
    _ = try folder.write(
      "year,cohort,reoffenders\n2014/15,1200,300\n2015/16,1100,310\n", to: "years.csv")
    _ = try folder.write(
      """
      title: Kinds
      sections:
        - title: Figures
          figures:
            - {name: grid, kind: grid, data: grid.csv, by: [offence, area]}
            - {name: tiles, kind: tiles, data: areas.csv, by: [area], value: people, layout: [[North], [South]]}
            - {name: sides, kind: back-to-back, data: sides.csv, by: [area, sex]}
            - name: years
              kind: rate-change
              series: [{label: Adult, data: years.csv, by: [year]}]

      """, to: "mine.yml")
    let drawn = try draw(folder)
    #expect(drawn.status == 0, "\(drawn.error)")
    let figures = try #require(manifest(folder)["figures"] as? [[String: Any]])
    func field(_ figure: String, _ number: String) throws -> String? {
      let one = try #require(figures.first { $0["name"] as? String == figure })
      let numbers = try #require(one["numbers"] as? [[String: Any]])
      return numbers.first { $0["text"] as? String == number }?["field"] as? String
    }
    #expect(try field("grid", "38.25%") == "table[0].South")
    #expect(try field("tiles", "11,300") == "table[1].value")
    #expect(try field("sides", "4.5%") == "table[0].female")
    #expect(try field("years", "+3.2") ?? field("years", "3.2") == "changes[0].difference.estimate")
    #expect(try field("years", "1,100") == "table[1].trials")
    #expect(try text(folder, "tables/grid.csv") == "row,North,South\nTheft,0.415,0.3825\n")
    #expect(try text(folder, "tables/tiles.csv") == "area,value\nNorth,13600\nSouth,11300\n")
    #expect(
      try text(folder, "tables/sides.csv").hasPrefix("group,male,female,ratio\nNorth,0.254,0.045,5.6444"))
  }

  @Test("a table with a title above and notes below is verified as it was drawn, from any folder")
  func verifyWithNotes() throws {
    let folder = try folder()
    _ = try folder.write(
      "Table 3: Proven reoffending by area,,\n,,\narea,cohort,reoffenders\nNorth,1200,300\nSouth,2000,800\n,,\nNotes,,\n1. Figures are made up.,,\n",
      to: "titled.csv")
    _ = try folder.write(
      "title: T\nsections:\n  - title: S\n    figures:\n      - {name: rates, verb: rates, data: titled.csv, by: area}\n",
      to: "mine.yml")
    #expect(try draw(folder).status == 0)
    let found = try Tool.run("verify", "Pack", folder: folder.path)
    #expect(found.status == 0, "\(found.error)")
    #expect(try Tool.run("verify", folder.path + "/Pack").status == 0)
    #expect(try text(folder, "manifest.json").contains("titled.csv: The header is taken from line 3"))
  }

  @Test(
    "groups that are called 0 and 1 are named with their column, and their names are no numbers of the result"
  )
  func bareNames() throws {
    let folder = try folder()
    var people = "gang_member,reoffended\n"
    for row in 0..<60 { people += "\(row % 2),\(row % 3 == 0 || row % 4 == 1 ? 1 : 0)\n" }
    _ = try folder.write(people, to: "people.csv")
    _ = try folder.write(
      "title: T\nsections:\n  - title: S\n    figures:\n      - {name: rates, verb: rates, data: people.csv, by: gang_member}\n",
      to: "mine.yml")
    #expect(try draw(folder).status == 0)
    #expect(try text(folder, "sentences.md").contains("highest for gang member = 1"))
    let figures = try #require(try manifest(folder)["figures"] as? [[String: Any]])
    let numbers = try #require(figures[0]["numbers"] as? [[String: Any]])
    #expect(!numbers.isEmpty)
    #expect(!numbers.contains { ["0", "1"].contains($0["text"] as? String) })
  }

  @Test(
    "verify uses the manifest's configuration and level, names the input that changed and files that do not belong"
  )
  func verify() throws {
    let folder = try folder()
    #expect(try draw(folder, "--level", "0.9").status == 0)
    #expect(try Tool.run("verify", "Pack", folder: folder.path).status == 0)
    #expect(try Tool.run("verify", folder.path + "/Pack").status == 0)
    _ = try folder.write("x", to: "Pack/figures/stray.png")
    let stray = try Tool.run("verify", "Pack", folder: folder.path)
    #expect(stray.status == 1 && stray.error.contains("figures/stray.png does not belong"), "\(stray.error)")
    try FileManager.default.removeItem(atPath: folder.path + "/Pack/figures/stray.png")
    _ = try folder.write(Self.table.replacingOccurrences(of: "1200", with: "1201"), to: "mine.csv")
    let changed = try Tool.run("verify", "Pack", folder: folder.path)
    #expect(
      changed.status == 1 && changed.error.contains("the input mine.csv has changed"), "\(changed.error)")
    #expect(changed.error.contains("tables/rates.csv differs"))
    _ = try folder.write(Self.table, to: "mine.csv")
    _ = try folder.write(Self.yaml + "# more\n", to: "mine.yml")
    let other = try Tool.run("verify", "Pack", folder: folder.path)
    #expect(other.status == 1 && other.error.contains("the configuration"), "\(other.error)")
    let none = try Tool.run("verify", folder.path)
    #expect(none.status == 66)
  }

  @Test("nothing is written into a folder of other things unasked; what an earlier report left is removed")
  func folders() throws {
    let folder = try folder()
    let refused = try Tool.run(
      "report", "mine.yml", "--output", ".", "--documents", "none", folder: folder.path)
    #expect(refused.status == 73 && refused.error.contains("mine.csv"), "\(refused.error)")
    #expect(folder.names == ["mine.csv", "mine.yml"])
    #expect(try draw(folder).status == 0)
    _ = try folder.write("kept", to: "Pack/notes.txt")
    let partial = try draw(folder, "--only", "rates")
    #expect(partial.status == 73 && partial.error.contains("further figure"), "\(partial.error)")
    #expect(FileManager.default.fileExists(atPath: folder.path + "/Pack/figures/compared.png"))
    #expect(try draw(folder, "--only", "rates", "--force").status == 0)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/Pack/figures").sorted()
    #expect(files == ["narrow", "plain", "rates.pdf", "rates.png", "rates.svg"], "\(files)")
    #expect(try text(folder, "notes.txt") == "kept")
    let asked = try Tool.run(
      "report", "mine.yml", "--output", ".", "--documents", "none", "--force", folder: folder.path)
    #expect(asked.status == 0 && folder.names.contains("mine.csv"))
  }

  @Test(
    "unchanged figures are taken as they are, changed ones and tampered ones are drawn again; the bytes are the same"
  )
  func unchanged() throws {
    let folder = try folder()
    #expect(try draw(folder).text.contains("not changed") == false)
    let page = try text(folder, "index.html")
    let again = try draw(folder)
    #expect(again.text.contains("3 of them had not changed"), "\(again.text)")
    #expect(try text(folder, "index.html") == page)
    _ = try folder.write("broken", to: "Pack/figures/rates.png")
    let mended = try draw(folder)
    #expect(mended.text.contains("2 of them had not changed"), "\(mended.text)")
    #expect(try Tool.run("verify", "Pack", folder: folder.path).status == 0)
    _ = try folder.write(Self.table + "Coast,800,200,26%\n", to: "mine.csv")
    #expect(try draw(folder).text.contains("not changed") == false)
    #expect(try draw(folder, "--redraw").text.contains("not changed") == false)
  }

  @Test("--dry-run says what would be drawn from what; --strict refuses what was taken for granted")
  func dryAndStrict() throws {
    let folder = try folder()
    let dry = try draw(folder, "--dry-run", "--for-each", "area")
    #expect(dry.status == 0)
    #expect(dry.text.contains("rates: verb rates from mine.csv (4 rows); by: area"), "\(dry.text)")
    #expect(dry.text.contains("A pack for each of 4: North, South, East, West"), "\(dry.text)")
    #expect(folder.names == ["mine.csv", "mine.yml"])
    #expect(try draw(folder, "--strict").status == 0)
    _ = try folder.write(
      "area,Number of offenders,Number of reoffenders\nA,120,30\nB,130,40\n", to: "guess.csv")
    _ = try folder.write(
      "title: t\nsections:\n  - title: s\n    figures:\n      - {name: a, verb: rates, data: guess.csv, by: area}\n",
      to: "mine.yml")
    let strict = try Tool.run(
      "report", "mine.yml", "--output", "Strict", "--documents", "none", "--strict", folder: folder.path)
    #expect(strict.status == 1 && strict.error.contains("is taken as"), "\(strict.error)")
    #expect(!folder.names.contains("Strict"))
  }

  @Test("a mistake in a figure is told with its line, and a column that is not there with the nearest")
  func places() throws {
    let folder = try folder(
      "title: t\nsections:\n  - title: s\n    figures:\n      - name: a\n        verb: rates\n        data: mine.csv\n        by: [aera]\n"
    )
    let outcome = try draw(folder)
    #expect(outcome.status == 65)
    #expect(outcome.error.contains("mine.yml, line 5, column 9: a:"), "\(outcome.error)")
    #expect(outcome.error.contains("did you mean area?"), "\(outcome.error)")
    let unknown = try draw(folder, "--only", "b")
    #expect(unknown.status == 65 && unknown.error.contains("no figure is named b"))
  }

  @Test("where small counts are hidden, no hash of the data is published and no output holds them")
  func suppressed() throws {
    let folder = try folder("suppress: 5\n" + Self.yaml)
    _ = try folder.write(Self.table + "Hidden,7371,3,1%\n", to: "mine.csv")
    #expect(try draw(folder).status == 0)
    let manifest = try manifest(folder)
    let inputs = try #require(manifest["inputs"] as? [[String: Any]])
    #expect(inputs.allSatisfy { $0["sha256"] == nil || $0["sha256"] is NSNull })
    let figures = try #require(manifest["figures"] as? [[String: Any]])
    #expect(figures.allSatisfy { $0["key"] == nil || $0["key"] is NSNull })
    #expect((manifest["suppressed"] as? [String: Any])?["upTo"] as? Int == 5)
    let pack = folder.path + "/Pack"
    for file in [
      "index.html", "report.md", "manifest.json", "includes/rates.md", "includes/rates.qmd", "sentences.md",
    ] {
      let text = try String(contentsOfFile: "\(pack)/\(file)", encoding: .utf8)
      #expect(!text.contains("7371") && !text.contains("7,371"), "\(file)")
    }
    for sheet in ["tables.xlsx", "tables.ods"] {
      let back = try Tool.run(
        "rates", "\(pack)/\(sheet)", "--sheet", "Table_3", "--by", "area", "--cohort", "People",
        "--reoffenders",
        "Reoffended", "--format", "csv")
      #expect(back.text.contains("South") && !back.text.contains("7371"), "\(sheet): \(back.error)")
    }
    #expect(try Tool.run("verify", pack).status == 0)
  }

  @Test("a pack for each area in a folder of its own, the area in focus among the others")
  func forEach() throws {
    let folder = try folder()
    let outcome = try draw(folder, "--for-each", "area")
    #expect(outcome.status == 0, "\(outcome.error)")
    for area in ["north", "south", "east", "west"] {
      let page = try text(folder, "\(area)/index.html")
      #expect(page.contains("<h1>Mine &amp; ours: \(area.capitalized)</h1>"))
      #expect(page.contains("North") && page.contains("West"))
      #expect(try text(folder, "index.html").contains("href=\"\(area)/index.html\""))
    }
    #expect(try Tool.run("verify", "Pack", folder: folder.path).status == 0)
    #expect(!outcome.error.contains("packs are alike"))
    let north = try text(folder, "north/index.html")
    let summary = try #require(north.components(separatedBy: "<nav").first)
    #expect(summary.contains("<span class=\"group\">North: "), "\(summary.suffix(900))")
    #expect(!summary.contains("<span class=\"group\">South: "))
    let none = try draw(folder, "--for-each", "region")
    #expect(
      none.status == 65 && none.error.contains("no table of the report has a column region"), "\(none.error)")
  }

  @Test(
    "in packs of a column figures by another are drawn in full colour, and packs that are all alike are noted"
  )
  func forEachOfOthers() throws {
    let folder = try Tool.Folder()
    _ = try folder.write(
      "area,sex,cohort,reoffenders\nNorth,F,400,90\nNorth,M,800,300\nSouth,F,300,70\nSouth,M,900,310\n",
      to: "both.csv")
    let head = "title: T\ndata: both.csv\nsections:\n  - title: S\n    figures:\n"
    let other = "      - {name: by-sex, verb: rates, by: sex}\n"
    _ = try folder.write(
      head + other + "      - {name: both, verb: rates, by: [area, sex]}\n", to: "mine.yml")
    let outcome = try draw(folder, "--for-each", "area")
    #expect(outcome.status == 0 && !outcome.error.contains("packs are alike"), "\(outcome.error)")
    func colours(_ path: String) throws -> (focus: Int, context: Int) {
      let svg = try text(folder, path).lowercased()
      return (svg.components(separatedBy: "#12436d").count, svg.components(separatedBy: "#bfbfbf").count)
    }
    let bySex = try colours("north/figures/plain/by-sex.svg")
    #expect(bySex.focus >= 3 && bySex.context == 1, "\(bySex)")
    let both = try colours("north/figures/plain/both.svg")
    #expect(both.focus >= 3 && both.context >= 3, "\(both)")
    _ = try folder.write(head + other, to: "mine.yml")
    let alike = try draw(folder, "--for-each", "area")
    #expect(alike.status == 0 && alike.error.contains("packs are alike"), "\(alike.error)")
  }

  @Test("how a table was read is said once, and no note of a report names an option of the command line")
  func readings() throws {
    let folder = try Tool.Folder()
    _ = try folder.write(
      "Table 1: Proven reoffending,,\n\narea,cohort,reoffenders\nNorth,400,90\nn/k,300,70\nSouth,300,70\n",
      to: "titled.csv")
    _ = try folder.write(
      "title: T\ndata: titled.csv\nsections:\n  - title: S\n    figures:\n"
        + "      - {name: one, verb: rates, by: area}\n      - {name: two, verb: funnel, by: area}\n",
      to: "mine.yml")
    let outcome = try draw(folder)
    #expect(outcome.status == 0, "\(outcome.error)")
    for path in ["index.html", "report.md", "sentences.md"] {
      let words = try text(folder, path).replacing("\\", with: "")
      #expect(words.components(separatedBy: "The header is taken from line 3").count == 2, "\(path)")
      #expect(words.firstMatch(of: /[ (]--[a-z]/) == nil || path == "index.html", "\(path)")
      #expect(!words.contains("--keep-missing"), "\(path)")
    }
    let page = try text(folder, "index.html")
    let style = try #require(page.components(separatedBy: "@media print").dropFirst().first)
    #expect(style.contains("thead { display: table-header-group; break-inside: avoid; }"))
    // A head with buttons in it is not repeated by Chromium.
    #expect(style.contains("th button { display: contents; }"))
    #expect(page.contains("<h2 id=\"page.methods\">How the data were read</h2>"))
  }

  @Test("the spreadsheets hold the tables as tables that our own reader reads back")
  func spreadsheets() throws {
    let folder = try folder()
    #expect(try draw(folder).status == 0)
    for sheet in ["tables.xlsx", "tables.ods"] {
      let back = try Tool.run(
        "rates", folder.path + "/Pack/\(sheet)", "--sheet", "Table_3", "--by", "area", "--cohort", "People",
        "--reoffenders", "Reoffended", "--format", "json")
      #expect(back.status == 0, "\(back.error)")
      #expect(back.text.contains("\"trials\" : 2000"), "\(sheet) \(back.text.prefix(300))")
    }
  }

  @Test("--watch draws again when the data are saved, and says what is wrong without ending")
  func watch() throws {
    let folder = try folder()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try Tool.path)
    process.arguments = ["report", "mine.yml", "--output", "Pack", "--documents", "none", "--watch"]
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.standardOutput = FileHandle.nullDevice
    let error = try #require(FileHandle(forWritingAtPath: try folder.write("", to: "said.txt")))
    process.standardError = error
    try process.run()
    defer {
      process.terminate()
      process.waitUntilExit()
    }
    func wait(_ what: String, _ holds: () -> Bool) {
      let end = Date(timeIntervalSinceNow: 60)
      while !holds(), Date() < end { Thread.sleep(forTimeInterval: 0.1) }
      #expect(holds(), "\(what)")
    }
    func said() -> String { (try? String(contentsOfFile: folder.path + "/said.txt", encoding: .utf8)) ?? "" }
    func table() -> String { (try? text(folder, "tables/rates.csv")) ?? "" }
    wait("drawn") { table().contains("1200") && said().contains("Watching 2 files") }
    _ = try folder.write(Self.table.replacingOccurrences(of: "1200", with: "1300"), to: "mine.csv")
    wait("drawn again") { table().contains("1300") }
    wait("waiting again") { said().components(separatedBy: "Watching").count >= 3 }
    _ = try folder.write("titel: wrong\n", to: "mine.yml")
    wait("told") { said().contains("did you mean title?") }
    _ = try folder.write(
      Self.yaml.replacingOccurrences(of: "name: rates", with: "name: others"), to: "mine.yml")
    wait("mended") { (try? text(folder, "tables/others.csv")) != nil }
  }

  @Test("without pandoc the report says what it could not write and writes the rest")
  func withoutPandoc() throws {
    let folder = try folder()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try Tool.path)
    process.arguments = ["report", "mine.yml", "--output", "Pack"]
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.environment = ["PATH": folder.path]
    let error = Pipe()
    process.standardError = error
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let said = String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(
      said.contains(
        "report.docx, report.odt, report.pptx, report.tex could not be written: pandoc is not installed"),
      "\(said)")
    #expect(FileManager.default.fileExists(atPath: folder.path + "/Pack/report.md"))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/Pack/report.docx"))
  }

  private static let hasPandoc = ["/usr/bin/pandoc", "/usr/local/bin/pandoc", "/opt/homebrew/bin/pandoc"]
    .contains {
      FileManager.default.isExecutableFile(atPath: $0)
    }

  @Test(
    "pandoc's documents have headings, alternative texts, table headers and a language, and the same bytes each time",
    .enabled(if: hasPandoc))
  func documents() throws {
    let folder = try folder()
    let made = try Tool.run("report", "mine.yml", "--output", "Pack", folder: folder.path)
    #expect(made.status == 0, "\(made.error)")
    let again = try Tool.run("report", "mine.yml", "--output", "Again", folder: folder.path)
    #expect(again.status == 0, "\(again.error)")
    for ending in ["docx", "odt", "pptx", "tex"] {
      let one = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/Pack/report.\(ending)"))
      #expect(
        one == (try Data(contentsOf: URL(fileURLWithPath: folder.path + "/Again/report.\(ending)"))),
        "\(ending)")
    }
    #expect(try Tool.run("verify", "Pack", folder: folder.path).status == 0)
    func part(_ file: String, _ name: String) throws -> String {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = ["unzip", "-p", folder.path + "/Pack/" + file, name]
      let output = Pipe()
      process.standardOutput = output
      try process.run()
      let data = output.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      return String(decoding: data, as: UTF8.self)
    }
    let word = try part("report.docx", "word/document.xml")
    #expect(word.contains("w:val=\"Heading2\"") && word.contains("w:tblHeader"))
    #expect(
      word.components(separatedBy: "<wp:docPr descr=\"").dropFirst().allSatisfy {
        $0.hasPrefix("Dot plot") || $0.hasPrefix("Bar chart")
      })
    #expect(try part("report.docx", "word/styles.xml").contains("w:val=\"en-GB\""))
    let text = try part("report.odt", "content.xml")
    #expect(text.components(separatedBy: "<svg:desc>").count == 4 && text.contains("table:table-header-rows"))
    #expect(try part("report.odt", "styles.xml").contains("fo:language=\"en\""))
    let slides = try part("report.pptx", "ppt/slides/slide*.xml")
    #expect(slides.components(separatedBy: "<p:pic>").count == 4)
    #expect(!slides.contains("descr=\"figures/") && slides.contains("lang=\"en-GB\""))
    #expect(slides.contains("<p:ph type=\"title\""))
    // A slide has the sentence of its figure, once for each of the three.
    #expect(slides.components(separatedBy: "South: ").count >= 4, "\(slides.suffix(600))")
    #expect(!(try part("report.pptx", "ppt/slideLayouts/*.xml")).contains("cap=\"all\""))
  }
}
