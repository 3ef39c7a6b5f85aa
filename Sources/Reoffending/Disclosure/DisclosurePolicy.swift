/// The rules by which a body keeps people from being recognised in what it publishes.
///
/// Each rule is optional; together they decide what is hidden, what is rounded and what is marked. A policy is stated in
/// the notes of every answer and in the manifest of a report.
public struct DisclosurePolicy: Hashable, Sendable {
  /// What the policy is called.
  public var name: String
  /// Where its rules are printed.
  public var sources: [String] = []
  /// Counts from 1 to this number are hidden, and what would give them away; nil for none.
  public var suppress: Int?
  /// Groups of fewer people are hidden as small counts are; nil for none.
  public var smallestGroup: Int?
  /// How counts are rounded; nil for not at all.
  public var rounding: CountRounding?
  /// The decimals of rates in per cent; nil for as many as usual.
  public var rateDecimals: Int?
  /// No rate is given of fewer people; nil for no such rule.
  public var rateNeedsPeople: Int?
  /// No rate is given of fewer events; nil for no such rule.
  public var rateNeedsEvents: Int?
  /// Rates of fewer people are marked `[u]`; nil for the usual threshold.
  public var unreliableBelowPeople: Int?
  /// Rates of fewer events are marked `[u]`; nil for none.
  public var unreliableBelowEvents: Int?
  /// For columns that name groups by numbers, such as age, the number from which all are one group.
  public var topCodes: [String: Int] = [:]

  /// A policy without rules.
  public init(name: String) {
    self.name = name
  }

  /// Whether it asks for anything.
  public var hasRules: Bool {
    hidesGroups || rounding != nil || rateDecimals != nil || withholdsRates || marksRates || !topCodes.isEmpty
  }

  /// Whether it hides groups.
  var hidesGroups: Bool { suppress != nil || smallestGroup != nil }
  /// Whether it withholds rates whose counts are told.
  package var withholdsRates: Bool { rateNeedsPeople != nil || rateNeedsEvents != nil }
  private var marksRates: Bool { unreliableBelowPeople != nil || unreliableBelowEvents != nil }

  /// What it does, a sentence a rule; how a random rounding is begun stays secret.
  public var statements: [String] {
    var rules: [String] = []
    if let suppress {
      rules.append("counts from 1 to \(suppress) are hidden, with what would give them away")
    }
    if let smallestGroup {
      rules.append("groups of fewer than \(smallestGroup) people are hidden, with what would give them away")
    }
    if let rounding { rules.append(rounding.statement) }
    if let rateDecimals {
      rules.append(
        rateDecimals == 0
          ? "rates are rounded to whole per cents"
          : "rates are rounded to \(rateDecimals) decimal\(rateDecimals == 1 ? "" : "s") of a per cent")
    }
    if let rateNeedsPeople { rules.append("no rate is given of fewer than \(rateNeedsPeople) people") }
    if let rateNeedsEvents {
      rules.append("no rate is given of fewer than \(rateNeedsEvents) people who reoffended")
    }
    if let unreliableBelowPeople {
      rules.append("rates of fewer than \(unreliableBelowPeople) people are marked [u]")
    }
    if let unreliableBelowEvents {
      rules.append("rates of fewer than \(unreliableBelowEvents) people who reoffended are marked [u]")
    }
    for (column, top) in topCodes.sorted(by: { $0.key < $1.key }) {
      rules.append("\(column) from \(top) on is one group, \(top)+")
    }
    return rules
  }

  /// Whether it is `--suppress N`, which every answer's notes tell already.
  package var isPlain: Bool {
    self == Suppression(upTo: suppress ?? 1)?.policy
  }

  /// The policy as a note under a result.
  public var note: String {
    "Disclosure control (\(name)): \(statements.joined(separator: "; "))."
      + (sources.isEmpty ? "" : " Source: \(sources.joined(separator: "; ")).")
  }
}
