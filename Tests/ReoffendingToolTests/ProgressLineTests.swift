import Foundation
import Testing

/// A terminal of which a program is given the one end.
private struct Terminal {
  let own: FileHandle
  let program: FileHandle

  init() throws {
    var (first, second) = (Int32(-1), Int32(-1))
    let status = openpty(&first, &second, nil, nil, nil)
    try #require(status == 0)
    own = FileHandle(fileDescriptor: first, closeOnDealloc: true)
    program = FileHandle(fileDescriptor: second, closeOnDealloc: true)
  }

  /// Whether this machine has pseudo-terminals; one without /dev/pts, as some containers are, has none.
  static var isPossible: Bool {
    var (first, second) = (Int32(-1), Int32(-1))
    guard openpty(&first, &second, nil, nil, nil) == 0 else { return false }
    close(first)
    close(second)
    return true
  }

  /// What was written until the program ended.
  func text() -> String {
    var bytes: [UInt8] = []
    var buffer = Array(repeating: UInt8(0), count: 4096)
    while true {
      let count = read(own.fileDescriptor, &buffer, buffer.count)
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[..<count]
    }
  }
}

@Suite(
  "The line that says how far a reading is",
  .enabled(if: Terminal.isPossible, "there are no pseudo-terminals on this machine (/dev/pts)"))
struct ProgressLineTests {
  /// Half of a long file; the reader takes four megabytes at a time.
  private static let half: String = {
    let filler = String(repeating: "filler ", count: 20)
    return (0..<40_000).map { "\($0 % 3 == 0 ? 1 : 0),\(18 + $0 % 40),\(filler)\n" }.joined()
  }()

  private static let arguments = ["fit", "-", "--formula", "reoffended ~ age"]

  /// Runs the tool on a terminal, with a pause of more than a second in the middle of the file.
  private func onTerminal(last: String, variables: [String: String] = [:]) throws -> (
    status: Int32, text: String
  ) {
    let terminal = try Terminal()
    let input = Pipe()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try Tool.path)
    process.arguments = Self.arguments
    process.environment = ProcessInfo.processInfo.environment.merging(variables) { $1 }
    process.standardInput = input
    process.standardOutput = FileHandle.nullDevice
    process.standardError = terminal.program
    try process.run()
    try terminal.program.close()
    let writing = input.fileHandleForWriting
    let feeder = Thread {
      // What does not fit into the pipe is written only once the tool reads.
      writing.write(Data(("reoffended,age,text\n" + Self.half).utf8))
      Thread.sleep(forTimeInterval: 1.4)
      writing.write(Data((Self.half + last).utf8))
      try? writing.close()
    }
    feeder.start()
    let text = terminal.text()
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }

  @Test("on a terminal it appears after a second and is wiped off before anything else is said")
  func terminal() throws {
    let (status, text) = try onTerminal(last: "", variables: ["TERM": "xterm"])
    #expect(status == 0, "\(text)")
    let parts = text.components(separatedBy: "\r\u{1B}[K")
    try #require(parts.count >= 3, "\(text)")
    #expect(parts[0].isEmpty)
    for part in parts[1..<(parts.count - 1)] {
      #expect(
        (part.contains(" rows, ") && part.hasSuffix(" a second") || part.hasPrefix("fit, "))
          && !part.contains(where: \.isNewline),
        "\(part)")
    }
    #expect(parts.contains { $0.contains(" rows, ") } || parts.contains { $0.hasPrefix("fit, ") })
    let rest = try #require(parts.last)
    #expect(
      !rest.contains(" a second") && rest.contains("No clear effect of the term") && rest.hasSuffix("\r\n"))
  }

  @Test("a report says which figure it is at")
  func report() throws {
    let terminal = try Terminal()
    let folder = try Tool.Folder()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try Tool.path)
    process.arguments = ["report", "--output", folder.path + "/out"]
    process.environment = ProcessInfo.processInfo.environment.merging(["TERM": "xterm"]) { $1 }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = terminal.program
    try process.run()
    try terminal.program.close()
    let text = terminal.text()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(text.contains("figure ") && text.contains(" of ") && text.contains(" second"), "\(text)")
  }

  @Test("before a refusal it is wiped off too")
  func refusal() throws {
    let (status, text) = try onTerminal(last: "1,12\n", variables: ["TERM": "xterm"])
    #expect(status == 65, "\(text)")
    let parts = text.components(separatedBy: "\r\u{1B}[K")
    #expect(parts.count >= 3 && parts.last?.contains("line 80002") == true, "\(text)")
  }

  @Test("a terminal that cannot wipe has none")
  func dumbTerminal() throws {
    let (status, text) = try onTerminal(last: "", variables: ["TERM": "dumb"])
    #expect(status == 0 && !text.contains("\u{1B}") && !text.contains(" a second"), "\(text)")
  }

  @Test("in a pipe there is none")
  func pipe() throws {
    let outcome = try Tool.run(Self.arguments, input: "reoffended,age,text\n" + Self.half + Self.half)
    #expect(outcome.status == 0 && !outcome.error.contains("\u{1B}") && !outcome.error.contains(" a second"))
    #expect(!outcome.text.contains("\u{1B}"))
  }
}
