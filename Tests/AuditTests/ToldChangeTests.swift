import Audit
import Testing

/// Changes that are told again in another form, directions of a whole clause, and parts and wholes that words name.
@Suite("figures that are told again")
struct ToldChangeTests {
  /// A text, a figure of it that is checked, and one in its place that fits nothing.
  private static let joined: [(text: String, figure: String, other: String)] = [
    (
      "Burglaries rise 14% to a six-year high. In all 745,200 homes were burgled. This is a rise of 91,500 on the year before.",
      "14%", "24%"
    ),
    (
      "Charges have almost halved in two years. New figures found that rates have fallen from 11% to 6% since 2020, after 37% in 2014.",
      "halved", "trebled"
    ),
    (
      "Recorded fires up 3%. There were 67,400 between April and June, compared with 65,400 in the same months of the previous year.",
      "3%", "8%"
    ),
    (
      "There were 257 adoptions in the year. The number of children adopted increased by 23 (10 per cent) over the year before.",
      "10 per cent", "30 per cent"
    ),
    ("Places have grown to 512,300 – up by nearly 17,000 or 3.4 per cent.", "3.4 per cent", "6.4 per cent"),
    ("Numbers of supply teachers are down on last year by 2,610 (-15%), to 14,940.", "-15%", "-25%"),
    ("The total was 4,681. This was up 2,911 people, or 164%, on the 2010 total of 1,770.", "164%", "146%"),
    (
      "Of all incidents attended, fires accounted for 31%, false alarms 40% and others 29%. Crews went to 576,600 incidents in the year. 177,900 of the incidents were fires.",
      "177,900", "197,900"
    ),
    (
      "A total of 387,300 had waited for a year, the equivalent of one in 18 people on the list. There are 6.97 million on it.",
      "18", "28"
    ),
    (
      "There were 114,900 hate crimes. Around three-quarters of these crimes – 85,300 offences – were racist.",
      "three-quarters", "a quarter"
    ),
    (
      "There were 304 deaths in fires. House fires, which account for three fifths of all deaths, were down by 26 from 213 in 2010-11 to 187 in 2011-12.",
      "three fifths", "two fifths"
    ),
    (
      "Some 39% were over ten, 23% over sixteen and 19% between. Another 13% were aged one to four, and 6% were infants.",
      "39%", "38%"
    ),
    ("Of the 2,320 referred, 1,330 were adults, with the remainder (990) children.", "990", "980"),
    ("82% (3,520) went to one court and 18% (796) to another. In all 4,316 were sent.", "3,520", "3,920"),
    (
      "It was told of 165 complaints, of which 25 went further. Under the second stage, 13 complaints were not upheld, 12 complaints were upheld.",
      "13", "14"
    ),
    (
      "Of these approximately 42 million, 23 million were safe and 19 million unsafe.", "23 million",
      "25 million"
    ),
    ("The most common were fraud (26%), theft (15%) and arson (13%).", "15%", "35%"),
    ("The rate rose between 1991 and 2004, from 9.4 to 17.6 per 100,000.", "9.4", "19.4"),
    ("Numbers shot up from 4,170 in 1991 to 8,360 in 2004.", "4,170", "9,170"),
    (
      "Satisfaction has increased, with 71.6 per cent content, as opposed to 67.2 per cent in the previous year.",
      "67.2 per cent", "77.2 per cent"
    ),
    ("In 2005 there were 12.8 deaths for each, but this increased to 13.3 in 2006.", "13.3", "11.3"),
    ("In 1964 there were 240 casualties on each. By 2005 this had declined to 55.", "240", "40"),
    (
      "At 13.3 per 100,000 people it is almost twice what it was in 1991 (6.9 per 100,000 people).", "6.9",
      "3.9"
    ),
    (
      "There were 113 deaths in custody in the year. Of that some were old. The number of deaths in custody was slightly down on the record 119 of 2016.",
      "119", "109"
    ),
  ]

