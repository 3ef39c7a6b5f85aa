import Foundation

/// A program that reads our files, where it is installed.
struct ExternalProgram: Sendable {
  let path: String

  static let rsvgConvert = ExternalProgram(path: "/usr/bin/rsvg-convert")
  static let pdftotext = ExternalProgram(path: "/usr/bin/pdftotext")

  var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: path) }

  /// Writes bytes into a file, names it and an output file to the program, and reads what it wrote.
  func convert(_ bytes: [UInt8], arguments: (_ input: String, _ output: String) -> [String]) throws -> [UInt8]
  {
    let folder = URL(fileURLWithPath: NSTemporaryDirectory()).appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let input = folder.appendingPathComponent("input")
    let output = folder.appendingPathComponent("output")
    try Data(bytes).write(to: input)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments(input.path, output.path)
    try process.run()
    process.waitUntilExit()
    return Array(try Data(contentsOf: output))
  }
}
