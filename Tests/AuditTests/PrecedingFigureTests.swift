import Audit
import Testing

/// Figures whose base, or whose other value, stands in a sentence before, and changes of which only the direction is said.
@Suite("figures of the sentence before")
struct PrecedingFigureTests {
  private func wrong(_ text: String) -> [ProseFinding] {
    ProseAudit(text).findings().filter { $0.verdict == .inconsistent }
  }

  @Test(
    "a wrong figure is found, and the kind is told",
    arguments: [
      ("In all 7,200 people were freed, of whom 1,800 returned. This is a return rate of 52%.", "proportion"),
      (
        "Around 480,000 people were fined. Around 120,000 of these offenders returned. This gives an overall rate of 52.6%.",
        "proportion"
      ),
      ("Last year 24,870 homes were owed a duty. This represents 18% of the 30,705 checked.", "proportion"),
      ("There were 2,150 recalls. This is a fall of 24% from 2,529.", "change"),
      ("The rate was 34.2%. This is a rise of 1.9 percentage points from 33.3%.", "change"),
      ("Some 68% were arrested again. The remaining 27% were not.", "complement"),
      ("Some 68% were arrested again. The remaining 23% were not.", "complement"),
      ("It saw a 12% increase in murders (52 to 46) in the year.", "change"),
      (
        "There were 21,370 assaults. Of these, 20,415 were in male prisons and 3,915 in female prisons.",
        "parts"
      ),
      ("The total includes 62,400 orders. Of this, 27,450 were fines (54% of the total).", "proportion"),
      (
        "In all 500 people took part. Some 135 (27.0%) were women. Another 85 (17.0%) were under 25, 44 (8.8%) over 60 and 95 (91.0%) in work.",
        "proportion"
      ),
      (
        "In all 500 people took part. Some 135 (27.0%) were women. Another 85 (17.0%) were under 25, 44 (8.8%) over 60 and 95 (16.0%) in work.",
        "proportion"
      ),
      ("There were 1,360 cases in the year. In all 1,183 were closed (78% of cases).", "proportion"),
      ("Of the 1,360 cases in the year 1,183 were closed (78% of cases).", "proportion"),
      ("There were 185 deaths, an increase from 196 the year before.", "direction"),
      ("About a fifth (19%) of cases were open for a year, down from 11% in 2020.", "direction"),
      ("The average fell from 193 days in 2015 to 198 days in 2016.", "direction"),
      ("The wait was 5.7 weeks, down 27% compared to the first quarter of 2019 (6.1 weeks).", "change"),
      ("Deaths fell slightly by 8 per\ncent to 3,021 in 2005 from 3,221 in 2004.", "change"),
      ("The rate has fallen by 6.1 percentage points from 32.7 to 28.6.", "change"),
      ("There were 545 deaths. This is 90 (26 per cent) more than in 2007.", "change"),
      ("The rate has fallen by 3 percentage points, from 29.6 in 2011 to 28.6 per cent in 2012.", "change"),
      (
        "The number of offences per person has fallen by 0.03 offences, or 8 per cent, from 0.54 in 2011 to 0.51 in 2012.",
        "change"
      ),
      (
        "The wait was 6.9 weeks, down just under a week compared to the first quarter of 2018 (6.6 weeks).",
        "direction"
      ),
      ("There were 156 deaths, lower than the total in 2015 (144).", "direction"),
      ("There were 560 searches, an increase of 42% from 2015 when 368 searches were recorded.", "change"),
      ("The caseload declined 3.8 percent, dropping to 735,601 from 748,728.", "change"),
      ("Releases have increased to 311 in 2005, compared to 363 in 2004.", "direction"),
      ("7,857\nThe number of cases heard in the year. This compared with 7,528 in 2005/06, up 9%.", "change"),
      (
        "There were 136 drug-related deaths. In all 30% (40) of drug-related deaths had one drug.",
        "proportion"
      ),
      ("In 2017 there were 136 deaths. This is 85% more than were recorded a decade ago (86).", "change"),
      ("The wait was 231 days, down slightly from 218 days a year before.", "direction"),
      ("Recalls in 2021 were 612, up from 640.", "direction"),
      ("It saw a 19% reduction in murders (52 to 46) in the year.", "change"),
      ("It saw a 4% fall in kidnappings (nine to five).", "change"),
      (
        "There were 560 searches, an increase of 42% compared with the year before, in which there were 368.",
        "change"
      ),
      (
        "There were 21,730 assaults. Of these, 20,415 were in male prisons (up 9%) and 1,351 in female prisons (up 17%).",
        "parts"
      ),
      (
        "The 30,250 released prisoners had an estimated 145,000 arrests, an average of 8 arrests per released prisoner.",
        "average"
      ),
      ("Boys had a higher rate than girls – 21% compared to 34% in the last figures.", "direction"),
      (
        "The mean fell from 5.1 in the 12 months to May 2019 to 5.6 in the 12 months to May 2020.",
        "direction"
      ),
    ])
  func found(_ text: String, _ kind: String) {
    #expect(wrong(text).map(\.kind) == [kind], "\(ProseAudit(text).findings().map(\.message))")
  }

