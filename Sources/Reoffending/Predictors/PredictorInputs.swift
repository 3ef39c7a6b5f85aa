import Tables

/// The columns of a table that a predictor reads, and the score of each row.
struct PredictorInputs {
  private(set) var notes: [String] = []

  private var unknownOffences: Set<String> = []
  private let model: PredictorModel
  private let table: Table
  private let grouping: OffenceGrouping?
  private let sexes: TypedColumn<String>
  private let offences: TypedColumn<String>
  private let firstAges: TypedColumn<Int>
  private let convictionAges: TypedColumn<Int>
  private let followUpAges: TypedColumn<Int>
  private let sanctions: TypedColumn<Int>
  private let countsCurrent: Bool
  private let months: TypedColumn<Int>?
  private let cautionsOnly: TypedColumn<Bool>?
  private let dynamic: DynamicRiskFactorReading?
  private let cap: OGRS3.SanctionCap
  private let namesEachRow: Bool

  /// - Parameter namesEachRow: whether an offence that is not known is reported in every row that has it.
  init(
    _ table: Table, model: PredictorModel, grouping: OffenceGrouping?, absentAsNone: Bool,
    cap: OGRS3.SanctionCap, namesEachRow: Bool, reading: inout TableReading
  ) {
    self.cap = cap
    self.namesEachRow = namesEachRow
    self.table = table
    self.model = model
    self.grouping = grouping
    func named(_ names: String...) -> String { table.firstColumn(among: names)?.name ?? names[0] }
    sexes = reading.texts("sex")
    offences = reading.texts(named("offence_group", "offence"))
    firstAges = reading.counts("age_at_first_sanction")
    convictionAges = reading.counts("age_at_conviction")
    followUpAges = reading.counts(named("age_at_follow_up", "age"))
    let own = model == .ogrs3 ? ["previous_sanctions", "sanctions"] : ["sanctions", "previous_sanctions"]
    let name = named(own[0], own[1])
    sanctions = reading.counts(name)
    countsCurrent = Column.normalized(name) == "sanctions"
    let reads = { (column: String) in table.firstColumn(among: [column])?.name }
    months = model == .ogrs3 ? nil : reads("offence_free_months").map { reading.counts($0) }
    cautionsOnly = model == .ogrs3 ? reads("cautions_only").map { reading.booleans($0) } : nil
    dynamic =
      model == .arpDynamic
      ? DynamicRiskFactorReading(table, reading: &reading, absentAsNone: absentAsNone) : nil
    if model != .ogrs3, months == nil {
      notes.append("There is no column offence_free_months; it is taken as 0, the start of the follow-up.")
    }
    if let absent = dynamic?.absent, !absent.isEmpty {
      notes.append("Taken as no problem, because there is no such column: \(absent.joined(separator: ", ")).")
    }
  }

  /// The probabilities of a row; nil where an input is missing or was reported, an unknown offence once in a file.
  mutating func score(row: Int, reading: inout TableReading) -> (oneYear: Double?, twoYears: Double)? {
    guard let sexText = sexes.values[row], let offence = offences.values[row],
      let first = firstAges.values[row], let conviction = convictionAges.values[row],
      let followUp = followUpAges.values[row], let count = sanctions.values[row]
    else { return nil }
    let month = months.map { $0.values[row] } ?? 0
    guard let sex = Self.sex(sexText) else {
      reading.report(Fault(at: sexes.location(row: row), "“\(sexText)” is no sex; male or female is needed"))
      return nil
    }
    guard let month else { return nil }
    var factors: DynamicRiskFactors?
    if let dynamic {
      factors = dynamic.factors(row: row)
      if factors == nil { return nil }
    }
    var cautions = false
    if let cautionsOnly {
      guard let flag = cautionsOnly.values[row] else { return nil }
      cautions = flag
    }
    do {
      let ages = try SanctionAges(
        firstSanction: first, currentConviction: conviction, startOfFollowUp: followUp)
      return try score(
        sex, ages, count: count, offence: try group(offence), months: month, factors: factors,
        cautionsOnly: cautions)
    } catch {
      if case .unknownOffenceGroup(let name, _) = error, !namesEachRow,
        !unknownOffences.insert(name).inserted
      {
        return nil
      }
      reading.report(Fault(at: location(of: error, row: row), error.description))
      return nil
    }
  }

  private func score(
    _ sex: Sex, _ ages: SanctionAges, count: Int, offence: String, months: Int, factors: DynamicRiskFactors?,
    cautionsOnly: Bool
  ) throws(PredictorError) -> (oneYear: Double?, twoYears: Double) {
    let all = countsCurrent ? count : count + 1
    switch model {
    case .ogrs3:
      guard all > 0 else {
        throw .outOfRange(
          argument: "sanctions", value: count, allowed: "1 or more, because the current sanction counts")
      }
      let score = try OGRS3(
        sex: sex, ages: ages, previousSanctions: all - 1, offenceGroup: offence,
        history: cautionsOnly ? .cautionsOnly : .convictions, cap: cap)
      return (score.oneYear, score.twoYears)
    case .ogrs4g:
      let score = try OGRS4G(
        sex: sex, ages: ages, sanctions: all, offenceGroup: offence, offenceFreeMonths: months)
      return (score.oneYear, score.twoYears)
    case .arpStatic:
      let score = try AllReoffendingPredictor(
        staticFor: sex, ages: ages, sanctions: all, offenceGroup: offence, offenceFreeMonths: months)
      return (nil, score.twoYears)
    case .arpDynamic:
      let score = try AllReoffendingPredictor(
        dynamicFor: sex, ages: ages, sanctions: all, offenceGroup: offence, offenceFreeMonths: months,
        riskFactors: factors ?? DynamicRiskFactors())
      return (nil, score.twoYears)
    }
  }

  private func group(_ offence: String) throws(PredictorError) -> String {
    guard let grouping else { return offence }
    guard let group = grouping.group(of: offence) else {
      throw .unknownOffenceGroup(offence, known: grouping.groups)
    }
    return group
  }

  private func location(of error: PredictorError, row: Int) -> CellLocation {
    switch error {
    case .unknownOffenceGroup: return offences.location(row: row)
    case .contradiction: return firstAges.location(row: row)
    case .outOfRange(let argument, _, _):
      switch argument {
      case "age at first sanction": return firstAges.location(row: row)
      case "age at current conviction": return convictionAges.location(row: row)
      case "age at start of follow-up": return followUpAges.location(row: row)
      case "offence-free months": return (months ?? sanctions).location(row: row)
      default: return sanctions.location(row: row)
      }
    }
  }

  private static func sex(_ text: String) -> Sex? {
    switch text.lowercased() {
    case "male", "m", "man": .male
    case "female", "f", "woman": .female
    default: nil
    }
  }
}
