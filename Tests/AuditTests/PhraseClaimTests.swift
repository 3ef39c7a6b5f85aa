import Audit
import Testing

/// Sentences whose words tie figures together: totals, multiples, averages, shares in words, orders, ranges.
@Suite("claims by phrases")
struct PhraseClaimTests {
  private func wrong(_ text: String) -> [ProseFinding] {
    ProseAudit(text).findings().filter { $0.verdict == .inconsistent }
  }

  @Test(
    "with one wrong figure each are found, and the kind is told",
    arguments: [
      ("There were 212 men and 58 women, 280 in total.", "parts"),
      ("The wing held 31 adults and 14 juveniles (55 people altogether).", "parts"),
      ("In all 190 people came: 90 from Leek, 60 from Stone and 50 from Rugeley.", "parts"),
      ("The 84 learners were 51 men and 43 women.", "parts"),
      ("Twelve men and seven women, a total of 21, finished.", "parts"),
      ("Of 600 drivers, 58% were men, 33% were women and 19% were of unknown sex.", "parts"),
      ("Burglary made up 40% of offences, robbery 25%, fraud 20% and other 25%.", "parts"),
      ("62% were White, 21% Asian, 15% Black and 8% of other ethnic groups.", "parts"),
      ("Men made up 76% and women 34% of the caseload.", "parts"),
      ("Boys were twice as likely to be excluded as girls (21% against 15%).", "multiple"),
      ("The rate of tenants, 44%, was double that of owners, 31%.", "multiple"),
      ("Tenants were three times as likely to move as owners: 36% compared with 18%.", "multiple"),
      (
        "Leavers without work were more than twice as likely to return (42%) as those with work (27%).",
        "multiple"
      ),
      ("The share doubled, from 12% to 19%.", "multiple"),
      ("Fires more than doubled, from 210 in 2011 to 370 in 2015.", "multiple"),
      ("Thefts halved between 2010 and 2014 (from 800 to 560).", "multiple"),
      ("The caseload fell by a half, from 820 to 560.", "change"),
      ("Complaints rose by a third, from 240 to 410.", "change"),
      ("The 310 reoffenders committed 930 reoffences, an average of 3.6 each.", "average"),
      ("The 24 women committed 66 offences, an average of 2.2.", "average"),
      ("There were 2.4 reoffences per reoffender: 372 reoffences by 120 reoffenders.", "average"),
      ("On average each of the 40 prisoners had 3.1 previous convictions, 150 in all.", "average"),
      ("At a cost of £700 a head, the 90 places cost £54,000 in all.", "cost"),
      ("Half of the 90 young people (54) returned within a year.", "fraction"),
      ("A quarter of the cohort of 240, 84 people, moved away.", "fraction"),
      ("One in four of the 160 (60) was homeless.", "fraction"),
      ("Of the 64 boys, half (40) had been in care.", "fraction"),
      ("Sixty per cent of the 40 learners, 20 people, passed.", "proportion"),
      ("36 per cent, that is 36 of 80 people, returned.", "proportion"),
      ("45%, i.e. 27 of 80, were fined.", "proportion"),
      ("There were 21 reoffenders among the 30 homeless people, a rate of 62.5%.", "proportion"),
      ("There were 240 men and 60 women; women made up 26% of the total.", "proportion"),
      ("Men's rate of 36% was double the women's rate of 24%.", "multiple"),
      ("Recalls tripled between 2010 (120) and 2015 (250).", "multiple"),
      ("There were 3.6 reoffences per reoffender (1,260/420).", "average"),
      ("Compared with 31.5% nationally, the local rate of 29.0% was higher.", "direction"),
      ("Adults: 600. Youths: 150. Youths make up 25% of all 750.", "proportion"),
      ("The change was significant (p = 0.02; 95% CI −0.8 to 3.1 percentage points).", "significance"),
      ("The risk ratio of 0.82 (0.72 to 0.93) was not significant (p = 0.3).", "significance"),
      ("p = 0.31 (z = 2.9).", "test"), ("It was clear (chi-squared = 9.2, df = 1, p = 0.14).", "test"),
      ("The mean difference was 0.6 (t = 0.7, df = 60, p = 0.02).", "test"),
      ("The highest rate was in Leek (24%), followed by Stone (31%).", "rank"),
      ("The rate was lowest in Leek (24%), followed by Stone (31%) and Rugeley (27%).", "rank"),
      ("Leek's rate of 27.0% was higher than the 29.5% of the county.", "direction"),
      ("The rate in Leek, 24.5%, exceeded that of Stone, 27.2%.", "direction"),
      ("Tenants had a lower rate (31%) than owners (27%).", "direction"),
      ("At 22%, the rate was above the national average of 25%.", "direction"),
      ("Boys were excluded more often than girls (12% compared with 19%).", "direction"),
      ("More men (140) than women (170) were released.", "direction"),
      ("Nearly all (52%) of the staff were trained.", "fraction"),
      ("Most (38%) of the tenants agreed.", "fraction"),
      ("A minority (64%) replied.", "fraction"), ("Fewer than half (58%) of the men stayed.", "fraction"),
      ("The majority of residents (41%) were content.", "fraction"),
      ("The mean age was 29 (range 31 to 58).", "interval"),
      ("Sentences ranged from 2 to 18 months, with a mean of 24.", "interval"),
      ("The median was 2.4 (interquartile range 3.1 to 5.2).", "interval"),
      ("The number of thefts rose by 140 (10%) to 1,240.", "change"),
      ("Thefts fell by 60, or 25%, to 340.", "change"),
      ("Complaints increased by 40 to 240 (a rise of 30%).", "change"),
      ("The rate per 1,000 was 14.8 (36 of 3,160).", "frequency"),
      ("There were 18 assaults among 900 prisoners, or 25 per 1,000.", "frequency"),
    ])
  func found(_ text: String, _ kind: String) {
    let findings = wrong(text)
    #expect(findings.count == 1 && findings.first?.kind == kind, "\(findings.map(\.message))")
  }

