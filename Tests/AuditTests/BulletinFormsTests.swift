import Audit
import Testing

/// Forms of sentences that bulletins and abstracts have, each with a wrong figure and beside innocent ones.
@Suite("forms of bulletins and abstracts")
struct BulletinFormsTests {
  private func wrong(_ text: String) -> [ProseFinding] {
    ProseAudit(text).findings().filter { $0.verdict == .inconsistent }
  }

  @Test(
    "a wrong figure is found once, with the kind and what it should be",
    arguments: [
      (
        "The number of cells grew by 23% (from 640 to 790), of guards by 18% (from 400 to 456).", "change",
        "14%"
      ),
      ("Robberies went up 31% to 3,410 (from 2,810 in 2014/15).", "change", "21%"),
      ("Fines rose 17 per cent to 2,140 from 1,963 the year before.", "change", "9%"),
      (
        "There were 58,810 calls of this kind that the county's police wrote down that year, an increase of 4% "
          + "from 2015-16 when 58,104 calls were written down.", "change", "1%"
      ),
      (
        "Rates varied between 18.2% and 41.7%, a spread of 25.3 percentage points.", "change",
        "23.40 to 23.60 percentage points"
      ),
      ("Sentences increased by more than nine months, from 11.4 to 17.7 months.", "change", "6"),
      ("Thefts rose from 310 to 403, a rise of almost a fifth.", "change", "30%"),
      ("It was a threefold increase, from 90 to 190.", "multiple", "2.11 times"),
      ("There were 96 escapes, fewer than half the number in 2010 (141).", "multiple", "0.68 times"),
      ("Calls numbered 610, almost double the 2015 total of 480.", "multiple", "1.27 times"),
      (
        "Charges reached 412 in 2018, more than three times the figure for 2014 (160).", "multiple",
        "2.58 times"
      ),
      (
        "Out of the 2,597 deaths registered in 2012, 1,158 (just over half) were of men.", "fraction", "1,299"
      ),
      ("Some 418 people were referred, including 163 (49%) by the police.", "proportion", "39%"),
      ("Debt was named by 42% or 273 of the 604 people asked.", "proportion", "45%"),
      ("Of 318 men and 180 women, 96 (30%) and 63 (30%) respectively returned.", "proportion", "35%"),
      (
        "We asked 71,087 men, of whom 0.4% had it (n = 305), and 82% of whom were treated (n = 220).",
        "proportion", "72%"
      ),
      ("The 318 reoffenders committed 1,216 further offences, on average 3.4 each.", "average", "3.8"),
      ("Of the 604 asked, 391 had work; the remaining 223 did not.", "parts", "614"),
      ("Of 151 applications, 96 were granted, 31 refused and 34 are pending.", "parts", "161"),
      (
        "The study had 1,091 people, with 395 assigned to the course and 796 assigned to none.", "parts",
        "1191"
      ),
      ("In all 5,137 deaths were counted (4,714 men, 453 women).", "parts", "5167"),
      (
        "Most cases were closed (71.4% were won by adults and 31.6% were won by children).", "complement",
        "28.55 to 28.65%"
      ),
      ("The mean stay was 14.2 months (95% CI 15.0 to 17.3).", "interval", "15.0 to 17.3"),
      ("The share was 24.0% (48/200; 95% CI 14.1% to 21.0%).", "interval", "14.1% to 21.0%"),
      ("Age mattered (odds ratio of 1.46 for 35–44 years, 95% CI: 1.51–11.92).", "interval", "1.51 to 11.92"),
      (
        "Men had it more often [prevalence ratio (pPR) = 1.98, 95% CI, 2.06–4.08].", "interval",
        "2.06 to 4.08"
      ),
      (
        "The rate was 854.4 [95% CI 834.7–874.2]: 416.2 [422.1–450.3] for one cause.", "interval",
        "422.1 to 450.3"
      ),
      ("The difference was 2.4 points (95% CI 0.6 to 4.2; p = 0.41).", "significance", "below 0.05"),
      ("The study had 2,087 patients, 726 women and 1,391 men.", "parts", "2117"),
      (
        "This was driven by a 36% reduction in searches for drugs, which fell from 484,917 to 339,662.",
        "change",
        "30%"
      ),
      (
        "Forces made fewer searches, a decline of roughly a quarter (29% or 184,549) compared with the year before (714,914).",
        "change", "26%"
      ),
      (
        "In all 77,240 were housed, up 8% on a year earlier, and up 71% on the low of 48,010.", "change",
        "61%"
      ),
      (
        "In all 15,290 were homeless, up 6% from 14,390 the quarter before and up 5% from 14,930 the year before.",
        "change", "2%"
      ),
      (
        "Among 212 leavers, 138 (65%) had homes, 53 (25%) did not and 21 (14%) were unknown.", "proportion",
        "10%"
      ),
      ("Just over a third of areas (7 out of 32) had fewer.", "fraction", "11"),
      (
        "• There were 3,346 deaths in the year.\n• Of these, 2,248 (or 76%) involved drugs.", "proportion",
        "67%"
      ),
      (
        "Men were over 3.5 times more likely to die than women (58.0 and 21.9 deaths per million for men and women respectively).",
        "multiple", "2.65 times"
      ),
      (
        "Leek had the highest rate (25.3 per million), while Stone had the lowest (69.4 per million).",
        "rank",
        "more than 69.4"
      ),
      (
        "People aged 40 to 49 had the highest rate (83.4 per million), followed by those aged 30 to 39 (87.9 per million).",
        "rank",
        "at least 87.9"
      ),
      (
        "Calls rose from 58,439 in 2013-14 to 59,882 in 2014-15. In 2014-15, 45% (32,569) were urgent.",
        "proportion",
        "54%"
      ),
      ("They had a mean of 2.43 (SD 1.1) prior convictions (n = 17).", "whole", "2.41 or 2.47"),
      ("Nearly 1 in 3 (21%) had been in care.", "fraction", "22.9 to 40%"),
    ])
  func found(_ text: String, _ kind: String, _ implied: String) {
    let found = wrong(text)
    #expect(found.map(\.kind) == [kind], "\(found.map(\.message))")
    #expect(found.first?.figure?.implied == implied)
  }

