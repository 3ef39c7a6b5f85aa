import Foundation
import Testing

@Suite("cox --ties exact and survival --rho")
struct ExactTiesVerbTests {
  /// Times in whole units, many of them tied.
  private static func people() throws -> Tool.Folder {
    var text = "unit,again,x,group\n"
    for index in 0..<160 {
      text +=
        "\(1 + (index * 7) % 5),\((index * 5 + index / 7) % 3 == 0 ? 1 : 0),\((index * 3) % 4),\(index % 2 == 0 ? "a" : "b")\n"
    }
    let folder = try Tool.Folder()
    _ = try folder.write(text, to: "people.csv")
    return folder
  }

  private let cox = ["cox", "people.csv", "--time", "unit", "--event", "again", "--terms", "x + group"]
  private let survival = ["survival", "people.csv", "--time", "unit", "--event", "again", "--by", "group"]

  @Test("exact ties have no test of proportional hazards, and say what they are; what they lack is refused")
  func exact() throws {
    let folder = try Self.people()
    let run = try Tool.run(cox + ["--ties", "exact", "--format", "json"], folder: folder.path)
    #expect(run.status == 0, "\(run.error)")
    let json = try run.json()
    #expect(json["ties"] as? String == "exact" && json["proportionalHazards"] is NSNull)
    let notes = try #require(json["notes"] as? [String])
    #expect(notes.contains { $0.contains("exact likelihood of ties") }, "\(notes)")
    let efron = try Tool.run(cox + ["--format", "json"], folder: folder.path)
    #expect(try !(efron.json()["proportionalHazards"] is NSNull))
    for extra in [["--robust"], ["--weights", "unit"], ["--save", "times.json"], ["--frailty", "group"]] {
      let refused = try Tool.run(cox + ["--ties", "exact"] + extra, folder: folder.path)
      #expect(refused.status == 65 && refused.error.contains("Efron"), "\(extra): \(refused.error)")
    }
  }

  @Test("--rho 0 is the log-rank test and --rho 1 Peto's; it goes beside no other")
  func powers() throws {
    let folder = try Self.people()
    func statistic(_ further: [String]) throws -> Double {
      let run = try Tool.run(survival + ["--format", "json"] + further, folder: folder.path)
      #expect(run.status == 0, "\(run.error)")
      let test = try #require(try run.json()["logRank"] as? [String: Any])
      return try #require(test["statistic"] as? Double)
    }
    #expect(try statistic(["--rho", "0"]) == statistic([]))
    #expect(try statistic(["--rho", "1"]) == statistic(["--test", "peto"]))
    let told = try Tool.run(survival + ["--rho", "0.5"], folder: folder.path)
    #expect(told.error.contains("Fleming and Harrington’s test (rho 0.5)"), "\(told.error)")
    for extra in [["--rho", "1", "--test", "gehan"], ["--rho=-1"], ["--rho", "1", "--suppress", "5"]] {
      #expect(try Tool.run(survival + extra, folder: folder.path).status == 64, "\(extra)")
    }
  }
}