  @Test(
    "that agree are checked and accuse nobody",
    arguments: [
      "There were 212 men and 58 women, 270 in total.",
      "In all 200 people came: 90 from Leek, 60 from Stone and 50 from Rugeley.",
      "The 94 learners were 51 men and 43 women.",
      "Burglary made up 40% of offences, robbery 25%, fraud 20% and other 15%.",
      "62% were White, 21% Asian, 10% Black and 8% of other ethnic groups.",
      "Boys were twice as likely to be excluded as girls (30% against 15%).",
      "Girls were half as likely to be excluded as boys (15% versus 30%).",
      "The share doubled, from 12% to 25%.", "Thefts nearly halved from 800 in 2010 to 430 in 2014.",
      "Complaints rose by about a third, from 240 to 325.",
      "The 310 reoffenders committed 930 reoffences, an average of 3.0 each.",
      "There were 3.1 reoffences per reoffender: 372 reoffences by 120 reoffenders.",
      "Half of the 90 young people (46) returned within a year.",
      "Nearly half of the 90 young people (42) returned.",
      "One in four of the 160 (40) was homeless.", "Sixty per cent of the 50 learners, 30 people, passed.",
      "36 per cent, that is 36 of 100 people, returned.",
      "There were 21 reoffenders among the 30 homeless people, a rate of 70.0%.",
      "Adults: 600. Youths: 150. Youths make up 20% of all 750.",
      "The change was significant (p = 0.02; 95% CI 0.4 to 3.1 percentage points).",
      "p = 0.004 (z = 2.9).", "It was clear (chi-squared = 9.2, df = 1, p = 0.002).",
      "The highest rate was in Leek (31%), followed by Stone (24%).",
      "Leek's rate of 31.0% was higher than the 29.5% of the county.",
      "Tenants had a lower rate (24%) than owners (27%).",
      "Nearly all (94%) of the staff were trained.", "A minority (34%) replied.",
      "The mean age was 39 (range 31 to 58).", "The number of thefts rose by 140 (13%) to 1,240.",
      "The rate per 1,000 was 11.4 (36 of 3,160).",
      "There were 18 assaults among 900 prisoners, or 20 per 1,000.",
    ])
  func agreeing(_ text: String) {
    let findings = ProseAudit(text).findings()
    #expect(
      !findings.isEmpty && findings.allSatisfy { $0.verdict == .consistent }, "\(findings.map(\.message))")
  }

  @Test(
    "that only look alike accuse nobody",
    arguments: [
      "There were 212 men and 58 women, and 390 offences in total.",
      "In all 190 people came, among others 90 from Leek, 60 from Stone and 20 from Rugeley.",
      "In total 190 people were seen, some twice: 90 at home, 60 at work and 70 elsewhere.",
      "Altogether 400 people left, including 120 men over 50 and 45 women over 50.",
      "65% of respondents named housing, 50% work, 30% health and 15% other needs.",
      "Several answers were possible: 55% said theft, 40% fraud and 20% other.",
      "Reoffending was 61% for White, 44% for Asian, 31% for Black and 20% for other people.",
      "Some 60% of single, 30% of married and 25% of divorced and other people moved.",
      "After adjustment boys were twice as likely to be excluded as girls (21% against 15%).",
      "The odds of boys were twice those of girls (40% against 30%).",
      "The budget doubled while thefts rose from 310 to 480.",
      "The 24 women committed 66 offences, an average of 2.2 a year in each town.",
      "The 30 men attended 12 sessions, an average of 7.5 each.",
      "The 310 reoffenders committed 930 reoffences, more than the average of 3.6 in England.",
      "Half of the 90 young people (54% of them girls) returned.",
      "Half of the 90 young people (aged 15) returned.",
      "Sixty per cent of the 50 learners, 14 of them women, passed.",
      "There were 21 reoffenders among the 30 homeless people, against a rate of 62.5% in England.",
      "The trend was significant (p = 0.02), while the difference was 1.2 (95% CI −0.8 to 3.1 percentage points).",
      "The one-sided test was significant (p = 0.03; 95% CI −0.1 to 3.1 percentage points).",
      "The highest rate was in Leek (24%), followed by a fall to 20% and a rise to 31%.",
      "The rate was not higher in Leek (24%) than in Stone (31%).",
      "Most common was theft (41%), then fraud (30%).", "Most patients received aspirin (41%).",
      "Almost half (48%) had a job.",
      "It was used most frequently among all older women (39%).",
      "Of the young, 45% were men, 30% were students, 20% were parents and 15% other.",
      "Nearly twice as many men as women came, although the shares were alike (36% against 33%).",
      "Fewer men (9.5%) had one or more falls than women (n = 35; 17.9%).",
      "Some 55.4% were lower than 50% of the dose.",
      "The ratio stood at 0.68, which is no difference (95% CI 0.38 to 1.22; p = 0.19).",
      "The mean was 12.5 days (IQR 1 to 9).",
      "Ages ranged from 18 to 45, and the mean sentence was 51 months.",
      "The number of thefts rose by 140 (10% of them at night) to 1,240.",
      "Thefts fell by 200 (17%) to 1,000.", "The standardised rate per 1,000 was 14.8 (36 of 3,160).",
      "Numbers rose by 400 (14%) to 3,200.",
    ])
  func alike(_ text: String) {
    #expect(wrong(text).isEmpty, "\(wrong(text).map(\.message))")
  }

  @Test(
    "that no sentence decides are listed with a reason",
    arguments: [
      ("There were odds in play: boys were twice as likely to be fined as girls (21% against 15%).", "odds"),
      ("The 24 members saw 96 visitors, 5.0 each.", "two counts"),
      ("Half of the 90 young people (9) returned.", "so far"),
      ("There were 90 men and 40 women, 300 in total.", "parts"),
    ])
  func undecided(_ text: String, _ reason: String) {
    let result = ProseAudit(text).result()
    #expect(result.findings.allSatisfy { $0.verdict != .inconsistent })
    #expect(result.unchecked.contains { $0.reason.contains(reason) }, "\(result.unchecked.map(\.reason))")
  }
}
