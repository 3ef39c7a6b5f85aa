import Numbers

/// Figures of one sentence that follow from each other.
struct ProseClaim {
  /// What a claim says; told in a report and counted by it.
  enum Kind: String {
    case proportion, complement, parts, change, direction, average, cost, multiple, frequency
    case fraction, interval, significance, test, whole, rank
    /// One statement with two values.
    case same
  }

  let kind: Kind
  /// The published figure, first, and those that it is computed from.
  private(set) var figures: [(name: String, token: Int)]
  /// The rule, in the names of the figures.
  let rule: String
  /// The figures that are rounded, though printed whole.
  let rounded: Set<String>
  /// Counts that could stand in place of the figure called whole, if it does not agree.
  var alternatives: [PublishedNumber] = []
  /// Figures that could stand in place of the one called after, if it does not agree.
  var subjects: [Int] = []
  /// Why a contradiction could be none; nil where the grammar leaves no doubt.
  var doubt: String?
  /// Whether the claim is only made where it agrees, or differs by a slip of one digit.
  var needsSlip = false
  /// Whether the base is told by its place alone, so that a figure far off may have another base.
  var needsNearness = false
  /// Whether a figure four times too large or too small is more likely one of something else than a slip.
  var needsMagnitude = false

  /// Whether the claim is only made where it agrees, or where digits are swapped or the point is moved.
  var needsDigits = false
  /// Whether the base or the other figure was looked for far away, so that the claim is only made where it agrees.
  var agreesOnly = false
  /// Whether counts in round hundreds are taken as they stand.
  var hasExactCounts = false

  init(
    _ kind: Kind, _ figures: [(name: String, token: Int)], _ rule: String, rounded: Set<String> = [],
    doubt: String? = nil
  ) {
    self.kind = kind
    self.figures = figures
    self.rule = rule
    self.rounded = rounded
    self.doubt = doubt
  }

  /// The same claim of another figure.
  func replacing(_ name: String, by token: Int) -> ProseClaim {
    var claim = self
    claim.figures = figures.map { $0.name == name ? (name: name, token: token) : $0 }
    return claim
  }
}

/// Claims that phrases of several kinds make.
extension ProseClaim {
  /// A percentage that a part is of a whole.
  static func proportion(_ percentage: Int, part: Int, whole: Int, doubt: String? = nil) -> ProseClaim {
    ProseClaim(
      .proportion, [("percentage", percentage), ("part", part), ("whole", whole)],
      "percentage = 100 * part / whole", rounded: ["percentage"], doubt: doubt)
  }

  /// A rate per so many.
  static func frequency(_ rate: Int, part: Int, whole: Int, per base: Int) -> ProseClaim {
    ProseClaim(
      .frequency, [("rate", rate), ("part", part), ("whole", whole), ("base", base)],
      "rate = base * part / whole", rounded: ["rate"])
  }

  /// A change in per cent beside its amount and where it ended: “rose by 100 (10%) to 1,100”.
  static func change(_ change: Int, amount: Int, after: Int, isFall: Bool) -> ProseClaim {
    ProseClaim(
      .change, [("change", change), ("amount", amount), ("after", after)],
      "change = 100 * amount / (after \(isFall ? "+" : "-") amount)", rounded: ["change"])
  }

  /// A change in per cent beside its amount and where it began: “by 100 (10%) from 1,000”.
  static func change(_ change: Int, amount: Int, before: Int) -> ProseClaim {
    ProseClaim(
      .change, [("change", change), ("amount", amount), ("before", before)],
      "change = 100 * amount / before", rounded: ["change"])
  }

  /// A change in per cent beside the two figures that it lies between.
  static func change(_ change: Int, before: Int, after: Int, isFall: Bool) -> ProseClaim {
    ProseClaim(
      .change, [("change", change), ("before", before), ("after", after)],
      "change = 100 * (\(isFall ? "before - after" : "after - before")) / before", rounded: ["change"])
  }

  /// A figure that rose or fell to where it is, beside the one before.
  static func direction(after: Int, before: Int, isFall: Bool) -> ProseClaim {
    ProseClaim(
      .direction, [("after", after), ("before", before)], isFall ? "after <= before" : "after >= before")
  }

  /// An average of events for each of some people.
  static func average(_ average: Int, events: Int, people: Int) -> ProseClaim {
    ProseClaim(
      .average, [("average", average), ("events", events), ("people", people)], "average = events / people",
      rounded: ["average"])
  }

  /// A cost a head.
  static func cost(_ cost: Int, sum: Int, people: Int) -> ProseClaim {
    ProseClaim(
      .cost, [("cost", cost), ("sum", sum), ("people", people)], "cost = sum / people", rounded: ["cost"])
  }

  /// A share that another leaves of 100 %.
  static func complement(_ share: Int, of other: Int) -> ProseClaim {
    ProseClaim(
      .complement, [("share", share), ("other", other)], "share = 100 - other", rounded: ["share", "other"])
  }

  /// A total that its parts add up to.
  static func total(_ total: Int, of parts: [Int]) -> ProseClaim {
    let figures = named(parts)
    return ProseClaim(
      .parts, [("total", total)] + figures, "total = " + figures.map(\.name).joined(separator: " + "))
  }

  /// Shares that make up 100 %: the last is what the others leave.
  static func shares(_ shares: [Int]) -> ProseClaim? {
    guard let last = shares.last else { return nil }
    let figures = named(shares.dropLast())
    return ProseClaim(
      .parts, [("share", last)] + figures, "share = 100 - " + figures.map(\.name).joined(separator: " - "),
      rounded: Set(figures.map(\.name) + ["share"]))
  }

  /// Parts with the names that a rule gives them; there are no more than twelve.
  private static func named(_ parts: [Int]) -> [(name: String, token: Int)] {
    zip("abcdefghijkl", parts).map { (name: "part\($0)", token: $1) }
  }
}

/// A contradiction, or an agreement, that no rule of a table expresses.
struct ProseJudgement {
  let kind: ProseClaim.Kind
  let rule: String
  let tokens: [Int]
  let holds: Bool
  let published: ClosedRange<Double>
  let computed: ClosedRange<Double>
  let printed: String
  let implied: String
  let message: String
  /// The figures before and after, where it says that one became the other.
  var change: (before: Int, after: Int)?
}

/// Words that have the form of a figure that can be checked, and were not.
struct ProseOmission {
  let tokens: [Int]
  let reason: String
  /// Whether they are a count and its percentage, the base of which may stand in an earlier sentence.
  var lacksBase = false
  /// Whether words stand between the percentage and its count, so that the count may be another.
  var isLoose = false
  /// What the percentage is said to be of.
  var noun: String?
}

/// What the claims of a sentence are found in: the sentence, and the one before where it speaks of that.
struct ProseContext {
  let sentence: ProseSentence
  /// Where the sentence itself begins; what stands before is the sentence that it goes back to.
  let start: Int
  /// The counts of the sentence before, where the sentence does not go back to it.
  let before: [PublishedNumber]
}
