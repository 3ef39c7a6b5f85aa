import Foundation
import Tables
import Testing

@testable import Engines

@Suite("A driver of another version")
struct WrongDriverTests {
  /// Compiles one of the drivers of `Tests/Faults/driver.c`.
  private func driver(_ fault: Int, in folder: String) throws -> String {
    let root = #filePath.components(separatedBy: "/Tests/")[0]
    let target = "\(folder)/libfault\(fault).so"
    let compiler = Process()
    compiler.executableURL = URL(fileURLWithPath: "/usr/bin/cc")
    compiler.arguments = [
      "-shared", "-fPIC", "-DFAULT=\(fault)", "-I", root + "/Sources/CADBC", "-o", target,
      root + "/Tests/Faults/driver.c",
    ]
    try compiler.run()
    compiler.waitUntilExit()
    try #require(compiler.terminationStatus == 0)
    return target
  }

  @Test(
    "is said, and nothing is read",
    arguments: [
      (1, "has neither version 1.1 nor 1.0 of the interface"),
      (2, "does not begin: the licence has run out"), (3, "does not begin: status 200"),
      (4, "is of another version: it lacks a function that is needed"), (5, "gave an answer without columns"),
      (6, "column age holds values of the type ?!"), (7, "query is empty"),
      (8, "gave other columns than were asked for"), (9, "gave column age without its buffers"),
      (10, "gave other columns than were asked for"),
    ])
  func refused(_ fault: Int, _ words: String) throws {
    let folder = try TemporaryFolder()
    let address = "adbc:" + (try driver(fault, in: folder.path))
    var options = CSVOptions()
    options.query = "SELECT age FROM people"
    let given = options
    #expect {
      let table = TableFile(try #require(try EngineSource.table(named: address, options: given)))
      _ = try table.people([WantedColumn("age")])
    } throws: { error in
      guard let error = error as? TableError else { return false }
      switch error {
      case .cannotRead, .damaged, .empty: return "\(error)".contains(words)
      default: return false
      }
    }
  }
}
