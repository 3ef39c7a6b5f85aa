import Audit
import Testing

/// Figures that follow from others by arithmetic alone, and directions told of the sentence before.
@Suite("figures that no phrase ties together")
struct ArithmeticLinksTests {
  private static let linked: [(text: String, figure: String, other: String)] = [
    (
      "Prosecutions were 15.0% fewer. In all, 8,648 people were charged in 2015 and 7,351 in 2016.", "15.0%",
      "16.2%"
    ),
    (
      "Burglary rises by 137 per cent in four years. Last year there were 213 burglaries in the area, set beside 90 in 2013.",
      "137 per cent", "145 per cent"
    ),
    (
      "There were 6,301 pupils in all. Schools were fuller. The number had grown by 1,247 since the low of 5,054.",
      "1,247", "1,274"
    ),
    (
      "Rates of admission rose by 22% (from 73.6/1000 to 89.5/1000), those of short stays by 41% (from 42.7/1000 to 60.2/1000). Of all admissions 67.3% were short.",
      "67.3%", "63.7%"
    ),
    (
      "Boys led girls by 1.5 percentage points (27.6% boys, 26.1% girls).", "1.5 percentage points",
      "1.7 percentage points"
    ),
    ("It was 8.8% for boys, 7.1% girls – a gap of 1.7 points.", "1.7", "1.3"),
    (
      "It showed that 15 per cent more got places than last year, up to 228,470 from 197,900 in 2021.",
      "15 per cent", "18 per cent"
    ),
    (
      "There were 4,650,900 adults, a decrease of 62,300 from the year before. The 1.3% decline was mostly of one kind.",
      "1.3%", "3.1%"
    ),
    (
      "Recalls have risen by more than 20% in the year, to judge by the 8,648 and 10,535 recorded.", "20%",
      "30%"
    ),
  ]

  @Test("agree where one pair gives them", arguments: linked)
  func agrees(text: String, figure: String, other: String) {
    let found = findings(text).filter { $0.verdict == .consistent && $0.rule.contains(figure) }
    #expect(found.count == 1, "\(findings(text).map(\.rule))")
    #expect(wrong(text).isEmpty)
  }

  @Test("say nothing where none does", arguments: linked)
  func isSilent(text: String, figure: String, other: String) {
    let changed = text.replacing(figure, with: other)
    #expect(changed != text)
    #expect(wrong(changed).isEmpty, "\(wrong(changed).map(\.message))")
    #expect(!findings(changed).contains { $0.rule.contains(other) }, "\(findings(changed).map(\.rule))")
  }

  @Test("are not said to agree where many figures could give them by accident")
  func isNoAccident() {
    let text =
      "There were 310 thefts, 270 burglaries, 190 robberies, 150 assaults and 120 fires. Crime fell by 13%."
    #expect(findings(text).isEmpty, "\(findings(text).map(\.rule))")
  }

  @Test("are no shares of means, limits and p-values")
  func leavesOtherDecimals() {
    #expect(findings("Relapse was 52.0% in the first group (odds ratio 1.47; limits 1.05 and 2.02).").isEmpty)
    #expect(findings("Of these 20.3% died (p = 0.51, in the other group p = 0.10).").isEmpty)
    #expect(findings("Use rose from 16 to 64 percent, and elsewhere from 25 to 66 percent.").isEmpty)
    #expect(findings("It was 2.5 times the usual 1.0, and 75 mm in 30 of 45 minutes.").isEmpty)
  }

