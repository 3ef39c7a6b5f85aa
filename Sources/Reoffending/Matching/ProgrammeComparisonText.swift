import Numbers
import Statistics
public import Tables

extension ProgrammeComparison {
  private var words: DataLabSentence { DataLabSentence(binary, programme: programme) }

  /// How many people on the programme have a comparison.
  public var matched: Int { group.treated.count }

  /// The Justice Data Lab's conclusion, the inconclusive one where nothing can be told apart from chance.
  public var sentence: String { words.conclusion }

  /// What happened to a hundred people of each group.
  public var perHundred: String {
    guard choices.target == .everybody else { return words.perHundred(frequency: frequency) }
    func people(_ rate: Double) -> String { NumberFormat.fixed(100 * rate, decimals: 0) }
    return
      "Had everybody received \(programme), about \(people(binary.treated)) of any 100 would have reoffended; had nobody, "
      + "about \(people(binary.comparison))."
  }

  /// The finding in a sentence.
  public var headline: String { sentence }

  /// The conclusion, the two groups per hundred people, the balance and the sensitivity.
  public var sentences: [String] {
    let poor = balance.filter { $0.lightAfter == .red }
    let own =
      "\(NumberFormat.count(matched)) of \(NumberFormat.count(treated)) people who received \(programme)"
    let others = NumberFormat.count(group.comparison.count)
    var sentences = [sentence, perHundred]
    sentences.append(
      choices.method == .nearest
        ? "\(own) are compared with \(others) of \(NumberFormat.count(group.available)) others."
        : choices.target == .everybody
          ? "\(own) and \(others) others are weighted to resemble all of them; the others are worth "
            + "\(NumberFormat.fixed(group.effectiveSize, decimals: 0)) people."
          : "\(own) are compared with \(others) others, weighted to resemble them and worth "
            + "\(NumberFormat.fixed(group.effectiveSize, decimals: 0)) people.")
    sentences.append(
      poor.isEmpty
        ? "The groups are alike in all \(balance.count) rows of covariates (no standardised difference above "
          + "\(NumberFormat.fixed(choices.thresholds.amber, decimals: 2)))."
        : "The groups still differ in \(poor.map(\.covariate).joined(separator: ", ")); the comparison is not of like with "
          + "like.")
    for effect in [frequency, timeToFirst].compactMap(\.self) { sentences.append(Self.sentence(effect)) }
    if let value = binary.eValue {
      let least = "a risk ratio of \(NumberFormat.fixed(value.estimate, decimals: 2))"
      sentences.append(
        value.limit > 1
          ? "To explain the difference away, something not measured would need \(least) with both the programme and "
            + "reoffending (\(NumberFormat.fixed(value.limit, decimals: 2)) to make it insignificant)."
          : "Something not measured would need \(least) with both the programme and reoffending to explain the estimate "
            + "away; nothing is needed for its limits, which include no difference.")
    }
    if let hiddenBias { sentences.append(hiddenBias.sentence) }
    if let subgroups { sentences += subgroups.sentences(level: choices.level) }
    return sentences
  }

  private static func sentence(_ effect: ProgrammeEffect) -> String {
    let name =
      effect.measure == .frequency
      ? "Reoffences per person" : "Mean time to the first reoffence, of those who reoffended"
    let values =
      "\(NumberFormat.fixed(effect.treated, decimals: 2)) against \(NumberFormat.fixed(effect.comparison, decimals: 2))"
    guard let interval = effect.difference.interval else { return "\(name): \(values)." }
    let range =
      "\(NumberFormat.fixed(interval.lower, decimals: 2)) to \(NumberFormat.fixed(interval.upper, decimals: 2))"
    return effect.isSignificant
      ? "\(name): \(values), a difference of \(NumberFormat.signed(effect.difference.value ?? 0, decimals: 2)) (\(range))."
      : "\(name): \(values); no clear difference (\(range))."
  }

