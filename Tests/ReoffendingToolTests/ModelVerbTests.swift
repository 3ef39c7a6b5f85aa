import Foundation
import Testing

@Suite("fit, evaluate, survival, cox and match")
struct ModelVerbTests {
  private let rossi = #filePath.components(separatedBy: "/Tests/")[0] + "/Examples/rossi.csv"

  @Test(
    "a number of people is refused as an offset, which is added as it is, with the option that takes its logarithm"
  )
  func offsetOfPeople() throws {
    let folder = try Tool.Folder()
    let path = folder.path + "/groups.csv"
    let text =
      "events,age,people,logged\n3,20,120,4.79\n5,30,200,5.30\n9,40,310,5.74\n2,25,90,4.50\n6,35,240,5.48\n"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    let call = ["fit", path, "--formula", "events ~ age", "--family", "poisson"]
    let refused = try run(call + ["--offset", "people"])
    #expect(refused.status == 65 && refused.error.contains("--exposure people"), "\(refused.error)")
    #expect(try run(call + ["--offset", "logged"]).status == 0)
    #expect(try run(call + ["--exposure", "people"]).status == 0)
  }

  @Test(
    "each verb prints its table, writes JSON with the contract’s keys, and draws its figure",
    arguments: [
      (
        ["fit", "--formula", "arrest ~ financial_aid * age", "--effects", "financial_aid"],
        ["coefficients", "formula", "family", "observations", "converged", "warnings"], "financial_aid:age"
      ),
      (
        ["evaluate", "--formula", "arrest ~ age + prior_convictions", "--by", "race"],
        ["auc", "brier", "hosmerLemeshow", "calibration"], "race=other"
      ),
      (
        ["survival", "--time", "week", "--event", "arrest", "--by", "financial_aid"], ["groups", "logRank"],
        "financial aid: no"
      ),
      (
        ["cox", "--time", "week", "--event", "arrest", "--terms", "financial_aid + age", "--strata", "race"],
        ["coefficients", "formula", "family", "observations", "converged", "warnings"], "financial_aid"
      ),
      (
        [
          "match", "--treatment", "parole", "--covariates", "age,race,married", "--outcome", "arrest",
          "--reoffences",
          "prior_convictions", "--time", "week",
        ],
        ["treated", "matched", "balance", "binary", "frequency", "timeToFirst", "sentence"], "race=other"
      ),
    ])
  func verbs(arguments: [String], keys: [String], term: String) throws {
    let folder = try Tool.Folder()
    let all = [arguments[0], rossi] + arguments.dropFirst()
    let table = try run(all + ["--figure", "\(folder.path)/figure.svg"])
    #expect(table.status == 0, "\(table.error)")
    #expect(table.text.contains(term) && !table.error.isEmpty)
    let svg = try String(contentsOfFile: "\(folder.path)/figure.svg", encoding: .utf8)
    #expect(svg.contains("<title") && svg.contains("<desc"))
    let json = try run(all + ["--format", "json"]).json()
    for key in keys { #expect(json[key] != nil, "\(key)") }
    let csv = try run(all + ["--format", "csv"]).text.split(separator: "\n")
    #expect(
      csv.count > 1 && csv.allSatisfy { $0.split(separator: ",", omittingEmptySubsequences: false).count > 5 }
    )
    #expect(try run(all + ["--format", "json"]).output == run(all + ["--format", "json"]).output)
  }

  private func run(_ arguments: [String], input: String = "") throws -> Tool.Outcome {
    try Tool.run(arguments, input: input)
  }

  /// Thirty people, every third of whom reoffended.
  private func people(
    header: String = "reoffended,homeless,age,days,predicted,programme", change: (Int, [String]) -> [String]
  ) -> String {
    let rows = (0..<30).map { row in
      change(
        row,
        [
          row % 3 == 0 ? "1" : "0", row % 2 == 0 ? "yes" : "no", "\(18 + row * 7 % 23)",
          "\(10 + row * 11 % 50)",
          "0.\(1 + row % 8)", row % 4 < 2 ? "1" : "0",
        ])
    }
    return header + "\n" + rows.map { $0.joined(separator: ",") + "\n" }.joined()
  }

  private func replaced(_ column: Int, _ value: String, in rows: Set<Int>) -> (Int, [String]) -> [String] {
    { row, cells in
      var cells = cells
      if rows.contains(row) { cells[column] = value }
      return cells
    }
  }

