import Foundation
import ReoffendingReport
import Studies
import Tables

/// A pack for each group of a column, drawn on all cores.
struct ReportPacks {
  let column: String
  let output: String
  let force: Bool
  let strict: Bool

  /// Draws every pack; where one cannot be drawn, none is written.
  func draw(_ plan: ReportPlan) throws {
    let groups = try plan.groups(of: column)
    let folders = Self.folders(groups)
    let context = AskingContext.current
    let reports = try ParallelWork.map(groups.count) { index in
      try AskingContext.$current.withValue(context) {
        try Report(plan.about(groups[index], folder: "\(output)/\(folders[index])"))
      }
    }
    for report in reports { try DrawReport.refuseDoubts(report, strict: strict) }
    try Report.refuseOtherThings(in: output, isForced: force)
    for (folder, report) in zip(folders, reports) {
      try report.write(to: "\(output)/\(folder)", isForced: force)
    }
    let index = PackIndex(title: plan.configuration.title, packs: Array(zip(groups, folders)))
    try FileOutput.writeTogether([
      FileOutput.File(path: "\(output)/index.html", bytes: Array(index.html.utf8)),
      FileOutput.File(path: "\(output)/manifest.json", bytes: try index.manifest),
    ])
    if !reports.contains(where: \.speaksOfGroup) {
      StandardError.write(
        "note: no figure has \(column) for its groups, so that the packs are alike but for their titles; figures with by: "
          + "[\(column)] would speak of each.\n")
    }
    for note in reports.first?.notes ?? [] { StandardError.write("note: \(note)\n") }
    try StandardOutput.write(
      "\(reports.count) packs, one for each \(column):\n"
        + zip(groups, folders).map { "  \($0): \(output)/\($1)/index.html\n" }.joined()
        + "All of them: \(output)/index.html\n")
  }

  /// A folder's name for each group: letters and digits of the group, told apart by number where two are alike.
  static func folders(_ groups: [String]) -> [String] {
    var counts: [String: Int] = [:]
    return groups.map { group in
      let words = group.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
      let name = words.isEmpty ? "group" : String(words.prefix(60))
      counts[name, default: 0] += 1
      let count = counts[name] ?? 1
      return count > 1 ? "\(name)-\(count)" : name
    }
  }
}
