import Audit
import Numbers
import Testing

/// The forms in which reports put figures that follow from each other, and those that only look like it.
@Suite("claims in running text")
struct ProseClaimTests {
  private func wrong(_ text: String) -> [ProseFinding] {
    ProseAudit(text).findings().filter { $0.verdict == .inconsistent }
  }

  @Test(
    "with one wrong figure each are found, and the kind is told",
    arguments: [
      ("Of the 4,120 people released, 1,030 (26.0%) came back.", "proportion"),
      ("Out of 640 young adults, 96 were recalled (16.0%).", "proportion"),
      ("In the sample of 1,310 prisoners, 262 had no home, a rate of 22.0%.", "proportion"),
      ("Half of the 86 men (41, 57.7%) had been in care.", "proportion"),
      ("Debt (41% or 1,250 clients) of the 4,010 clients was named most.", "proportion"),
      ("The detection rate was 31.4% (2,104/7,301).", "proportion"),
      ("Some 57 of the 212 families (29.6%) were seen.", "proportion"),
      ("The group was made up of 812 men (81.2%) and 118 women (12.7%).", "proportion"),
      ("Men made up 1,503 (75.2%) and women 490 (25.4%) of the 1,999.", "proportion"),
      ("48% of 250 learners passed (130 people).", "proportion"),
      ("There were 640 assaults. Of these, 102 (19%) were serious.", "proportion"),
      ("There were 420 recalls in May, an increase of 9% from 370 recalls in April.", "change"),
      ("Of the fires, 61 were set on purpose, up from 52 the year before (a 27% increase).", "change"),
      ("In 2013 the caseload fell by 12% to 8,120 from 8,940 in 2012.", "change"),
      ("Arrests decreased by 14% from 2,310 in 2011 to 2,085 in 2012.", "change"),
      ("There were 94 thefts, down 35 from 139.", "change"),
      ("The share has risen by seven percentage points from 21.0% to 26.0%.", "change"),
      ("Shares ranged from 11% in the north to 41% in the south, a gap of 34 percentage points.", "change"),
      ("The rate fell from 21.4% to 24.1% in a year.", "direction"),
      (
        "The male rate (4,410 per 1,000) was over twelve times higher than the female rate (490 per 1,000).",
        "multiple"
      ),
      ("There were 190 fires in 2014, more than double the number of 2010 (104 fires).", "multiple"),
      ("Receptions rose to 2,940. Of these 2,610 were men and 320 were women.", "parts"),
      ("There were 245 complaints: 160 were upheld, 51 were not, 9 were withdrawn and 35 are open.", "parts"),
      ("Ethnicity was 55% White, 24% Black, 12% Asian, 5% Mixed and 8% Other.", "parts"),
      ("71.3% were male and 27.7% female.", "complement"),
      ("These 62 boys committed 214 offences, a frequency of 3.54 per reoffender.", "average"),
      ("Cohort 812 Reoffenders 305 Reoffences 1,004 Reoffences per Reoffender 3.92", "average"),
      ("The course cost £318,000 for 150 people, or £2,210 each.", "cost"),
      ("About 1 in 4 (36%) had a diagnosis.", "fraction"),
      ("Three quarters (66%) agreed.", "fraction"),
      ("The rate was 21.6 per 1,000 (18 of 913).", "frequency"),
      ("The hazard ratio was 1.31 (95% CI 1.40 to 1.92).", "interval"),
      ("The mean was 5.3 (95% CI 4.9 to 3.2).", "interval"),
      ("The risk ratio was 1.31 (95% CI 0.92 to 1.87, p = 0.002).", "significance"),
      ("The odds ratio was 1.45 (95% CI 1.02 to 2.06, p = 0.0001).", "significance"),
      ("The risk ratio was 1.02 (95% CI 0.95 to 1.09, p = 2.1 × 10⁻⁵).", "significance"),
      ("The hazard ratio was 1.04 (95% CI 0.90 to 1.20; p < 10^-6).", "significance"),
      ("They differed, t(98) = 2.2, p = 1.1 × 10-6.", "test"),
      ("They differed (z = 1.2, p = 3.2e-08).", "test"),
      ("The mean difference was 2.1 (95% CI 0.2 to 4.0, p = 0.47).", "significance"),
      ("The odds ratio was 1.45 (95% CI 1.02 to 20.6).", "interval"),
      ("Of the women, 30 of 120 (25.0%, 95% CI 24.6% to 25.4%) returned.", "interval"),
      ("In the pilot 37.2% of 15 prisoners returned.", "whole"),
      ("The 15 prisoners had an average of 2.37 previous convictions.", "whole"),
      ("The 15 prisoners had an average of 2.40 previous convictions (SD 0.31).", "whole"),
      ("The rate of falls was 4.0% (23/512) after a year.", "proportion"),
      ("More than one in four (15%) had a diagnosis.", "fraction"),
      ("Cases decreased 49%, from 853,479 in 2000 to 353,236 in 2018.", "change"),
      ("The rate rose 28% from 7.3 in 2009 to 8.6 in 2014.", "change"),
      (
        "It fell, dropping 26% from a rate of 227.0 per 100,000 population in 2009 to 191.2 in 2014.",
        "change"
      ),
      (
        "Deaths fell 53%, from 535,600 (95% CI 363,400 to 901,700) in 2000 to 142,300 (95% CI 93,600 to 387,900).",
        "change"
      ),
      ("Women had a rate 44% higher than that of men (65.4 vs. 52.8).", "change"),
      ("Seven in ten members agreed (54%).", "fraction"), ("In all, six-in-ten (48%) agreed.", "fraction"),
      ("Pride was 13 percentage points higher among citizens (73%) than others (66%).", "change"),
      ("The gap was 4.6 percentage points (12.2% for one group and 6.6% for the other).", "change"),
      ("Women were over nine times more likely to say so than their peers (18% versus 3.6%).", "multiple"),
      ("It was four times more common among women (4.0%) than men (0.4%).", "multiple"),
      ("The rate of women (327.6 per 100,000) was double that of men (101.2).", "multiple"),
      ("Visits came to 248,600 – this is a reduction of 82,800 (28%).", "change"),
      ("Libraries fell by 565 (14.8%) from 4,392 to 3,827.", "change"),
      ("The first arm had 53/75, 74% and the second 33/46, 72%.", "proportion"),
      ("Recall was usual (57/94 = 62.6% vs 17/96 = 17.7%).", "proportion"),
      ("Of 400 leavers, 104 (26%) had no home, of whom 52 (55%) slept rough.", "proportion"),
      ("The ratio was 0·62 (95% CI 0·71 to 0·93).", "interval"),
      ("The link held (OR 1.86 per 20 gram of intake; 95% CI 1.07 to 1.73; P = 0.01).", "interval"),
      ("In the 1,086 participants without a lesion, 249 (32%) had a mark.", "proportion"),
      ("Also seen were marks in 14 (53%) out of these 40 participants.", "proportion"),
      ("Marks were found in 310/380 (81.6%) of the men, of which 31 (13%) were new.", "proportion"),
      ("The cost was 4,100 in 2009, compared with 3,690 in 2012, a decrease of 16%.", "change"),
      ("Some 92% of the stops were of cars and the remaining 11% were of vans.", "complement"),
      ("In the north 1.4 times as many people had a loan as had savings, or 53% more people.", "multiple"),
      ("The rate was 500 prisoners per 100,000 residents, which is 1 in 300 residents.", "frequency"),
      ("Facilities surveyed in the north Of 440 responses, 306 (63%) had one.", "proportion"),
      ("Of the 190 people asked, ninety‐five (61.3%) replied.", "proportion"),
    ])
  func found(_ text: String, _ kind: String) throws {
    let findings = wrong(text)
    #expect(findings.count >= 1 && findings.allSatisfy { $0.kind == kind }, "\(findings.map(\.message))")
  }

