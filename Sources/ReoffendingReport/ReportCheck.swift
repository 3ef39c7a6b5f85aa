import Studies
import Tables

/// What a report's folder is found to be when the report is made again.
public struct ReportCheck: Sendable {
  /// What is not as it would be made now, and why: inputs first, then files, then files that do not belong.
  public let differences: [String]
  /// How many files are the same to the byte.
  public let sameCount: Int
  /// What could not be made again.
  public let notes: [String]

  /// Makes the report of a folder again, as its own manifest says, and compares every byte.
  ///
  /// - Parameters:
  ///   - folder: the path of the folder, with the report or with the packs of several groups.
  ///   - path: another configuration than the manifest's.
  ///   - given: with another level than the manifest's; nothing else of them is used. Nil for all as it was.
  /// - Throws: `TableError.noSuchFile` where there is no report, `ReportError.configuration` where its configuration is not found.
  public init(folder: String, configuration path: String? = nil, options given: ReportOptions? = nil) throws {
    guard let earlier = EarlierReport(folder) else {
      throw TableError.noSuchFile(path: "\(folder)/manifest.json")
    }
    var differences: [String] = []
    var same = 0
    var notes: [String] = []
    for pack in earlier.packs {
      let check = try ReportCheck(folder: pack, configuration: path, options: given)
      differences += check.differences.map { "\(pack): \($0)" }
      same += check.sameCount
      notes += check.notes
    }
    if earlier.packs.isEmpty {
      var options = earlier.options()
      options.level = given?.level ?? options.level
      let plan = try ReportPlan(configuration: path ?? earlier.configurationPath(), options: options)
      differences += earlier.changedInputs(of: plan)
      let report = try Report(plan)
      let files = try report.differences(from: folder)
      differences += files
      differences += earlier.strangers().filter { name in !report.files.contains { $0.path == name } }
        .map { "\($0) does not belong to the report" }
      same = report.files.count - files.count
      notes = report.notes
    }
    self.differences = differences
    sameCount = same
    self.notes = notes
  }
}
