import Reoffending
import Tables

/// A figure that a table may be able to answer.
struct CandidateItem {
  var name: String
  let verb: String
  /// What it shows, for a comment.
  let words: String
  /// The verb's options, in order.
  let options: [(key: String, values: [String])]
}

/// The questions that columns suggest.
struct QuestionCandidates {
  private let profile: TableProfile

  init(_ profile: TableProfile) {
    self.profile = profile
  }

  /// The questions, the most telling first.
  var items: [CandidateItem] { profile.isPeople ? people : counts }

  private var groupFields: [TableProfile.Field] {
    let taken = profile.quantityNames
    return profile.fields.filter {
      !taken.contains($0.name) && !$0.tellsOutcome && $0.missingCount * 2 < max(1, profile.rowCount)
    }
  }

  private var counts: [CandidateItem] {
    let names = profile.quantities
    guard names.reoffenders != nil || names.actual != nil else { return [] }
    let groups = groupFields.filter { $0.namesGroups(atMost: 80) }
    let periods = groups.filter(\.namesPeriods)
    let others = groups.filter { !$0.namesPeriods }
    var items: [CandidateItem] = []
    // A trend says more of many periods than their rates, and the rates of the last say more than sums over all.
    let latest = periods.first?.latestPeriod
    for field in others.prefix(4) + periods.prefix(1) where canGroup(by: field, only: latest) {
      let period = field.namesPeriods ? nil : latest
      let when = period.map { " in \($0.value)" } ?? ""
      if names.predicted != nil {
        items.append(item("compare", "Actual against predicted rate\(when)", by: field, only: period))
      }
      guard !field.namesPeriods || field.levelCount < 3 else { continue }
      items.append(item("rates", "The rate of each group\(when), with its interval", by: field, only: period))
      if names.cohort != nil, names.reoffenders != nil, field.levelCount >= 6, !field.namesPeriods {
        items.append(
          item("funnel", "Which groups lie outside what chance would give\(when)", by: field, only: period))
      }
    }
    if let period = periods.first {
      items.append(Self.trend(over: period.name))
      if let other = others.first(where: { $0.levelCount <= 8 }) {
        items.append(
          CandidateItem(
            name: "trend-by-\(Self.slug(other.name))", verb: "trend",
            words: "The rate over time, group by group",
            options: [("time", [period.name]), ("by", [other.name])]))
      }
    }
    if groups.isEmpty {
      items.append(
        CandidateItem(
          name: "rates", verb: "rates", words: "The rate of each row, with its interval", options: []))
    }
    return items
  }

  /// Whether groups have a rate: rates without numbers of people have no sum, so that each group must be one row.
  private func canGroup(by field: TableProfile.Field, only period: (column: String, value: String)?) -> Bool {
    guard profile.quantities.cohort == nil, profile.quantities.reoffenders == nil else { return true }
    return field.levelCount == profile.rowCount || period != nil && !field.namesPeriods
  }

  private var people: [CandidateItem] {
    let groups = groupFields.filter { $0.namesGroups(atMost: 20) && !$0.namesPeriods }
    let few = groups.filter { $0.levelCount <= 6 }
    var items: [CandidateItem] = []
    if profile.quantities.predicted != nil, let field = groups.first {
      items.append(item("compare", "Actual against predicted rate", by: field))
    }
    for field in groups.prefix(4) {
      items.append(item("rates", "The rate of each group, with its interval", by: field))
    }
    if let time = cohortTime {
      items.append(Self.trend(over: time))
    }
    if let age = profile.fields.first(where: {
      $0.words.contains(" age ") && ($0.kind == .count || $0.kind == .number)
    }) {
      items.append(
        CandidateItem(
          name: "rates-by-age", verb: "rates", words: "The rate of each age group, with its interval",
          options: [("by", ["band(\(Self.column(age.name)), 4 groups)"])]))
    }
    if !few.isEmpty {
      let factors = few.prefix(8).map(\.name)
      items.append(
        CandidateItem(
          name: "factors", verb: "factors",
          words: "Each factor against its reference level; add adjust: [COLUMN] to compare like with like",
          options: [("factors", Array(factors))]))
    }
    if let time = timeField {
      let event = profile.quantities.outcome ?? ""
      let by = few.first { $0.levelCount <= 4 }.map { [("by", [$0.name])] } ?? []
      items.append(
        CandidateItem(
          name: "time-to-reoffending", verb: "survival", words: "How many had reoffended by when",
          options: [("time", [time.name]), ("event", [event])] + by))
    }
    if profile.quantities.predicted != nil {
      items.append(
        CandidateItem(
          name: "prediction", verb: "evaluate", words: "How good the prediction is", options: []))
    }
    if items.isEmpty, profile.quantities.outcome != nil {
      items.append(
        CandidateItem(
          name: "rates", verb: "rates", words: "The rate of everybody, with its interval", options: []))
    }
    return items
  }

  /// When people came into the cohort: the first column of periods, or the year of the day on which the follow-up began.
  private var cohortTime: String? {
    groupFields.lazy.compactMap { field in
      guard field.kind == .date else {
        return field.namesPeriods && field.levelCount <= 200 ? field.name : nil
      }
      return field.speaksOf([" index ", " release", " discharge", " disposal "])
        ? "year(\(Self.column(field.name)))" : nil
    }.first
  }

  private static func trend(over time: String) -> CandidateItem {
    CandidateItem(
      name: "trend", verb: "trend", words: "The rate over time, with the limits of ordinary variation",
      options: [("time", [time])])
  }

  private var timeField: TableProfile.Field? {
    let numeric = profile.fields.filter {
      ($0.kind == .count || $0.kind == .number) && $0.levelCount > 5
        && !profile.quantityNames.contains($0.name) && $0.numbers.allSatisfy { ($0 ?? 0) >= 0 }
    }
    let told =
      TableProfile.happened + ["arrest", "recur", "event", "failure", "follow up", "at risk", "survival"]
    let spans = ["days", "time", "weeks", "week", "months", "duration"]
    // Days in custody or since an assessment are no time to reoffending: the name must say what came at their end.
    return numeric.first { field in
      !field.speaksOf([" in ", " from ", " since ", " per ", "served", "sentence"])
        && spans.contains { field.words.contains(" \($0) ") }
        && (field.speaksOf(told) || field.speaksOf([" to ", " until "]))
    } ?? numeric.first { field in spans.contains(String(field.words.dropFirst().dropLast())) }
  }

  private func item(
    _ verb: String, _ words: String, by field: TableProfile.Field,
    only period: (column: String, value: String)? = nil
  ) -> CandidateItem {
    let filter = period.map { [("where", ["\"\($0.column)\" = \"\($0.value)\""])] } ?? []
    return CandidateItem(
      name: "\(verb)-by-\(Self.slug(field.name))", verb: verb, words: words,
      options: [("by", [field.name])] + filter)
  }

  /// A column within an expression.
  private static func column(_ name: String) -> String {
    name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } ? name : "`\(name)`"
  }

  /// A part of a file's name.
  static func slug(_ name: String) -> String {
    let words = name.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.joined(
      separator: "-")
    return words.isEmpty ? "group" : String(words.prefix(40))
  }
}
