import Foundation
import Testing

/// Runs the built tool as a user would.
struct Tool {
  /// What a run left behind.
  struct Outcome {
    let status: Int32
    let output: Data
    let error: String

    var text: String { String(decoding: output, as: UTF8.self) }

    /// Standard output as a JSON object.
    func json() throws -> [String: Any] {
      try #require(JSONSerialization.jsonObject(with: output) as? [String: Any])
    }
  }

  /// A folder of its own for a test, removed with the value.
  final class Folder {
    let path: String

    init() throws {
      path = NSTemporaryDirectory() + "reoffending-" + UUID().uuidString
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
      try? FileManager.default.removeItem(atPath: path)
    }

    func write(_ text: String, to name: String) throws -> String {
      let file = path + "/" + name
      try Data(text.utf8).write(to: URL(fileURLWithPath: file))
      return file
    }

    var names: [String] {
      (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? []
    }
  }

  /// The tool that REOFFENDING_TEST_TOOL names, which may be the one that is shipped, or that was built with these tests.
  static var path: String {
    get throws {
      if let given = ProcessInfo.processInfo.environment["REOFFENDING_TEST_TOOL"] {
        try #require(FileManager.default.isExecutableFile(atPath: given), "\(given) is no program")
        return given
      }
      // The test bundle is run from the folder of products.
      var folder = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        .deletingLastPathComponent()
      for _ in 0..<6 {
        let tool = folder.appendingPathComponent("reoffending").path
        if FileManager.default.isExecutableFile(atPath: tool), !isFolder(tool) { return tool }
        folder.deleteLastPathComponent()
      }
      let root = #filePath.components(separatedBy: "/Tests/")[0]
      let tool = root + "/.build/debug/reoffending"
      try #require(FileManager.default.isExecutableFile(atPath: tool), "the tool is not built")
      return tool
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    var folder = ObjCBool(false)
    return FileManager.default.fileExists(atPath: path, isDirectory: &folder) && folder.boolValue
  }

  /// Runs the tool to its end.
  static func run(_ arguments: String..., input: String = "", folder: String? = nil) throws -> Outcome {
    try run(arguments, input: input, folder: folder)
  }

  /// Runs the tool with a list of arguments to its end.
  static func run(
    _ arguments: [String], input: String = "", folder: String? = nil, environment: [String: String] = [:]
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try path)
    process.arguments = arguments
    if !environment.isEmpty {
      process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    }
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    let output = Pipe()
    let error = Pipe()
    let standardInput = Pipe()
    process.standardOutput = output
    process.standardError = error
    process.standardInput = standardInput
    try process.run()
    standardInput.fileHandleForWriting.write(Data(input.utf8))
    try standardInput.fileHandleForWriting.close()
    nonisolated(unsafe) var errorData = Data()
    let reader = Thread { errorData = error.fileHandleForReading.readDataToEndOfFile() }
    reader.start()
    let outputData = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    while !reader.isFinished { Thread.sleep(forTimeInterval: 0.001) }
    return Outcome(
      status: process.terminationStatus, output: outputData, error: String(decoding: errorData, as: UTF8.self)
    )
  }
}
