import Foundation
import PublishedData
import Tables
import Testing

/// The description of the bundled tables, as far as the tests need it.
private struct Description: Decodable {
  struct Resource: Decodable {
    struct Schema: Decodable {
      struct Field: Decodable {
        let name: String
      }
      let fields: [Field]
    }
    let name: String
    let title: String
    let schema: Schema
  }
  let resources: [Resource]
}

@Suite("the published data")
struct PublishedDataTests {
  @Test("every table is described, with its very columns, and every described table is there")
  func described() throws {
    let description = try JSONDecoder().decode(Description.self, from: Data(PublishedData.package.utf8))
    #expect(Set(description.resources.map(\.name)) == Set(PublishedData.names))
    for resource in description.resources {
      let table = try bundledTable(resource.name)
      #expect(table.structureFaults.isEmpty, "\(resource.name)")
      #expect(table.columns.map(\.name) == resource.schema.fields.map(\.name), "\(resource.name)")
      #expect(!resource.title.isEmpty)
      #expect(table.rowCount > 0)
    }
  }

  @Test("every row names a known document and a section")
  func sourced() throws {
    let documents = try bundledTable("documents")
    var reading = documents.reading()
    let known = Set(reading.texts("document", missing: .refused).values.compactMap(\.self))
    try reading.finish()
    #expect(known.count == 5)
    // Groupings, figures of other publications and templates are no figures of the papers; they name their own source.
    let others: Set = [
      "documents", "offence-groupings", "unit-costs", "reoffending-costs", "gdp-deflators",
      "appraisal-template", "framework-indicators", "framework-pathways", "weights-example",
      "severity-example",
    ]
    for name in PublishedData.names where !others.contains(name) {
      var reading = try bundledTable(name).reading()
      let document = reading.texts("document", missing: .refused)
      _ = reading.texts("section", missing: .refused)
      try reading.finish()
      #expect(document.values.allSatisfy { $0.map(known.contains) ?? false }, "\(name)")
    }
  }

  @Test("figures of other publications name the publication and where they were read")
  func otherPublications() throws {
    for name in ["unit-costs", "reoffending-costs"] {
      var reading = try bundledTable(name).reading()
      let publications = reading.texts("publication", missing: .refused)
      let places = reading.texts("read_in", missing: .refused)
      try reading.finish()
      #expect(publications.values.allSatisfy { ($0 ?? "").contains("20") }, "\(name)")
      #expect(places.count > 0)
    }
  }

  @Test("what is printed stays as printed: contradictions between draft and final are kept")
  func keepsContradictions() throws {
    let draft = try bundledTable("adult-reoffending-by-offence", document: "draft-2018")
    let final = try bundledTable("adult-reoffending-by-offence", document: "final-2019")
    func cohorts(_ table: Table) throws -> [Int?] {
      var reading = table.reading()
      let values = reading.counts("cohort").values
      try reading.finish()
      return values
    }
    #expect(try cohorts(draft) == [859, 200, 133, 1063])
    #expect(try cohorts(final) == [859, 200, 859, 859])
    let csv = try #require(PublishedData.csv(named: "risk-factors"))
    #expect(csv.contains("82.50%") && csv.contains("23.2%") && csv.contains("48.25%"))
  }
}
