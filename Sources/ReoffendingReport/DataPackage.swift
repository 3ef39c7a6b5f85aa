public import Studies
import Foundation
import PublishedData

/// The Frictionless description of the bundled data.
public struct DataPackage: Decodable, Sendable {
  /// The description of one table.
  public struct Resource: Codable, Sendable {
    /// The data set's name.
    public let name: String
    /// What it is about.
    public let title: String
    /// What must be known of it.
    public let description: String?
    /// The titles of the documents it was printed in.
    public let sources: [Source]?
    /// The place it is about.
    public let place: String?
    /// The period it is about.
    public let period: String?
  }

  /// A document that figures come from.
  public struct Source: Codable, Sendable {
    /// The document's title.
    public let title: String
  }

  /// The tables, in the order of the description.
  public let resources: [Resource]

  /// Reads the bundled description.
  public static func bundled() throws(ReportError) -> DataPackage {
    do {
      return try JSONDecoder().decode(DataPackage.self, from: Data(PublishedData.package.utf8))
    } catch {
      throw .brokenBundle("\(error)")
    }
  }
}
