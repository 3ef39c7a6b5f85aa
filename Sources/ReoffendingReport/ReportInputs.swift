import Engines
import Foundation
import Numbers
import PublishedData
import Reoffending
import Studies
import Synchronization
import Tables

/// The files that a report is made of: where a name of the configuration leads, and what was read there.
///
/// Each table is read once, however many figures and packs are made of it.
final class ReportInputs: Sendable {
  /// A file that was read.
  struct Input: Hashable, Sendable {
    /// The name in the configuration.
    let name: String
    /// The path, or the name of the bundled data set.
    let place: String
    /// Whether it is bundled with the tool.
    let isBundled: Bool
  }

  private struct Known {
    var tables: [String: Table] = [:]
    var inputs: [Input] = []
    var hashes: [String: String] = [:]
  }

  /// The folder of the configuration, ending in a slash; empty for the present one.
  let folder: String
  private let options: CSVOptions
  private let known = Mutex(Known())

  /// Where some names lead, whatever the folder.
  private let places: [String: String]

  init(folder: String, options: CSVOptions, places: [String: String] = [:]) {
    self.folder = folder
    self.options = options
    self.places = places
  }

  /// How a configuration wants its tables read.
  static func options(_ reading: ReportConfiguration.Reading?) throws(StudyError) -> CSVOptions {
    try CSVOptions(
      sheet: reading?.sheet, headerRow: reading?.headerRow, skippedRows: reading?.skipRows ?? 0,
      filledDown: reading?.fillDown ?? [], dates: reading?.dates.flatMap { DayMonthOrder(rawValue: $0) },
      range: reading?.cells.map { (cells) throws(StudyError) in try InputOptions.range(cells, named: "cells:")
      })
  }

  /// The path or data set that a name in the configuration stands for.
  func place(_ name: String) -> String {
    if let place = places[name] { return place }
    if let moved = SourceAddress.movingFile(of: name, path) { return moved }
    let isSource = name.contains("://") || SourceAddress.hasScheme(name)
    return name.contains("/") || name.contains(".") ? (isSource ? name : path(name)) : name
  }

  private func path(_ name: String) -> String { name.hasPrefix("/") ? name : folder + name }

  /// The table of a name in the configuration.
  func table(_ name: String) throws -> Table {
    if let table = known.withLock({ $0.tables[name] }) { return table }
    let table = try file(name).table()
    known.withLock { $0.tables[name] = table }
    return table
  }

  /// The table of a name, of which only the header is read.
  func file(_ name: String) throws -> TableFile {
    note(name)
    return try DataSource.file(named: place(name), options: options)
  }

  /// The bytes of a file beside the configuration.
  func bytes(_ name: String) throws -> [UInt8] {
    known.withLock { known in
      let input = Input(name: name, place: path(name), isBundled: false)
      if !known.inputs.contains(input) { known.inputs.append(input) }
    }
    return try FileInput.read(path(name))
  }

  /// Remembers that a table is read, also where a question reads it itself.
  func note(_ name: String) {
    let place = place(name)
    let isFile = place.contains("/") || place.contains(".") || FileInput.exists(place)
    let input = Input(name: name, place: place, isBundled: !isFile)
    known.withLock { if !$0.inputs.contains(input) { $0.inputs.append(input) } }
  }

  /// What was read, by name.
  var inputs: [Input] { known.withLock { $0.inputs.sorted { $0.name < $1.name } } }

  /// The hash of what was read; nil for what is no file, such as a database that is asked.
  func hash(_ input: Input) -> String? {
    if let hash = known.withLock({ $0.hashes[input.name] }) { return hash }
    let data: Data? =
      input.isBundled
      ? (PublishedData.csv(named: input.place) ?? PublishedData.file(named: input.place + ".yml")).map {
        Data($0.utf8)
      }
      : try? Data(contentsOf: URL(fileURLWithPath: input.place), options: .mappedIfSafe)
    guard let data else { return nil }
    let hash = ContentHash.sha256(data)
    known.withLock { $0.hashes[input.name] = hash }
    return hash
  }
}
