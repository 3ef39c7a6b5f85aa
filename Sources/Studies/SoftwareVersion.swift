import CairoRenderer
import Foundation
import PublishedData
import Reoffending
import Statistics
import Tables

/// A program or library that results are made with.
package struct SoftwareVersion: Encodable, Sendable {
  /// What it is called.
  package let name: String
  /// Its version.
  package let version: String

  /// This program, the Swift packages that it was built with, and the C libraries that it runs with.
  package static var all: [SoftwareVersion] {
    [SoftwareVersion(name: "reoffending", version: ToolVersion.current)] + packages
      + ([("GSL", GSLVersion.text), ("GLPK", GLPKVersion.text)] + TableLibraries.versions
      + PictureLibraries.versions)
      .map { SoftwareVersion(name: $0.0, version: $0.1) }
  }

  private struct Resolved: Decodable {
    struct Pin: Decodable {
      struct State: Decodable {
        let version: String?
        let revision: String?
      }

      let identity: String
      let state: State
    }

    let pins: [Pin]
  }

  /// The packages as they were resolved when this was built; none where that was not recorded.
  private static var packages: [SoftwareVersion] {
    guard let text = PublishedData.file(named: "Package.resolved"),
      let resolved = try? JSONDecoder().decode(Resolved.self, from: Data(text.utf8))
    else { return [] }
    return resolved.pins.map {
      SoftwareVersion(name: $0.identity, version: $0.state.version ?? $0.state.revision ?? "unknown")
    }
  }
}
