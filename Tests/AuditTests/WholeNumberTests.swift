import Audit
import Reoffending
import Statistics
import TestSupport
import Testing

/// GRIM and DEBIT against an enumeration of every count, which is a second program for the same question.
@Suite("whole people behind percentages")
struct WholeNumberTests {
  /// Whether some count gives the percentage in hundredths, rounding ties either way, by trying all counts.
  private func isPossible(_ hundredths: Int, of people: Int) -> Bool {
    (0...people).contains { count in
      // |10000 k / n − t| ≤ 1/2, without a fraction.
      abs(2 * (10_000 * count - hundredths * people)) <= people
    }
  }

  private func audited(_ rule: String, _ columns: [(name: String, cells: [String])]) throws -> [AuditVerdict]
  {
    try RuleChecker(AuditedTable(name: "t", columns: columns)).check(AuditRule(rule)).findings.map(\.verdict)
  }

  @Test("GRIM agrees with trying every count")
  func grim() throws {
    var generator = SeededGenerator(seed: 5)
    let cases = (0..<500).map { _ in
      (Int.random(in: 0...10_000, using: &generator), Int.random(in: 1...300, using: &generator))
    }
    let verdicts = try audited(
      "whole(rate * n / 100)",
      [
        (name: "rate", cells: cases.map { TrueTable.printed($0.0, decimals: 2) }),
        (name: "n", cells: cases.map { String($0.1) }),
      ])
    for (verdict, (hundredths, people)) in zip(verdicts, cases) {
      #expect((verdict == .consistent) == isPossible(hundredths, of: people), "\(hundredths) of \(people)")
    }
    #expect(verdicts.contains(.consistent) && verdicts.contains(.inconsistent))
  }

  @Test("GRIM by its definition: means and percentages, none to three decimals")
  func grimReference() throws {
    for row in try ReferenceTable("grim").rows {
      let isPercentage = row.text("kind") == "percentage"
      let rule = isPercentage ? "whole(rate * n / 100)" : "whole(rate * n)"
      let cell = row.text("printed") + (isPercentage ? "%" : "")
      let verdicts = try audited(rule, [(name: "rate", cells: [cell]), (name: "n", cells: [row.text("n")])])
      #expect((verdicts == [.consistent]) == (row.text("consistent") == "TRUE"), "\(row)")
    }
  }

  @Test("DEBIT by its definition: one to four decimals")
  func debitReference() throws {
    for row in try ReferenceTable("debit").rows {
      let verdicts = try audited(
        "sd = sqrt(mean * (1 - mean) * n / (n - 1))",
        [
          (name: "mean", cells: [row.text("mean")]), (name: "sd", cells: [row.text("sd")]),
          (name: "n", cells: [row.text("n")]),
        ])
      #expect((verdicts == [.consistent]) == (row.text("consistent") == "TRUE"), "\(row)")
    }
  }

  @Test("GRIMMER against every sum and sum of squares that whole numbers can have")
  func grimmerReference() throws {
    for row in try ReferenceTable("grimmer").rows {
      let verdicts = try audited(
        "whole(mean, sd, n)",
        [
          (name: "mean", cells: [row.text("mean")]), (name: "sd", cells: [row.text("sd")]),
          (name: "n", cells: [row.text("n")]),
        ])
      #expect((verdicts == [.consistent]) == (row.text("consistent") == "TRUE"), "\(row)")
    }
  }

  @Test("GRIMMER by hand: two numbers of sum 7 differ by an odd number, and what is no count decides nothing")
  func grimmer() throws {
    let columns = [
      (name: "mean", cells: ["3.5", "3.5", "3.5", "3.4", "3.5", "3.5"]),
      // The numbers 3 and 4, 2 and 5; a deviation between; a mean that no two numbers have; one number; a gap.
      (name: "sd", cells: ["0.71", "2.12", "1.41", "0.71", "0.71", ""]),
      (name: "n", cells: ["2", "2", "2", "2", "1", "2"]),
    ]
    #expect(
      try audited("whole(mean, sd, n)", columns)
        == [.consistent, .consistent, .inconsistent, .inconsistent, .missing, .missing])
  }

  @Test("GRIM: a mean of 5.19 of 28 whole numbers does not exist, 5.18 and 5.21 do")
  func grimMean() throws {
    let columns = [(name: "mean", cells: ["5.18", "5.19", "5.21"]), (name: "n", cells: ["28", "28", "28"])]
    #expect(try audited("whole(mean * n)", columns) == [.consistent, .inconsistent, .consistent])
  }

  @Test("DEBIT: the standard deviation of yes and no follows from their mean, for every count of 5 to 20")
  func debit() throws {
    func hundredths(_ value: Double) -> String {
      TrueTable.printed(Int((value * 100).rounded()), decimals: 2)
    }
    var columns = [
      (name: "mean", cells: [String]()), (name: "sd", cells: [String]()), (name: "wrong", cells: [String]()),
      (name: "n", cells: [String]()),
    ]
    for people in 5...20 {
      for count in 1..<people {
        let mean = Double(count) / Double(people)
        let deviation = (Double(people) / Double(people - 1) * mean * (1 - mean)).squareRoot()
        columns[0].cells.append(String(hundredths(mean).dropLast()))
        columns[1].cells.append(String(hundredths(deviation).dropLast()))
        columns[2].cells.append(String(hundredths(deviation + 0.11).dropLast()))
        columns[3].cells.append(String(people))
      }
    }
    let right = try audited("sd = sqrt(mean * (1 - mean) * n / (n - 1))", columns)
    let wrong = try audited("wrong = sqrt(mean * (1 - mean) * n / (n - 1))", columns)
    #expect(right.allSatisfy { $0 == .consistent })
    #expect(wrong.filter { $0 == .inconsistent }.count > wrong.count / 2)
  }

  @Test("the cohorts that percentages can share, by trying every count")
  func shared() throws {
    let thirds = SharedCohort(try ["33.33%", "66.67%"].map { try PrintedPercentage(parsing: $0) })
    let tried = (1...200).filter { isPossible(3_333, of: $0) && isPossible(6_667, of: $0) }
    #expect(thirds.sizes(upTo: 200) == tried)
    #expect(thirds.sizesAddingUp(upTo: 12) == [3, 6, 9, 12])
    let apart = SharedCohort(try ["33.3%", "60.0%"].map { try PrintedPercentage(parsing: $0) })
    #expect(apart.sizes(upTo: 30) == [15, 30])
    #expect(apart.sizesAddingUp(upTo: 30).isEmpty)
  }

  @Test("the highest rate of Wolverhampton needs six times the cohort of its neighbours")
  func neighbours() throws {
    let rates = try ["88.83%", "57.14%", "56.67%", "50.00%", "45.45%"].map {
      try PrintedPercentage(parsing: $0)
    }
    #expect(rates.map(\.smallestTrials) == [179, 7, 30, 2, 11])
  }
}
