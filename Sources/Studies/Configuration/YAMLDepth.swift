import Numbers
package import Yams

/// How deep YAML may lie within itself.
///
/// The parser and everything made of what it reads go down by recursion, so that a file of brackets would use up the stack.
package enum YAMLDepth {
  /// The most levels of lists and keys within each other.
  package static let greatest = 100
  /// The most values of a file, those that aliases repeat among them.
  static let mostValues = 200_000

  /// How far in a line may begin; deeper levels would lie within each other before this.
  private static let furthestIndent = 2_000

  /// The document of a text; nil for an empty one.
  ///
  /// - Throws: `ReportError.configuration` with line and column where it lies too deep, or is no YAML.
  package static func compose(_ yaml: String, source: String) throws(ReportError) -> Node? {
    try check(yaml, source: source)
    do {
      let node = try Yams.compose(yaml: yaml)
      if let node {
        var count = 0
        try check(node, depth: 0, count: &count, source: source)
      }
      return node
    } catch let error as ReportError {
      throw error
    } catch {
      throw .configuration(source: source, problem: "\(error)")
    }
  }

  /// Refuses brackets and indented lines that lie too deep, before anything is parsed.
  static func check(_ yaml: String, source: String) throws(ReportError) {
    var line = 1
    var column = 0
    var brackets = 0
    var dashes = 0
    var isStart = true
    for byte in yaml.utf8 {
      column += 1
      switch byte {
      case UInt8(ascii: "\n"):
        line += 1
        column = 0
        dashes = 0
        isStart = true
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        brackets += 1
        isStart = false
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        brackets = max(0, brackets - 1)
        isStart = false
      case UInt8(ascii: "-"), UInt8(ascii: "?"): if isStart { dashes += 1 }
      case UInt8(ascii: " "): break
      default: isStart = false
      }
      // A level can be as little as one blank further in.
      guard max(brackets, dashes) <= greatest, !isStart || column <= furthestIndent else {
        throw tooDeep(source, line, column)
      }
    }
  }

  /// Walks the tree, in which an alias stands for all that it names, so that a short file can be endless.
  private static func check(
    _ node: Node, depth: Int, count: inout Int, source: String
  ) throws(ReportError) {
    guard depth <= greatest else {
      throw tooDeep(source, node.mark?.line ?? 1, node.mark?.column ?? 1)
    }
    count += 1
    guard count <= mostValues else {
      throw .configuration(
        source: "\(source), line \(node.mark?.line ?? 1), column \(node.mark?.column ?? 1)",
        problem:
          "it has more than \(NumberStyle().text(mostValues)) values, those that aliases (*) stand for among them"
      )
    }
    switch node {
    case .mapping(let mapping):
      for (key, value) in mapping {
        try check(key, depth: depth + 1, count: &count, source: source)
        try check(value, depth: depth + 1, count: &count, source: source)
      }
    case .sequence(let sequence):
      for value in sequence { try check(value, depth: depth + 1, count: &count, source: source) }
    case .scalar, .alias: break
    }
  }

  private static func tooDeep(_ source: String, _ line: Int, _ column: Int) -> ReportError {
    .configuration(
      source: "\(source), line \(line), column \(column)",
      problem: "lists and keys lie more than \(greatest) deep within each other")
  }
}
