import Foundation

/// A program that reads our files, where it is installed.
public struct ExternalProgram: Sendable {
  /// The name.
  public let name: String
  /// Debian's package that has it.
  public let package: String

  /// Draws SVG.
  public static let rsvgConvert = ExternalProgram(name: "rsvg-convert", package: "librsvg2-bin")
  /// Takes text out of PDF.
  public static let pdftotext = ExternalProgram(name: "pdftotext", package: "poppler-utils")
  /// Lists what fonts a PDF embeds.
  public static let pdffonts = ExternalProgram(name: "pdffonts", package: "poppler-utils")
  /// A browser.
  public static let chromium = ExternalProgram(name: "chromium", package: "chromium")

  /// Where it is installed, or nil.
  public var path: String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Whether it is installed.
  public var isInstalled: Bool { path != nil }

  /// Writes bytes into a file, names it and an output file to the program, and reads what it wrote.
  ///
  /// - Parameters:
  ///   - ending: of the input's name.
  ///   - outputEnding: of the output's name.
  public func convert(
    _ bytes: [UInt8], ending: String = "", outputEnding: String = "",
    arguments: (_ input: String, _ output: String) -> [String]
  ) throws -> [UInt8] {
    let folder = URL(fileURLWithPath: NSTemporaryDirectory()).appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let input = folder.appendingPathComponent("input" + ending)
    let output = folder.appendingPathComponent("output" + outputEnding)
    try Data(bytes).write(to: input)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path ?? name)
    process.arguments = arguments(input.path, output.path)
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return Array(try Data(contentsOf: output))
  }
}