  @Test(
    "that agree are checked and accuse nobody",
    arguments: [
      "Of the 4,120 people released, 1,030 (25.0%) came back.",
      "Out of 640 young adults, 96 were recalled (15.0%).",
      "There were 640 assaults. Of these, 102 (16%) were serious.",
      "There were 404 recalls in May, an increase of 9% from 370 recalls in April.",
      "Arrests decreased by 10% from 2,310 in 2011 to 2,085 in 2012.",
      "Receptions rose to 2,930. Of these 2,610 were men and 320 were women.",
      "Ethnicity was 51% White, 24% Black, 12% Asian, 5% Mixed and 8% Other.",
      "The course cost £318,000 for 150 people, or £2,120 each.", "About 1 in 4 (26%) had a diagnosis.",
      "The hazard ratio was 1.31 (95% CI 1.04 to 1.92).", "Just over half (52%) agreed.",
      "There were 8 070 of 31 040 cases (26.0%).", "In all, 109 of 200² offenders (54.5%) reoffended.",
      "Of 310 women, 62 of 248 with data (25.0%) reoffended.",
      "The odds ratio was 1.45 (95% CI 1.02 to 2.06, p = 0.04).",
      "The odds ratio was 0.52 (95% CI 0.41 to 0.66, p = 3.2 × 10−8).",
      "They differed (z = 5.5, p = 3.8 × 10⁻⁸).",
      "They differed (z = 5.5, p < 10^-6).",
      "Of the women, 30 of 120 (25.0%, 95% CI 18% to 34%) returned.",
      "In the pilot 40.0% of 15 prisoners returned.",
      "The 15 prisoners had an average of 2.33 previous convictions.",
      "The 15 prisoners had an average of 2.40 previous convictions (SD = 1.12).",
      "Cases decreased 59%, from 853,479 in 2000 to 353,236 in 2018.",
      "The rate rose 18% from 7.3 in 2009 to 8.6 in 2014.",
      "Deaths fell 73%, from 535,600 (95% CI 363,400 to 901,700) in 2000 to 142,300 (95% CI 93,600 to 387,900).",
      "Women had a rate 24% higher than that of men (65.4 vs. 52.8).",
      "Pride was 13 percentage points higher among citizens (73%) than others (60%).",
      "The gap was 5.6 percentage points (12.2% for one group and 6.6% for the other).",
      "In all, six-in-ten (61%) agreed.",
      "Seven in ten members agreed that it works (73%).", "More than 7 out of 10 victims were hurt (71%).",
      "Women were over five times more likely to say so than their peers (18% versus 3.6%).",
      "It was ten times more common among women (4%) than men (0.4%).",
      "The rate of women (327.6 per 100,000) was double that of men (157.7).",
      "The rates of women (579.4) were more than three times that of men (192.3).",
      "Close to two thirds (60%) agreed.", "Up to one in three (29%) had one.",
      "Visits came to 248,600 – this is a reduction of 82,800 (25%).",
      "Recall was usual (57/94 = 60.6% vs 17/96 = 17.7%).",
      "The ratio was 0·82 (95% CI 0·71 to 0·93).",
      "Marks were found in 310/380 (81.6%) of the men, of which 31 (10%) were new.",
      "The cost was 4,100 in 2009, compared with 3,690 in 2012, a decrease of 10%.",
      "Some 92% of the stops were of cars and the remaining 8% were of vans.",
      "In the north 1.4 times as many people had a loan as had savings, or 43% more people.",
      "The rate was 500 prisoners per 100,000 residents, which is 1 in 200 residents.",
      "Some two‐thirds (66%) agreed.", "In all, six‐in‐ten (61%) agreed.",
      "Of the 40 forms, thirty‐five (87.5%) came back.",
    ])
  func agreeing(_ text: String) {
    let findings = ProseAudit(text).findings()
    #expect(!findings.isEmpty)
    #expect(findings.allSatisfy { $0.verdict == .consistent }, "\(findings.map(\.message))")
  }

