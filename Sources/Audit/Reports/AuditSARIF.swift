/// An audit as a SARIF log, which code hosts and editors show beside the document.
///
/// - Source: OASIS (2020), *Static Analysis Results Interchange Format (SARIF) Version 2.1.0*.
package struct AuditSARIF: Encodable, Sendable {
  private let runs: [Run]

  private struct Run: Encodable, Sendable {
    let tool: Tool
    let results: [Result]
  }

  private struct Tool: Encodable, Sendable {
    struct Driver: Encodable, Sendable {
      let name: String
      let informationUri: String
      let rules: [Rule]
    }
    let driver: Driver
  }

  private struct Rule: Encodable, Sendable {
    let id: String
    let shortDescription: Text
  }

  private struct Text: Encodable, Sendable {
    let text: String
  }

  private struct Result: Encodable, Sendable {
    let ruleId: String
    let level: String
    let message: Text
    let locations: [Location]
    let partialFingerprints: [String: String]
  }

  private struct Location: Encodable, Sendable {
    struct Physical: Encodable, Sendable {
      struct Artifact: Encodable, Sendable {
        let uri: String
      }
      struct Region: Encodable, Sendable {
        let startLine: Int
      }
      let artifactLocation: Artifact
      let region: Region?
    }
    let physicalLocation: Physical
  }

  /// The contradictions of a report as errors, what was not checked as notes.
  package init(_ report: AuditReport, path: String) {
    func locations(_ lines: [Int?]) -> [Location] {
      lines.map { line in
        Location(
          physicalLocation: .init(
            artifactLocation: .init(uri: path),
            region: line.map { Location.Physical.Region(startLine: max(1, $0)) }))
      }
    }
    let found = report.contradictions.map { one in
      Result(
        ruleId: "contradiction", level: "error", message: Text(text: one.sentence),
        locations: locations(one.places.map(\.line)),
        partialFingerprints: [
          "figure/v1": [one.rule, one.figure?.printed ?? "", one.message].joined(separator: "|")
        ])
    }
    let open = report.unchecked.map { one in
      Result(
        ruleId: "not-checked", level: "note",
        message: Text(text: "“\(one.words)” was not checked: \(one.reason)."),
        locations: locations([one.line]), partialFingerprints: ["figure/v1": one.words])
    }
    runs = [
      Run(
        tool: Tool(
          driver: .init(
            name: "reoffending audit", informationUri: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/",
            rules: [
              Rule(id: "contradiction", shortDescription: Text(text: "A printed figure contradicts others.")),
              Rule(id: "not-checked", shortDescription: Text(text: "A figure that could not be checked.")),
            ])), results: found + open)
    ]
  }

  private enum CodingKeys: String, CodingKey {
    case version, schema = "$schema", runs
  }

  /// Writes the log.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode("2.1.0", forKey: .version)
    try container.encode("https://json.schemastore.org/sarif-2.1.0.json", forKey: .schema)
    try container.encode(runs, forKey: .runs)
  }
}
