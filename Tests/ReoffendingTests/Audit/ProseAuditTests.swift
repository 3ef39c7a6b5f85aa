import Reoffending
import Testing

@Suite("figures in running text")
struct ProseAuditTests {
  @Test func dump() {
    let text = """
      In 2015-16, 6436 reoffended out of 21536 (29.9%). Of 5,900 of the 20,548 offenders (27.8 per cent) we
      know more. The rate went from 12% to 15%, a rise of 3%.

      Possession of a weapon: 54.4% (109 of 200). It rose from 12% to 15%, a rise of 3 percentage points, and
      reoffences fell from 1280 to 1140, a fall of 10.9%. 84.9% were male and 14.1% female. There were 1280 reoffences by
      393 reoffenders, 3.25 per reoffender. 25.4% of males and 4.1% of females. Between 2014 and 2016, 45 of 50 agreed.
      Up by 25% from 12% to 15%. On 3 of 12 days (25%) we met. The number rose by 12% from 1140 to 1280 in 2015.
      """
    for finding in ProseAudit(text).findings() {
      print(
        finding.line, finding.verdict, "|", finding.words, "|", finding.rule, "|", finding.message,
        finding.causes.first?.kind.rawValue ?? "", finding.causes.first?.explanation ?? "")
    }
  }
}
