import Studies
import Yams

extension ConfigurationKeys {
  /// Checks a mapping and everything within it: keys, what they hold, and that none is missing.
  ///
  /// - Returns: the mapping with one text where a list is meant made a list.
  func checked(_ mapping: Node.Mapping, as object: ConfigurationObject) throws(ReportError) -> Node {
    try check(mapping, known: object.names, in: object.place)
    var result: [(Node, Node)] = []
    for (key, value) in mapping {
      guard let known = object.keys.first(where: { $0.name == key.string }) else { continue }
      result.append((key, try checked(value, as: known)))
    }
    for key in object.keys where key.isRequired && mapping[Node(key.name)] == nil {
      let words = "\(object.place) has no \(key.name): \(key.words)"
      guard let first = mapping.first?.key else { throw .configuration(source: source, problem: words) }
      throw problem(at: first, words)
    }
    return Node.mapping(Node.Mapping(result, Tag(.map), .any, mapping.first?.key.mark))
  }

  private func checked(_ value: Node, as key: ConfigurationKey) throws(ReportError) -> Node {
    let name = key.name
    switch key.form {
    case .text:
      guard value.scalar != nil, !isEmpty(value) else { throw problem(at: value, "\(name) takes a text") }
    case .number:
      guard let text = value.scalar?.string, let number = Double(text), number.isFinite else {
        throw problem(at: value, "\(name) takes a number\(found(value))")
      }
    case .count:
      guard let text = value.scalar?.string, let number = Int(text), number >= 1 else {
        throw problem(
          at: value,
          name == "suppress" ? nothing(value) : "\(name) takes a whole number of at least 1\(found(value))")
      }
    case .flag:
      guard let text = value.scalar?.string, ["true", "false", "yes", "no"].contains(text.lowercased()) else {
        throw problem(at: value, "\(name) takes yes or no\(found(value))")
      }
    case .texts:
      if value.scalar != nil, !isEmpty(value) { return Node.sequence(Node.Sequence([value])) }
      guard let list = value.sequence, list.allSatisfy({ $0.scalar != nil }) else {
        throw problem(at: value, "\(name) takes a list of texts, as in [area, sex]")
      }
    case .numbers:
      guard let list = value.sequence, list.allSatisfy({ $0.scalar.flatMap { Double($0.string) } != nil })
      else { throw problem(at: value, "\(name) takes a list of numbers, as in [0.25, 0.5]") }
    case .grid:
      guard let rows = value.sequence,
        rows.allSatisfy({ $0.sequence?.allSatisfy { $0.scalar != nil } ?? false })
      else {
        throw problem(at: value, "\(name) takes a list of lists, as in [[Wolverhampton, Walsall], [Dudley]]")
      }
    case .choice(let words): try check(value, oneOf: words, of: name)
    case .option:
      guard QuestionItem.text(value) != nil else {
        throw problem(at: value, "\(name) takes a value, or a list of values as in [area, sex]")
      }
    case .object(let object):
      guard let mapping = value.mapping else {
        throw problem(at: value, "\(name) has keys of its own: \(object.names.joined(separator: ", "))")
      }
      return try checked(mapping, as: object)
    case .objects(let object):
      var items: [Node] = []
      for item in try mappings(value, name) { items.append(try checked(item, as: object)) }
      return Node.sequence(Node.Sequence(items))
    case .figures:
      var items: [Node] = []
      for item in try mappings(value, name) { items.append(try figure(item)) }
      return Node.sequence(Node.Sequence(items))
    }
    return value
  }

  /// A figure, checked as one of its verb or kind; of a verb's keys only those of every figure are left.
  private func figure(_ item: Node.Mapping) throws(ReportError) -> Node {
    guard let verb = item[Node("verb")] else {
      guard item[Node("kind")] != nil else {
        try check(item, known: ReportKeys.kind.names + ["verb"], in: "a figure")
        guard let first = item.first?.key else {
          throw .configuration(source: source, problem: "a figure has no keys; write name: and verb:")
        }
        throw problem(at: first, "the figure has neither verb: nor kind:, such as verb: compare")
      }
      return try checked(item, as: ReportKeys.kind)
    }
    try check(verb, oneOf: Questions.all.map { $0.verb }, of: "verb")
    let kept = Set(ReportKeys.common.map(\.name) + ["verb"])
    guard case .mapping(let whole) = try checked(item, as: ReportKeys.verb(verb.string ?? "")) else {
      throw problem(at: verb, "the figure has no keys")
    }
    let pairs = whole.filter { kept.contains($0.key.string ?? "") }.map { ($0.key, $0.value) }
    return Node.mapping(Node.Mapping(pairs))
  }

  private func nothing(_ value: Node) -> String {
    "suppress: \(value.scalar?.string ?? "") hides nothing; a whole number of at least 1, such as 5, is needed"
  }

  private func isEmpty(_ value: Node) -> Bool {
    value.scalar?.string.isEmpty == true && value.scalar?.style != .doubleQuoted
      && value.scalar?.style != .singleQuoted
  }

  private func found(_ value: Node) -> String { value.scalar.map { ", not “\($0.string)”" } ?? "" }

  private func mappings(_ node: Node, _ key: String) throws(ReportError) -> [Node.Mapping] {
    try items(Node.Mapping([(Node(key), node)]), key)
  }
}
