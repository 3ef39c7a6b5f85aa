import Foundation
import Numbers
import Reoffending
import Studies
import Tables

/// Reports that were published before, as far as they tell counts of groups.
///
/// A folder holds either one report or, each in a folder of its own, several.
struct PublishedHistory: Sendable {
  /// A table of an earlier report.
  struct Past: Sendable {
    /// The report's folder.
    let folder: String
    /// The name of the figure.
    let figure: String
    /// The columns that name its groups.
    let columns: [String]
    let filter: RowFilter?
    /// The rows that it shows, and its total with an empty key.
    let shown: [Publication.ShownRow]

    /// The rows that have changed by few people, of whom the difference tells.
    func warnings(_ changed: [Publication.ChangedRow], threshold: DisclosureThreshold) -> [String] {
      changed.compactMap { row in
        let differences = [
          (row.people, abs(row.people) == 1 ? "person" : "people"), (row.events, "who reoffended"),
          (row.people - row.events, "who did not"),
        ].filter { (1...max(1, threshold.counts)).contains(abs($0.0)) }
        guard !differences.isEmpty else { return nil }
        let name = row.key.parts.isEmpty ? "the total" : row.key.description
        return
          "\(name) of \(figure) in \(folder) differs from what is shown now by few: "
          + differences.map { "\(abs($0.0)) \($0.1)" }.joined(separator: ", ")
      }
    }
  }

  private var pasts: [String: [Past]] = [:]
  /// What was read, for whoever makes the report.
  private(set) var notes: [String] = []

  /// No history.
  init() {}

  /// Reads the reports of a folder.
  ///
  /// - Throws: `TableError` where a report cannot be read; `StudyError` where there is none.
  init(folder: String) throws {
    let manager = FileManager.default
    var folders: [String] = []
    if manager.fileExists(atPath: folder + "/manifest.json") { folders.append(folder) }
    for name in (try? manager.contentsOfDirectory(atPath: folder))?.sorted() ?? []
    where manager.fileExists(atPath: "\(folder)/\(name)/manifest.json") {
      folders.append("\(folder)/\(name)")
    }
    guard !folders.isEmpty else {
      throw StudyError(
        .usage, "--history \(folder) holds no report: there is no manifest.json in it, nor a folder below")
    }
    for report in folders { try read(report) }
    let count = pasts.values.reduce(0) { $0 + $1.count }
    notes.append(
      "history: \(Plural.count(count, "table")) of \(Plural.count(folders.count, "report")) compared with")
  }

  /// The tables that are of a table of data.
  func tables(of data: String) -> [Past] { pasts[Self.stem(data)] ?? [] }

  /// The name of a data set without folder and ending, as the same table may be called from elsewhere.
  private static func stem(_ data: String) -> String {
    let name = data.split(separator: "/").last.map(String.init) ?? data
    return name.split(separator: ".").first.map(String.init) ?? name
  }

  private struct Manifest: Decodable {
    struct Figure: Decodable {
      let name: String
      let data: [String]
      let files: [String]
      let by: [String]?
      let filter: String?

      private enum CodingKeys: String, CodingKey {
        case name, data, files, by
        case filter = "where"
      }
    }

    let figures: [Figure]
  }

  private mutating func read(_ folder: String) throws {
    let path = folder + "/manifest.json"
    let manifest: Manifest
    do {
      manifest = try JSONDecoder().decode(Manifest.self, from: Data(FileInput.read(path)))
    } catch let error as DecodingError {
      throw StudyError(.data, "\(path) is not the manifest of a report: \(error)")
    }
    for figure in manifest.figures {
      let name = "tables/\(figure.name).csv"
      guard figure.files.contains(name), figure.data.count == 1 else { continue }
      let table = try TableFile(path: "\(folder)/\(name)").table()
      guard let past = try Self.past(table, figure, folder) else { continue }
      pasts[Self.stem(figure.data[0]), default: []].append(past)
    }
  }

  /// The rows with counts of people and of events; nil for a table that tells none.
  private static func past(_ table: Table, _ figure: Manifest.Figure, _ folder: String) throws -> Past? {
    guard let people = table.columns.firstIndex(where: { ["trials", "People"].contains($0.name) }),
      let events = table.columns.firstIndex(where: {
        ["events", "observed", "Reoffended", "Events"].contains($0.name)
      }), people > 0
    else { return nil }
    let keys = Array(table.columns[..<people].filter { !["Period", "time"].contains($0.name) })
    let names = figure.by ?? keys.map(\.name)
    guard keys.count <= names.count else { return nil }
    let rows = (0..<table.rowCount).compactMap { row -> Publication.ShownRow? in
      func count(_ column: Int) -> Int? {
        Int(table.cell(row: row, column: table.columns[column]).text.filter { $0 != "," })
      }
      let values = table.columns[..<people].map { table.cell(row: row, column: $0).text }
      let isTotal = values.first == "Total" && values.dropFirst().allSatisfy(\.isEmpty)
      guard count(people) != nil || count(events) != nil else { return nil }
      return Publication.ShownRow(
        key: GroupKey(
          isTotal ? [] : zip(names, values).map { GroupKey.Part(column: $0, value: $1) }),
        people: count(people), events: count(events))
    }
    return Past(
      folder: folder, figure: figure.name, columns: Array(names.prefix(people)),
      filter: try figure.filter.map { try RowFilter(parsing: $0) }, shown: rows)
  }
}