  @Test("of two pairs that fit, the one beside the figure is taken, and else none")
  func takesTheNearest() {
    let text =
      "There were 6,902 casualties, a 4% decline set beside 7,199 the year before, with 3,129 in hospital – again a 4% fall set beside 3,259."
    #expect(
      findings(text).map(\.rule).sorted() == [
        "4% = 100 * (3,259 - 3,129) / 3,259", "4% = 100 * (7,199 - 6,902) / 7,199",
      ])
    #expect(
      findings(
        "They went to 576,586 calls, set beside 565,777, and 177,844 were fires. Fires made 31% of them."
      )
      .isEmpty)
  }

  @Test("shares of one sentence make up all")
  func sumsShares() {
    #expect(
      findings("Of calls, fires came to 31%, false alarms to 40% and the others to 29%, after an 11% rise.")
        .map(
          \.kind) == ["parts"])
    #expect(findings("Of calls, fires came to 31%, false alarms to 40% and the others to 27%.").isEmpty)
  }

  @Test("are not said to agree with figures of the other order in time")
  func keepsTheOrderOfYears() {
    #expect(
      findings("Arrests were 15.0% fewer. There were 8,648 arrests in 2016 and 7,351 arrests in 2015.")
        .isEmpty)
    #expect(
      findings("Arrests were 15.0% fewer. There were 8,648 arrests in 2015 and 7,351 stops in 2016.").isEmpty)
  }

  @Test("multiples in words have the only two figures near them")
  func findsMultiples() {
    let texts = [
      "They were at their highest in 2001 with 760 deaths. That is more than 10 times that figure in 2012 – with only 72 deaths.",
      "The number of men had been around double the figure of women – with 1,706 men set beside 891 women in 2012.",
      "Reports have more than tripled, jumping from 31,800 cases three years ago to nearly 100,000 in 2022.",
    ]
    for text in texts {
      #expect(findings(text).map(\.kind) == ["multiple"], "\(findings(text).map(\.rule))")
      #expect(wrong(text).isEmpty)
    }
    #expect(findings(texts[0].replacing("72", with: "97")).isEmpty)
    #expect(
      findings("Fires doubled and floods tripled. There were 120 of the first, and 60 in the year before.")
        .isEmpty)
  }

  private static let directions = [
    ("There were 438 cases in 2012. This number has risen slightly from ", "412", "462", " in 2008."),
    ("The rate was 0.05. This is a reduction from ", "0.07", "0.03", " in 2017/18."),
    ("In all 98.3% passed. This is down slightly on 2017, when the figure was ", "98.4%", "97.4%", "."),
    ("The median was 41 weeks. This remains well above earlier levels (", "25.4", "45.4", " weeks in 2020)."),
    ("A total of 26.4% of entrants had an A, up slightly on ", "26.3%", "26.9%", " in 2017."),
    (
      "There were 14,013 people waiting more than 18 months to start treatment in January, up from ",
      "13,164",
      "15,164", " in December."
    ),
    (
      "The number waiting more than two years has also risen, from 282 in December to ", "376", "276",
      " in January."
    ),
    ("There was a decrease from 35 to ", "29", "39", " per 1000 women."),
    ("Entries decreased from an estimated 2,065,800 in 2014 to ", "1,966,100", "2,166,100", " in 2015."),
    ("The queue held a record 6.18million in February, up from ", "6.1million", "6.3million", " in January."),
    (
      "In August there were seven million people. This is up from ", "6.8 million", "7.8 million", " in July."
    ),
    (
      "There were 131,861 in September. This is up from 130,528 the previous month, but below the peak of ",
      "136,298", "126,298", " reported in March."
    ),
    ("The rate was 4.13, an increase from 2.96 in 2022, and from ", "1.62", "4.62", " in 2016."),
    ("Entries were at 43,472, which has steadily grown from ", "37,017", "47,017", " entries in 2008."),
    ("The rate of boys is higher than that of girls (38.9% and ", "37.8%", "39.8%", " respectively)."),
    ("The number of exclusions has increased from 27 to ", "36", "22", " in 2018/19."),
    (
      "There were 1,654 trials, a marked increase from 113 trials in the quarter before but well below the same period in 2019 (",
      "6,249", "1,249", ")."
    ),
  ]

  @Test("a wrong direction is found, and a right one agrees", arguments: directions)
  func findsDirections(before: String, right: String, wrongOne: String, behind: String) {
    let text = before + right + behind
    #expect(wrong(text).isEmpty, "\(wrong(text).map(\.message))")
    #expect(findings(text).contains { $0.kind == "direction" }, "\(findings(text).map(\.rule))")
    #expect(wrong(before + wrongOne + behind).map(\.kind) == ["direction"])
  }

  @Test("a direction is not held against a figure of another thing")
  func leavesOtherFigures() {
    #expect(findings("There were 438 cases and 512 visits. This has risen from 462 in 2008.").isEmpty)
    #expect(findings("There were 438 cases. This has risen on 512 occasions.").isEmpty)
    #expect(findings("Some 31% took part, up on 45 bicycles.").isEmpty)
    #expect(findings("It was 31%. This is not an increase from 45%.").isEmpty)
  }

  @Test("a rate per so many is held against its percentage")
  func findsEquivalentRates() {
    let texts = [
      "In primary schools 0.02% (2 pupils per 10,000) were excluded.",
      "The rate in special schools was 0.06 (6 pupils per 10,000).",
      "The rate was 0.10. This is equivalent to 10 pupils per 10,000.",
    ]
    for text in texts {
      #expect(findings(text).map(\.kind) == ["frequency"], "\(findings(text).map(\.rule))")
      #expect(wrong(text).isEmpty)
    }
    #expect(
      wrong("In primary schools 0.02% (20 pupils per 10,000) were excluded.").map(\.kind) == ["frequency"])
    #expect(findings("The rate in special schools was 0.06 (7 pupils per 1,000).").isEmpty)
  }
}
