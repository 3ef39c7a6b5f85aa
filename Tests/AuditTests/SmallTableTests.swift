import Audit
import Testing

/// Tables of a few rows, where the names of columns are half of the evidence.
@Suite("errors in small tables")
struct SmallTableTests {
  private func table(_ csv: String) -> AuditedTable { AuditedTable(semicolons: csv) }

  private func wrong(_ csv: String) throws -> [AuditFinding] { try table(csv).wrongFindings() }

  /// The row and the printed figure of each finding, with the rule where something else was expected.
  private func accused(_ csv: String) throws -> [String] {
    try wrong(csv).map { "\($0.label): \($0.figure?.printed ?? $0.message)" }
  }

  @Test(
    "a plain total that its rows do not make up is wrong, whatever it is called",
    arguments: [
      ("Area;Number\nAshby;120\nBirch;200\nCray;197\nDenby;100\nTotal;599", "Total: 599"),
      ("Sex;Prisoners\nMen;310\nWomen;42\nAll;325", "All: 325"),
      ("Force;Offences\nAll forces;2,481\nAvon;612\nKent;905\nEssex;946", "All forces: 2,481"),
      ("Year;Deaths\n2012;31\n2013;28\n2014;44\n2015;39\nTotal;124", ": 124"),
      ("Area;Number\nAshby;120\nBirch;200\nCray;197\nDenby;100\nTotal;517", "Total: 517"),
      ("Area;Number\nAshby;60\nBirch;45\nCray;66\nTotal;711", "Total: 711"),
      (
        "Country;Prisoners\nAlbania;812\nPoland;640\nRomania;533\nIreland;410\nOther;388\nAll;2,850",
        "All: 2,850"
      ),
      (
        "Region;Cohort;Reoffenders\nNorth;812;240\nSouth;640;175\nWales;233;71\nMidlands;915;301\n"
          + "England and Wales;2,600;778", "England and Wales: 778"
      ),
      (
        "Area;2013;2014;2015\nA;14;18;21\nB;33;29;30\nC;25;27;19\nD;40;38;41\nTotal;112;121;111",
        "Total: 121"
      ),
    ])
  func total(_ csv: String, _ expected: String) throws {
    #expect(try accused(csv) == [expected])
  }

  @Test(
    "a total of other things, of more or of rounded figures accuses nobody",
    arguments: [
      // Some of a longer list, answers of which several can be given, rounded figures, a part that stands again.
      "Rank;Country;Prisoners\n1;Albania;812\n2;Poland;640\n3;Romania;533\n4;Ireland;410\n;All;2,530",
      "Country;Prisoners\nAlbania;812\nPoland;640\nRomania;533\nIreland;410\nIndia;388\nAll;2,850",
      "Need;Offenders\nHousing;312\nEmployment;405\nDrugs;198\nAll offenders;860",
      "Area;People\nA;1,200\nB;2,300\nC;1,800\nTotal;5,400",
      "Group;Prisoners\nSentenced;800\nRemand;150\nof which untried;90\nTotal;950",
      "Sex;Offenders\nMale;800\nFemale;200\nNot known;13\nTotal;1,000",
      "Area;Offenders;Reoffenders\nA;120;24\nB;40;[c]\nC;150;45\nTotal;310;72",
      "Area;Mean age;Median sentence\nA;31;12\nB;34;9\nC;29;14\nTotal;32;12",
      "Region;Weighted base\nNorth;1,203\nSouth;998\nEast;774\nTotal;2,974",
      "Offence;Number\nWith injury;100\nWithout injury;200\nAll violence;300\nTheft;500\nTotal;800",
      "Region;Offences\nNorth East;310\nNorth West;905\nLondon;2,210\nEngland and Wales;3,602",
      // Far from the sum of the rows, parts of parts that stand beside them, and figures that nobody adds up.
      "Area;Number\nAshby;120\nBirch;200\nCray;197\nDenby;100\nTotal;450",
      "Region;Number\nNorth;120\nSouth;200\nWest;197\nLondon;100\nTotal;517",
      "Outcome;Cases\nConvicted;800\nAcquitted;150\nOf these jailed;90\nTotal;950",
      "Area;Age\nA;31\nB;34\nC;29\nTotal;95",
      "Area;Rate\nA;31\nB;34\nC;29\nTotal;98",
    ])
  func innocentTotal(_ csv: String) throws {
    let found = try accused(csv)
    #expect(found.isEmpty, "\(found)")
  }

