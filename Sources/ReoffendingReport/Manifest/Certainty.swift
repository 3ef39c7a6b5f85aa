import Foundation
import Numbers
import Statistics

/// How sure a finding is, in words that claim no more than its result does.
struct Certainty: Sendable {
  /// The words, such as “7 of 27 differences are clear of chance”.
  let words: String

  /// Reads the certainty of a figure from its result, or from its kind where no verb made it.
  init(_ item: ReportConfiguration.FigureItem, verb: String?, tree: ResultTree?, level: ConfidenceLevel) {
    words =
      tree.flatMap { Self.words(verb ?? (item.kind == .funnel ? "funnel" : ""), $0, level) }
      ?? Self.words(item.kind)
  }

  private static func words(_ verb: String, _ tree: ResultTree, _ level: ConfidenceLevel) -> String? {
    let perCent = NumberStyle(decimals: nil).text(level.value * 100) + "%"
    switch verb {
    case "compare":
      let verdicts = tree.rows("groups").compactMap { $0.object["verdict"] as? String }
      let clear = verdicts.count { $0 == "higher" || $0 == "lower" }
      let known = verdicts.count { $0 != "unknown" }
      guard known > 0 else {
        return "Not known: the number of people is not printed, so chance cannot be judged"
      }
      return count(clear, of: known, "difference", perCent)
        + (known < verdicts.count ? "; \(verdicts.count - known) cannot be judged" : "")
    case "factors":
      let rows = tree.rows("factors")
      let adjusted = rows.map { ($0.object["adjusted"] as? [String: Any])?["pValue"] as? NSNumber }
      guard adjusted.contains(where: { $0 != nil }) else {
        return tested(rows, "comparison", perCent, 1 - level.value)
      }
      let known = adjusted.compactMap { $0?.doubleValue }
      return count(known.count { $0 < 1 - level.value }, of: known.count, "comparison", perCent)
    case "fit", "cox":
      let rows = tree.rows("coefficients").filter { $0.object["term"] as? String != "(Intercept)" }
      return tested(rows, "term", perCent, 1 - level.value)
    case "funnel":
      return funnel(tree.rows("points"))
    case "trend":
      let pValues = tree.rows("series").compactMap {
        (($0.object["change"] as? [String: Any])?["pValue"] as? NSNumber)?.doubleValue
      }
      guard !pValues.isEmpty else { return "Read against the limits of ordinary variation" }
      return count(pValues.count { $0 < 1 - level.value }, of: pValues.count, "change", perCent)
    case "survival":
      guard let test = tree["logRank"] as? [String: Any], let p = (test["pValue"] as? NSNumber)?.doubleValue
      else {
        return "Each curve with its \(perCent) limits"
      }
      return p < 1 - level.value
        ? "The groups differ by more than chance would give (at \(perCent))"
        : "No clear difference between the groups (at \(perCent))"
    case "rates", "standardise":
      let rows = tree.rows("groups")
      let hasLimits = rows.contains { row in
        row.object.values.contains { ($0 as? [String: Any])?["lower"] is NSNumber }
      }
      return hasLimits
        ? Self.extremes(rows, perCent) ?? "Each rate with its \(perCent) interval"
        : "As printed: without the number of people no interval is known"
    case "targets":
      let verdicts = tree.rows("groups").compactMap { $0.object["verdict"] as? String }
      let unsure = verdicts.count { $0 == "uncertain" }
      let printed = tree.rows("groups").contains { $0.object["trials"] is NSNull }
      if printed { return "As printed: without counts chance cannot be judged" }
      return unsure == 0
        ? "Every verdict is clear of chance (at \(perCent))"
        : "\(unsure) of \(verdicts.count) could be chance"
    case "scenario": return "Arithmetic, not a forecast: it holds as far as the factor itself is the cause"
    case "match":
      return
        "Holds as far as the two groups are alike in everything that matters, also what is not in the data"
    case "evaluate": return "With \(perCent) limits"
    default: return nil
    }
  }

  /// Whether the intervals of the highest and the lowest rate leave room for each other.
  private static func extremes(_ rows: [ResultTree.Row], _ perCent: String) -> String? {
    let rates = rows.compactMap { row -> (value: Double, lower: Double, upper: Double, isUnsure: Bool)? in
      guard let rate = (row.object["rate"] ?? row.object["direct"]) as? [String: Any],
        let value = (rate["estimate"] as? NSNumber)?.doubleValue,
        let lower = (rate["lower"] as? NSNumber)?.doubleValue,
        let upper = (rate["upper"] as? NSNumber)?.doubleValue
      else { return nil }
      return (value, lower, upper, (row.object["flags"] as? [String])?.contains("[u]") ?? false)
    }
    let sure = rates.filter { !$0.isUnsure }
    let known = sure.count > 1 ? sure : rates
    guard known.count > 1, let highest = known.max(by: { $0.value < $1.value }),
      let lowest = known.min(by: { $0.value < $1.value })
    else { return nil }
    return highest.lower > lowest.upper
      ? "The \(perCent) intervals of the highest and the lowest rate lie apart"
      : "The \(perCent) intervals of the highest and the lowest rate overlap, so that the two may be alike"
  }

  /// How many units lie beyond the widest limits, and how many more beyond narrower ones.
  private static func funnel(_ points: [ResultTree.Row]) -> String? {
    let levels = points.flatMap { point in
      (point.object["limits"] as? [[String: Any]] ?? []).compactMap {
        ($0["level"] as? NSNumber)?.doubleValue
      }
    }
    guard let widest = levels.max(), let narrowest = levels.min() else { return nil }
    let categories = points.compactMap { $0.object["category"] as? String }
    let outside = categories.filter { $0 != "within" }
    let beyond = outside.count { $0.hasSuffix(" \(widest)") }
    func named(_ level: Double) -> String { NumberStyle(decimals: nil).text(level * 100) + "%" }
    return
      "\(beyond) of \(categories.count) \(beyond == 1 ? "lies" : "lie") outside the \(named(widest)) limits of chance"
      + (outside.count > beyond
        ? ", \(outside.count - beyond) more outside those of \(named(narrowest))" : "")
  }

  private static func tested(
    _ rows: [ResultTree.Row], _ noun: String, _ perCent: String, _ threshold: Double
  ) -> String? {
    let values = rows.compactMap(\.pValue)
    guard !values.isEmpty else { return nil }
    return count(values.count { $0 < threshold }, of: values.count, noun, perCent)
  }

  private static func count(_ clear: Int, of all: Int, _ noun: String, _ perCent: String) -> String {
    if all == 1 {
      guard clear == 0 else { return "Clear of chance (at \(perCent))" }
      return
        "No clear \(noun == "term" ? "effect" : noun == "change" ? "change" : "difference") (at \(perCent))"
    }
    return "\(clear) of \(all) \(noun)s \(clear == 1 ? "is" : "are") clear of chance (at \(perCent))"
  }

  private static func words(_ kind: ReportConfiguration.Kind?) -> String {
    switch kind {
    case .audit: "Certain as far as the figures stand as printed: no values within their rounding agree"
    case .funnel: "Read against the limits of chance"
    case .forest, .rateChange, .slope, .iconArray, .calibration: "With the intervals that are known"
    case .scenario: "Arithmetic, not a forecast"
    default: "As printed: chance is not judged"
    }
  }
}