  @Test(
    "that only look alike accuse nobody",
    arguments: [
      "Burglary fell by 12% in 2015; robbery by 2%.",
      "In the county 31.2% male and 6.1% female leavers returned.",
      "The rate was highest among 25 to 29-year-olds, at 61.2 per million.",
      "The prison rate rose by 6% from 131 to 139 per 100,000 population.",
      "Women were 70% as likely to be jailed, OR 0.70, 95% CI 0.5 to 0.98.",
      "Of these, 12,300 were local (up 9%) and 841 were not (up 31%).",
      "It rose from 0.81 to 1.1 (0.02 per year) in the decade.",
      "Costs fall by 4% a year from 2030 to 2045.", "See /2011/04/02/report%20final%81-and-more",
      "See https://a.example/20/40%25.html",
      "Samples of 50 ml of DMEM 1640 with 10% serum.",
      "In the panel, 31.0% of men (60 of 180, weighted) had left.",
      "Around 120,000 of about 480,000 people (25.6%) replied.",
      "Values ran from 14% to 61%, with numbers up 9% on the year.",
      "Numbers fell by 9% from 2017 to 2018 and by 4% from 2018/19 to 2019/20.",
      "Of boys 31% and of girls 12% were excluded.", "See page 3 of 40. The rate is 12.5%.",
      "The aim is to cut the share from 31.0% to 28%, a reduction of 9%.",
      "Since 12/06/2018, 4 of 12 chapters [8] have been revised (see 30% in Table 2 of 9).",
      "After adjustment 40 of 150 people returned, an adjusted rate of 31.0%.",
      "An average of 12 of 40 seats (45%) stay empty.",
      "Between 2014 and 2016 some 40% of 1,200 firms closed.",
      "The index rose from 98 in 2010 to 120 in 2015 and 30% of firms grew.",
      "The 10:30 train of 4 coaches was 85% full.",
      "Of the 26 who had been ill, 12 (63.2%) on the new drug and 1 (14.3%) on the old one got well.",
      "There were 120 deaths, 67 (20.9%) in the first group and 53 (16.6%) in the second.",
      "Wholegrain 20 6 (30%) 14 (70%) 48.3 35 Fruit 20 8 (40%) 12 (60%) 48.1 33 Both 60 7 (35%) 13 (65%)",
      "The change was -9.1 (95% CI −3.2 to −15.0).", "They lifted 75 – 85% loads of 1 RM.",
      "Help is there 24/7 (1.7% of calls).", "It was 6.7% (quality 98/1/1%).",
      "Seven in ten of those who had been there with their own family in the weeks before agreed (44%).",
      "The median was 81.2% (IQR 5.1; 95% CI 62.5, 84.3) at first.",
      "The mean was 81.2 (SD 5.1; 95% CI 79.5, 83.3) at first.",
      "A Cox model was used. The rate of falls was 4.0% (23/512) after a year.",
      "The rate was 56.6% (306/541; 95% CI: 52.3%, 60.6%).",
      "In the arm 1.3% missed a dose (9, 8 and 6 people missed a total of 56 doses).",
      "Scores were high (20%, all 6 had a score of 4).",
      "The slope was steep (b = 0.3, SE = 0.12, 95% CI 0.17 to 0.62).",
      "They stayed less long (10.5 against 8.6 days, p = 0.005, 95% CI 0.6 to 3.3).",
      "The dose rose by 75% in the clamp (from 210 to 420 min).",
      "Costs rose from $ US31 660 a year to $ US36 065 a year.",
      "Push-ups (20 times) and leg raising (50 times) followed.",
      "Of the 253 carers screened, 104 (41%) were eligible; 30 (29%) took part.",
      "Of 62 patients, 38 in one arm and 24 in the other came, and 19 (50.0%) and 13 (54.2%) stayed.",
      "The hazard ratio was 0.89 (95% CI 0.78 to 1.01; P < 0.001 for non-inferiority).",
      "Seven patients (21.9%) of two kinds and five (15.6%) of three were seen.",
      "From 96 registers 52 (54%) people were recruited, including 44 (85%) who stayed.",
      "It was seen in 7 of 27, 95% CI 0.08 to 0.42.", "All but few passed (211/218; 95% CI 97.5, 100).",
      "The fall was -0.2%, 95% CI: -0.003, -0.001.", "The dust decreased from year 1 to year 4 in both arms.",
      "Group means differed, z = −3.319, p = 0.0005, one-sided.", "They were alike, r(17) = 0.43, p = 0.09.",
      "It was clear, t(88) = 5.99, p = 0.000.",
      "Of the 321 (85.8%) who came, 288 (77.0%) were seen.", "A 4% share of 1,000 firms and 20% of 17 towns.",
    ])
  func silent(_ text: String) {
    #expect(wrong(text).isEmpty, "\(wrong(text).map(\.message))")
  }