  @Test("what a total says and its rows do not make up is named where it is not called wrong")
  func undecided() throws {
    let open = try TableAudit(
      table("Need;Offenders\nHousing;312\nEmployment;405\nDrugs;198\nAll offenders;560")
    )
    .unchecked
    #expect(open.map(\.words) == ["All offenders: Offenders 560"])
    #expect(open.first?.reason.contains("the 3 rows add up to 915") == true)
    #expect(try TableAudit(table("Area;Number\nA;31\nB;52\nTotal;83")).unchecked.isEmpty)
  }

  @Test(
    "columns that their names explain are checked in few rows",
    arguments: [
      ("Area;Cohort;Reoffenders;Rate\nA;120;24;20.0\nB;200;70;30.0\nTotal;320;94;29.4", "B: 30.0"),
      (
        "Area;Cohort;Reoffenders;Reoffences;Reoffences per reoffender\nA;120;24;72;3.0\nB;200;60;150;3.5\n"
          + "C;150;45;90;2.0\nD;180;54;135;2.5", "B: 3.5"
      ),
      (
        "Offence;2014;2015;Change\nTheft;400;380;-20\nViolence;300;330;-30\nDrugs;100;120;20\nFraud;50;40;-10",
        "Violence: -30"
      ),
      (
        "Offence;2014;2015;% change\nTheft;400;380;-5.0\nViolence;250;290;16.0\nDrugs;125;100;-25.0\n"
          + "Arson;80;92;15.0", "Drugs: -25.0"
      ),
      (
        "Area;Rate 2014;Rate 2015;Change (percentage points)\nA;25.1;27.3;2.2\nB;30.4;29.0;-1.4\n"
          + "C;28.8;31.1;3.2\nD;33.0;30.6;-2.4", "C: 3.2"
      ),
      (
        "Area;Rate 2014;Rate 2015;Change (percentage points)\nA;25.1;30.3;5.2\nB;30.4;22.0;-8.4\n"
          + "C;28.8;31.1;3.2", "C: 3.2"
      ),
      (
        "Borough;Offences;Population;Rate per 1,000 population\nA;1,200;80,000;15.0\nB;3,150;126,000;25.0\n"
          + "C;880;55,000;19.0\nD;2,145;71,500;30.0", "C: 19.0"
      ),
      (
        "Borough;Offences;Population;Rate per 1,000 population\nA;1,200;80,000;15.0\nB;3,150;126,000;25.0\n"
          + "C;880;55,000;19.0", "C: 19.0"
      ),
      (
        "Area;Offenders;Reoffended;Did not reoffend\nA;120;24;96\nB;200;60;150\nC;150;45;105\nD;180;54;126",
        "B: 150"
      ),
      ("Age;Male;Female;All persons\n18-20;112;14;126\n21-24;205;33;283\n25+;331;61;392", "21-24: 283"),
      (
        "Area;2013;2014;2015;Average\nA;14;18;22;18\nB;33;29;31;31\nC;25;27;29;29\nD;40;38;42;40", "C: 29"
      ),
      ("Area;Cohort;Reoffenders\nA;120;24\nB;200;60\nC;45;150\nD;180;54", "C: 150"),
      ("Area;Cohort;Reoffended n (%)\nA;200;60 (30.0%)\nB;250;100 (45.0%)\nAll;450;160 (35.6%)", "B: 45.0%"),
    ])
  func named(_ csv: String, _ expected: String) throws {
    #expect(try accused(csv) == [expected])
  }

  @Test(
    "names that say something else accuse nobody",
    arguments: [
      // Differences without a sign, rates that are adjusted, a base of another column, a share above 100 that can be.
      "Group;Men;Women;Difference\nA;35;22;13\nB;18;24;6\nC;41;30;11\nD;28;20;8",
      "Group;Men;Women;Difference\nA;350;220;130\nB;180;240;60\nC;410;300;110\nD;280;200;80",
      "Area;Cohort;Reoffenders;Adjusted rate\nA;120;24;21.3\nB;200;60;28.9\nC;150;45;30.0\nD;180;54;31.2",
      "Area;Cohort;Reoffenders;Adjusted rate\nA;120;24;20.0\nB;200;60;28.9\nC;150;45;30.0",
      "Prison;Capacity;Population;Occupancy (%)\nA;400;420;105.0\nB;300;270;90.0\nC;500;520;104.0",
      "Prison;Population as a share of capacity (%)\nA;95.1\nB;104.2\nC;90.4\nD;97.0",
      "Offence;Male;Female;Total\nTheft;310;88;401\nViolence;412;61;475\nFraud;120;44;164",
      "Area;Cohort;Reoffences\nA;120;240\nB;200;180\nC;45;150",
      "Area;Cohort;Reoffences\nA;120;90\nB;200;180\nC;45;150",
      // Those of whom nothing is known, a total of other things, a base without the unknown, pence that were left off.
      "Offence;Male;Female;Total\nTheft;310;88;401\nViolence;412;61;473\nFraud;120;44;164",
      "Offence;Male;Female;Total\nTheft;310;88;381\nViolence;412;61;455\nFraud;120;44;164\nDrugs;210;35;245",
      "Area;Cohort;Unknown;Reoffenders;Rate\nA;120;0;24;20.0\nB;200;10;60;31.6\nC;150;0;45;30.0",
      "Area;Staff;Rent;Total\nA;£120;£24;£144\nB;£200;£70;£269\nC;£150;£45;£195\nD;£310;£62;£372\n"
        + "E;£412;£98;£510",
    ])
  func otherNames(_ csv: String) throws {
    let found = try accused(csv)
    #expect(found.isEmpty, "\(found)")
  }

