import Foundation
import Testing

@Suite("The tool when it is stopped, limited or misled")
struct StoppedToolTests {
  /// Starts the tool and gives its process once a staged file is there.
  private func writing(_ folder: Tool.Folder) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try Tool.path)
    process.arguments = ["synthesise", "--people", "1000000", "--output", "people.csv"]
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.standardError = FileHandle.nullDevice
    try process.run()
    let limit = Date().addingTimeInterval(300)
    while !folder.names.contains(where: { $0.hasSuffix(".part") }), Date() < limit, process.isRunning {
      Thread.sleep(forTimeInterval: 0.005)
    }
    try #require(process.isRunning && folder.names.count == 2, "no staged file was seen")
    return process
  }

  @Test(
    "told to stop, it removes what is unfinished and ends by the signal",
    arguments: [SIGINT, SIGTERM, SIGHUP])
  func stopped(_ signal: Int32) throws {
    let folder = try Tool.Folder()
    _ = try folder.write("old", to: "people.csv")
    let process = try writing(folder)
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal)
    #expect(process.terminationStatus == signal)
    #expect(folder.names == ["people.csv"])
    #expect(try String(contentsOfFile: folder.path + "/people.csv", encoding: .utf8) == "old")
  }

  /// Runs a program as a user of few rights, which the superuser alone can do, with a program of util-linux.
  private static func withoutRights(_ command: [String]) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/setpriv")
    process.arguments = ["--reuid", "65534", "--regid", "65534", "--clear-groups"] + command
    return process
  }

  /// Whether such a user can run the tool.
  private static let canLoseRights: Bool = {
    guard geteuid() == 0, let tool = try? Tool.path else { return false }
    let process = withoutRights(["/usr/bin/test", "-x", tool])
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  @Test("without a home it draws, says nothing of fonts, and leaves nothing", .enabled(if: canLoseRights))
  func withoutHome() throws {
    let folder = try Tool.Folder()
    let data = try folder.write("area,cohort,reoffenders\nA,100,20\nB,300,90\n", to: "areas.csv")
    chmod(folder.path, 0o777)
    let process = Self.withoutRights([
      try Tool.path, "rates", data, "--by", "area", "--figure", folder.path + "/areas.png",
    ])
    // Fonts of which no list is there yet.
    let fonts = try folder.write(
      #"<fontconfig><dir>/usr/share/fonts</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>"#,
      to: "fonts.conf")
    process.environment = [
      "PATH": "/usr/bin:/bin", "TMPDIR": folder.path + "/", "FONTCONFIG_FILE": fonts,
    ]
    let (output, error) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = error
    try process.run()
    let said = String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(said)")
    #expect(said.contains("A: 20 of 100") && !said.lowercased().contains("fontconfig"), "\(said)")
    #expect(folder.names == ["areas.csv", "areas.png", "fonts.conf"])
  }

  /// The server that `Tools/engines` started.
  private static let server = ProcessInfo.processInfo.environment["REOFFENDING_TEST_POSTGRESQL"]

  @Test("told to stop, it has the server stop its query", .enabled(if: server != nil))
  func stoppedQuery() throws {
    let server = try #require(Self.server)
    func isRunning() throws -> Bool {
      let asked = try Tool.run(
        "rates", server, "--by", "area", "--query",
        """
        SELECT CASE WHEN EXISTS (SELECT 1 FROM pg_stat_activity WHERE query LIKE '%pg_sleep(251)%' AND state = 'active' \
        AND pid <> pg_backend_pid()) THEN 'running' ELSE 'stopped' END AS area, g % 2 AS reoffended \
        FROM generate_series(1, 100) g
        """)
      return asked.text.contains("running")
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try Tool.path)
    process.arguments = [
      "rates", server, "--by", "area", "--query", "SELECT 1 AS reoffended, 'a' AS area FROM pg_sleep(251)",
    ]
    process.standardError = FileHandle.nullDevice
    try process.run()
    let limit = Date().addingTimeInterval(60)
    while try !isRunning(), Date() < limit { Thread.sleep(forTimeInterval: 0.1) }
    #expect(try isRunning())
    process.terminate()
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal)
    while try isRunning(), Date() < limit { Thread.sleep(forTimeInterval: 0.1) }
    #expect(try !isRunning())
  }

  @Test("killed, it leaves the old file, and the next run removes what was left")
  func killed() throws {
    let folder = try Tool.Folder()
    _ = try folder.write("old", to: "people.csv")
    let process = try writing(folder)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    #expect(folder.names.count == 2)
    #expect(try String(contentsOfFile: folder.path + "/people.csv", encoding: .utf8) == "old")
    let again = try Tool.run(
      "synthesise", "--people", "2000", "--output", "people.csv", folder: folder.path)
    #expect(again.status == 0, "\(again.error)")
    #expect(folder.names == ["people.csv"])
  }

  @Test("--output and --figure that are one file are refused, and nothing is written")
  func oneFile() throws {
    let folder = try Tool.Folder()
    for other in ["r.svg", "./r.svg"] {
      let outcome = try Tool.run(
        "rates", "local-authorities-2015", "--by", "area", "--output", "r.svg", "--figure", other,
        folder: folder.path)
      #expect(outcome.status == 64)
      #expect(outcome.error.contains("one file"))
    }
    #expect(folder.names == [])
  }

  @Test("data export writes over a file with --force only")
  func force() throws {
    let folder = try Tool.Folder()
    _ = try folder.write("mine", to: "population.csv")
    let refused = try Tool.run("data", "export", "population", folder: folder.path)
    #expect(refused.status == 73)
    #expect(try String(contentsOfFile: folder.path + "/population.csv", encoding: .utf8) == "mine")
    #expect(try Tool.run("data", "export", "population", "--force", folder: folder.path).status == 0)
    #expect(try String(contentsOfFile: folder.path + "/population.csv", encoding: .utf8) != "mine")
  }

  @Test(
    "expressions that lie too deep, or are too long, are refused with their place",
    arguments: [
      [
        "--where",
        String(repeating: "(", count: 9_200) + "area = \"Dudley\"" + String(repeating: ")", count: 9_200),
      ],
      ["--where", Array(repeating: "area='D'", count: 7_700).joined(separator: " or ")],
      ["--where", String(repeating: "not ", count: 20_000) + "area = \"Dudley\""],
    ])
  func deepFilters(_ arguments: [String]) throws {
    let outcome = try Tool.run(["rates", "local-authorities-2015", "--by", "area"] + arguments)
    #expect(outcome.status == 64)
    #expect(outcome.error.contains("deep") || outcome.error.contains("joined"))
    #expect(outcome.error.contains("^"))
  }

  @Test(
    "rules and formulas too",
    arguments: [
      String(repeating: "(", count: 9_200) + "rate" + String(repeating: ")", count: 9_200) + " = rate",
      "rate = " + Array(repeating: "rate", count: 7_700).joined(separator: " + "),
      "rate = " + String(repeating: "-", count: 20_000) + "rate",
    ])
  func deepRules(_ rule: String) throws {
    let folder = try Tool.Folder()
    let table = try folder.write("area,rate\nA,1\nB,2\n", to: "t.csv")
    let outcome = try Tool.run("audit", table, "--rule", rule)
    #expect(outcome.status == 64)
    #expect(outcome.error.contains("deep") || outcome.error.contains("end of the rule"))
  }

  @Test(
    "a formula has at most a thousand terms, and brackets a hundred deep",
    arguments: [
      "reoffended ~ " + String(repeating: "(", count: 9_200) + "age" + String(repeating: ")", count: 9_200),
      "reoffended ~ " + (0..<40).map { "x\($0)" }.joined(separator: " * "),
      "reoffended ~ " + (0..<3_000).map { "x\($0)" }.joined(separator: " + "),
    ])
  func deepFormulas(_ formula: String) throws {
    let folder = try Tool.Folder()
    let table = try folder.write("age,reoffended\n20,1\n21,0\n22,1\n25,0\n", to: "t.csv")
    let outcome = try Tool.run("fit", table, "--formula", formula)
    #expect(outcome.status == 64)
    #expect(outcome.error.contains("at most"))
  }

  @Test("a small stack of the shell is no limit")
  func smallStack() throws {
    let folder = try Tool.Folder()
    let filter = Array(repeating: "area = 'Dudley'", count: 900).joined(separator: " or ")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c", "ulimit -s 64; exec \"$0\" rates local-authorities-2015 --by area --where \"$1\" > out.txt",
      try Tool.path, filter,
    ]
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 0)
    #expect(try String(contentsOfFile: folder.path + "/out.txt", encoding: .utf8).contains("Dudley"))
  }

  @Test("numbers beyond what can be counted are refused, none of them with a signal")
  func overflow() throws {
    let folder = try Tool.Folder()
    var people = "area,reoffended,reoffences\n"
    var counts = "area,cohort,reoffenders,reoffences\n"
    for row in 0..<1200 {
      people += "A,1,9007199254740991\n"
      counts += "A\(row),9007199254740991,1000,9\n"
    }
    let peoplePath = try folder.write(people, to: "people.csv")
    let countsPath = try folder.write(counts, to: "counts.csv")
    let squares = try folder.write(
      "reoffended,reoffences,homeless\n0,0,1\n1,2,0\n0,0,0\n1,10000000000000,1\n1,3,0\n0,0,1\n", to: "s.csv")
    let ages = try folder.write("reoffended,age,days\n0,20,1\n1,21,2\n0,22,3\n1,1e155,4\n", to: "c.csv")
    for (arguments, status) in [
      (["rates", peoplePath, "--by", "area"], [65]), (["rates", countsPath, "--by", "area"], [65]),
      (["rates", countsPath, "--by", "area", "--suppress", "5"], [65]),
      (["scenario", squares, "--factors", "homeless"], [0]),
      (["cox", ages, "--time", "days", "--event", "reoffended", "--terms", "age"], [65]),
      (["fit", ages, "--formula", "reoffended ~ age"], [65]),
      (["calc", "power", "--p1", ".3", "--p2", ".2", "--n", "1e300"], [64, 65]),
      (["calc", "sample-size", "--p1", ".3", "--p2", ".3000000000001"], [0, 65]),
      (["calc", "one-sample", "33", "9223372036854775807", "--expected", ".4"], [65]),
      (["calc", "proportion", "9223372036854775807", "9223372036854775807"], [65]),
      (["calc", "count", "9223372036854775807"], [65]),
      (["calc", "two-by-two", "9223372036854775807", "1", "1", "1"], [65]),
      (["calc", "smallest-cohort", "40.35", "40.35000000001"], [0, 64, 65]),
      (["calc", "recover", "88.83", "--max", "9223372036854775807"], [64, 65]),
    ] {
      let outcome = try Tool.run(arguments)
      #expect(
        status.contains(Int(outcome.status)), "\(arguments): \(outcome.status) \(outcome.error.prefix(300))")
    }
  }

  @Test("an escape sequence from a file reaches no terminal by way of a message")
  func escapes() throws {
    let folder = try Tool.Folder()
    let table = try folder.write(
      "area,cohort,reoffenders\n\u{1B}[31mA,10,2\nB\u{9B}2J,x\u{1B}[2J,3\n", to: "t.csv")
    let outcome = try Tool.run("rates", table, "--by", "area")
    #expect(outcome.status == 65)
    #expect(!outcome.error.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{9B}" })
  }

  @Test("a damaged gzip is wrong data")
  func gzip() throws {
    let folder = try Tool.Folder()
    let path = folder.path + "/t.csv.gz"
    try Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3]).write(to: URL(fileURLWithPath: path))
    #expect(try Tool.run("rates", path, "--by", "area").status == 65)
  }
}