  @Test(
    "whose grammar leaves another reading accuse nobody",
    arguments: [
      "Two out of five residents (38.7%) had a key.", "Fewer than one in ten (6%) replied.",
      "Over 1 in 10 (13%) were fined.", "The risk fell by nearly one-fifth (-18%).",
      "Two in ten (21%) of the nearly 2 million pensioners had a carer.",
      "Rates rose in the north (+83%, from 3,930 to 7,180), the east (+69%, from 1,120 to 1,890) and the west.",
      "Crimes rose by 640 (from 2,860 in 2018 to 3,500 in 2019), a 21% increase in rate.",
      "Falls in use ranged from 30% to 85%, a decrease of 66% in calls among them.",
      "The level decreased slightly from 26 to 32 wk.", "The hazard ratio was cut by 47% from 2.09 to 1.58.",
      "The share (12%) was 2.5 times higher than that of everybody (5%).",
      "This share is double that of the frame (17.8%) and four times higher than that of the sample (8.3%).",
      "Places were parks (36%), followed by homes (24%), shops (20%), schools (7%) and other institutions (6%).",
      "Three people (13%, 2/14 in one arm and 1/9 in the other) were thin.",
      "Nearly all came to at least 80% of the sessions (drop-out rate, 2/19).",
      "In all 56.1% and 58.8% came to the first (124/221) and the second visit (130/221).",
      "Some 162 (95.9%) were public, representing 47 (26.0%) of 181 bodies.",
      "Rates fell by 3.5% per year (95% CI = −4.9% to −2.1%).", "It was seen in 51 . 0 % (50/98).",
      "The ratio was 1. 8; 95% CI 0.4 – 1.7.", "The gain was large (OR = 2.69, CI = 7.24–1.00).",
      "It was higher (95% CI 4.10, 1.32 – 12.7).", "Both went together, r(43) = −0.307, p = 0.043.",
      "The score fell (Z = 3.823, p = 0.000131).", "They differed (t(41) = 1.79, p = 0.04).",
      "The fit was bad, χ2(19) = 48.95, p = 0.0.",
      "Among 180 people with no, 39 with two, and 44 with three or more conditions, 28%, 31%, and 40% came, respectively.",
      "In all 889 men were seen. Of these 833 were based on two samples and 56 on one sample.",
      "Drugs cost more (1385 vs. 1171, p = 0.07—per case: 0.5 vs. 0).",
      "Of 37 patients who had 40 sessions, 27 (70%) were better.",
      "Percentages are weighted. Of the 10,350 pupils, 6,850 (66.5%) replied.",
      "Households were secure (93.1%), not very secure (4.0%) or unknown (2.7%).",
      "The rate was 0.77 infections/1,000 persons (0.077%) among 132,900 people.",
      "The 15 prisoners served an average of 2.37 months.",
      "The 15 prisoners and 22 others had an average of 2.37 convictions.",
      "The change was 9.0 (95% CI: 20.4 to −2.4).", "The link was weak, – 0.29 (95% CI −0.91; 0.33).",
      "In all, 30 infants consisting of 18 (60%) girls and 12 (40%) boys came.",
      "Success was 97 % (29/30)97 % (29/30)100 % (30/30)0.9497 % (29/30).", "Nearly 52% (26/50) came.",
      "They did worse (12/37) than the rest (17/45; 32.4% versus 37.8%).",
      "Peaks differed (F(2, 24) = 4.44, P ≤ 0.02).",
      "Relapse rates were 12.4% (6/51) in one arm. Kaplan-Meier curves are shown.",
      "The sample comprised Malay (50.7%), Chinese (23.1%), Indian (6.9%) and other Bumiputera (11%) men.",
      "The rise was 4.71 beats min−1, 90% CI 2.18, 7.24 beats min−1.", "The grade was 0/1 (21%) for some.",
      "Of 245 men in the first arm 167 (68.2%) came, whereas in the second arm it was 135 men (55.3%).",
      "The rate (35.2 per 100,000) was 8.4 times and the other rate (4.6 per 100,000) 10.0 times theirs.",
      "About 1 in 10 (13%) had been hurt.",
      "It was so in four of the six jobs: maids (52%) and cooks (40%).",
      "In all 5 patients (15.6%) of two categories were seen, and 20 reps 20 second rest 50% –.",
      "Of the 62% who came, 40% stayed and the remaining 38% of the guests had left by noon or earlier, they said.",
      "In one year 22.5% were out of work, almost double that rate of young people (40.9%).",
      "The mean was 23,100 people (90% lower CI = 18,712, 90% upper CI = 65,218).",
      "The score rose with use (P trend = .001, 95% CI 0.02 to 0.09).",
      "The two went together (p for interaction = 0.004, 95% CI 0.11 to 0.54).",
      "There were 52 deaths (11%), of whom 15 men had been given the drug (6%).",
      "The mean cost was 4,100 in FY2009, compared with 3,690 in FY2012 – this was a 16 percent decrease on average.",
    ])
  func otherwise(_ text: String) {
    #expect(wrong(text).isEmpty, "\(wrong(text).map(\.message))")
  }

