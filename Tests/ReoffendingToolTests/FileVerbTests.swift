import Foundation
import Testing

@Suite("files in and out")
struct FileVerbTests {
  private let areas = "area,cohort,reoffenders\nDudley,150,50\nWalsall,160,54\n"

  @Test("an input is never written over, also through a link or by a figure")
  func inputsStay() throws {
    let folder = try Tool.Folder()
    let file = try folder.write(areas, to: "data.csv")
    let link = folder.path + "/link.svg"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: file)
    for arguments in [
      ["--output", file], ["--output=" + file], ["--figure", link],
      ["--output", folder.path + "/./data.csv"],
    ] {
      let run = try Tool.run(["rates", file, "--by", "area"] + arguments)
      #expect(run.status == 64 && run.error.contains("input"), "\(arguments)")
      #expect(try String(contentsOfFile: file, encoding: .utf8) == areas)
    }
    // A password is in no message.
    let server = "postgresql://analyst:s3cret@127.0.0.1:1/crime"
    for arguments in [["--output", server + "#people"], ["--output", server]] {
      let run = try Tool.run(["rates", server, "--by", "area"] + arguments)
      #expect(run.status == 64 && run.error.contains("analyst@127.0.0.1:1/crime"), "\(run.error)")
      #expect(run.error.contains("input") && !run.error.contains("s3cret"), "\(run.error)")
    }
    let other = folder.path + "/out.csv"
    for _ in 0..<2 { #expect(try Tool.run(["rates", file, "--by", "area", "--output", other]).status == 0) }
  }

  @Test("the ending of the output tells its format, and a spreadsheet is read again")
  func endings() throws {
    let folder = try Tool.Folder()
    let file = try folder.write(areas, to: "data.csv")
    for (name, start) in [
      ("a.json", "{"), ("a.csv", "area,"), ("a.md", "| area"), ("a.html", "<table>"), ("a.tex", "\\begin"),
    ] {
      let path = folder.path + "/" + name
      #expect(try Tool.run(["rates", file, "--by", "area", "--output", path]).status == 0)
      #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix(start), "\(name)")
    }
    for name in ["a.xlsx", "a.ods"] {
      let path = folder.path + "/" + name
      #expect(try Tool.run(["rates", file, "--by", "area", "--output", path]).status == 0)
      let again = try Tool.run([
        "rates", path, "--by", "area", "--cohort", "People", "--reoffenders", "Reoffended", "--format", "csv",
      ])
      #expect(again.status == 0 && again.text.contains("Dudley,150,50,"), "\(again.error)")
      #expect(
        try Tool.run(["rates", file, "--by", "area", "--format", "csv", "--output", path]).status == 64)
    }
  }

  @Test(
    "neither is it by what a fit writes beside its answer, nor where the shell feeds it to standard input")
  func furtherOutputs() throws {
    let folder = try Tool.Folder()
    let people = "reoffended,age\n" + (0..<40).map { "\($0 % 3 == 0 ? 1 : 0),\(20 + $0 * 7 % 23)\n" }.joined()
    let file = try folder.write(people, to: "people.csv")
    let other = folder.path + "/other.csv"
    for option in ["--influence", "--save"] {
      let run = try Tool.run(["fit", file, "--formula", "reoffended ~ age", option, file])
      #expect(run.status == 64 && run.error.contains("input"), "\(option)")
      #expect(try String(contentsOfFile: file, encoding: .utf8) == people)
    }
    #expect(
      try Tool.run(["fit", file, "--formula", "reoffended ~ age", "--influence", other]).status == 0)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try Tool.path)
    process.arguments = ["rates", "-", "--output", file]
    process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: file))
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 64)
    #expect(try String(contentsOfFile: file, encoding: .utf8) == people)
  }

  @Test("what is said of a wrong option moves no cursor")
  func inertRefusals() throws {
    let run = try Tool.run(["rates", "-", "--level", "0\u{1B}[31m"])
    #expect(run.status == 64 && run.error.contains("--level") && !run.error.contains("\u{1B}"))
  }
}
