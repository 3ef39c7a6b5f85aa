#if os(Linux)
  import Foundation
  import Testing

  /// The tool on a file system that fails, by a library that is loaded before the system's (`Tests/Faults/faults.c`).
  @Suite("The tool on a disk that fails", .serialized)
  struct FaultTests {
    /// The library, compiled once.
    private static let library: String = {
      let source = #filePath.components(separatedBy: "/ReoffendingToolTests/")[0] + "/Faults/faults.c"
      let target = NSTemporaryDirectory() + "faults-\(UUID().uuidString).so"
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/cc")
      process.arguments = ["-shared", "-fPIC", "-o", target, source, "-ldl"]
      if (try? process.run()) != nil { process.waitUntilExit() }
      return target
    }()

    private static let table = "area,cohort,reoffenders\nA,140,43\nB,100,30\n"

    /// Runs the tool with a fault below a folder.
    private func run(
      _ arguments: [String], in folder: Tool.Folder, _ fault: [String: String]
    ) throws -> (outcome: Tool.Outcome, calls: Int) {
      var environment = fault
      try #require(
        FileManager.default.fileExists(atPath: Self.library), "cc could not compile Tests/Faults/faults.c")
      environment["LD_PRELOAD"] = Self.library
      let real = try #require(realpath(folder.path + "/disk", nil))
      defer { free(real) }
      environment["FAULT_FOLDER"] = String(cString: real)
      environment["FAULT_COUNT"] = folder.path + "/count"
      let outcome = try Tool.run(
        arguments, input: Self.table, folder: folder.path, environment: environment)
      let count = (try? String(contentsOfFile: folder.path + "/count", encoding: .utf8))?
        .split(separator: " ").first.flatMap { Int($0) }
      return (outcome, count ?? 0)
    }

    /// All files below a folder with their bytes.
    private func contents(_ folder: String) throws -> [String: Data] {
      var files: [String: Data] = [:]
      for case let name as String in FileManager.default.enumerator(atPath: folder) ?? .init() {
        var isFolder = ObjCBool(false)
        let path = folder + "/" + name
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue {
          files[name] = try Data(contentsOf: URL(fileURLWithPath: path))
        }
      }
      return files
    }

    private func disk() throws -> Tool.Folder {
      let folder = try Tool.Folder()
      try FileManager.default.createDirectory(
        atPath: folder.path + "/disk", withIntermediateDirectories: true)
      return folder
    }

    @Test("a disk that is full at any byte leaves the old file or the new one, and nothing else")
    func everyByte() throws {
      let folder = try disk()
      let old = "old result\n"
      let arguments = ["rates", "-", "--by", "area", "--columns", "People", "--output", "disk/r.csv"]
      _ = try run(arguments, in: folder, [:])
      let new = try #require(contents(folder.path + "/disk")["r.csv"])
      #expect(new.count > 15)
      // `Tools/faults` tries every byte of a report.
      for byte in Array(stride(from: 0, to: new.count, by: 9)) + [new.count - 1, new.count] {
        try old.write(toFile: folder.path + "/disk/r.csv", atomically: true, encoding: .utf8)
        let outcome = try run(arguments, in: folder, ["FAULT_BYTE": "\(byte)"]).outcome
        let left = try contents(folder.path + "/disk")
        #expect(left.keys.sorted() == ["r.csv"])
        if byte < new.count {
          #expect(outcome.status == 73 && outcome.error.contains("r.csv"), "byte \(byte): \(outcome.error)")
          #expect(left["r.csv"] == Data(old.utf8))
        } else {
          #expect(outcome.status == 0 && left["r.csv"] == new)
        }
      }
    }

    /// Writes a report over an older one while the nth change to the disk fails.
    private func reports(_ faults: (Int) -> [String: String], step: Int, killed: Bool) throws {
      let folder = try disk()
      func config(_ name: String, _ by: String) throws -> String {
        _ = try folder.write(Self.table, to: "d.csv")
        return try folder.write(
          "title: \(name)\nsections:\n  - title: S\n    figures:\n"
            + "      - {name: f, kind: rates, data: d.csv, by: [\(by)], headline: \(name)}\n",
          to: "\(name).yml")
      }
      let (first, second) = (try config("One", "area"), try config("Two", "area"))
      #expect(
        try run(["report", second, "--documents", "none", "--output", "disk/out"], in: folder, [:]).outcome
          .status == 0)
      let new = try contents(folder.path + "/disk")
      #expect(
        try run(["report", first, "--documents", "none", "--output", "disk/out"], in: folder, [:]).outcome
          .status == 0)
      let mine = folder.path + "/disk/out/tables/mine.txt"
      try Data("mine".utf8).write(to: URL(fileURLWithPath: mine))
      let old = try contents(folder.path + "/disk")
      let calls = try run(["report", second, "--documents", "none", "--output", "disk/out"], in: folder, [:])
        .calls
      #expect(calls > 20)
      var wereOld = 0
      for call in stride(from: 1, through: calls, by: step) {
        _ = try run(["report", first, "--documents", "none", "--output", "disk/out"], in: folder, [:])
        let outcome = try run(
          ["report", second, "--documents", "none", "--output", "disk/out"], in: folder,
          faults(call).merging(["FAULT_CALL": "\(call)"]) { $1 }
        ).outcome
        var left = try contents(folder.path + "/disk")
        if killed {
          // What was begun stays until the next run, beside the folder and never in it.
          left = left.filter { $0.key.hasPrefix("out/") && !$0.key.hasSuffix(".part") }
        }
        let withMine = new.merging(["out/tables/mine.txt": Data("mine".utf8)]) { $1 }
        #expect(left == old || left == withMine, "call \(call) of \(calls): \(left.keys.sorted())")
        if left == old { wereOld += 1 }
        if !killed {
          #expect(
            outcome.status == (left == old ? 73 : 0), "call \(call): \(outcome.status) \(outcome.error)")
        }
      }
      #expect(wereOld > 0)
      _ = try run(["report", second, "--documents", "none", "--output", "disk/out"], in: folder, [:])
      #expect(
        try contents(folder.path + "/disk")
          == new.merging(["out/tables/mine.txt": Data("mine".utf8)]) { $1 })
    }

    @Test("whichever change fails, a report is the old one or the new one")
    func everyCall() throws {
      // No space, an input or output error, a read-only file system.
      let errors = [28, 5, 30]
      try reports({ ["FAULT_ERRNO": "\(errors[$0 % 3])"] }, step: 7, killed: false)
    }

    @Test("killed at any change, a report is the old one or the new one, and the next run tidies up")
    func killed() throws {
      try reports({ _ in ["FAULT_KILL": "1"] }, step: 7, killed: true)
    }

    @Test("a file that would be larger than is allowed is said, and is not there")
    func largestFile() throws {
      let folder = try Tool.Folder()
      let rows = (0..<400).map { "Area \($0) of a long name,\(100 + $0),\($0 % 90)" }
      _ = try folder.write(
        "area,cohort,reoffenders\n" + rows.joined(separator: "\n") + "\n", to: "d.csv")
      for output in ["r.csv", "sqlite:r.db#rates"] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        // What runs the tests may ignore the signal, and what it starts would too.
        process.arguments = [
          "-c",
          "ulimit -f 8; exec env --default-signal=XFSZ \"$0\" rates d.csv --by area --output '\(output)'",
          try Tool.path,
        ]
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        let error = Pipe()
        process.standardError = error
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        let said = String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationReason == .exit && process.terminationStatus == 73, "\(output): \(said)")
        #expect(said.contains("cannot write"))
        #expect(folder.names == ["d.csv"])
      }
    }

    @Test("a slow disk changes nothing but the time")
    func slow() throws {
      let folder = try disk()
      let outcome = try run(
        ["rates", "-", "--by", "area", "--output", "disk/r.csv"], in: folder, ["FAULT_SLOW": "300000"]
      ).outcome
      #expect(outcome.status == 0)
      #expect(try contents(folder.path + "/disk")["r.csv"]?.isEmpty == false)
    }
  }
#endif
