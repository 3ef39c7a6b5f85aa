import Foundation
import Tables
import Testing

@Suite("Files")
struct FileTests {
  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tables-\(UUID().uuidString)")
      .path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  @Test("a file is replaced whole, keeps its permissions, and leaves nothing beside it")
  func replaces() throws {
    try withFolder { folder in
      let path = folder + "/out.csv"
      try FileOutput.write(Array("first".utf8), to: path)
      try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
      try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: path)
      try FileOutput.write(Array("second".utf8), to: folder + "/link")
      #expect(try FileInput.read(path) == Array("second".utf8))
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      #expect(mode == 0o640)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["link", "out.csv"])
    }
  }

  @Test("what cannot be written is said, and what was there stays")
  func refusals() throws {
    try withFolder { folder in
      let inner = folder + "/inner"
      try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: false)
      for (path, reason) in [
        (inner, "it is a folder"), (folder + "/none/out.csv", "No such file or directory"),
        (folder + "/new/", "it names a folder, not a file"),
      ] {
        #expect(
          message { () throws(TableError) in try FileOutput.write([1], to: path) }
            == "cannot write \(path): \(reason)")
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["inner"])
    }
  }

  #if os(Linux)
    @Test("a full disk is told")
    func fullDisk() {
      #expect(
        message { () throws(TableError) in try FileOutput.write([1, 2], to: "/dev/full") }
          == "cannot write /dev/full: No space left on device")
    }
  #endif

  @Test("what cannot be read is said")
  func unreadable() throws {
    try withFolder { folder in
      #expect(
        message { () throws(TableError) in _ = try FileInput.read(folder + "/none.csv") }
          == "there is no file \(folder)/none.csv")
      #expect(
        message { () throws(TableError) in _ = try FileInput.read(folder) }
          == "cannot read \(folder): it is a folder")
    }
  }

  @Test("gzip is inflated, several members too, and a cut one is refused")
  func gzip() throws {
    // `printf 'area,n\nDudley,3\n' | gzip -n`
    let member: [UInt8] = [
      0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0x4B, 0x2C, 0x4A, 0x4D, 0xD4, 0xC9, 0xE3,
      0x72, 0x29, 0x4D, 0xC9, 0x49, 0xAD, 0xD4, 0x31, 0xE6, 0x02, 0x00, 0xC6, 0x2B, 0xE5, 0x03, 0x10, 0x00,
      0x00, 0x00,
    ]
    let text = Array("area,n\nDudley,3\n".utf8)
    try withFolder { folder in
      let path = folder + "/data.csv.gz"
      try FileOutput.write(member, to: path)
      #expect(try FileInput.read(path) == text)
      try FileOutput.write(member + member, to: path)
      #expect(try FileInput.read(path) == text + text)
      for length in [3, 12, member.count - 1] {
        try FileOutput.write(Array(member.prefix(length)), to: path)
        #expect(
          message { () throws(TableError) in _ = try FileInput.read(path) }
            == "\(path): its gzip data are damaged or cut short")
      }
    }
  }
}
