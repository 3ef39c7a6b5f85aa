import Foundation
import Testing

@Suite("wrong input")
struct WrongInputTests {
  @Test("ten kinds of faults give ten messages with line and column, exit 65, and nothing written")
  func tenFaults() throws {
    let folder = try Tool.Folder()
    let text = """
      area,cohort,reoffenders,reoffences,actual_rate,predicted_rate
      A,ninety,3,4,30.0%,31.0%
      B,100,-3,4,30.0%,31.0%
      C,100,30,4.5,30.0%,31.0%
      D,100,30,40,a third,31.0%
      E,100,30,40,130.0%,31.0%
      F,100,30,40,30.0%
      G,100,30,40,30.0%,31.0%,extra
      H,"1,00",30,40,30.0%,31.0%
      I,100,30,40,30.0%,£31
      J,100,3O,40,30.0%,-2.0%
      K,100,41 of 100,40,30.0%,31.0%
      """
    let file = try folder.write(text, to: "figures.csv")
    let outcome = try Tool.run(
      "compare", file, "--by", "area", "--output", "\(folder.path)/out.txt", "--figure",
      "\(folder.path)/out.png")
    #expect(outcome.status == 65)
    #expect(outcome.output.isEmpty)
    let lines = outcome.error.split(separator: "\n").filter { $0.contains("line ") }
    #expect(lines.count >= 10, "\(outcome.error)")
    for number in 2...12 { #expect(outcome.error.contains("line \(number), column"), "\(number)") }
    #expect(folder.names == ["figures.csv"])
  }

  @Test(
    "a picture of a size that none can have is a wrong option, not a fault of the tool",
    arguments: ["1e300", "0"])
  func scale(_ scale: String) throws {
    let folder = try Tool.Folder()
    let outcome = try Tool.run(
      "rates", "local-authorities-2015", "--by", "area", "--figure", "\(folder.path)/x.png", "--scale", scale)
    #expect(outcome.status == 64, "\(outcome.error)")
    #expect(outcome.error.contains("scale"), "\(outcome.error)")
    #expect(folder.names.isEmpty)
  }

  @Test("an unknown data set is answered with the nearest name, exit 66")
  func unknownDataSet() throws {
    let outcome = try Tool.run("rates", "youth-cohort")
    #expect(outcome.status == 66)
    #expect(outcome.error.contains("youth-cohorts"))
    #expect(try Tool.run("rates", "missing.csv").status == 66)
    #expect(try Tool.run("data", "show", "populaton").error.contains("population"))
  }

  @Test("a folder that is not there, exit 73, and what was there is untouched")
  func cannotWrite() throws {
    let folder = try Tool.Folder()
    let outcome = try Tool.run(
      "rates", "youth-cohorts", "--by", "year,document", "--output", "\(folder.path)/none/out.csv")
    #expect(outcome.status == 73)
    #expect(outcome.error.contains("cannot write"))
    let inTheWay = try folder.write("mine", to: "report")
    let report = try Tool.run("report", "--output", inTheWay)
    #expect(report.status == 73, "\(report.error)")
    #expect(try String(contentsOfFile: inTheWay, encoding: .utf8) == "mine")
  }

  @Test("a closed pipe is told, exit 73")
  func brokenPipe() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c", "{ sleep 1; '\(try Tool.path)' data show statements; echo \"status $?\" >&2; } | true",
    ]
    let error = Pipe()
    process.standardError = error
    try process.run()
    let text = String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(text.contains("status 73"), "\(text)")
    #expect(!text.contains("status 141"))
  }

  @Test("an unknown column, a column given twice, an empty file, a rate column that mixes units")
  func refusals() throws {
    #expect(try Tool.run("rates", "youth-cohorts", "--by", "yaer").error.contains("year"))
    #expect(try Tool.run("rates", "-", input: "").status == 65)
    #expect(try Tool.run("rates", "-", input: "area,cohort,cohort\nA,1,1\n").status == 65)
    let mixed = try Tool.run("rates", "-", input: "area,actual_rate\nA,0.245\nB,38.2\n")
    #expect(mixed.status == 65)
    #expect(mixed.error.contains("0.245") && mixed.error.contains("38.2"))
  }

  @Test(
    "wrong usage is exit 64",
    arguments: [
      ["compare"], ["nothing"], ["calc", "proportion", "41"],
      ["rates", "youth-cohorts", "--by", "year,document", "--figure", "x.gif"],
      ["rates", "youth-cohorts", "--by", "year,document", "--output", "x.pdf"],
      ["rates", "youth-cohorts", "--by", "year,document", "--cells", "A6"],
    ])
  func usage(arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try Tool.path)
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 64)
  }
}
