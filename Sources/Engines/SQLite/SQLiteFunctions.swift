internal import CSQLite

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Functions that SQLite is given, since it can be built without those of its own, and its sums lose digits.
enum SQLiteFunctions {
  static let prefix = "reoffending_"
  static let sum = prefix + "sum"

  private struct Total {
    var sum = 0.0
    var compensation = 0.0
    var hasValues = false
  }

  /// Makes the functions known to a database.
  static func add(to database: OpaquePointer) {
    let flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC
    func add(
      _ name: String,
      _ function: @convention(c) (OpaquePointer?, Int32, UnsafeMutablePointer<OpaquePointer?>?) -> Void
    ) {
      sqlite3_create_function_v2(database, prefix + name, 1, flags, nil, function, nil, nil, nil)
    }
    add("exp") { context, _, values in SQLiteFunctions.answer(context, values) { exp($0) } }
    add("ln") { context, _, values in SQLiteFunctions.answer(context, values) { log($0) } }
    add("sqrt") { context, _, values in SQLiteFunctions.answer(context, values) { $0.squareRoot() } }
    sqlite3_create_function_v2(
      database, sum, 1, flags, nil, nil,
      { context, _, values in SQLiteFunctions.step(context, values) },
      { context in SQLiteFunctions.finish(context) }, nil)
  }

  private static func answer(
    _ context: OpaquePointer?, _ values: UnsafeMutablePointer<OpaquePointer?>?, _ function: (Double) -> Double
  ) {
    guard let value = values?[0], sqlite3_value_type(value) != SQLITE_NULL else {
      return sqlite3_result_null(context)
    }
    sqlite3_result_double(context, function(sqlite3_value_double(value)))
  }

  /// Adds with what rounding loses.
  ///
  /// - Source: Neumaier (1974), *Zeitschrift für Angewandte Mathematik und Mechanik* 54, 39–51,
  ///   doi:10.1002/zamm.19740540106.
  private static func step(_ context: OpaquePointer?, _ values: UnsafeMutablePointer<OpaquePointer?>?) {
    guard let value = values?[0], sqlite3_value_type(value) != SQLITE_NULL,
      let memory = sqlite3_aggregate_context(context, Int32(MemoryLayout<Total>.size))
    else { return }
    // The memory is zero at first, which is a total of nothing.
    let total = memory.assumingMemoryBound(to: Total.self)
    let number = sqlite3_value_double(value)
    let sum = total.pointee.sum + number
    total.pointee.compensation +=
      abs(total.pointee.sum) >= abs(number)
      ? (total.pointee.sum - sum) + number : (number - sum) + total.pointee.sum
    total.pointee.sum = sum
    total.pointee.hasValues = true
  }

  private static func finish(_ context: OpaquePointer?) {
    guard let memory = sqlite3_aggregate_context(context, 0) else { return sqlite3_result_null(context) }
    let total = memory.assumingMemoryBound(to: Total.self).pointee
    total.hasValues
      ? sqlite3_result_double(context, total.sum + total.compensation) : sqlite3_result_null(context)
  }
}
