import Foundation
import Tables
import Testing

@testable import Engines

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file system of a few megabytes, where the tests may mount one.
final class SmallDisk {
  let path: String

  /// Nil where nothing can be mounted here.
  init?(kilobytes: Int) {
    path = FileManager.default.temporaryDirectory.path + "/disk-\(UUID().uuidString)"
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    guard getuid() == 0, Self.run("/bin/mount", ["-t", "tmpfs", "-o", "size=\(kilobytes)k", "none", path])
    else {
      try? FileManager.default.removeItem(atPath: path)
      return nil
    }
  }

  deinit {
    _ = Self.run("/bin/umount", ["-l", path])
    try? FileManager.default.removeItem(atPath: path)
  }

  static func run(_ program: String, _ arguments: [String]) -> Bool {
    let process = Process()
    // A server that is started goes on, and would hold what tells that the program has ended.
    let closing =
      "for n in /proc/self/fd/*; do n=${n##*/}; [ $n -gt 2 ] && eval \"exec $n>&-\"; done; exec \"$0\" \"$@\""
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", closing, program] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: "/")
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }

  /// Whether a file system can be mounted here.
  static var canBeMounted: Bool { SmallDisk(kilobytes: 64) != nil }
}

/// A PostgreSQL of its own, whose tables are on a disk that is soon full.
final class SmallServer {
  let address: String
  private let disk: SmallDisk
  private let tools: String

  static var tools: String? {
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
    return versions.sorted().last.map { "/usr/lib/postgresql/\($0)/bin" }
  }

  init(kilobytes: Int) throws {
    disk = try #require(SmallDisk(kilobytes: kilobytes))
    let tools = try #require(Self.tools)
    let data = disk.path + "/data"
    try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
    try #require(SmallDisk.run("/bin/chown", ["postgres", data]))
    let port = try CutWire.freePort()
    func asUser(_ program: String, _ arguments: [String]) -> Bool {
      SmallDisk.run("/usr/sbin/runuser", ["-u", "postgres", "--", "\(tools)/\(program)"] + arguments)
    }
    let settings =
      "-p \(port) -k '' -h 127.0.0.1 -c fsync=off -c max_wal_size=2MB -c min_wal_size=2MB -c wal_level=minimal -c max_wal_senders=0"
    try #require(
      asUser(
        "initdb", ["-D", data, "-U", "tester", "-A", "trust", "--locale=C.UTF-8", "-N", "--wal-segsize=1"]))
    self.tools = tools
    address = "postgresql://tester@127.0.0.1:\(port)/postgres"
    try #require(asUser("pg_ctl", ["-D", data, "-w", "-l", data + "/log", "-o", settings, "start"]))
  }

  deinit {
    _ = SmallDisk.run(
      "/usr/sbin/runuser",
      ["-u", "postgres", "--", "\(tools)/pg_ctl", "-D", disk.path + "/data", "-m", "immediate", "stop"])
  }
}

@Suite("A disk that is full where the data live", .serialized)
struct FullDiskTests {
  private func table(rows: Int) -> OutputTable {
    OutputTable(
      columns: [OutputColumn(key: "area", title: "Area"), OutputColumn(key: "people", title: "People")],
      rows: (0..<rows).map { [.text("Area \($0) of a long name that takes room on a disk"), .count($0)] })
  }

  /// Why something cannot be read, or written.
  private func reason(_ body: () throws -> Void) -> String {
    do {
      try body()
      return ""
    } catch let error as TableError {
      switch error {
      case .cannotRead(_, let reason): return "read: \(reason)"
      case .cannotWrite(_, let reason): return "write: \(reason)"
      default: return "other: \(error)"
      }
    } catch { return "other: \(error)" }
  }