  @Test(
    "the right figure in the same form is checked",
    arguments: [
      ("In all 7,200 people were freed, of whom 1,800 returned. This is a return rate of 25%.", 1),
      (
        "Around 480,000 people were fined. Around 120,000 of these offenders returned. This gives an overall rate of 25.3%.",
        1
      ),
      ("Last year 24,870 homes were owed a duty. This represents 81% of the 30,705 checked.", 1),
      ("There were 2,150 recalls. This is a fall of 15% from 2,529.", 1),
      ("The rate was 34.2%. This is a rise of 0.9 percentage points from 33.3%.", 1),
      ("Some 68% were arrested again. The remaining 32% were not.", 1),
      ("In all 500 people took part. Some 135 (27.0%) were women. Another 85 (17.0%) were under 25.", 2),
      ("There were 1,360 cases in the year. In all 1,183 were closed (87% of cases).", 1),
      ("There were 196 deaths, an increase from 185 the year before.", 1),
      ("About a fifth (19%) of cases were open for a year, up from 11% in 2020.", 2),
      ("The average fell from 198 days in 2015 to 193 days in 2016.", 1),
      ("The wait was 5.7 weeks, down 7% compared to the first quarter of 2019 (6.1 weeks).", 1),
      ("Cases rose by 12 per\ncent from 398 in 2013 to 446 in 2014.", 1),
      ("Deaths fell slightly by 1 per cent to 3,201 in 2005 from 3,221 in 2004.", 1),
      ("The rate has fallen by 4.1 percentage points from 32.7 to 28.6.", 1),
      (
        "There were 545 deaths. While this is 29 (5 per cent) fewer than in 2008, it was 90 (20 per cent) more than in 2007.",
        2
      ),
      ("The rate has fallen by 1 percentage point, from 29.6 in 2011 to 28.6 per cent in 2012.", 1),
      (
        "The number of offences per person has fallen by 0.03 offences, or nearly 6 per cent, from 0.54 in 2011 to 0.51 in 2012.",
        2
      ),
      (
        "The wait was 5.7 weeks, down just under a week compared to the first quarter of 2018 (6.6 weeks).", 1
      ),
      ("There were 136 deaths, lower than the total in 2015 (144).", 1),
      ("There were 560 searches, an increase of 52% from 2015 when 368 searches were recorded.", 1),
      ("The caseload declined 1.8 percent, dropping to 735,601 from 748,728.", 1),
      ("Releases have increased to 363 in 2005, compared to 311 in 2004.", 1),
      ("They held 90,700 people, up from 88,677 (2.3%) a year before.", 2),
      ("7,857\nThe number of cases heard in the year. This compared with 7,528 in 2005/06, up 4%.", 1),
      (
        "There were 58,810 incidents of abuse. Some 47% (27,496) of abuse incidents were crimes and 53% (31,314) of abuse incidents none.",
        3
      ),
      ("There were 136 drug-related deaths. In all 46% (62) of drug-related deaths had three drugs.", 1),
      ("In 2017 there were 136 deaths. This is 58% more than were recorded a decade ago (86).", 1),
      ("The wait was 217 days, down slightly from 221 days a year before.", 1),
      ("It saw a 12% reduction in murders (52 to 46) in the year.", 1),
      ("It saw a 44% fall in kidnappings (nine to five).", 1),
      (
        "There were 72 deaths in the last 12 months (ending Q1 2019), compared to 84 in the 12 months ending Q1 2018, a decrease of 14%.",
        1
      ),
      ("Boys had a higher rate than girls – 34% compared to 21% in the last figures.", 1),
    ])
  func agrees(_ text: String, _ count: Int) {
    let findings = ProseAudit(text).findings()
    #expect(findings.count == count)
    #expect(findings.allSatisfy { $0.verdict == .consistent }, "\(findings.map(\.message))")
  }

