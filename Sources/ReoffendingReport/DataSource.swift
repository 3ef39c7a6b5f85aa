import PublishedData
public import Tables

/// Finds a table by the name of a bundled data set or by its path.
public enum DataSource {
  /// Reads a table.
  ///
  /// A name without a dot and a slash is that of a bundled data set unless a file has that name; `-` is standard input.
  ///
  /// - Throws: `InputError` where there is no such file or data set, the latter with the nearest name; `TableError`
  ///   where it is no table.
  public static func table(named name: String) throws -> Table {
    if !FileInput.exists(name), name != "-" {
      if let csv = PublishedData.csv(named: name) {
        return try Table(csv: Array(csv.utf8), source: name)
      }
      if !name.contains("/"), !name.contains(".") {
        throw InputError.unknownDataSet(
          name: name, nearest: NearestName.find(name, among: PublishedData.names), available: PublishedData.names)
      }
    }
    return try Table(csv: FileInput.read(name), source: name == "-" ? "standard input" : name)
  }
}
