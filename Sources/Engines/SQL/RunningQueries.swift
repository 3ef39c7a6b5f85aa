import Synchronization

/// The queries that run at present, so that they can be stopped when the program is told to.
package enum RunningQueries {
  private static let stops = Mutex<[ObjectIdentifier: @Sendable () -> Void]>([:])

  /// Remembers how the queries of a connection are stopped.
  static func add(_ connection: AnyObject, stop: @escaping @Sendable () -> Void) {
    let key = ObjectIdentifier(connection)
    stops.withLock { $0[key] = stop }
  }

  static func remove(_ connection: AnyObject) {
    let key = ObjectIdentifier(connection)
    stops.withLock { $0[key] = nil }
  }

  /// Stops every query, from the thread that waits for signals.
  package static func stopAll() {
    stops.withLock { for stop in $0.values { stop() } }
  }
}
