import Numbers
public import Statistics
public import Tables

/// Reoffending weighted by harm: how much of it, how serious, and whether it is worse than the index offence.
///
/// - Source: Sherman, Neyroud and Neyroud (2016), *Policing* 10(3), 171–183, doi:10.1093/police/paw003.
public struct ReoffendingSeverity: Sendable, Encodable {
  /// The columns of a table with a row a reoffence; somebody without one has a row whose offence is empty.
  public struct Columns: Sendable {
    /// The reoffence.
    public var offence: String
    /// Who committed it; nil where each row is a person.
    public var person: String?
    /// The index offence; nil for none.
    public var index: String?
    /// Whether a custodial sentence followed; nil for none.
    public var custodial: String?

    /// Joins names of columns.
    public init(offence: String, person: String? = nil, index: String? = nil, custodial: String? = nil) {
      self.offence = offence
      self.person = person
      self.index = index
      self.custodial = custodial
    }
  }

  /// The most serious reoffence of each reoffender against the index offence.
  public struct Escalation: Sendable, Encodable {
    /// Those whose reoffence weighs more.
    public let higher: Int
    /// Those whose reoffence weighs as much.
    public let same: Int
    /// Those whose reoffence weighs less.
    public let lower: Int
    /// The share whose reoffence weighs more.
    public let share: Estimate
    /// The exact probability of so uneven a split between more and less by chance.
    public let pValue: Double
  }

  /// A group of people.
  public struct Group: ResultRow {
    /// What it is called.
    public let key: GroupKey
    /// The people.
    public let people: Int
    /// Those with a reoffence.
    public let reoffenders: Int
    /// Their reoffences.
    public let reoffences: Int
    /// The share with a reoffence.
    public let rate: Estimate
    /// The sum of the weights.
    public let harm: Double
    /// The harm for each person.
    public let harmPerPerson: Estimate
    /// The harm for each reoffender; nil without one.
    public let harmPerReoffender: Estimate?
    /// The harm for each reoffence; nil without one.
    public let harmPerReoffence: Estimate?
    /// The harm for each person over that of all other groups; nil where there is none or theirs is 0.
    public let ratioToOthers: Estimate?
    /// Those with a reoffence of the weight that counts as serious; nil where none does.
    public let serious: Int?
    /// Their share.
    public let seriousRate: Estimate?
    /// Those with a reoffence that custody followed; nil where it is not known.
    public let custodial: Int?
    /// Their share.
    public let custodialRate: Estimate?
    /// The most serious reoffence against the index offence; nil where it is not known.
    public let escalation: Escalation?
    /// The place by the rate, the highest first.
    public let rankByRate: Int
    /// The place by harm for each person, the highest first.
    public let rankByHarm: Int
    /// What the weights are.
    public let unit: String
    let isNamed: Bool

    /// The fields, in the order of the table.
    public static let fields: [ResultField<Group>] = [
      .name { $0.key }, .count("people", "People") { $0.people },
      .count("reoffenders", "Reoffenders") { $0.reoffenders },
      .count("reoffences", "Reoffences") { $0.reoffences }, .shareEstimate("rate", "Rate") { $0.rate },
      .number("harm", "Harm", decimals: 0) { $0.harm },
      .estimate("harmPerPerson", "for each person") { $0.harmPerPerson },
      .estimate("harmPerReoffender") { $0.harmPerReoffender },
      .estimate("harmPerReoffence", "for each reoffence") { $0.harmPerReoffence },
      .estimate("ratioToOthers", "against others") { $0.ratioToOthers },
      .count("serious", "Serious") { $0.serious },
      .shareEstimate("seriousRate", "Serious rate") { $0.seriousRate },
      .count("custodial", "Custodial") { $0.custodial },
      .shareEstimate("custodialRate", "Custodial rate") { $0.custodialRate },
      .nested("escalation") { $0.escalation },
      .count("rankByRate", "Place by rate") { $0.rankByRate },
      .count("rankByHarm", "by harm") { $0.rankByHarm }, .text("sentence") { $0.sentence },
    ]