  /// What a reader must know of data and method.
  public var notes: [String] {
    var notes: [String] = []
    if excluded > 0 {
      notes.append("\(Plural.people(excluded)) left out for a missing value.")
    }
    if !group.unmatched.isEmpty {
      notes.append(
        "\(NumberFormat.count(group.unmatched.count)) people who received \(programme) have nobody near enough; the "
          + "result is about the \(NumberFormat.count(matched)) others only.")
    }
    if let caution = words.caution { notes.append(caution) }
    switch choices.method {
    case .nearest:
      notes.append(
        "Propensity by logistic regression on \(covariates.joined(separator: ", ")); nearest neighbours "
          + "\(choices.ratio):1 without replacement, the largest score first"
          + (choices.caliper.map {
            ", within \(NumberFormat.plain($0)) standard deviations of the logit score"
          } ?? "")
          + (choices.exact.isEmpty ? "" : ", equal in \(choices.exact.joined(separator: ", "))") + ".")
    case .weighting:
      notes.append(
        "Everybody else is weighted by the odds of being on the programme, by logistic regression on "
          + "\(covariates.joined(separator: ", ")).")
    case .ipw, .aipw: notes += weightingNotes
    }
    if !choices.method.hasInfluences {
      notes.append(
        "Differences have normal limits and the z test of the same standard error, which takes the groups as independent "
          + "and the scores as known.")
    }
    if trimmed > 0, let trim = choices.trim {
      notes.append(
        "\(Plural.people(trimmed)) left out whose chance of \(programme) was below \(NumberFormat.plain(trim)) or above "
          + "\(NumberFormat.plain(1 - trim)); the result is about the others only.")
    }
    if timeToFirst != nil {
      notes.append(
        "Those who reoffended are no comparable groups any more, so the difference in time to the first reoffence has no "
          + "causal reading by itself.")
    }
    return notes + refusals + (subgroups?.refused ?? [])
  }

  private var weightingNotes: [String] {
    let whose = choices.target == .treated ? "the people who received it" : "everybody"
    let models =
      choices.method == .ipw
      ? "Inverse probability weighting: the chance by logistic regression on \(covariates.joined(separator: ", "))."
      : "Doubly robust (AIPW): chances and outcomes by regression on \(covariates.joined(separator: ", ")), "
        + (choices.parts > 1
          ? "each person predicted by models of the others, in \(choices.parts) parts (seed \(choices.seed))."
          : "each person predicted by models of all.")
    var notes = [
      models + " It is the effect on \(whose), if nothing that was not measured decides both.",
      "Limits are normal, from influence functions"
        + (choices.method == .ipw ? " that allow for the estimated chances." : "."),
    ]
    let far =
      choices.target == .treated
      ? overlap.comparisonGreatest > Self.farChance
      : overlap.comparisonGreatest > Self.farChance || overlap.treatedLeast < 1 - Self.farChance
    if far {
      notes.append(
        "Some people were all but certain of their group and weigh a great deal (chances on the programme from "
          + "\(NumberFormat.fixed(overlap.treatedLeast, decimals: 3)), of others to "
          + "\(NumberFormat.fixed(overlap.comparisonGreatest, decimals: 3))); --trim leaves such people out.")
    }
    return notes
  }

  /// The chance beyond which a weight is above 20.
  private static let farChance = 0.95

  /// The covariates before and after, then the outcomes: a row each.
  public var table: OutputTable {
    let three = OutputColumn.Kind.number(decimals: 3)
    let head = [
      OutputColumn(key: "row", title: "Covariate or outcome"),
      OutputColumn(key: "treated", title: "Programme", kind: three),
      OutputColumn(key: "comparison", title: "Comparison", kind: three),
      OutputColumn(key: "before", title: "Difference before", kind: three),
      OutputColumn(key: "after", title: "after", kind: three),
      OutputColumn(key: "lower", title: "from", kind: three),
      OutputColumn(key: "upper", title: "to", kind: three),
      OutputColumn(key: "pValue", title: "p", kind: .pValue),
      OutputColumn(key: "light", title: "Balance"),
    ]
    let covariates: [[OutputCell]] = balance.map { row in
      [
        .text(row.covariate), .number(row.meansAfter.treated), .number(row.meansAfter.comparison),
        .number(row.before), .number(row.after), .missing(""), .missing(""), .missing(""),
        .text("\(row.lightBefore.rawValue) → \(row.lightAfter.rawValue)"),
      ]
    }
    let outcomes: [[OutputCell]] = [binary, frequency, timeToFirst].compactMap(\.self).map { effect in
      [
        .text(Self.name(effect.measure)), .number(effect.treated), .number(effect.comparison), .missing(""),
        .optional(effect.difference.value), .optional(effect.difference.interval?.lower),
        .optional(effect.difference.interval?.upper), .number(effect.test.pValue), .text(""),
      ]
    }
    let groups: [[OutputCell]] = (subgroups?.groups ?? []).map { group in
      [
        .text("SUBGROUP \(group.column) \(group.value)"), .number(group.treated), .number(group.comparison),
        .missing(""), .optional(group.difference.value), .optional(group.difference.interval?.lower),
        .optional(group.difference.interval?.upper), .number(group.pValue), .text(""),
      ]
    }
    return OutputTable(columns: head, rows: covariates + outcomes + groups)
  }

  private static func name(_ measure: ProgrammeEffect.Measure) -> String {
    switch measure {
    case .binary: "OUTCOME reoffended (share)"
    case .frequency: "OUTCOME reoffences per person"
    case .timeToFirst: "OUTCOME time to first reoffence"
    }
  }
}
