import Foundation

/// The program pandoc, where it is installed.
struct Pandoc: Sendable {
  /// Its path.
  let path: String
  /// Its version, such as `3.1.11`.
  let version: String

  /// Finds pandoc among the folders of `PATH`; nil where it is not installed or does not run.
  static func installed() -> Pandoc? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(
      separator: ":")
    let paths = folders.map { "\($0)/pandoc" }
    guard let path = paths.first(where: { FileManager.default.isExecutableFile(atPath: $0) }),
      let (status, output, _) = try? wait(for: start(path, ["--version"], in: nil)), status == 0
    else { return nil }
    let words = output.split(whereSeparator: \.isNewline).first?.split(separator: " ") ?? []
    guard words.count > 1 else { return nil }
    return Pandoc(path: path, version: String(words[1]))
  }

  /// A run that has begun.
  struct Run {
    let process: Process
    let output: Pipe
    let error: Pipe
  }

  /// Begins a run in a folder.
  func start(_ arguments: [String], in folder: String) throws -> Run {
    try Self.start(path, arguments, in: folder)
  }

  private static func start(_ path: String, _ arguments: [String], in folder: String?) throws -> Run {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    var environment = ProcessInfo.processInfo.environment
    environment["SOURCE_DATE_EPOCH"] = environment["SOURCE_DATE_EPOCH"] ?? epoch
    environment["LC_ALL"] = "C.UTF-8"
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    let (output, error) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = error
    try process.run()
    return Run(process: process, output: output, error: error)
  }

  /// Waits for the end of a run.
  static func wait(for run: Run) throws -> (status: Int32, output: String, error: String) {
    let output = run.output.fileHandleForReading.readDataToEndOfFile()
    let error = run.error.fileHandleForReading.readDataToEndOfFile()
    run.process.waitUntilExit()
    return (
      run.process.terminationStatus, String(decoding: output, as: UTF8.self),
      String(decoding: error, as: UTF8.self)
    )
  }

  /// The time that documents bear where SOURCE_DATE_EPOCH says none: 1 January 1980, the first that an archive can say.
  ///
  /// - Source: reproducible-builds.org, *SOURCE_DATE_EPOCH specification*.
  static let epoch = "315532800"
}
