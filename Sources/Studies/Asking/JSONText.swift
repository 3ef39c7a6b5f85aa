import Foundation

/// Results as JSON: sorted keys, full precision, no NaN.
package enum JSONText {
  /// Encodes a result, ending in a line break.
  package static func encode(
    _ value: some Encodable, userInfo: [CodingUserInfoKey: any Sendable] = [:]
  ) throws(StudyError) -> String {
    let encoder = JSONEncoder()
    for (key, info) in userInfo { encoder.userInfo[key] = info }
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    } catch {
      throw StudyError(.fault, "the result cannot be written as JSON: \(error)")
    }
  }
}
