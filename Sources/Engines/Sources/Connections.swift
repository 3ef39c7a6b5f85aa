package import Tables

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Connections by name, from a file of the user's.
///
/// ```
/// [warehouse]
/// source = "postgresql://analyst@db.example/crime"
/// table = "people"
/// password = "env:CRIME_PASSWORD"
/// ```
package enum Connections {
  /// A connection.
  struct Known: Hashable {
    let source: String
    let table: String?
    let key: String?
  }

  /// The file: the one that REOFFENDING_CONNECTIONS names, or else `~/.config/reoffending/connections.toml`.
  package static var path: String? {
    if let named = variable("REOFFENDING_CONNECTIONS") { return named }
    let folder = variable("XDG_CONFIG_HOME") ?? variable("HOME").map { $0 + "/.config" }
    return folder.map { $0 + "/reoffending/connections.toml" }
  }

  /// The names of all connections.
  package static func names() throws(TableError) -> [String] {
    guard let path, FileInput.exists(path) else { return [] }
    return try KeyedText(path).sections.filter { !$0.isEmpty }
  }

  static func find(_ name: String) throws(TableError) -> Known? {
    guard let path, FileInput.exists(path) else { return nil }
    let file = try KeyedText(path)
    guard file.sections.contains(name) else { return nil }
    for key in file.keys(of: name) where !["source", "table", "key", "password"].contains(key) {
      throw .cannotRead(
        path: path, reason: "[\(name)] has a key \(key); it may have source, table, key and password")
    }
    guard let source = file[name, "source"] else {
      throw .cannotRead(path: path, reason: "[\(name)] has no source, such as source = \"postgresql://…\"")
    }
    var address = try value(source, source: path)
    if let password = file[name, "password"] {
      address = try adding(value(password, source: path), to: address, path: path, name: name)
    }
    return Known(source: address, table: file[name, "table"], key: file[name, "key"])
  }

  /// A value, or what the variable of the environment holds that `env:NAME` names.
  static func value(_ text: String, source: String) throws(TableError) -> String {
    guard text.hasPrefix("env:") else { return text }
    let name = String(text.dropFirst(4))
    guard let value = variable(name) else {
      throw .cannotRead(
        path: source, reason: "the environment has no variable \(name), which it takes a value from")
    }
    return value
  }

  /// An address with a password behind its user.
  private static func adding(
    _ password: String, to address: String, path: String, name: String
  ) throws(TableError) -> String {
    guard let scheme = address.ranges(of: "://").first, let at = address.lastIndex(of: "@"),
      !address[scheme.upperBound..<at].contains(":")
    else {
      throw .cannotRead(
        path: path,
        reason: "[\(name)] has a password, and its source no user before an @ that it could belong to")
    }
    let safe = password.utf8.map { byte -> String in
      let letter = Character(Unicode.Scalar(byte))
      let isPlain = byte < 0x80 && (letter.isLetter || letter.isNumber || "-._~".contains(letter))
      return isPlain
        ? String(letter) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
    return address[..<at] + ":" + safe.joined() + address[at...]
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }
}
