import Synchronization

/// The tables that are open at present, so that what they read ends before something is written.
enum OpenTables {
  private final class Place: Sendable {
    nonisolated(unsafe) weak var table: EngineTable?

    init(_ table: EngineTable) { self.table = table }
  }

  private static let places = Mutex<[ObjectIdentifier: Place]>([:])

  static func add(_ table: EngineTable) {
    let place = Place(table)
    places.withLock { $0[ObjectIdentifier(table)] = place }
  }

  static func remove(_ table: EngineTable) {
    let key = ObjectIdentifier(table)
    places.withLock { $0[key] = nil }
  }

  /// Ends the snapshots that would keep a table from being written for ever; what is read elsewhere goes on.
  ///
  /// - Parameters:
  ///   - engine: where is written.
  ///   - names: the tables that are written.
  static func endReading(where engine: SourceAddress.Engine, writes names: [String]) {
    // A table may go with the last of these, which asks for the lock.
    let tables = places.withLock { $0.values.compactMap(\.table) }
    for table in tables where table.keeps(names, of: engine) { table.endReading() }
  }
}
