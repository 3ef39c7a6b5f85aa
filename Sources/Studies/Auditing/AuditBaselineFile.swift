import Audit
import Foundation
import Tables

/// The file that `audit --baseline` names: what `audit --format json` wrote before.
enum AuditBaselineFile {
  static func read(_ path: String) throws -> AuditBaseline {
    let bytes = try FileInput.read(path)
    do {
      return try JSONDecoder().decode(AuditBaseline.Document.self, from: Data(bytes)).baseline
    } catch is DecodingError {
      throw StudyError(
        .data,
        "\(path): it is not what audit --format json writes; make it with audit INPUT --format json --output \(path)"
      )
    }
  }
}