  @Test("agree where they fit", arguments: joined)
  func agrees(text: String, figure: String, other: String) {
    let found = findings(text).filter { $0.verdict == .consistent && $0.rule.contains(figure) }
    #expect(!found.isEmpty, "\(findings(text).map(\.rule))")
    #expect(wrong(text).isEmpty)
  }

  @Test("say nothing where they do not", arguments: joined)
  func isSilent(text: String, figure: String, other: String) {
    let changed = text.replacing(figure, with: other)
    #expect(changed != text)
    #expect(findings(changed).filter { $0.rule.contains(other) || $0.verdict == .inconsistent }.isEmpty)
  }

  /// A text, a figure that grammar holds against another, and one in its place that contradicts it.
  private static let told: [(text: String, figure: String, other: String, kind: String)] = [
    (
      "The end saw a figure of 4,360, down on the previous 12 months' figure of 4,690 and markedly down on the 2015 tally of 5,340.",
      "5,340", "3,340", "direction"
    ),
    (
      "An estimated 7.58 million treatments and 6.32 million patients, down from 7.61 million treatments and 6.37 million patients.",
      "7.61 million", "7.41 million", "direction"
    ),
    ("The average was 212 days, higher than the 167 days for others.", "167", "267", "direction"),
    (
      "Recorded crimes fell – down 4% to 4.2 million – compared with 4.4 million in 2009/10.", "4.4 million",
      "3.9 million", "direction"
    ),
    ("Entries rose by 6% to 22,550 in 2024, from 21,270 the year before.", "6%", "16%", "change"),
    (
      "Double Award was the most popular subject with 801,000 entries, followed by Mathematics (747,100) and English (733,000).",
      "747,100", "847,100", "rank"
    ),
    (
      "A share of 63.1% was told on 31 May 2023, a decrease from 63.4% on 30 April 2023.", "63.4%", "62.4%",
      "direction"
    ),
    (
      "The rate is 6.8 people per 100,000. This has increased since 2022 (5.4 per 100,000), though it remains lower than the peak in 2017 (8.5 per 100,000).",
      "5.4", "7.4", "direction"
    ),
    ("Recorded prevalence is 0.78 per cent (1 person in 128).", "128", "198", "fraction"),
    ("Deaths fell from 2098 to 1890, a fall of 9.9%.", "9.9%", "12.9%", "change"),
    (
      "This is more. There were 344,000 patients. This is a rise from 319,000 in 2012-13 and from 213,000 in 2006-07.",
      "213,000", "413,000", "direction"
    ),
  ]

  @Test("are called wrong where the grammar ties them", arguments: told)
  func isWrong(text: String, figure: String, other: String, kind: String) {
    #expect(wrong(text).isEmpty)
    #expect(!findings(text).isEmpty)
    let changed = text.replacing(figure, with: other)
    #expect(wrong(changed).map(\.kind).contains(kind), "\(findings(changed).map(\.message))")
  }

  @Test(
    "other words and other times are left out",
    arguments: [
      // A change of another time than the two figures.
      ("The share has increased from 22.3% in 2006 to 28.2% in 2015 (up 0.2% last year).", "0.2%"),
      // A change that is said to end at another figure.
      (
        "All accidents fell by 3 per cent between 2004 and 2005 to approximately 271,000. This compares with approximately 320,000 for 1994-98 and 324,000 in 1984.",
        "3 per cent"
      ),
      // A change from another year than those whose figures are near.
      (
        "Primary fires rose to 73,400 in 2015/16. Crews went to 162,000 fires in all. This is 5% more than the 155,000 of 2014/15 but 52% fewer than in 2005/06.",
        "52%"
      ),
      // Percentages of which nothing is a percentage.
      (
        "8.1% got the top grade, down from 8.2% last year. There were 836,705 entrants, down 1.7% on last year.",
        "1.7%"
      ),
    ])
  func isLeftOut(text: String, figure: String) {
    let found = findings(text).filter { $0.rule.contains(figure) }
    #expect(found.isEmpty, "\(found.map(\.rule))")
    #expect(wrong(text).isEmpty)
  }
}
