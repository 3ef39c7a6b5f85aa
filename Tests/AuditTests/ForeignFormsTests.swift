import Audit
import Testing

/// Forms that stood in documents and tables of others, each with a wrong figure and beside innocent ones.
@Suite("forms of other people's figures")
struct ForeignFormsTests {
  private func wrong(_ text: String) -> [ProseFinding] {
    ProseAudit(text).findings().filter { $0.verdict == .inconsistent }
  }

  private func table(_ csv: String) -> AuditedTable { AuditedTable(semicolons: csv) }

  private func wrongCells(_ csv: String) throws -> [AuditFinding] { try table(csv).wrongFindings() }

  @Test(
    "a wrong figure is found, and the kind is told",
    arguments: [
      ("There were 690 thefts in 2021, three times as many as in 2019 (345).", "multiple"),
      ("Among 25 clients the mean number of previous convictions was 2.47.", "whole"),
      ("In 2021 there were 1,130 recalls, 25% fewer than in 2020 (1,315).", "change"),
      ("The share among women (17.2%) was 8.4 percentage points lower than among men (24.6%).", "change"),
      ("Thefts rose by 3,402 offences (19%), from 37,800 to 41,202.", "change"),
      ("The grant rose by £1.6m to £15.6m, from £14.6m the year before.", "change"),
      (
        "Of these offenders 480 were under 25, 16% were under 18, 30% were 18 to 24 and 64% were 25 or over.",
        "parts"
      ),
      ("16% were aged under 18, 30% were between 18 and 24, and 64% were 25 or older.", "parts"),
      ("From January to December 2019 police searched 402,300 people, or about 4,370 each day.", "average"),
      ("In the year to June 2020 there were 5,212 calls (230 a week).", "average"),
      ("The rate rose to 66.1%. That's 82.1% greater than the national average of 51.6%.", "change"),
      ("The means differed, with a t value of 1.02 on 50 degrees of freedom (p = 0.003).", "test"),
      ("The chi-square statistic was 1.3 (p = 0.001).", "test"),
      ("They differed (t = 0.5, p = 0.001).", "test"),
      ("The proportion who returned was 0.31 (SD 0.72, n = 60).", "interval"),
    ])
  func found(_ text: String, _ kind: String) {
    #expect(wrong(text).map(\.kind) == [kind], "\(wrong(text).map(\.message))")
  }

  @Test(
    "nobody is accused for a form that only looks like it",
    arguments: [
      "There were 690 thefts in 2021, twice as many as in 2019 (345).",
      "There were 690 thefts in 2021, of which three times as many as in 2019 (45) were solved.",
      "Among 25 clients the mean number of previous convictions was 2.48.",
      "Among 25 clients the mean score was 2.47.",
      "In 2021 there were 986 recalls, 25% fewer than in 2020 (1,315).",
      "The share among women (16.2%) was 8.4 percentage points lower than among men (24.6%).",
      "Thefts rose by 3,402 offences (9%), from 37,800 to 41,202.",
      "The grant rose by £1.0m to £15.6m, from £14.6m the year before.",
      "16% were aged under 18, 30% were between 18 and 24, and 54% were 25 or older.",
      // Bands with a gap, and bands that are not all.
      "16% were aged under 18, 30% were between 21 and 24, and 34% were 25 or older.",
      "30% were aged 18 to 24, 25% were 25 to 34 and 24% were 35 or over.",
      "From April to June 2019 police searched 402,300 people, or about 4,370 each day.",
      "In June 2020 there were 5,212 calls (230 a week).",
      "The rate rose to 66.1%. That's 28.1% greater than the national average of 51.6%.",
      "The rate rose to 66.1%. That's 14.5% higher than the national average of 51.6%.",
      "The means differed, with a t value of 3.12 on 50 degrees of freedom (p = 0.003).",
      "The chi-square statistic was 11.3 (p = 0.01).", "They differed (t = 2.5, p = 0.02).",
      "The mean proportion of days was 0.31 (SD 0.42, n = 60).",
    ])
  func innocent(_ text: String) {
    #expect(wrong(text).isEmpty, "\(wrong(text).map(\.message))")
  }

