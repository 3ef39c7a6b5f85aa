package import ArgumentParser
package import Reoffending

/// The hiding of small counts, and the other rules by which people are kept from being recognised.
package struct SuppressOption: ParsableArguments {
  package init() {}

  @Option(
    help: ArgumentHelp(
      "Hide groups with counts from 1 to N, and those that would give them away.", valueName: "N"))
  package var suppress: Int?

  @Option(
    help: ArgumentHelp(
      "A policy of disclosure control: ons, nhs or moj, or a YAML file (see Documentation/Disclosure.md).",
      valueName: "policy"))
  package var disclosure: String?

  /// Whether counts are protected.
  package var isOn: Bool { suppress != nil || disclosure != nil }

  /// A rule that not every answer can keep.
  package enum Rule {
    /// Counts are rounded.
    case counts
    /// Rates are rounded.
    case rates
    /// No rate is given of too few.
    case withheldRates
  }

  /// The suppression asked for, or nil for none.
  ///
  /// - Parameters:
  ///   - rules: rules of a policy that the answer cannot keep.
  ///   - verb: the answer's name, for the refusal.
  /// - Throws: `StudyError` for a policy with such a rule.
  package func value(refusing rules: [Rule] = [], in verb: String = "") throws -> Suppression? {
    guard let suppression = try asked() else { return nil }
    for rule in rules { try refuse(rule, of: suppression.policy, in: verb) }
    return AskingContext.current.decision?.groups(suppression) ?? suppression
  }

  /// The table with small groups hidden, if asked for.
  package func applied(to cohorts: CohortTable, refusing rules: [Rule] = [], in verb: String = "") throws
    -> CohortTable
  {
    guard let suppression = try value(refusing: rules, in: verb) else { return cohorts }
    return AskingContext.current.decision?.table(suppression, cohorts) ?? suppression.applied(to: cohorts)
  }

  /// The names of columns, with those whose greatest values are one group.
  package func columns(_ names: CohortColumns) throws -> CohortColumns {
    var names = names
    names.topCodes = try asked()?.policy.topCodes ?? [:]
    return names
  }

  private func asked() throws -> Suppression? {
    if let disclosure {
      guard suppress == nil else {
        throw StudyError(
          .usage, "give --suppress N or --disclosure, not both; a policy's own line is suppress: N")
      }
      let policy = try AskingContext.current.policy(named: disclosure)
      guard let suppression = Suppression(policy) else {
        throw StudyError(.data, "the policy \(policy.name) has no rules")
      }
      return suppression
    }
    guard let suppress else { return nil }
    guard let suppression = Suppression(upTo: suppress) else {
      throw StudyError(
        .usage, "--suppress \(suppress) hides nothing; a whole number of at least 1, such as 5, is needed")
    }
    return suppression
  }

  private func refuse(_ rule: Rule, of policy: DisclosurePolicy, in verb: String) throws {
    let refused: String? =
      switch rule {
      case .counts:
        policy.rounding == nil
          ? nil : "its numbers are made of exact counts, which round-counts would leave in them"
      case .rates: policy.rateDecimals == nil ? nil : "it does not round rates (round-rates)"
      case .withheldRates:
        policy.withholdsRates ? "it cannot withhold rates and tell counts (no-rate-below)" : nil
      }
    guard let refused else { return }
    throw StudyError(
      .usage,
      "\(verb) cannot keep the policy \(policy.name): \(refused); use rates, or a policy without the rule")
  }
}
