/// What to do where a driver is missing.
enum DriverAdvice {
  /// The sentence that says which library is missing, how it is had and where it is put.
  static func missing(_ name: String, said: [String]) -> String {
    let how =
      switch name {
      case "duckdb":
        "DuckDB's library (libduckdb\(DriverManifest.libraryEnding)) is needed: it is in the download of the C interface on duckdb.org and in "
          + "Homebrew's duckdb"
      case "postgresql", "sqlite", "flightsql", "snowflake", "bigquery":
        "the ADBC driver for \(name) is needed: it is in the Python wheel adbc-driver-\(name), in conda-forge's "
          + "libadbc-driver-\(name), and installed by dbc install \(name)"
      case "spark":
        "the ADBC driver for Spark Connect is needed: it is in the Python wheel adbc-driver-spark"
      default: "an ADBC driver of that name is needed"
      }
    let other = said.first { !$0.contains("No such file") && !$0.contains("no such file") }
    let found = other.map { " What was found could not be loaded: \($0)." } ?? ""
    return "the driver \(name) is not there; \(how). Put the library, or \(name).toml that names it, into "
      + "\(DriverManifest.folders.last { $0.contains(".config") || $0.contains("Library") } ?? "/etc/adbc/drivers"), or name "
      + "its folder in ADBC_DRIVER_PATH.\(found)"
  }
}
