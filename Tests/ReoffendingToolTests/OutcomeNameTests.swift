import Foundation
import Testing

@Suite("outcomes whose yes is no reoffence")
struct OutcomeNameTests {
  private func people(_ outcome: String, yes: String, no: String) -> String {
    "id,sex,\(outcome)\n"
      + (1...10).map { "\($0),\($0.isMultiple(of: 2) ? "F" : "M"),\($0 <= 3 ? yes : no)\n" }.joined()
  }

  @Test(
    "a name of censoring, of no offence or of desistance is asked about, and answered with the values that mean reoffended",
    arguments: [
      ("cens", "0", "1"), ("Censored", "no", "yes"), ("no_reoffence", "no", "yes"),
      ("notReconvicted", "0", "1"),
      ("desisted", "0", "1"), ("non-recidivist", "no", "yes"), ("crime free", "no", "yes"),
    ])
  func opposite(name: String, reoffended: String, other: String) throws {
    let text = people(name, yes: reoffended, no: other)
    let refused = try Tool.run("rates", "-", "--outcome", name, input: text)
    #expect(refused.status == 65 && refused.error.contains("--reoffended-is"), "\(refused.error)")
    let answered = try Tool.run(
      "rates", "-", "--outcome", name, "--reoffended-is", reoffended, "--by", "sex", "--format", "json",
      input: text)
    let total = try #require(answered.json()["total"] as? [String: Any])
    #expect(total["events"] as? Int == 3 && total["trials"] as? Int == 10)
  }

  @Test(
    "other names are taken as they are",
    arguments: ["uncensored", "licensed", "returned", "is_recid", "north"])
  func plain(name: String) throws {
    let text = people(name, yes: "1", no: "0")
    let json = try Tool.run(
      "rates", "-", "--outcome", name, "--by", "sex", "--format", "json", input: text
    ).json()
    #expect((json["total"] as? [String: Any])?["events"] as? Int == 3)
  }

  @Test("an outcome is no number of reoffences beside itself")
  func noReoffences() throws {
    let json = try Tool.run(
      "rates", "-", "--outcome", "no_reoffence", "--reoffended-is", "no", "--format", "json",
      input: people("no_reoffence", yes: "no", no: "yes")
    ).json()
    let groups = try #require(json["groups"] as? [[String: Any]])
    #expect((groups[0]["frequency"] as? [String: Any])?["perOffender"] is NSNull)
    #expect((json["notes"] as? [String])?.contains { $0.contains("number of reoffences") } == false)
  }
}
