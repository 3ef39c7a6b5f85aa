/// The published tables that are bundled with the library, compiled in from `Datasets/`.
public enum PublishedData {
  /// The Frictionless description of all tables, as JSON text.
  public static var package: String {
    text(ofFile: "datapackage.json") ?? ""
  }

  /// The names of the bundled tables, sorted.
  public static var names: [String] {
    embeddedFiles.filter { $0.name.hasSuffix(".csv") }.map { String($0.name.dropLast(4)) }
  }

  /// The CSV text of a bundled table, or nil for an unknown name.
  public static func csv(named name: String) -> String? {
    text(ofFile: name + ".csv")
  }

  /// The text of a bundled file, or nil for an unknown name.
  public static func file(named name: String) -> String? {
    text(ofFile: name)
  }

  private static func text(ofFile name: String) -> String? {
    embeddedFiles.first { $0.name == name }?.text
  }
}