  @Test(
    "an estimate lies within its limits, in columns of their own or in one cell",
    arguments: [
      "Area;Rate;Lower;Upper\nA;20.0;13.8;28.0\nB;30.0;31.1;36.7",
      "Group;Odds ratio;95% CI lower;95% CI upper\nA;1.42;1.10;1.83\nB;1.95;2.05;2.61\nC;2.40;1.71;3.37",
      "Group;HR (95% CI)\nA;1.42 (1.10–1.83)\nB;1.95 (2.05–2.61)\nC;2.40 (1.71–3.37)",
      "Group;Rate;95% CI\nA;35.0;31.1 to 39.1\nB;21.9;24.8 to 31.1\nC;33.0;29.5 to 36.8",
      "Group;SMR;LCL;UCL\nA;112;104;121\nB;97;99;105\nC;131;118;144",
    ])
  func limits(_ csv: String) throws {
    #expect(try wrong(csv).map(\.label) == ["B"])
    let right = csv.replacing("31.1;36.7", with: "24.1;36.7").replacing("2.05", with: "1.51")
      .replacing("24.8 to 31.1", with: "18.1 to 26.1").replacing("99;105", with: "90;105")
    #expect(try wrong(right).isEmpty)
  }

  @Test("limits as wide as their rounding, quartiles, and limits of something else accuse nobody")
  func otherLimits() throws {
    #expect(try wrong("Area;Rate;Lower;Upper\nA;20;13.8;28.0\nB;30;30.4;36.7\nC;14;9.2;18.1").isEmpty)
    #expect(
      try wrong("Area;Mean;Lower quartile;Upper quartile\nA;20.0;13.8;28.0\nB;40.0;24.1;36.7").isEmpty)
    #expect(try wrong("Area;Rate;Lower;Upper\nA;20.0;0.14;0.28\nB;30.0;0.24;0.37").isEmpty)
    #expect(
      try wrong("Area;Rate;Lower;Upper\nA;0.21;0.14;0.28\nB;30.0;0.24;0.37\nC;0.33;0.25;0.41").isEmpty)
    #expect(try wrong("Area;Number;Lower;Upper\nA;112;104;121\nB;97;99;105").isEmpty)
  }

  @Test("a figure may lie beyond control limits, which say so or are the same for all")
  func controlLimits() throws {
    let named = "Month;Control value;Lower control limit;Upper control limit\nJan;20.0;14.1;26.0\n"
    #expect(try wrong(named + "Feb;29.5;15.9;28.2\nMar;19.0;13.3;24.8").isEmpty)
    let alike = "Month;Rate;Lower;Upper\nJan;20.0;14.0;26.0\nFeb;27.5;13.9;26.1\nMar;19.0;14.1;25.9\n"
    #expect(try wrong(alike + "Apr;21.5;14.0;26.0").isEmpty)
  }

  @Test("percentages of people beyond 100, and parts of a whole printed as 100 that make more")
  func percentages() throws {
    let rates = "Area;Percentage of offenders who reoffended\nA;24.1\nB;130.4\nC;28.0\nD;31.5"
    #expect(try accused(rates) == ["B: 130.4"])
    let shares = "Offence;Per cent\nTheft;42.0\nViolence;28.5\nDrugs;15.5\nOther;17.0\nTotal;100.0"
    #expect(try wrong(shares).count == 1)
    #expect(try wrong(shares.replacing("17.0", with: "14.0")).isEmpty)
    let several = "Need;Per cent\nHousing;62.0\nWork;58.5\nDrugs;35.5\nTotal;100.0"
    #expect(try wrong(several).isEmpty)
    let one = "Area;Number;Per cent\nA;120;24.0\nB;200;40.0\nC;180;63.0\nTotal;500;100.0"
    #expect(try accused(one) == ["C: 63.0"])
  }
}
