public import Reoffending
import Tables
import Yams

/// A policy of disclosure control by name, or as a YAML file.
///
/// ```yaml
/// preset: moj            # the rules to start from: ons, nhs or moj
/// name: Black Country partnership
/// source: our protocol of 2026
/// suppress: 5            # counts from 1 to 5 are hidden
/// smallest-group: 10     # groups of fewer people are hidden
/// round-counts: 5
/// rounding: random       # or nearest
/// seed: 4071             # of a random rounding; a secret
/// round-rates: 0         # decimals of a per cent
/// no-rate-below: 30      # people
/// no-rate-below-events: 3
/// unreliable-below: 30   # people; marked [u]
/// unreliable-below-events: 20
/// top-code: {age: 60}
/// ```
public enum DisclosureFile {
  /// The policy of a preset's name, or else of the file of that path.
  ///
  /// - Throws: `TableError` where there is no such file; `ReportError.configuration` with line and column for a rule
  ///   that is not known or has no meaning.
  public static func policy(named name: String) throws -> DisclosurePolicy {
    if let preset = DisclosurePolicy.presets[name.lowercased()] { return preset }
    guard name.contains("/") || name.contains(".") || FileInput.exists(name) else {
      throw StudyError(
        .usage,
        "there is no policy \(name); there are \(DisclosurePolicy.presets.keys.sorted().joined(separator: ", ")), or write "
          + "the path of a YAML file")
    }
    return try policy(yaml: String(decoding: FileInput.read(name), as: UTF8.self), source: name)
  }

  /// Reads a policy.
  ///
  /// - Throws: `ReportError.configuration` as above.
  public static func policy(yaml: String, source: String) throws(ReportError) -> DisclosurePolicy {
    let keys = ConfigurationKeys(source: source)
    guard let root = try YAMLDepth.compose(yaml, source: source) else {
      throw .configuration(source: source, problem: "the file is empty; write such as suppress: 5")
    }
    guard let mapping = root.mapping else {
      throw keys.problem(at: root, "a policy has keys; write such as suppress: 5")
    }
    return try policy(mapping, keys)
  }

  private static let known = [
    "name", "source", "sources", "preset", "suppress", "smallest-group", "round-counts", "rounding", "seed",
    "round-rates", "no-rate-below", "no-rate-below-events", "unreliable-below", "unreliable-below-events",
    "top-code",
  ]

  private static func policy(
    _ mapping: Node.Mapping, _ keys: ConfigurationKeys
  ) throws(ReportError) -> DisclosurePolicy {
    try keys.check(mapping, known: known, in: "a policy")
    var policy = DisclosurePolicy(name: keys.source)
    if let node = mapping[Node("preset")] {
      try keys.check(node, oneOf: DisclosurePolicy.presets.keys.sorted(), of: "preset")
      policy = DisclosurePolicy.presets[node.string ?? ""] ?? policy
    }
    func number(_ key: String, from least: Int) throws(ReportError) -> Int? {
      guard let node = mapping[Node(key)] else { return nil }
      guard let value = node.string.flatMap({ Int($0) }), (least...1_000_000).contains(value) else {
        throw keys.problem(
          at: node, "\(key): \(node.string ?? "") is not a whole number from \(least) to 1,000,000")
      }
      return value
    }
    if let name = mapping[Node("name")]?.string { policy.name = name }
    for key in ["source", "sources"] {
      guard let node = mapping[Node(key)] else { continue }
      policy.sources += node.sequence?.compactMap(\.string) ?? [node.string].compactMap(\.self)
    }
    policy.suppress = try number("suppress", from: 1) ?? policy.suppress
    policy.smallestGroup = try number("smallest-group", from: 2) ?? policy.smallestGroup
    policy.rateDecimals = try number("round-rates", from: 0) ?? policy.rateDecimals
    policy.rateNeedsPeople = try number("no-rate-below", from: 1) ?? policy.rateNeedsPeople
    policy.rateNeedsEvents = try number("no-rate-below-events", from: 1) ?? policy.rateNeedsEvents
    policy.unreliableBelowPeople = try number("unreliable-below", from: 1) ?? policy.unreliableBelowPeople
    policy.unreliableBelowEvents =
      try number("unreliable-below-events", from: 1) ?? policy.unreliableBelowEvents
    if let node = mapping[Node("round-rates")], let decimals = policy.rateDecimals, decimals > 6 {
      throw keys.problem(at: node, "round-rates: \(decimals) rounds nothing; write from 0 to 6 decimals")
    }
    policy.rounding = try rounding(mapping, keys, number) ?? policy.rounding
    policy.topCodes.merge(try topCodes(mapping, keys)) { $1 }
    guard policy.hasRules else {
      throw .configuration(source: keys.source, problem: "the policy has no rule; write such as suppress: 5")
    }
    return policy
  }

  private static func rounding(
    _ mapping: Node.Mapping, _ keys: ConfigurationKeys, _ number: (String, Int) throws(ReportError) -> Int?
  ) throws(ReportError) -> CountRounding? {
    guard let node = mapping[Node("round-counts")] else {
      for key in ["rounding", "seed"] {
        if let node = mapping[Node(key)] {
          throw keys.problem(at: node, "\(key) says how round-counts rounds, which is missing")
        }
      }
      return nil
    }
    let base = try number("round-counts", 2) ?? 0
    var direction = CountRounding.Direction.nearest
    if let way = mapping[Node("rounding")] {
      try keys.check(way, oneOf: ["nearest", "random"], of: "rounding")
      if way.string == "random" {
        guard let seed = mapping[Node("seed")]?.string.flatMap({ UInt64($0) }) else {
          throw keys.problem(
            at: way,
            "rounding: random needs seed: a whole number that is kept secret, so that it can be done again")
        }
        direction = .random(seed: seed)
      }
    }
    guard let rounding = CountRounding(base: base, direction: direction) else {
      throw keys.problem(at: node, "round-counts: \(base) is not from 2 to 1,000")
    }
    return rounding
  }

  private static func topCodes(
    _ mapping: Node.Mapping, _ keys: ConfigurationKeys
  ) throws(ReportError) -> [String: Int] {
    guard let node = mapping[Node("top-code")] else { return [:] }
    guard let columns = node.mapping else {
      throw keys.problem(at: node, "top-code has columns, as in top-code: {age: 60}")
    }
    var codes: [String: Int] = [:]
    for (column, top) in columns {
      guard let name = column.string, let value = top.string.flatMap({ Int($0) }) else {
        throw keys.problem(at: top, "“\(top.string ?? "")” is not a whole number, as in top-code: {age: 60}")
      }
      codes[name] = value
    }
    return codes
  }
}
