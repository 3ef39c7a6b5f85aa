import Reoffending
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
    try Audit(AuditedTable(name: "t", columns: columns)).check(AuditRule(rule)).findings.map(\.verdict)
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

  @Test("counts behind percentages agree with trying every count")
  func possibleCounts() throws {
    let numbers = try ["88.83%", "57.14%", "56.67%", "50.00%", "45.45%"].map {
      try #require(PublishedNumber($0))
    }
    let counts = PossibleCounts(numbers)
    #expect((0..<5).map { counts.smallestCohort(ofPercentage: $0) } == [179, 7, 30, 2, 11])
    for people in 1...400 {
      let found = counts.events(ofPercentage: 0, inCohortOf: people) != nil
      #expect(found == isPossible(8_883, of: people))
    }
    #expect(counts.events(ofPercentage: 0, inCohortOf: 179) == 159...159)
  }

  @Test("percentages that share a cohort, or add up to it, leave few cohorts")
  func shared() throws {
    let numbers = try ["33.3%", "66.7%"].map { try #require(PublishedNumber($0)) }
    let counts = PossibleCounts(numbers)
    #expect(counts.sharedCohorts(upTo: 12) == [3, 6, 9, 12])
    #expect(counts.cohortsAddingUp(upTo: 12) == [3, 6, 9, 12])
    let apart = PossibleCounts(try ["33.3%", "60.0%"].map { try #require(PublishedNumber($0)) })
    #expect(apart.sharedCohorts(upTo: 30) == [15, 30])
    #expect(apart.cohortsAddingUp(upTo: 30).isEmpty)
  }
}