  @Test(
    "nobody is accused for a form that only looks like it",
    arguments: [
      // Periods are no figures that change.
      "There were 53,290 incidents in the 12 months to June 2021, down 13% from the previous 12 months.",
      "There were 19,470 incidents in the 12 months to June 2021, down 30% from the 12 months to June 2020.",
      // The nearest figure is not the one that changed.
      "There were 140 cases in 45 prisons, up from 130 the year before.",
      "The team has 5 staff in 12 offices, down from 7 staff the year before.",
      "The force ranked 12, up from 15 the year before.",
      "There were 1,654 hearings, up from 113 trials in the lockdown.",
      "The wait was 5.7 weeks, down 27% compared to trials in which a plea was entered (6.1 weeks).",
      "There were 545 deaths, 320 of men. This is 90 (30 per cent) more than in 2007.",
      "There were 136 drug-related deaths in 2017. In 2016 30% (40) of drug-related deaths had one drug.",
      "There were 136 deaths in all. At work 30% (12) of male deaths were falls.",
      "There were 156 deaths in 40 homes, fewer than in 2015 (52).",
      "They held 90,700 people, up from 88,677 (7.5%) a year before.",
      "Men of 60 and of 75 were heard. This compared with 7,528 in 2005/06, up 9%.",
      "The share increased to 8.2% in the new group, compared to 12.1% in the other.",
      "The fee was increased to 120 pounds for 40 people compared to 150 in 2004.",
      // A range of ages.
      "There was a 9% reduction among young adults (18 to 24).",
      // What a sentence refers to is open.
      "In 2019 7,200 people were freed, 1,800 were fined and 900 returned. This is a rate of 52%.",
      "Of 640 boys 160 and of 720 girls 90 returned. This represents 52% of the 900 referred.",
      "There were 2,150 recalls and 1,890 releases. This is a fall of 24% from 2,529.",
      "This is a rate of 52%.",
      "There were 21,730 assaults. Of these, 15,415 were in male prisons and 1,315 in female prisons in the north.",
      "The total includes 62,400 orders. In the north 2,745 were fines (24% of the total).",
      // Two shares of different things.
      "Some 68% of boys and 41% of girls were arrested again. The remaining 27% were not.",
      "Recalls rose by 68%. The remaining 27% were not counted.",
      // A base that leaves out those of whom nothing is known.
      "In all 500 people took part. Some 135 (27.0%) were women. Another 85 (17.0%) were under 25, 44 (8.8%) over 60 and 95 (20.1%) in work.",
      "There were 1,360 cases in 2019. In 2020 183 were closed (18% of cases).",
      "Tenants had no higher rate than owners – 21% compared to 34%.",
    ])
  func innocent(_ text: String) {
    #expect(wrong(text).isEmpty, "\(wrong(text).map(\.message))")
  }
}