  private func refusal(_ arguments: [String], _ text: String) throws -> String {
    let folder = try Tool.Folder()
    let file = try folder.write(text, to: "people.csv")
    let outcome = try run(
      [arguments[0], file] + arguments.dropFirst() + [
        "--output", "\(folder.path)/out.txt", "--figure", "\(folder.path)/out.png",
      ])
    #expect(outcome.status == 65, "\(outcome.error)\(outcome.text)")
    #expect(outcome.output.isEmpty && folder.names == ["people.csv"], "nothing is written")
    return outcome.error
  }

  private let fit = ["fit", "--formula", "reoffended ~ homeless + age"]
  private let everyone = Set(0..<30)

  @Test("a column named twice is numbered, and that is said")
  func duplicateColumn() throws {
    let text = people(header: "reoffended,homeless,age,days,age,programme") { _, cells in cells }
    let folder = try Tool.Folder()
    let file = try folder.write(text, to: "people.csv")
    let outcome = try Tool.run("fit", file, "--formula", "reoffended ~ homeless + age", "--format", "json")
    let terms = try #require(outcome.json()["coefficients"] as? [[String: Any]]).map { $0["term"] as? String }
    #expect(terms == ["(Intercept)", "homeless", "age"])
    #expect(outcome.error.contains("column 5 has the name age of an earlier one; it is read as age.1"))
  }

  @Test("a class with one value, as a column and as the outcome")
  func oneValue() throws {
    let column = try refusal(fit, people(change: replaced(1, "no", in: everyone)))
    #expect(column.contains("people.csv, line 1, column homeless: everybody has the same value"))
    let outcome = try refusal(fit, people(change: replaced(0, "0", in: everyone)))
    #expect(outcome.contains("people.csv, line 1, column reoffended: everybody has the value “0”"))
  }

