import Foundation
import Tables
import Testing

@Suite("Files of one command")
struct FileSafetyTests {
  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tables-\(UUID().uuidString)")
      .path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private func names(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  private func file(_ path: String, _ text: String) -> FileOutput.File {
    FileOutput.File(path: path, bytes: Array(text.utf8))
  }

  @Test("several files appear together, or none where one cannot be put in its place")
  func together() throws {
    try withFolder { folder in
      try FileOutput.writeTogether([file(folder + "/a", "1"), file(folder + "/b", "2")])
      #expect(try names(folder) == ["a", "b"])
      // The last one is a folder, which no file can replace.
      try FileManager.default.createDirectory(atPath: folder + "/c", withIntermediateDirectories: false)
      #expect(throws: TableError.self) {
        try FileOutput.writeTogether([
          file(folder + "/a", "new"), file(folder + "/d", "new"), file(folder + "/c", "new"),
        ])
      }
      #expect(try FileInput.read(folder + "/a") == Array("1".utf8))
      #expect(try names(folder) == ["a", "b", "c"])
    }
  }

  @Test("where a file vanishes between being written and put in its place, those before it are taken back")
  func takenBack() throws {
    try withFolder { folder in
      try FileOutput.write(Array("old".utf8), to: folder + "/a")
      #expect(throws: TableError.self) {
        try FileOutput.writeTogether([
          file(folder + "/a", "new"), file(folder + "/n", "new"), file(folder + "/z", "new"),
        ]) {
          let staged = try names(folder).filter { $0.hasPrefix(".z.") }
          #expect(staged.count == 1)
          for name in staged { try FileManager.default.removeItem(atPath: folder + "/" + name) }
        }
      }
      #expect(try names(folder) == ["a"])
      #expect(try FileInput.read(folder + "/a") == Array("old".utf8))
    }
  }

  @Test("a last step that fails leaves nothing, and what was there")
  func lastStep() throws {
    struct Stopped: Error {}
    try withFolder { folder in
      try FileOutput.write(Array("old".utf8), to: folder + "/a")
      #expect(throws: Stopped.self) {
        try FileOutput.writeTogether([file(folder + "/a", "new"), file(folder + "/b", "new")]) {
          throw Stopped()
        }
      }
      #expect(try names(folder) == ["a"])
      #expect(try FileInput.read(folder + "/a") == Array("old".utf8))
    }
  }

  @Test("what a killed process left is removed by the next writing to the same path, and nothing else")
  func abandoned() throws {
    try withFolder { folder in
      let kept = [
        ".a.0123.part", ".a.0123456789abcdeg.part", ".b.0123456789abcdef.part", "a.0123456789abcdef.part",
      ]
      for name in kept + [".a.0123456789abcdef.part"] {
        try Data().write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
      }
      try FileOutput.write([1], to: folder + "/a")
      #expect(try names(folder) == (kept + ["a"]).sorted())
    }
  }

  @Test("names beside the target differ each time")
  func unpredictable() throws {
    try withFolder { folder in
      var seen: Set<String> = []
      for _ in 0..<5 {
        try FileOutput.stream(to: folder + "/a") { write throws(TableError) in
          try write([1])
          seen.formUnion((try? names(folder).filter { $0.hasSuffix(".part") }) ?? [])
        }
      }
      #expect(seen.count == 5)
      #expect(try names(folder) == ["a"])
    }
  }

  @Test("a link to a file that is not there yet is followed")
  func danglingLink() throws {
    try withFolder { folder in
      try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: "later.csv")
      try FileOutput.write(Array("x".utf8), to: folder + "/link")
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/link") == "later.csv")
      #expect(try FileInput.read(folder + "/later.csv") == Array("x".utf8))
    }
  }

  @Test("one file under two names is known as one")
  func oneFile() throws {
    try withFolder { folder in
      try FileOutput.write([1], to: folder + "/a")
      try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: folder + "/a")
      #expect(FileOutput.areOneFile(folder + "/a", folder + "/link"))
      #expect(FileOutput.areOneFile(folder + "/new", folder + "/./new"))
      #expect(!FileOutput.areOneFile(folder + "/a", folder + "/b"))
      #expect(!FileOutput.areOneFile("/dev/null", "/dev/null/"))
    }
  }

  @Test("a folder appears whole; one that cannot be made leaves nothing, one that was there stays as it was")
  func folders() throws {
    try withFolder { folder in
      let files = [file("index.html", "page"), file("figures/a.svg", "figure")]
      try FolderOutput.write(files, to: folder + "/above/report")
      #expect(try names(folder + "/above/report") == ["figures", "index.html"])
      #expect(try names(folder + "/above") == ["report"])
      try Data("own".utf8).write(to: URL(fileURLWithPath: folder + "/above/report/notes.txt"))
      // A folder stands where a file is to be, so that the second writing fails at its end.
      try FileManager.default.removeItem(atPath: folder + "/above/report/figures/a.svg")
      try FileManager.default.createDirectory(
        atPath: folder + "/above/report/figures/a.svg", withIntermediateDirectories: false)
      #expect(throws: TableError.self) {
        try FolderOutput.write(
          [file("index.html", "new"), file("new/b.svg", "new"), file("figures/a.svg", "new")],
          to: folder + "/above/report")
      }
      #expect(try names(folder + "/above/report") == ["figures", "index.html", "notes.txt"])
      #expect(try FileInput.read(folder + "/above/report/index.html") == Array("page".utf8))
      // Below a file no folder can be made.
      #expect(throws: TableError.self) {
        try FolderOutput.write(files, to: folder + "/above/report/index.html/x/y")
      }
      #expect(throws: TableError.self) {
        try FolderOutput.write([file("a", "1"), file("a/b", "2")], to: folder + "/new/report")
      }
      #expect(try names(folder) == ["above"])
    }
  }

  @Test("a file that grows, or is cut, while it is read is refused")
  func changing() throws {
    try withFolder { folder in
      let path = folder + "/people.csv"
      var text = "area,reoffended\n"
      for row in 0..<200_000 { text += "A\(row % 7),\(row % 2)\n" }
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
      for change in ["cut", "grown"] {
        let file = try TableFile(path: path)
        let handle = try #require(FileHandle(forWritingAtPath: path))
        if change == "cut" {
          try handle.truncate(atOffset: 1_000_000)
        } else {
          try handle.seekToEnd()
          try handle.write(contentsOf: Data("A1,1\n".utf8))
        }
        try handle.close()
        #expect {
          _ = try file.people([WantedColumn("area"), WantedColumn("reoffended")])
        } throws: { "\($0)".contains("was changed while it was read") }
      }
    }
  }

  @Test("a row or a header without an end is refused with the limit, not with all memory")
  func endless() {
    #expect {
      _ = try TableFile(csv: Array(repeating: UInt8(ascii: "a"), count: 70 << 20), source: "x.csv")
    } throws: {
      "\($0)".contains("header does not end within")
    }
  }
}
