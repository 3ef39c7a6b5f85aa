/// Refuses keys that a specification does not know.
enum KnownKeys {
  /// - Throws: `DecodingError` for an unknown key, with its path and the known ones.
  static func check(_ decoder: any Decoder, _ keys: [String]) throws {
    let known = Set(keys)
    for key in try decoder.container(keyedBy: AnyKey.self).allKeys where !known.contains(key.stringValue) {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: decoder.codingPath,
          debugDescription: "there is no key “\(key.stringValue)”; the keys are "
            + keys.joined(separator: ", ")))
    }
  }

  /// Any key at all.
  private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
