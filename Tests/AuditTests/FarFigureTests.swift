import Audit
import Testing

/// Figures whose base, parts or other value stand in brackets, another clause or some sentences away.
@Suite("figures that stand apart")
struct FarFigureTests {
  @Test(
    "a wrong figure is found, and the kind is told",
    arguments: [
      ("A 9% increase in calls (23,410 against 22,870 in 2017-2018).", "change"),
      ("Fires were down 25.8% (731 this year, compared with 867 last year).", "change"),
      ("The fires resulted in 12 deaths, a 26% drop on the figure of 41.", "change"),
      ("Fires fell by a staggering 25% (867 last year, compared with 731 this year).", "change"),
      ("There were 5,731 calls – a 26 per cent drop on the previous year’s figure of 6,934.", "change"),
      (
        "A 17 per cent fall has been recorded for the number of false alarms (from 3,581 to 3,207) in the city.",
        "change"
      ),
      (
        "A 31 per cent reduction has been recorded in malicious calls – down to 132 this year from 167 the year before.",
        "change"
      ),
      ("It saw a 25% rise of thefts in the last year – to 158 from 139.", "change"),
      ("Thefts rose by 6% to 684, up from 661.", "change"),
      (
        "There were 238 deaths compared to 341 in the period before – which had one large fire – a 39% fall.",
        "change"
      ),
      ("There were 3,268 deaths in all; this is 483 higher than in 2015 (an increase of 21%).", "change"),
      ("There were 41,950 checks in the year; a decrease of 1,170 (7.2%) on 2016-17.", "change"),
      (
        "There were 31,277 new entrants in 2011/12. That represents a 29 per cent decrease on the 2010/11 figure of 40,190, and a 65 per cent drop on 2006/07 when there were 89,826.",
        "change"
      ),
      (
        "There were 41,277 offences in the year. This is an 85% increase from the low-point in the year ending March 2014, when there were 22,640 offences.",
        "change"
      ),
      (
        "The rate is down from 26.8 deaths per million in 2009 to 16.3 in 2011. This is a 93 per cent fall.",
        "change"
      ),
      ("There were 1,685 deaths in 2014. This is an increase of 72 (or 14 per cent) from 2013.", "change"),
      ("There were 1,685 deaths in 2014. This is 14% (72 deaths) higher than in 2013.", "change"),
      ("There were 426 deaths in 2014, up 16% (or 48 deaths) from the 2013 level.", "change"),
      (
        "There were 4,259 deaths last year. This is a small rise from the 4,359 registered in 2018.",
        "direction"
      ),
      ("Some 73% of the first were good. This is far lower than the 51% of the second.", "direction"),
      ("The rate of births in Wales was up slightly from 31.2% to 21.1%.", "direction"),
      (
        "There was an increase in the rate of births in Wales from 58.3 in 2015 to 46.9 in 2016.", "direction"
      ),
      ("The overall rate increased to 0.08 from 0.12.", "direction"),
      ("The share was 63 per cent in the 2015-16 year, but has fallen to 69 per cent.", "direction"),
      (
        "The rate was significantly lower in the north than in the south (62.9 compared with 58.3 deaths per million).",
        "direction"
      ),
      (
        "The rate of men was twice as high as that of women, with 104.7 deaths per million men, compared to 69.1 deaths per million women.",
        "multiple"
      ),
      ("In 2016-17 there were 238,410 reports, which equates to almost 800 per day nationally.", "average"),
      ("There were 2,844 cases. Of that, 1,317 (64%) were discharged.", "proportion"),
      (
        "Crime fell by nine per cent compared to the same period the year before, from 48,873 to 45,432.",
        "change"
      ),
      ("Robbery fell dramatically, by 42 per cent, from 612 to 467 offences.", "change"),
      ("The only rise was in drugs offences, by 40 per cent, from 2,080 to 2,694.", "change"),
      ("There were 158 thefts in November – down from 227, or 40 per cent.", "change"),
      ("Thefts almost halved, down to 67 from 84.", "multiple"),
      ("The rate of deaths increased from 12.9 per 100,000 population in 1991 to 6.9 in 2005.", "direction"),
      ("A smaller proportion were new this year (55% versus 50% last year).", "direction"),
      (
        "There were 24,769 new cases. This is equivalent to 60% of the 35,530 that were expected.",
        "proportion"
      ),
      ("Applications\n- 5,595 – 26% higher than Q1 2007 (4,680)\n- 3,435 were withdrawn", "change"),
      ("The number of applications, (31,414), was 39% higher than in 2014, (24,033).", "change"),
      (
        "A reduction of 34% in the use of prison for women, down from 6,418 sentences in 2014 to 3,620 in 2022.",
        "change"
      ),
      ("They resolved 1,815 complaints, with 864 or 49.1% relating to homes.", "proportion"),
    ])
  func found(_ text: String, _ kind: String) {
    #expect(wrong(text).map(\.kind) == [kind], "\(findings(text).map(\.message))")
  }