    /// What the group shows, in sentences that claim no more than the numbers do.
    public var sentence: String {
      func limits(_ estimate: Estimate) -> String {
        estimate.interval.map {
          " (between \(NumberFormat.fixed($0.lower, decimals: 2)) and \(NumberFormat.fixed($0.upper, decimals: 2)))"
        } ?? ""
      }
      var text =
        (isNamed ? "\(key): " : "")
        + "\(NumberFormat.count(reoffenders)) of \(Plural.count(people, "person")) reoffended "
        + "(\(NumberFormat.percent(rate.value ?? 0))), with \(NumberFormat.fixed(harmPerPerson.value ?? 0, decimals: 2))"
        + "\(limits(harmPerPerson)) \(unit) of harm for each person"
      if let each = harmPerReoffence, let value = each.value {
        text += " and \(NumberFormat.fixed(value, decimals: 2)) for each reoffence"
      }
      text += "."
      if let ratioToOthers, let value = ratioToOthers.value {
        text += " That is \(NumberFormat.fixed(value, decimals: 2)) times the harm of the others"
        text +=
          ratioToOthers.interval.map {
            $0.contains(1)
              ? ", which chance could make." : limits(ratioToOthers) + "."
          } ?? "."
      }
      if let serious, let seriousRate {
        text +=
          " \(Plural.people(serious, "has", "have")) a serious reoffence (\(NumberFormat.percent(seriousRate.value ?? 0)))."
      }
      if let custodial, let custodialRate {
        text +=
          " \(Plural.people(custodial, "has", "have")) one that custody followed (\(NumberFormat.percent(custodialRate.value ?? 0)))."
      }
      if let escalation, let share = escalation.share.value {
        text +=
          " The most serious reoffence weighs more than the index offence for \(NumberFormat.count(escalation.higher)) "
          + "reoffenders (\(NumberFormat.percent(share))), less for \(NumberFormat.count(escalation.lower))."
      }
      return text
    }
  }

  /// One kind of offence.
  public struct Offence: ResultRow {
    /// What it is called.
    public let name: String
    /// Its weight.
    public let weight: Double
    /// How often it was committed.
    public let reoffences: Int
    /// Its share of the reoffences.
    public let shareOfReoffences: Double
    /// Its share of the harm; nil where there is none.
    public let shareOfHarm: Double?

    /// The fields, in the order of the table.
    public static let fields: [ResultField<Offence>] = [
      .text("offence", "Offence") { $0.name }, .number("weight", "Weight", decimals: nil) { $0.weight },
      .count("reoffences", "Reoffences") { $0.reoffences },
      .share("shareOfReoffences", "of reoffences") { $0.shareOfReoffences },
      .share("shareOfHarm", "of harm") { $0.shareOfHarm },
    ]
  }

  /// The groups.
  public let groups: [Group]
  /// The offences of all groups, the most harm first.
  public let offences: [Offence]
  /// The least weight that counts as serious; nil where none does.
  public let seriousFrom: Double?
  /// What the weights are.
  public let unit: String
  /// The confidence level of the limits.
  public let level: ConfidenceLevel
  /// What a reader must know.
  public let notes: [String]

  /// Weighs the reoffences of people.
  ///
  /// - Parameters:
  ///   - table: a row a reoffence, or a row without an offence for somebody who has none; each row is a person where no
  ///     column names people.
  ///   - columns: the names of the columns of offence, person, index offence and custody.
  ///   - keys: the columns that name the groups.
  ///   - weights: how much an offence of each kind weighs.
  ///   - seriousFrom: the least weight that counts as serious.
  ///   - unit: what the weights are, such as days.
  ///   - level: the confidence level of the limits.
  /// - Throws: `TableError.faults` for offences without a weight, people in two groups or with two index offences, and where
  ///   nobody is left; `StatisticsError` for harm that is too much to be added up.
  public init(
    _ table: PersonTable, columns: Columns, by keys: [String], weights: HarmWeights,
    seriousFrom: Double? = nil,
    unit: String = "points", level: ConfidenceLevel = .p95
  ) throws {
    let counted = try SeverityCounting(table, columns: columns, by: keys, weights: weights)
    func ratio(_ people: [SeverityCounting.Person], _ each: (SeverityCounting.Person) -> Double)
      throws(StatisticsError) -> RatioOfSums?
    {
      let divisors = people.map(each)
      guard divisors.contains(where: { $0 > 0 }) else { return nil }
      return try RatioOfSums(people.map(\.harm), over: divisors)
    }
    let spreads = counted.groups.map { SpreadOfValues($0.people.map(\.harm)) }
    let others = SpreadOfValues.ofOthers(spreads)
    let means = try spreads.map { (spread) throws(StatisticsError) in try RatioOfSums(meanOf: spread) }
    let rates = counted.groups.map { group in
      Double(group.people.count { $0.reoffences > 0 }) / Double(group.people.count)
    }
    groups = try counted.groups.enumerated().map { place, group in
      let people = group.people
      func share(_ condition: (SeverityCounting.Person) -> Bool) throws(StatisticsError) -> (Int, Estimate) {
        let count = people.count(where: condition)
        return (count, try Proportion(events: count, trials: people.count).intervalEstimate(level: level))
      }
      let reoffended = try share { $0.reoffences > 0 }
      let serious = try seriousFrom.map { least in try share { $0.worst.map { $0 >= least } ?? false } }
      let custodial = try columns.custodial.map { _ in try share(\.isCustodial) }
      return Group(
        key: group.key, people: people.count, reoffenders: reoffended.0,
        reoffences: people.reduce(0) { $0 + $1.reoffences }, rate: reoffended.1,
        harm: people.reduce(0) { $0 + $1.harm }, harmPerPerson: means[place].estimate(level: level),
        harmPerReoffender: try ratio(people) { $0.reoffences > 0 ? 1 : 0 }?.estimate(level: level),
        harmPerReoffence: try ratio(people) { Double($0.reoffences) }?.estimate(level: level),
        ratioToOthers: others[place].count == 0
          ? nil : means[place].estimate(relativeTo: try RatioOfSums(meanOf: others[place]), level: level),
        serious: serious?.0, seriousRate: serious?.1, custodial: custodial?.0, custodialRate: custodial?.1,
        escalation: columns.index == nil ? nil : try Self.escalation(people, level),
        rankByRate: 1 + rates.count { $0 > rates[place] },
        rankByHarm: 1 + means.count { $0.value > means[place].value }, unit: unit, isNamed: !keys.isEmpty)
    }
    let all = counted.offences.reduce(0) { $0 + $1.count }
    let harm = counted.offences.reduce(0) { $0 + $1.weight * Double($1.count) }
    offences = counted.offences.map {
      Offence(
        name: $0.name, weight: $0.weight, reoffences: $0.count,
        shareOfReoffences: Double($0.count) / Double(all),
        shareOfHarm: harm > 0 ? $0.weight * Double($0.count) / harm : nil)
    }.enumerated().sorted {
      ($1.element.shareOfHarm ?? 0, $0.offset) < ($0.element.shareOfHarm ?? 0, $1.offset)
    }.map(\.element)
    self.seriousFrom = seriousFrom
    self.unit = unit
    self.level = level
    notes =
      counted.notes + [
        "Weights: \(weights.source)\(weights.validFrom.map { ", as of \($0)" } ?? ""). Harm is the sum of the weights of all "
          + "reoffences; few very serious ones can make most of it, and its limits are wide where they do."
      ]
      + (columns.person == nil
        ? ["Each row is taken as a person; --person names the column of who it was."] : [])
      + (columns.index == nil
        ? []
        : [
          "An index offence is one that led to a sentence, often a serious one, so that a less serious reoffence is to be "
            + "expected; escalation is to be compared between groups, not with one half."
        ])
      + (seriousFrom.map { ["A reoffence counts as serious from a weight of \(NumberFormat.plain($0)) on."] }
        ?? [])
  }

