public import Studies
import PublishedData

/// The configurations that come with the tool.
public enum BundledReports {
  /// The names under which `report init --example` gives them.
  public static let names = ["black-country", "wolverhampton", "people", "framework"]

  /// The text of a bundled configuration.
  ///
  /// - Parameter file: the name with its ending, such as `black-country.yml`.
  /// - Throws: `ReportError.brokenBundle` where it is missing.
  public static func text(of file: String) throws(ReportError) -> String {
    guard let text = PublishedData.file(named: file) else { throw .brokenBundle("\(file) is missing") }
    return text
  }
}