  @Test(
    "the right figures of the same forms are checked",
    arguments: [
      ("The killed were 1,775. The injured were 22,807. The casualties were 24,582.", 1),
      ("The judges were 2. The cases were 2,703. The next cases were 2,705.", 0),
      ("A 2% increase in calls (23,410 against 22,870 in 2017-2018).", 1),
      ("Fires were down 15.7% (731 this year, compared with 867 last year).", 1),
      ("Fires fell by a staggering 16% (867 last year, compared with 731 this year).", 1),
      ("There were 5,731 calls – a 17 per cent drop on the previous year’s figure of 6,934.", 1),
      ("A 10 per cent fall has been recorded for the number of false alarms (from 3,581 to 3,207).", 1),
      (
        "A 21 per cent reduction has been recorded in malicious calls – down to 132 this year from 167 the year before.",
        1
      ),
      ("It saw a 14% rise of thefts in the last year – to 158 from 139.", 1),
      (
        "There were 238 deaths compared to 341 in the period before – which had one large fire – a 30% fall.",
        1
      ),
      ("There were 3,268 deaths in all; this is 483 higher than in 2015 (an increase of 17%).", 1),
      ("There were 41,950 checks in the year; a decrease of 1,170 (2.7%) on 2016-17.", 1),
      (
        "There were 31,277 new entrants in 2011/12. That represents a 22 per cent decrease on the 2010/11 figure of 40,190, and a 65 per cent drop on 2006/07 when there were 89,826.",
        2
      ),
      ("There were 1,685 deaths in 2014. This is an increase of 72 (or 4 per cent) from 2013.", 1),
      ("There were 426 deaths in 2014, up 13% (48 deaths) from the 2013 level.", 1),
      ("Reports rose by 6% in 2016-17. There were 98,145 people, compared with 92,570 the previous year.", 1),
      ("There were 36,571 calls in 2013/14. On average, that is about 100 calls per day.", 1),
      // Parts and their whole, elsewhere.
      ("There are 53 patients in all wards. Of this, 41 are in one, 3 in another and 9 in a third.", 1),
      (
        "They attended 446,884 incidents in the year. Of these, 139,685 were fires. False alarms came to 196,466 and there were 110,733 other incidents.",
        1
      ),
      ("Killed 1,685\nSeriously injured 21,807\nBoth 23,492", 1),
      (
        "There were 123 cases in the city. Eleven imported cases led to 109 local cases, and three cases are open.",
        1
      ),
      // A share and its count with words between, or with a total some sentences before.
      (
        "For the year there were 92,970 people with enquiries. Of these, 61 per cent were women (56,985 enquiries).",
        1
      ),
      (
        "The total number of cases is 1,944. They were treated in two wards. In all 1,717 (88%) are at home.",
        1
      ),
      (
        "They attended 446,884 incidents, which was fewer. They went to 139,685 fires in the year. Fires accounted for 31% of all incidents.",
        1
      ),
      ("Fires were 29% of all calls, accidents were 31% and the remaining 40% were false alarms.", 1),
      ("Some 474 men died in custody, of whom 307 (65%) died of one cause and 91 (19%) of another.", 2),
      (
        "We found 4,137 deaths (3,714 men, 423 women), of which the large majority (3,834, 93%) came later.",
        3
      ),
      ("1 30% of the schools were outstanding.\n\n2 A further 50% were good.\n\n3 20% were neither.", 1),
      ("Crime fell by seven per cent compared to the same period the year before, from 48,873 to 45,432.", 1),
      ("Robbery fell dramatically, by 24 per cent, from 612 to 467 offences.", 1),
      ("There were 158 thefts in November – down from 227, or 30 per cent.", 2),
      ("The number has increased by 7.9% (1,824 incidents). This is a total of 24,913.", 1),
      (
        "Applications\n- 5,595 – 20% higher than Q1 2007 (4,680)\n- 3,435 – 27% lower than Q1 2007 (4,705)", 2
      ),
      ("The number of applications, (31,414), was 31% higher than in 2014, (24,033).", 1),
      (
        "A total of 82,700 applications were made in the 29 countries, down 18 percent on the quarter before, when 100,600 people applied.",
        1
      ),
      ("In Q3 1,910 appeals were received and 2,105 were heard, 26% were allowed (547).", 1),
      ("They resolved 1,815 complaints, with 884 or 48.7% relating to homes.", 1),
      (
        "There were 60,180 incidents, of which half were crimes (30,259) and of these, 78 per cent were reported (23,606).",
        1
      ),
    ])
  func agrees(_ text: String, _ count: Int) {
    #expect(findings(text).count == count, "\(findings(text).map(\.rule))")
    #expect(wrong(text).isEmpty, "\(wrong(text).map(\.message))")
  }