  @Test(
    "is said of a SQLite file, in which nothing is changed", .enabled(if: SmallDisk.canBeMounted))
  func sqlite() throws {
    let disk = try #require(SmallDisk(kilobytes: 256))
    let new = "sqlite:\(disk.path)/new.db#result"
    #expect(
      reason { try EngineOutput.write(table(rows: 20_000), to: new, replacing: false) }.hasPrefix(
        "write: the disk is full"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path) == [])
    let kept = "sqlite:\(disk.path)/kept.db#result"
    try EngineOutput.write(table(rows: 5), to: kept, replacing: false)
    let before = try Data(contentsOf: URL(fileURLWithPath: disk.path + "/kept.db"))
    #expect(
      reason { try EngineOutput.write(table(rows: 20_000), to: kept, replacing: true) }.hasPrefix(
        "write: the disk is full"))
    #expect(try Data(contentsOf: URL(fileURLWithPath: disk.path + "/kept.db")) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path) == ["kept.db"])
    let read = try #require(try EngineSource.table(named: disk.path + "/kept.db", options: CSVOptions()))
    #expect(try TableFile(read).people([WantedColumn("people", as: .count)]).rowCount == 5)
  }

  @Test("is said of DuckDB's room for what it sorts", .enabled(if: RealEngine.duckdb.address != nil))
  func duckdb() throws {
    let library = try #require(RealEngine.duckdb.address)
    dlopen(library, RTLD_NOW | RTLD_GLOBAL)
    let folder = try TemporaryFolder()
    var options = CSVOptions()
    options.query = "SELECT hash(range) AS area FROM range(3000000)"
    let given = options
    let place =
      "adbc:duckdb?path=:memory:&memory_limit=30MB&max_temp_directory_size=1MB&threads=1&temp_directory=\(folder.path)"
    let said = reason {
      let table = TableFile(try #require(try EngineSource.table(named: place, options: given)))
      var reading = ReadingOptions()
      reading.groupsEqualRows = true
      _ = try table.people([WantedColumn("area", as: .category)], reading: reading)
    }
    #expect(said.hasPrefix("read:") && said.contains("max_temp_directory_size"), "\(said)")
  }

  @Test("is said of PostgreSQL's room for what it sorts", .enabled(if: RealEngine.postgresql.address != nil))
  func temporaryFiles() throws {
    let address = try #require(RealEngine.postgresql.address)
    let said = reason {
      let table = try RealEngine.open(
        address + "?options=-c%20temp_file_limit%3D64%20-c%20work_mem%3D64",
        query: "SELECT md5(i::text) AS area FROM generate_series(1, 100000) AS t(i)")
      var reading = ReadingOptions()
      reading.groupsEqualRows = true
      _ = try table.people([WantedColumn("area", as: .category)], reading: reading)
    }
    #expect(
      said.hasPrefix("read:") && said.contains("temporary file size exceeds temp_file_limit"), "\(said)")
  }

  @Test(
    "is said of a PostgreSQL that has no room left, in which nothing is changed",
    .enabled(
      if: RealEngine.postgresql.address != nil && SmallServer.tools != nil && SmallDisk.canBeMounted))
  func postgresql() throws {
    let server = try SmallServer(kilobytes: 48_000)
    try EngineOutput.write(table(rows: 5), to: server.address + "#result", replacing: false)
    let written = reason {
      try EngineOutput.write(table(rows: 300_000), to: server.address + "#result", replacing: true)
    }
    // The driver may end its message within the statement, before it says why.
    #expect(written.hasPrefix("write:"), "\(written)")
    let kept = try RealEngine.open(server.address, table: "result")
    #expect(try kept.people([WantedColumn("people", as: .count)]).rowCount == 5)
    let read = reason {
      let table = try RealEngine.open(
        server.address + "?options=-c%20work_mem%3D64",
        query: "SELECT md5(i::text) || md5((i + 1)::text) AS area FROM generate_series(1, 900000) AS t(i)")
      var reading = ReadingOptions()
      reading.groupsEqualRows = true
      _ = try table.people([WantedColumn("area", as: .category)], reading: reading)
    }
    #expect(read.hasPrefix("read:") && read.contains("No space left on device"), "\(read)")
    #expect(try EngineSource.tableNames(of: server.address) == ["result"])
  }
}