  @Test("a statistic without its degrees of freedom that may fit is listed as not checked")
  func noDegrees() {
    #expect(
      ProseAudit("They differed (t = 2.5, p = 0.02).").result().unchecked.map(\.reason)
        == ["its degrees of freedom are not printed"])
  }

  @Test(
    "a wrong figure of a table is found",
    arguments: [
      // Answers of which several can be given, amounts with decimals, an average outside its range.
      (
        "Reason (more than one);People;Percent\nMoney;120;60\nDrugs;90;45\nPeers;64;32\nBoredom;30;51\nAll people;200;100",
        "51"
      ),
      (
        "Ethnicity;2021;%;2022;%\nWhite;700;70.0;660;60.0\nBlack;150;15.0;220;20.0\nAsian;100;10.0;165;18.0\n"
          + "Other;50;5.0;55;5.0\nTotal;1000;100;1100;100", "18.0"
      ), ("Region;Spend (£m)\nNorth;1.2\nSouth;3.4\nEast;2.3\nWest;4.5\nTotal;14.1", "14.1"),
      ("Prison;Minimum;Mean;Maximum\nA;2;5.1;9\nB;1;4.4;8\nC;3;2.2;7\nD;2;6.0;11\nE;1;3.9;10", "3"),
    ])
  func foundInTable(_ csv: String, _ printed: String) throws {
    let found = try wrongCells(csv)
    #expect(found.count == 1 && found[0].message.contains(printed), "\(found.map(\.message))")
  }

  @Test(
    "nobody is accused for what another kind of row or column is",
    arguments: [
      "Reason (more than one);People;Percent\nMoney;120;60\nDrugs;90;45\nPeers;64;32\nBoredom;30;15\nAll people;200;100",
      // Standard errors of counts do not add up.
      "Year;Arrests;Standard error\n1;301;33\n2;254;34\n3;235;33\n4;229;35\nTotal;1,019;80",
      // A last row without a name is a sum of other rows in each column that has gaps.
      "Jail;In custody;Awaiting;Sentenced;Held\nA;107;58;31;18\nB;121;48;38;35\nC;142;60;42;40\nD;139;;;\nE;110;70;21;19\n;619;236;132;112",
      // Only one column has figures for a further part.
      "Sex;People;Victims;Offenders\nMale;1,383;3,028;4,470\nFemale;1,440;3,201;940\nBoth;~;~;819\nTotal;2,823;6,229;6,229",
      // Tens throughout are rounded figures.
      "Victim;Total incidents;North;East;South;West;Other\nA;385,840;214,810;54,340;26,210;22,460;68,020\n"
        + "B;72,090;9,660;43,330;4,610;2,540;11,950\nC;107,310;24,530;16,420;33,190;8,210;24,960\n"
        + "D;57,770;19,790;14,230;5,440;6,390;11,930",
      "Region;Spend (£m)\nNorth;1.2\nSouth;3.4\nEast;2.3\nWest;4.5\nTotal;11.5",
      "Site;Rate A;Rate B\nX;7.5;8.1\nY;6.5;7.5\nZ;8.0;6.1\nTotal;7.4;7.2",
    ])
  func innocentTable(_ csv: String) throws {
    let found = try wrongCells(csv)
    #expect(found.isEmpty, "\(found.map(\.message))")
  }

  @Test("a statement in other words with the same other figures is the same statement")
  func rewritten() {
    let first =
      "Of these homes, 2,315 had children or a pregnant woman, a rise of 65 homes (3%) on last year."
    func again(_ count: String, _ rise: String) -> [String] {
      let text =
        "Of these homes, \(count) had children or a pregnant member, a rise of \(rise) homes (3%) on last year."
      return ProseAudit([ProsePassage(number: 1, text: first), ProsePassage(number: 9, text: text)])
        .findings()
        .filter { $0.verdict == .inconsistent && $0.kind == "same" }.map(\.message)
    }
    #expect(again("2,415", "65") == ["2,415 is printed here, but 2,315 beside the same figures on line 1"])
    #expect(again("2,415", "64").isEmpty)
    #expect(again("2,987", "65").isEmpty)
    #expect(again("2,315", "65").isEmpty)
  }

  @Test("figures of fifteen digits differ in the digits of their program")
  func longFigures() throws {
    let rows = (1...9).map { row in
      let (deaths, people) = (4_000 + 37 * row, 104_874_282 + 911_237 * row)
      let rate = (1e18 * Double(deaths) / Double(people)).rounded() / 1e13
      return "\(1990 + row);\(deaths);\(people);\(row == 5 ? rate + 3e-13 : rate)"
    }
    #expect(try wrongCells("Year;Deaths;Population;Rate\n" + rows.joined(separator: "\n")).isEmpty)
  }

  @Test("a rank is one among the rows under the same heading")
  func sections() {
    let table = table(
      "Variable;Share\nPanel A: people;\nMale;86.6\nEmployed;63.6\nPanel B: crimes;\nViolent;58.9\nProperty;22.7\nTraffic;9.8"
    )
    let text = ProsePassage(number: 1, text: "Violent crimes make up the largest share (58.9%).")
    #expect(ProseAudit([text], tables: [table]).findings().allSatisfy { $0.verdict == .consistent })
  }

  @Test("a figure that breaks its row and its column is the cause of both")
  func sharedCause() throws {
    let found = try wrongCells(
      "Outcome;Men;Women;All\nDone;210;66;276\nLeft;60;33;93\nOut;30;11;51\nTotal;300;110;410")
    #expect(found.count == 2)
    #expect(found.allSatisfy { $0.causes.first?.correction == "41" }, "\(found.map { $0.causes })")
  }
}