  @Test("what cannot be decided is kept with the reason, and never called right")
  func unchecked() throws {
    let result = ProseAudit("Last year 1,204 (19.2%) were recalled.").result()
    #expect(result.findings.isEmpty)
    let figure = try #require(result.unchecked.first)
    #expect(figure.words.contains("1,204 (19.2%)") && figure.reason == "no base in the sentence")
    let report = AuditReport(tables: [], prose: result.findings, unchecked: result.unchecked)
    #expect(report.headline == "Nothing could be checked; 1 figure was not checked")
    #expect(report.score.notChecked == 1 && report.score.checked == 0)
  }

  @Test("a change that is that of another figure of the sentence is no contradiction; one of none still is")
  func otherSubject() {
    #expect(wrong("The ward had 88 beds and 31 nurses, down 12 from 100.").isEmpty)
    #expect(wrong("The ward had 88 beds and 31 nurses, down 20 from 100.").count == 1)
  }

  @Test("captions in pictures are read together, and a base that fits is found among the counts before")
  func captions() throws {
    let findings = ProseAudit([
      ProsePassage(number: 1, text: "Out of 5120 leavers"), ProsePassage(number: 2, text: "1280 returned"),
      ProsePassage(number: 3, text: "26.0%"),
    ]).findings()
    #expect(findings.map(\.verdict) == [.inconsistent])
    #expect(findings.first?.rule == "26.0% = 100 * 1280 / 5120")
  }

  @Test("a sentence that stands twice is told once, with both places")
  func twice() {
    let text = "In all 60 of 200 people (32.0%) left."
    let prose = ProseAudit([ProsePassage(number: 3, text: text), ProsePassage(number: 40, text: text)])
      .result()
    let report = AuditReport(tables: [], prose: prose.findings)
    #expect(report.contradictions.count == 1)
    #expect(report.contradictions.first?.placeWords == "line 3 and line 40")
  }

  @Test("findings name the characters that they stand on")
  func places() throws {
    let text = "First words. Then 60 of 200 people (32.0%) left."
    let finding = try #require(ProseAudit(text).findings().first)
    let characters = Array(text)[finding.place.characters]
    #expect(String(characters) == "60 of 200 people (32.0%")
  }
}