  @Test("an outcome of three values")
  func threeValues() throws {
    let number = try refusal(fit, people(change: replaced(0, "2", in: [7])))
    #expect(number.contains("people.csv, line 9, column reoffended: “2” is neither 0 nor 1"))
    let text = people { row, cells in
      [row == 4 ? "unknown" : cells[0] == "1" ? "yes" : "no"] + cells.dropFirst()
    }
    for arguments in [
      fit, ["survival", "--time", "days"], ["cox", "--time", "days", "--terms", "age"], ["evaluate"],
      ["match", "--treatment", "programme", "--covariates", "age"],
    ] {
      let error = try refusal(arguments, text)
      #expect(
        error.contains("people.csv, line 6, column reoffended: “unknown” is a third value"), "\(arguments[0])"
      )
    }
  }

  @Test("times below zero")
  func negativeTimes() throws {
    let text = people(change: replaced(3, "-5", in: [3, 8]))
    for arguments in [["survival", "--time", "days"], ["cox", "--time", "days", "--terms", "age"]] {
      let error = try refusal(arguments, text)
      #expect(
        error.contains("people.csv, line 5, column days: “-5” is below zero") && error.contains("line 10"))
    }
  }

  @Test("an empty group")
  func emptyGroup() throws {
    let text = people { row, cells in
      var cells = cells
      cells[5] = row < 8 ? "1" : "0"
      if row < 8 { cells[2] = "" }
      return cells
    }
    let error = try refusal(["match", "--treatment", "programme", "--covariates", "age"], text)
    #expect(error.contains("nobody is in the programme (programme)"))
  }

  @Test("a date in the future")
  func future() throws {
    let text = people(header: "reoffended,homeless,age,released,back,programme") { row, cells in
      var cells = cells
      cells[3] = row == 11 ? "2999-02-01" : "2020-01-15"
      cells[4] = row % 3 == 0 ? "2020-06-15" : ""
      return cells
    }
    let error = try refusal(
      ["survival", "--start", "released", "--end", "back", "--until", "2021-12-31"], text)
    #expect(error.contains("people.csv, line 13, column released: 2999-02-01 lies in the future"))
  }

  @Test("a predicted probability of 1.3")
  func probability() throws {
    let error = try refusal(["evaluate"], people(change: replaced(4, "1.3", in: [20])))
    #expect(error.contains("people.csv, line 22, column predicted: “1.3”"), "\(error)")
  }

  @Test("a separated outcome names file, column and remedy; a column that is not there, the nearest")
  func separation() throws {
    let text = people { row, cells in
      var cells = cells
      cells[1] = row % 6 == 0 ? "yes" : "no"
      cells[0] = row % 6 == 0 ? "1" : cells[0]
      return cells
    }
    let error = try refusal(["fit", "--formula", "reoffended ~ factor(homeless) + age"], text)
    #expect(
      error.contains("people.csv, line 1, column homeless") && error.contains("homeless=yes"), "\(error)")
    #expect(error.contains("Firth") && error.contains("--firth"))
    let unknown = try refusal(["fit", "--formula", "reoffended ~ homless"], text)
    #expect(unknown.contains("did you mean homeless?"))
  }

  @Test("wrong usage exits 64: a formula that cannot be read, choices that contradict each other")
  func usage() throws {
    for arguments in [
      ["fit", rossi, "--formula", "arrest ~ age +"], ["fit", rossi, "--formula", "age"],
      ["fit", rossi, "--formula", "arrest ~ age", "--firth", "--ridge", "1"],
      ["fit", rossi, "--formula", "arrest ~ age", "--standard-errors", "cluster"],
      ["evaluate", rossi, "--outcome", "arrest", "--bootstrap", "50"],
      ["cox", rossi, "--time", "week", "--event", "arrest", "--terms", "age", "--fine-gray", "x"],
      ["survival", rossi, "--time", "week", "--start", "week"],
      ["survival", rossi, "--start", "week", "--end", "week"],
    ] { #expect(try run(arguments).status == 64, "\(arguments)") }
  }

  @Test(
    "options of fit: Firth, ridge, selection, imputation, robust errors, the same bytes from the same seed")
  func options() throws {
    let base = ["fit", rossi, "--formula", "arrest ~ financial_aid + age + race"]
    func json(_ more: [String]) throws -> [String: Any] {
      let outcome = try run(base + more + ["--format", "json"])
      #expect(outcome.status == 0, "\(outcome.error)")
      return try outcome.json()
    }
    #expect(try json(["--firth"])["penalty"] as? String == "firth")
    #expect(try json(["--ridge", "2"])["penalty"] as? String == "ridge")
    #expect(try json(["--cluster", "education"])["standardErrors"] as? String == "cluster (education)")
    #expect(try json(["--intervals", "likelihood-ratio"])["intervals"] as? String == "likelihood-ratio")
    #expect((try json(["--select", "forward"])["selection"] as? [String: Any])?["warning"] != nil)
    let missing = people(change: replaced(2, "", in: [1, 4, 9, 14, 22]))
    let pooled = try run(
      [
        "fit", "-", "--formula", "reoffended ~ age + days", "--impute", "3", "--seed", "7", "--format",
        "json",
      ],
      input: missing)
    #expect(pooled.status == 0, "\(pooled.error)")
    let imputation = try #require(try pooled.json()["imputation"] as? [String: Any])
    #expect((imputation["missing"] as? [String: Int])?["age"] == 5)
    let complete = try run(
      ["fit", "-", "--formula", "reoffended ~ age + days", "--format", "json"], input: missing)
    #expect(try complete.json()["excluded"] as? Int == 5)
  }

  @Test("competing causes by name, and Fine and Gray’s model of one of them")
  func causes() throws {
    let text = people(header: "ending,homeless,age,days,predicted,programme") { row, cells in
      [row % 3 == 0 ? "reoffence" : row % 3 == 1 ? "recall" : "none"] + cells.dropFirst()
    }
    let shares = try run(
      ["survival", "-", "--time", "days", "--cause", "ending", "--censored", "none", "--format", "json"],
      input: text)
    let groups = try #require(try shares.json()["groups"] as? [[String: Any]])
    #expect(groups.compactMap { $0["cause"] as? String } == ["recall", "reoffence"])
    let model = try run(
      [
        "cox", "-", "--time", "days", "--cause", "ending", "--censored", "none", "--fine-gray", "reoffence",
        "--terms",
        "age", "--format", "json",
      ], input: text)
    #expect(try model.json()["family"] as? String == "fine-gray")
    let unnamed = try run(["survival", "-", "--time", "days", "--cause", "ending"], input: text)
    #expect(unnamed.status == 64 && unnamed.error.contains("--censored"))
  }
}
