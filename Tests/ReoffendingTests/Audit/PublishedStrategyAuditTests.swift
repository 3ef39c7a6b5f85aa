import PublishedData
import Reoffending
import Testing

@Suite("audit of the bundled documents")
struct PublishedStrategyAuditTests {
  @Test func dump() throws {
    for (table, rule) in [
      ("adult-reoffending-by-offence", "actual_rate = 100 * reoffenders / cohort"),
      ("adult-reoffending-by-offence", "same(actual_rate) by offence across document"),
      ("adult-reoffending-by-year", "actual_rate = 100 * reoffenders / cohort"),
      ("risk-factors", "same(predicted_rate) by factor, level across document"),
      ("risk-factors", "distinct(predicted_rate, actual_rate) by factor"),
      ("offences-by-area", "same(actual_rate) by area, offence across document"),
      ("offences-by-area", "same(mark) by area, actual_rate across document"),
      ("youth-cohorts", "frequency = reoffences / reoffenders"),
      ("youth-cohorts", "frequency = reoffences / cohort"),
      ("youth-cohorts", "same(frequency_label) by year across document"),
      ("adult-reoffending-by-sex", "sum(share) by year = 100"),
      ("adult-reoffending-by-sex", "share = 100 * reoffenders / sum(reoffenders) by year"),
      ("population", "sum(population) by document = population where area = \"Black Country\""),
      ("unemployment", "share = 100 * count / 719059 where measure = \"unemployed for a year or more\""),
      (
        "local-authorities-2015", "percent_difference = 100 * (actual_rate - predicted_rate) / predicted_rate"
      ),
      ("local-authorities-2015", "rank_actual orders actual_rate"),
      ("local-authorities-2015", "rank_difference orders percent_difference"),
      ("local-authorities-2015", "whole(actual_rate * cohort / 100)"),
      ("local-authorities-2015", "0 <= actual_rate <= 100"),
    ] {
      let result = try BundledTables.check(rule, in: table, context: ["adult-reoffending-by-offence"])
      print("==", table, rule, result.consistentCount, result.inconsistentCount, result.missingCount)
      for finding in result.findings where finding.verdict != .consistent {
        print("  ", finding.row, finding.label, finding.verdict, finding.message)
        for cause in finding.causes {
          print("       ", cause.kind.rawValue, cause.weight, cause.explanation, cause.correction ?? "")
        }
      }
    }
  }
}

@Suite("proposals dump")
struct ProposalDump {
  @Test func dump() throws {
    for name in PublishedData.names {
      print("==", name)
      for proposal in RuleProposer(try BundledTables.table(name)).proposals() {
        print("   ", proposal.rule, "|", proposal.holds, "of", proposal.decidable, "|", proposal.reason)
      }
    }
  }
}

@Suite("self audit dump")
struct SelfAuditDump {
  @Test func dump() throws {
    for name in PublishedData.names {
      let table = try BundledTables.table(name)
      let rules = RuleProposer(table).proposals().map(\.rule)
      let result = try Audit(table).check(rules)
      print("==", name, result.summary)
      for audit in result.rules {
        for finding in audit.findings(.inconsistent) {
          print(
            "   ", finding.rule, "|", finding.row, finding.label, "|", finding.message, "|",
            finding.causes.first?.kind.rawValue ?? "-")
        }
      }
    }
  }
}

@Suite("statement dump")
struct StatementDump {
  @Test func dump() throws {
    let statements = try Statement.statements(in: BundledTables.table("statements"))
    let audit = StatementAudit(
      statements, tables: try PublishedData.names.map { try BundledTables.table($0) })
    for finding in audit.findings() where finding.message != "no figures are printed" {
      print(
        finding.verdict, "|", finding.statement.id, finding.statement.kind, finding.statement.words, "|",
        finding.message)
    }
  }
}
