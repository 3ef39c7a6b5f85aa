internal import CADBC
import Numbers
import Synchronization
import Tables

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The library of a driver, once loaded, for as long as the program runs.
struct DriverLibrary: Sendable {
  /// The functions of the driver, which are never given back: other threads of it may go on.
  nonisolated(unsafe) let functions: UnsafeMutablePointer<AdbcDriver>
  /// The file that was loaded.
  let path: String
  /// Whether the driver has the functions of version 1.1.
  let hasCancelling: Bool

  private static let loaded = Mutex<[String: DriverLibrary]>([:])
  /// Held while a library is loaded and begins, which not every driver stands twice at a time.
  private static let loading = Mutex(())

  /// Finds and loads a driver by its name, by the path of its library or of its manifest.
  ///
  /// - Throws: `TableError.cannotRead` that says where it was looked for and how it is had.
  static func load(_ name: String, for source: String) throws(TableError) -> DriverLibrary {
    let outcome = loading.withLock { _ -> Result<DriverLibrary, TableError> in
      do throws(TableError) { return .success(try loadAlone(name, for: source)) } catch {
        return .failure(error)
      }
    }
    return try outcome.get()
  }

  private static func loadAlone(_ name: String, for source: String) throws(TableError) -> DriverLibrary {
    if let known = loaded.withLock({ $0[name] }) { return known }
    let candidates = try DriverManifest.candidates(for: name, source: source)
    var said: [String] = []
    for candidate in candidates {
      dlerror()
      guard let handle = dlopen(candidate.path, RTLD_NOW | RTLD_LOCAL | ownFirst) else {
        said.append(dlerror().map { String(cString: $0) } ?? candidate.path)
        continue
      }
      let library = try start(handle, candidate, source: source)
      loaded.withLock { $0[name] = library }
      return library
    }
    throw .cannotRead(
      path: source, reason: DriverAdvice.missing(name, said: said))
  }

  /// Has a library look for what it needs in itself before it looks in ours.
  ///
  /// Of ours there are dozens, and DuckDB, which has tens of thousands of names, is loaded in a quarter of the time. Address
  /// sanitizers cannot have it.
  private static var ownFirst: Int32 {
    #if canImport(Glibc)
      dlsym(nil, "__asan_init") == nil ? RTLD_DEEPBIND : 0
    #else
      0
    #endif
  }

  private static func start(
    _ handle: UnsafeMutableRawPointer, _ candidate: DriverManifest.Candidate, source: String
  ) throws(TableError) -> DriverLibrary {
    let names = candidate.entryPoint.map { [$0] } ?? entryPoints(of: candidate.path)
    for name in names {
      guard let symbol = dlsym(handle, name) else { continue }
      let begin = unsafeBitCast(symbol, to: AdbcDriverInitFunc.self)
      let functions = UnsafeMutablePointer<AdbcDriver>.allocate(capacity: 1)
      functions.initialize(to: AdbcDriver())
      for version in [ADBC_VERSION_1_1_0, ADBC_VERSION_1_0_0] {
        functions.update(from: [AdbcDriver()], count: 1)
        var error = AdbcError()
        let status = begin(version, functions, &error)
        if status == ADBC_STATUS_OK {
          return DriverLibrary(
            functions: functions, path: candidate.path,
            hasCancelling: version == ADBC_VERSION_1_1_0 && functions.pointee.ConnectionCancel != nil)
        }
        let message = DriverError.message(&error)
        guard status == ADBC_STATUS_NOT_IMPLEMENTED else {
          throw .cannotRead(
            path: source,
            reason: "the driver \(candidate.path) does not begin: \(message ?? "status \(status)")")
        }
      }
      throw .cannotRead(
        path: source, reason: "the driver \(candidate.path) has neither version 1.1 nor 1.0 of the interface")
    }
    throw .cannotRead(
      path: source,
      reason: "\(candidate.path) is no ADBC driver: it has no function \(names.joined(separator: " or "))")
  }

  /// The functions by which a library of a name may begin: `libadbc_driver_sqlite.so` has `AdbcDriverSqliteInit`.
  static func entryPoints(of path: String) -> [String] {
    var name = path.split(separator: "/").last.map(String.init) ?? path
    name = name.split(separator: ".").first.map(String.init) ?? name
    if name.hasPrefix("lib") { name.removeFirst(3) }
    let words = name.split { $0 == "_" || $0 == "-" }
    let plain = words.map(\.withCapital).joined()
    return ["AdbcDriverInit", "\(plain)Init", "Adbc\(plain)Init"]
      + (name.contains("duckdb") ? ["duckdb_adbc_init"] : [])
  }
}

/// What a driver says of a failure.
enum DriverError {
  /// The message, which is then given back to the driver.
  static func message(_ error: inout AdbcError) -> String? {
    defer {
      if let release = error.release { release(&error) }
      error = AdbcError()
    }
    guard let text = error.message else { return nil }
    let words = String(cString: text).split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " } }
    let said = words.joined(separator: " ")
    guard said.count > longest else { return said.isEmpty ? nil : said }
    // Between the words of what was wanted and those of why it failed may stand a long statement.
    return said.prefix(longest / 4) + " … " + said.suffix(longest * 3 / 4)
  }

  /// So many letters of a message are told.
  private static let longest = 600
}