  @Test(
    "nobody is accused for the right figure, or for a form that only looks like it",
    arguments: [
      "The number of cells grew by 23% (from 640 to 790), of guards by 14% (from 400 to 456).",
      "The number of cells grew by 23% (from 640 to 790), and 18% (from 400 to 456 guards) were new.",
      "Robberies went up 21% to 3,410 (from 2,810 in 2014/15).",
      "Rates rose 17 per cent to 24 per cent of all from 20 areas.",
      "Rates varied between 18.2% and 41.7%, a spread of 23.5 percentage points.",
      "Sentences increased by more than six months, from 11.4 to 17.7 months.",
      "Thefts rose from 310 to 371, a rise of almost a fifth.",
      "Thefts rose from 310 to 371, and there was a rise of a half in fraud.",
      "It was a threefold increase, from 90 to 281.",
      "There were 96 escapes, fewer than half the number in 2010 (241).",
      "There were 96 escapes, of which more than half the number in 2010 (141) were by night.",
      "Calls numbered 610, almost double the 2015 total of 320.",
      "Out of the 2,597 deaths registered in 2012, 1,358 (just over half) were of men.",
      "Some 418 people were referred, including 163 (39%) by the police.",
      // Of the 212 who came.
      "Some 418 people were referred and 212 came, including 163 (77%) by the police.",
      "Debt was named by 45% or 273 of the 604 people asked.",
      "Debt rose by 42% or 273 of the 604 pounds lent.",
      "Of 318 men and 180 women, 96 (30%) and 63 (35%) respectively returned.",
      "62% of women (n = 120) and 48% of men (n = 90) agreed.",
      "We asked 71,087 men, of whom 0.4% had it (n = 305), and 72% of whom were treated (n = 220).",
      "The 318 reoffenders committed 1,216 further offences, on average 3.8 each.",
      "Of the 604 asked, 391 had work; the remaining 213 did not.",
      "Of the 604 asked, 391 had work, 120 of whom part-time; the remaining 213 did not.",
      "Of 151 applications, 96 were granted, 31 refused and 24 are pending.",
      // Groups that overlap.
      "Of 151 applicants, 96 were men, 31 students and 34 had children.",
      "The study had 1,091 people, with 395 assigned to the course and 696 assigned to none.",
      "In all 5,137 deaths were counted (4,714 men, 423 women).",
      "In all 5,137 deaths were counted (4,714 in prison, 953 in winter).",
      "Most cases were closed (71.4% were won by adults and 28.6% were won by children).",
      "Most came from outside (68.4% from the north and 21.6% from the south).",
      "The mean stay was 16.2 months (95% CI 15.0 to 17.3).",
      "The share was 24.0% (48/200; 95% CI 18.6% to 30.4%).",
      "Age mattered (odds ratio of 3.46 for 35–44 years, 95% CI: 1.01–11.92).",
      "The rate was 854.4 [95% CI 834.7–874.2]: 436.2 [422.1–450.3] for one cause, as others found [12-15].",
      "The study had 2,087 patients, 726 women and 1,361 men.",
      "The study had 2,087 patients, 726 women and 1,361 in work.",
      "This was driven by a 30% reduction in searches for drugs, which fell from 484,917 to 339,662.",
      "This led to a 12% reduction in drug arrests, and to a fall in arrests for theft, which fell from 900 to 640.",
      "It was a decline of roughly a quarter (26% or 184,549) compared with the year before (714,914).",
      "In all 77,240 were housed, up 8% on a year earlier, and up 61% on the low of 48,010.",
      "In all 15,290 were homeless, up 6% from 14,390 the quarter before and up 2% from 14,930 the year before.",
      "There were 6,590 homes, up from 5,960 in March. Of these 3,010 (46%) had children.",
      "Thefts rose from 4,100 to 5,330, a rise of a fifth in cars.",
      "It enrolled 900 people, with 300 assigned to A, 300 to B and 300 to C, and 120 were sent to D.",
      "Among 212 leavers, 138 (65%) had homes, 53 (25%) did not and 21 (10%) were unknown.",
      "Among 212 leavers, 138 (65%) had homes, 53 (25%) did not and 20 (14%) of the rest were ill.",
      "Just over a third of areas (12 out of 32) had fewer.",
      "A third of the time (3 of 5 days) was lost.",
      "• There were 3,346 deaths in the year.\n• Of these, 2,248 (or 67%) involved drugs.",
      "Men were over 2.5 times more likely to die than women (58.0 and 21.9 deaths per million for men and women respectively).",
      "Leek had the highest rate (69.3 per million), while Stone had the lowest (25.4 per million).",
      "Leek had the highest rate of boys (25.3 per million), and the lowest age was 12 (in 69 areas).",
      "Calls rose from 58,439 in 2013-14 to 59,882 in 2014-15. In 2014-15, 54% (32,569) were urgent.",
      "Calls rose from 58,439 in 2013-14 to 59,882 in 2014-15. In 2014-15, 31% (2,569) of women called.",
      "The change was 9.1 (95% CI 8.2 to 10.0); before it was 12.3 ± 1.94 (5.39 - 13.26).",
      "The change was 9.1 (95% CI 8.2 to 10.0); the dose was 1.94 (range), then 1.94 (5.39 - 13.26).",
      "They had a mean of 2.41 (SD 1.1) prior convictions (n = 17).",
      "They had a median of 2.43 prior convictions (n = 17).",
      "Nearly 1 in 3 (29%) had been in care.",
      "Around two thirds (66%) of the 300 would come again, and two fifths (38%) of the 200 did.",
    ])
  func silence(_ text: String) {
    #expect(wrong(text).isEmpty, "\(wrong(text).map(\.message))")
  }

  @Test("an interval with two names is one")
  func twoNames() {
    let result = ProseAudit("It was 3.5 (95% confidence interval [CI], 3.2 to 3.8).").result()
    #expect(result.findings.map(\.kind) == ["interval"] && result.unchecked.isEmpty)
    let wrong = wrong("It was 2.9 (95% confidence interval [CI], 3.2 to 3.8).")
    #expect(wrong.map(\.kind) == ["interval"])
  }

  @Test("what is right is counted as checked")
  func agreeing() {
    for text in [
      "Of 1,815 people, 1,514 joined, 182 refused and 119 could not be reached.",
      "(68.4% from open and 31.6% from closed prisons)",
      "The number of cells grew by 23% (from 640 to 790), of guards by 14% (from 400 to 456).",
    ] {
      #expect(ProseAudit(text).findings().contains { $0.verdict == .consistent }, "\(text)")
    }
  }
}
