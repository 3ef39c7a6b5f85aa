import ChartGrammar
import Foundation
import ReoffendingReport
import Studies

extension FuzzTarget {
  /// Files of settings.
  static let configurations = [
    FuzzTarget.ofText("report-yaml", { text in _ = try ReportConfiguration(yaml: text, source: "input") }),
    FuzzTarget.ofText(
      "plan-yaml",
      { text in
        let plan = try AuditPlan(yaml: text, source: "input")
        _ = try AuditRunner.rules(plan.rules)
      }),
    FuzzTarget.ofText("policy", { text in _ = try DisclosureFile.policy(yaml: text, source: "input") }),
    FuzzTarget.ofText("theme", { text in _ = try ThemeFile.theme(text, path: "input.yml") }),
    FuzzTarget("chart-spec") { bytes in
      _ = try JSONDecoder().decode(ChartSpecification.self, from: Data(bytes))
    },
    FuzzTarget.ofText("geojson", { text in _ = try GeoJSON(text, nameProperty: "name") }),
  ]
}