  @Test(
    "nobody is accused for a form that only looks like it",
    arguments: [
      // What is before the change says where, and the change may be another figure’s.
      "Disorder was reported in 12 towns – a 26% drop on the figure of 41.",
      "Help was given across 6 areas, an increase of 10% from 300.",
      // Two groups, an age or a range in brackets, and no times.
      "It showed a 35% reduction in deaths of the treated (253 against 339 in the control group).",
      "It showed a 35% reduction in deaths (253 vs 339 at 1 year).",
      "Fires fell by 40% and accidents rose (731 this year, compared with 867 last year).",
      "A 17 per cent fall has been recorded among older people (from 65 to 74 years).",
      // The figure in brackets is of something else.
      "Thefts were up 30% (24% compared with 21% last year in the region).",
      "There were 5,731 calls, and a 26 per cent drop on the previous year’s target.",
      "There were 5,731 calls in 12 towns – a 26 per cent drop on the previous year’s figure of 41.",
      "A 31 per cent reduction in malicious calls was seen as thefts went on, down to 132 from 167.",
      "There were 3,268 deaths and 120 births; this is 83 higher than in 2015 (an increase of 26%).",
      "There were 3,268 deaths of 410 men; a decrease of 1,170 (7.2%) on 2016-17.",
      // A base that another change is told from is not what changed.
      "That represents a 20 per cent decrease on the 2010/11 figure of 45,910, and a 67 per cent drop on 2006/07 when there were 110,826 entrants.",
      "There were 31,277 boys and 22,810 girls. That represents a 49 per cent decrease on the 2010/11 figure of 40,190.",
      // A change since another time, or of another thing.
      "The rate is down from 26.8 in 2009 to 16.3 in 2011. This is a 93 per cent fall since 1997.",
      "Costs went from 26.8 in 2009 to 16.3 in 2011 and 12.1 in 2012. This is a 93 per cent fall.",
      "Crime rose by 46% in 2016-17. There were 98,145 people, compared with 92,570 the previous year.",
      "There were 426 deaths of cyclists in 2014, up 21% (812 in all roads).",
      "There were 1,685 deaths in 120 towns. This is an increase of 72 (or 24 per cent) from 2013.",
      "There were 4,259 deaths in 2019. There were 120 fires. This is a small fall from the 4,359 of 2018.",
      "Some 73% of boys and 41% of girls were good. This is far higher than the 51% of last year.",
      "There were 73 good schools, which is not lower than the 51 of last year.",
      // A range of sizes, an index that is better the lower it is, a thing that is denied.
      "Studies found a reduction in reoffending in cities from 10% to 30%.",
      "There was an improvement and a decrease in rank from 12.1 in 2015 to 15.2 in 2016.",
      "There may be a decrease in the rate of births in Wales from 46.9 in 2015 to 58.3 in 2016.",
      "The share was 63 per cent for boys, but has fallen to 69 per cent.",
      "The share of boys was 63 per cent in 2015 and of girls 71 per cent, but has fallen to 69 per cent.",
      "The odds were twice as high, with 104.7 per million men, compared to 69.1 per million women.",
      // Parts that need not be all, or overlap.
      "There are 53 patients in all wards. Of this, 41 are in one, 3 in another and 8 in a third.",
      // A share says what it is of.
      "There were 88,410 women in work. They are of all ages. Some 24,448 (23.4%) of the population were not.",
      "They attended 446,884 incidents. Of these, 139,685 were fires. False alarms came to 196,466 and others to 110,773.",
      "Killed 1,685\nSeriously injured 21,807\nBoth 23,942",
      "1 30% of the schools were outstanding.\n\n2 A further 50% were good.\n\n3 28% were closed.",
      "Fires were 29% of all calls, accidents were 31% and the remaining 45% were false alarms.",
      // A count behind other words, or a total that the share is not of.
      "There were 92,970 people with enquiries. Of these, 60 per cent were in the north (31,985 enquiries).",
      "The total number of cases is 1,944. They were treated in two wards. In the city 1,717 (48%) are at home.",
      "They attended 446,884 incidents. They went to 139,685 fires. Fires accounted for 41% of all incidents.",
      "They attended 446,884 incidents. They went to 139,685 fires in one and 41,204 fires in another. Fires accounted for 31% of all incidents.",
      "Some 474 men died in custody, of whom 307 (65%) died of one cause and 91 (39%) of those of another were old.",
      "There were 36,571 calls in 2013/14. On average, that is about 170 calls per day at weekends.",
      // Another group, a share, a sum behind “by”, or a part of visits and no part of people.
      // A number of something else beside two that are near to each other is no part.
      "State 1 cost 1,364 and state 2 cost 1,361; in state 3 it was less.",
      "The number of visits, (31,414), and of people was 39% higher than in 2014, (24,033).",
      "A reduction of 34% in prison and in fines for women, down from 6,418 sentences in 2014 to 3,620 in 2022.",
      "In Q3 1,910 appeals were received and 2,105 were heard, 26% were allowed (347).",
      "Crime fell by nine per cent compared to the north, from 48,873 in one to 45,432 in another.",
      "Robbery fell and drugs rose, by 42 per cent in all, from 612 to 467.",
      "There were 158 thefts – down from 227, or 40 per cent of what was feared.",
      "There were 1,200 visits last year, with 460 people (45%) seen twice.",
      "A smaller proportion were new (55% versus 50% in the south).",
      "The number has increased by 7.9% (1,824 incidents). There were 2,131 deaths.",
      "There were 24,769 new and 1,240 old cases. This is equivalent to 60% of the 35,530 that were expected.",
      "The rate increased from 12.9 per 100,000 men to 6.9 per 100,000 women.",
      "Thefts almost halved, down to the level of 84 in 2004, as 67 fell away.",
    ])
  func innocent(_ text: String) {
    #expect(wrong(text).isEmpty, "\(wrong(text).map(\.message))")
  }
}
