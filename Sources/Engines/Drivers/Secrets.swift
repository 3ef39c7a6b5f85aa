/// What must not be printed of the address of a database.
package struct Secrets: Sendable {
  let texts: [String]

  package init(_ texts: [String]) { self.texts = texts.filter { !$0.isEmpty } }

  /// A message of a driver in which the secrets are dots.
  package func hidden(in message: String) -> String {
    texts.sorted { $0.count > $1.count }.reduce(message) { $0.replacing($1, with: "…") }
  }

  /// Whether the value of an option must not be printed.
  package static func isSecret(_ key: String) -> Bool {
    let key = key.lowercased()
    return ["password", "passwd", "pwd", "secret", "token", "credential", "private_key", "auth"].contains {
      key.contains($0)
    }
  }

  /// An address without the password and the secret options in it, and what was taken out.
  package static func cleaned(_ url: String) -> (url: String, secrets: Secrets) {
    guard let scheme = url.ranges(of: "://").first else { return (url, Secrets([])) }
    var texts: [String] = []
    var head = String(url[..<scheme.upperBound])
    var rest = url[scheme.upperBound...]
    // The last @ ends the user's part, since a password may hold one.
    let credentials = rest[..<(rest.prefix { $0 != "?" }.lastIndex(of: "@") ?? rest.startIndex)]
    if !credentials.isEmpty {
      let parts = credentials.split(separator: ":", maxSplits: 1)
      if parts.count > 1 { texts.append(String(parts[1])) }
      head += String(parts[0]) + "@"
      rest = rest[rest.index(after: credentials.endIndex)...]
    }
    let signs = rest.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard signs.count > 1 else {
      // Spark Connect has its options behind semicolons.
      let options = rest.split(separator: ";", omittingEmptySubsequences: false)
      return (head + shown(options, joinedBy: ";", &texts), Secrets(decoded(texts)))
    }
    let options = signs[1].split(separator: "&", omittingEmptySubsequences: false)
    return (head + String(signs[0]) + "?" + shown(options, joinedBy: "&", &texts), Secrets(decoded(texts)))
  }

  private static func shown(_ options: [Substring], joinedBy sign: String, _ texts: inout [String]) -> String
  {
    var shown: [String] = []
    for option in options {
      let sides = option.split(separator: "=", maxSplits: 1)
      if sides.count > 1, isSecret(String(sides[0])) {
        texts.append(String(sides[1]))
        shown.append("\(sides[0])=…")
      } else {
        shown.append(String(option))
      }
    }
    return shown.joined(separator: sign)
  }

  /// Secrets as they are written and as they are meant.
  private static func decoded(_ texts: [String]) -> [String] {
    texts + texts.map { SourceAddress.plain($0[...]) }
  }
}
