import Foundation
import Testing

@Suite("standardise --repeats")
struct RepeatedRateVerbTests {
  private static let people = """
    area,age,reoffences
    A,young,0
    A,young,3
    A,young,1
    A,old,0
    A,old,2
    B,young,0
    B,young,0
    B,old,1
    B,old,0

    """

  private func row(_ arguments: [String], folder: Tool.Folder) throws -> [String: Any] {
    let outcome = try Tool.run(["standardise"] + arguments + ["--format", "json"], folder: folder.path)
    #expect(outcome.status == 0, "\(outcome.error)")
    let json = try outcome.json()
    #expect(json["countsRepeats"] as? Bool == true)
    return try #require((json["groups"] as? [[String: Any]])?.first)
  }

  @Test("people one by one, by their number, and with a population of their own say the same")
  func forms() throws {
    let folder = try Tool.Folder()
    _ = try folder.write(Self.people, to: "people.csv")
    _ = try folder.write(
      "area,age,reoffences,n\nA,young,0,1\nA,young,3,1\nA,young,1,1\nA,old,0,1\nA,old,2,1\nB,young,0,2\nB,old,1,1\nB,old,0,1\n",
      to: "counted.csv")
    _ = try folder.write(
      "area,age,events,n,population\nA,young,3,1,3\nA,young,1,1,3\nA,old,2,1,2\nB,young,1,0,2\nB,old,1,1,2\n",
      to: "events.csv")
    let base = ["--by", "area", "--strata", "age", "--repeats"]
    let one = try row(["people.csv"] + base, folder: folder)
    let two = try row(["counted.csv"] + base + ["--people", "n"], folder: folder)
    let three = try row(
      ["events.csv"] + base + ["--people", "n", "--population", "population", "--reoffences", "events"],
      folder: folder)
    #expect(one["trials"] as? Int == 5 && one["observed"] as? Int == 6 && one["reoffenders"] as? Int == 3)
    for other in [two, three] {
      for key in ["crude", "direct", "comparativeFigure"] {
        let (a, b) = (one[key] as? [String: Any], other[key] as? [String: Any])
        for limit in ["estimate", "lower", "upper"] {
          let (x, y) = (try #require(a?[limit] as? Double), try #require(b?[limit] as? Double))
          #expect(abs(x - y) < 1e-12, "\(key) \(limit)")
        }
      }
    }
    // By hand: five young of nine with 4/3 each, four old with 1 each.
    let direct = try #require((one["direct"] as? [String: Any])?["estimate"] as? Double)
    #expect(abs(direct - (5 * 4.0 / 3 + 4 * 1) / 9) < 1e-12)
    #expect(one["indirect"] is NSNull && one["expected"] is NSNull)
    let sentence = try #require(one["sentence"] as? String)
    #expect(sentence.contains("6 reoffences by 3 of 5 people, 1.200 a person"))
    #expect(sentence.contains("would be 1.185 (between"))
  }

  @Test("two populations of one stratum, fewer people than counted and options without --repeats are refused")
  func refusals() throws {
    let folder = try Tool.Folder()
    _ = try folder.write(
      "area,age,reoffences,n,population\nA,young,1,1,3\nA,young,2,1,4\n", to: "two.csv")
    _ = try folder.write("area,age,reoffences,n,population\nA,young,1,9,3\n", to: "few.csv")
    let base = ["--by", "area", "--strata", "age", "--people", "n", "--population", "population"]
    let two = try Tool.run(["standardise", "two.csv", "--repeats"] + base, folder: folder.path)
    #expect(two.status == 65 && two.error.contains("3, 4"), "\(two.error)")
    let few = try Tool.run(["standardise", "few.csv", "--repeats"] + base, folder: folder.path)
    #expect(few.status == 65 && few.error.contains("more than the population of 3"), "\(few.error)")
    let without = try Tool.run(["standardise", "few.csv"] + base, folder: folder.path)
    #expect(without.status == 64 && without.error.contains("--repeats"), "\(without.error)")
    let nameless = try Tool.run(
      ["standardise", "few.csv", "--strata", "age", "--repeats", "--reoffences", "number"],
      folder: folder.path)
    #expect(nameless.status == 65 && nameless.error.contains("number"), "\(nameless.error)")
  }
}