  private static func escalation(
    _ people: [SeverityCounting.Person], _ level: ConfidenceLevel
  ) throws(StatisticsError) -> Escalation? {
    var counts = (higher: 0, same: 0, lower: 0)
    for person in people {
      guard let worst = person.worst, let index = person.index else { continue }
      if worst > index {
        counts.higher += 1
      } else if worst < index {
        counts.lower += 1
      } else {
        counts.same += 1
      }
    }
    let known = counts.higher + counts.same + counts.lower
    guard known > 0 else { return nil }
    let split = try PairedTable(
      both: counts.same, firstOnly: counts.higher, secondOnly: counts.lower, neither: 0)
    return Escalation(
      higher: counts.higher, same: counts.same, lower: counts.lower,
      share: try Proportion(events: counts.higher, trials: known).intervalEstimate(level: level),
      pValue: split.mcNemarTest().pValue)
  }

  /// A sentence a group, and what makes most of the harm.
  public var sentences: [String] {
    groups.map(\.sentence)
      + (offences.first.flatMap { first in
        first.shareOfHarm.map {
          [
            "\(first.name) makes \(NumberFormat.percent($0)) of the harm and \(NumberFormat.percent(first.shareOfReoffences)) of the reoffences."
          ]
        }
      } ?? [])
  }

  /// The finding in a sentence.
  public var headline: String {
    if groups.count > 1 {
      let beyond = groups.filter { $0.ratioToOthers?.interval.map { $0.lower > 1 } ?? false }
      guard let most = beyond.max(by: { ($0.harmPerPerson.value ?? 0) < ($1.harmPerPerson.value ?? 0) }),
        let ratio = most.ratioToOthers?.value
      else { return "No group's reoffending does more harm for each person than chance could make" }
      return
        "\(most.key): \(NumberFormat.fixed(ratio, decimals: 1)) times the harm of the others for each person"
    }
    guard let first = offences.first, let harm = first.shareOfHarm else { return "There is no harm" }
    return
      "\(first.name): \(NumberFormat.percent(first.shareOfReoffences)) of the reoffences, \(NumberFormat.percent(harm)) of their harm"
  }

  /// The groups as a table.
  public var table: OutputTable { Group.table(groups) }

  /// The offences as a table below.
  public var furtherTables: [OutputTable] { [Offence.table(offences)] }

  /// Writes the object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    try ResultObject([
      ("groups", groups), ("offences", offences), ("seriousFrom", seriousFrom), ("unit", unit),
      ("level", level), ("notes", notes),
    ]).encode(to: encoder)
  }
}
