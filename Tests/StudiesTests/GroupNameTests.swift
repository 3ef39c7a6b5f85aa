import Studies
import Testing

/// Names of groups as values of options, of which one is misspelt.
@Suite("names of groups in options")
struct GroupNameTests {
  private let quarters: String = {
    var csv = "area,quarter,cohort,reoffenders,arm\n"
    for (area, arm) in [("Dudley", "mentored"), ("Walsall", "usual"), ("Sandwell", "usual")] {
      for quarter in 1...8 {
        let period = "\(2018 + (quarter - 1) / 4) Q\((quarter - 1) % 4 + 1)"
        csv += "\(area),\(period),\(500 + 7 * quarter),\(150 + quarter),\(arm)\n"
      }
    }
    return csv
  }()

  private static let calls: [(verb: String, options: [String: String], nearest: String)] = [
    ("difference", ["time": "quarter", "by": "area", "treated": "Dudly", "change": "2019 Q1"], "Dudley"),
    (
      "difference",
      ["time": "quarter", "by": "area", "treated": "Dudley", "control": "Walsal", "change": "2019 Q1"],
      "Walsall"
    ),
    ("interrupted", ["time": "quarter", "by": "area", "group": "dudley", "change": "2019 Q1"], "Dudley"),
    (
      "interrupted",
      ["time": "quarter", "by": "area", "group": "Dudley", "control": "Walsal", "change": "2019 Q1"],
      "Walsall"
    ),
    (
      "interrupted",
      [
        "time": "quarter", "by": "area", "group": "Dudley", "control": "Walsall,Sandwel", "change": "2019 Q1",
        "method": "state-space",
      ], "Sandwell"
    ),
    ("synthetic", ["time": "quarter", "by": "area", "area": "Dudly", "change": "2019 Q1"], "Dudley"),
    ("neighbours", ["by": "area", "area": "Dudly", "like": "cohort"], "Dudley"),
    ("disparity", ["by": "area", "stages": "cohort,reoffenders", "reference": "Walsal"], "Walsall"),
    ("trial", ["cluster": "area", "arm": "arm", "time": "quarter", "arm-is": "mentord"], "mentored"),
    ("compare", ["by": "area", "predicted": "predicted", "focus": "Sandwel"], "Sandwell"),
  ]

  @Test("each is refused with the nearest name, in the same words", arguments: calls.indices)
  func nearest(_ place: Int) throws {
    let call = Self.calls[place]
    var csv = quarters
    if call.verb == "compare" {
      csv =
        "area,cohort,reoffenders,predicted\nDudley,500,150,31%\nWalsall,600,170,30%\nSandwell,450,140,29%\n"
    }
    let words = try refusal(call.verb, csv, call.options)
    #expect(words.contains("did you mean \(call.nearest)?"), "\(call.verb): \(words)")
    #expect(!words.contains("filter"))
  }

  @Test("a name like no other is answered with those there are")
  func list() throws {
    let words = try refusal(
      "interrupted", quarters, ["time": "quarter", "by": "area", "group": "Birmingham", "change": "2019 Q1"])
    #expect(words == "area has no Birmingham; there are Dudley, Sandwell, Walsall")
  }
}
