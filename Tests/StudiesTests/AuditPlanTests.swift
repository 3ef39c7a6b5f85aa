import Reoffending
import Studies
import ReoffendingReport
import Tables
import Testing

/// Audit plans, and the audit of the five documents.
@Suite("audit plans")
struct AuditPlanTests {
  @Test(
    "name what is wrong",
    arguments: [
      ("rule: [a = b]", "“rule” is not known"), ("- a = b", "write rules:"),
      ("rules: [a = b]\nrounding: up", "rounding"),
      ("title: x", "nothing to check"), ("tables:\n  - rules: [a = b]", "either data: NAME or figures"),
      ("tables:\n  - data: x\n    rule: a", "“rule” is not known"), ("rules: {", "YAML"),
    ])
  func refused(_ yaml: String, _ words: String) {
    do {
      _ = try AuditPlan(yaml: yaml, source: "plan.yml")
      Issue.record("“\(yaml)” was read")
    } catch {
      #expect(error.description.contains("plan.yml"))
      #expect(words == "YAML" || error.description.contains(words), "\(error)")
    }
  }

  @Test("figures in a plan are a table")
  func figures() throws {
    let plan = try AuditPlan(
      yaml: """
        tables:
          - name: sexes
            figures: [{women: 4.5%, all: 29.9%, men: 25.4%}]
            rules: [women <= all <= men]
            note: look here
        """, source: "plan.yml")
    let report = try AuditRunner().audit(plan)
    #expect(report.contradictions.map(\.message) == ["all 29.9% must be at most 25.4% (men)"])
    #expect(report.notes.contains("look here"))
    #expect(
      report.contradictions.first?.causes.first?.explanation
        == "4.5% and 25.4% make 29.9%: both are shares of all, not of women and of men")
  }

  @Test("the five documents: nothing found by hand is missing, and nothing right is accused")
  func documents() throws {
    let report = try AuditRunner().audit(AuditRunner.bundled())
    let found = report.contradictions
    #expect(found.count == 48)
    #expect(found.allSatisfy { one in one.places.allSatisfy { !$0.document.isEmpty && !$0.section.isEmpty } })
    let counts = Dictionary(grouping: found, by: \.table).mapValues(\.count)
    #expect(
      counts == [
        "adult-reoffending-by-offence": 9, "adult-reoffending-by-sex": 2, "men, women and all adults": 1,
        "youth-cohorts": 3, "risk-factors": 2, "offences-by-area": 13, "local-authorities-2015": 2,
        "population": 1,
        "ethnicity": 2, "BAME share of the four areas": 1, "deprivation": 1, "health": 1, "housing": 1,
        "unemployment": 2, "other-figures": 1, "areas-2015-16": 6,
      ])
    let tableOne = try #require(report.tables.first { $0.table.name == "local-authorities-2015" })
    let summary = tableOne.result.summary
    #expect(summary.consistent == 189 && summary.inconsistent == 0 && summary.missing == 0)
    let bame = try #require(found.first { $0.table == "BAME share of the four areas" })
    // 100 (0.115 · 313.6 + 0.342 · 311.3 + 0.23 · 270.9 + 0.355 · 251.9) / 1147.7, worked by hand.
    let low = try #require(bame.computed?.lower)
    let high = try #require(bame.computed?.upper)
    #expect(low < 25.64 && 25.64 < high && high - low < 0.5)
  }

  @Test("the figure draws each figure that can be drawn, and says how many it leaves to the table")
  func figure() throws {
    let report = try AuditRunner().audit(AuditRunner.bundled())
    let figure = AuditFigure.make(report, context: FigureContext(name: "audit"))
    #expect(figure.table.rows.count == 48)
    #expect(figure.text.headline.hasPrefix("48 contradictions"))
    #expect(figure.text.notes.contains { $0.contains("see the table") })
    #expect(
      figure.alternativeText.contains(
        "accommodation, homeless: predicted rate is printed as 23.2%, implied is 48.25%"))
    #expect(figure.longDescription.contains("Sexual offences"))
  }

  @Test("a point without a row's name is called by its table, and whole numbers have their thousands marked")
  func pointsAreNamed() throws {
    let points = try AuditRunner().audit(AuditRunner.bundled()).points
    #expect(points.contains { $0.name == "BAME share of the four areas: share" })
    let population = try #require(points.first { $0.name == "Black Country: total of population" })
    #expect(population.printed == "1,166,420" && population.implied == "1,147,700")
    #expect(points.contains { $0.name == "Sexual offences: actual rate" && $0.implied == "24.6%" })
  }

  @Test("a document's tables and sentences are audited together")
  func document() throws {
    let text = "211 of 859 (24.5%).\n\n| area | n | of | rate |\n|---|--|--|--|\n| A | 1 | 2 | 50% |\n"
    let document = try TextDocument(Array(text.utf8), kind: .markdown, source: "t.md")
    let report = try AuditRunner().audit(document)
    #expect(report.prose.count == 1 && report.contradictions.count == 1)
    #expect(report.contradictions[0].placeWords == "line 1")
  }
}
