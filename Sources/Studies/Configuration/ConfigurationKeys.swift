import Numbers
package import Yams

/// Refuses what a configuration does not know, with line, column and the nearest right word: a misspelt `suppress`
/// must not publish what it was to hide.
package struct ConfigurationKeys {
  /// The file's name, for errors.
  package let source: String

  package init(source: String) {
    self.source = source
  }

  /// A text without the byte-order mark that some editors write before it.
  package static func withoutMark(_ yaml: String) -> String {
    yaml.unicodeScalars.first == "\u{FEFF}"
      ? String(String.UnicodeScalarView(yaml.unicodeScalars.dropFirst())) : yaml
  }

  /// Checks the keys of a mapping.
  ///
  /// - Parameter place: what the mapping is, as in “a section”.
  package func check(_ mapping: Node.Mapping, known: [String], in place: String) throws(ReportError) {
    for (key, _) in mapping {
      let name = key.string ?? ""
      guard !known.contains(name) else { continue }
      throw problem(
        at: key,
        "“\(name)” is not known in \(place); " + NearestName.suggestion(for: name, among: known.sorted()))
    }
  }

  /// Checks that a scalar is one of some words.
  package func check(_ value: Node, oneOf words: [String], of key: String) throws(ReportError) {
    let text = value.string ?? ""
    guard !words.contains(text) else { return }
    throw problem(
      at: value, "there is no \(key) “\(text)”; " + NearestName.suggestion(for: text, among: words.sorted()))
  }

  /// The mappings of a sequence under a key; none where there is no such key.
  package func items(_ mapping: Node.Mapping, _ key: String) throws(ReportError) -> [Node.Mapping] {
    guard let node = mapping[Node(key)] else { return [] }
    guard let sequence = node.sequence else {
      throw problem(at: node, "\(key) is a list, with - before each item")
    }
    var items: [Node.Mapping] = []
    for item in sequence {
      guard let item = item.mapping else {
        throw problem(at: item, "an item of \(key) has keys, such as name: areas")
      }
      items.append(item)
    }
    return items
  }

  /// An error at the place of a node.
  package func problem(at node: Node, _ words: String) -> ReportError {
    let place = node.mark.map { ", line \($0.line), column \($0.column)" } ?? ""
    return .configuration(source: source + place, problem: words)
  }
}
