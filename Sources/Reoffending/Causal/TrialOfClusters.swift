import Numbers
public import Statistics
public import Tables

/// A trial in which whole clusters, such as areas or prisons, had something or not, in parallel or one after the other.
public struct TrialOfClusters: Sendable, Encodable {
  /// One cluster in one period, as it was counted.
  public struct Count: ResultRow {
    /// The cluster.
    public let cluster: String
    /// The period; empty where there is one only.
    public let time: String
    /// Whether it has what is tried.
    public let isTreated: Bool
    /// The people.
    public let trials: Int
    /// Those who reoffended.
    public let events: Int

    /// Joins the parts.
    public init(cluster: String, time: String = "", isTreated: Bool, trials: Int, events: Int) {
      self.cluster = cluster
      self.time = time
      self.isTreated = isTreated
      self.trials = trials
      self.events = events
    }

    /// The fields, in the order of the table.
    public static let fields: [ResultField<Count>] = [
      .text("cluster", "Cluster") { $0.cluster },
      .text("time", "Period") { $0.time.isEmpty ? nil : $0.time },
      .flag("isTreated", "With it") { $0.isTreated }, .count("trials", "People") { $0.trials },
      .count("events", "Reoffended") { $0.events },
      .share("rate", "Rate") { $0.trials > 0 ? Double($0.events) / Double($0.trials) : nil },
    ]
  }

  /// All clusters with or without.
  public struct Arm: ResultRow {
    /// Whether they have what is tried.
    public let isTreated: Bool
    /// The clusters that ever did.
    public let clusters: Int
    /// The people.
    public let trials: Int
    /// Those who reoffended.
    public let events: Int
    /// The mean of the rates of clusters in periods.
    public let meanRate: Double

    /// The fields, in the order of the table.
    public static let fields: [ResultField<Arm>] = [
      .text("arm", "Arm") { $0.isTreated ? "with" : "without" },
      .count("clusters", "Clusters") { $0.clusters },
      .count("trials", "People") { $0.trials }, .count("events", "Reoffended") { $0.events },
      .share("rate", "Rate") { Double($0.events) / Double($0.trials) },
      .share("meanRate", "Mean of clusters") { $0.meanRate },
    ]
  }

  /// A way to the effect.
  public struct Estimated: ResultRow {
    /// What it is called.
    public let method: String
    /// What people read.
    public let words: String
    /// The effect, as a difference of rates.
    public let effect: Estimate
    /// Its two-sided p-value.
    public let pValue: Double?

    /// The fields, in the order of the table.
    public static let fields: [ResultField<Estimated>] = [
      .text("method") { $0.method }, .text("words", "By") { $0.words },
      .shareEstimate("effect", "Effect") { $0.effect }, .pValue("pValue", "p") { $0.pValue },
    ]
  }

  /// The clusters and periods.
  public let counts: [Count]
  /// Both arms.
  public let arms: [Arm]
  /// The effect by each method, the one that sentences are of first.
  public let estimates: [Estimated]
  /// The statistics.
  public let trial: ClusterTrial
  /// The periods in order of time.
  public let times: [String]
  /// How many clusters there are.
  public let clusters: Int
  /// The confidence level of the limits.
  public let level: ConfidenceLevel
  /// What a reader must know.
  public let notes: [String]

  /// Analyses the trial.
  ///
  /// - Parameters:
  ///   - counts: the people and reoffenders of each cluster in each period.
  ///   - times: the names of the periods in order of time.
  ///   - draws: how many ways to allocate the clusters are drawn for the test by permutation, where there are more.
  ///   - seed: of the random numbers by which they are drawn.
  ///   - level: the confidence level of the limits.
  ///   - notes: what a reader must know of the data; what is said of the method follows.
  /// - Throws: `StatisticsError` for too few clusters with or without, a cluster that stops, and where nobody or everybody
  ///   reoffended.
  public init(
    _ counts: [Count], times: [String], draws: Int = 9999, seed: UInt64 = 1, level: ConfidenceLevel = .p95,
    notes: [String] = []
  ) throws(StatisticsError) {
    let names = counts.map(\.cluster).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    let found = try ClusterTrial(
      counts.map {
        ClusterTrial.Cell(
          cluster: places[$0.cluster] ?? 0, period: times.firstIndex(of: $0.time) ?? 0,
          isTreated: $0.isTreated,
          events: $0.events, trials: $0.trials)
      }, draws: draws, seed: seed, level: level)
    trial = found
    self.counts = counts
    arms = [true, false].map { isTreated in
      let own = counts.filter { $0.isTreated == isTreated }
      return Arm(
        isTreated: isTreated, clusters: Set(own.map(\.cluster)).count,
        trials: own.reduce(0) { $0 + $1.trials },
        events: own.reduce(0) { $0 + $1.events },
        meanRate: own.reduce(0) { $0 + Double($1.events) / Double($1.trials) } / Double(own.count))
    }
    let mixed = Estimated(
      method: "mixed", words: "a mixed model of people", effect: found.effect, pValue: found.pValue)
    let means = found.meanDifference.map {
      Estimated(
        method: "cluster-means", words: "the means of clusters, all alike", effect: $0,
        pValue: found.meanPValue)
    }
    let permuted = Estimated(
      method: "permutation", words: "who began when, exchanged",
      effect: Estimate(found.withinPeriods, withoutIntervalAt: level, method: "permutation"),
      pValue: found.permutationPValue)
    estimates = [means, mixed, permuted].compactMap(\.self)
    self.times = times
    clusters = names.count
    self.level = level
    var all = notes
    all.append(
      "Two people of one cluster are alike by a correlation of \(NumberFormat.fixed(found.correlation, decimals: 4)); the variance is "
        + "\(NumberFormat.ratio(found.designEffect)) times that of as many people without clusters. Limits are Student's with "
        + "\(names.count - 2) degrees of freedom.")
    all.append(
      found.isExact
        ? "All \(NumberFormat.count(found.permutations)) ways to allocate the clusters were compared."
        : "\(NumberFormat.count(found.permutations)) of the ways to allocate the clusters were compared, the real one among them."
    )
    if times.count > 1 {
      all.append(
        "Each period has a mean of its own, so that what changed for all at once is no effect; the effect is taken as the same "
          + "however long ago a cluster began.")
    }
    self.notes = all
  }

  /// Whether clusters came to it one after the other.
  public var isStepped: Bool { times.count > 1 }

  /// What was found, in sentences that claim no more than the numbers do.
  public var sentences: [String] {
    let main = estimates[0]
    guard let interval = main.effect.interval, let value = main.effect.value, let pValue = main.pValue else {
      return []
    }
    return [
      "In \(Plural.count(clusters, "cluster")) the rate with it was "
        + "\(NumberFormat.points(abs(value))) percentage points \(value < 0 ? "below" : "above") that without "
        + "(between \(NumberFormat.signedPoints(interval.lower)) and \(NumberFormat.signedPoints(interval.upper))), "
        + (interval.contains(0)
          ? "which is not clear of chance (\(NumberFormat.pStatement(pValue)))."
          : "beyond chance (\(NumberFormat.pStatement(pValue))).")
        + " Exchanging the clusters gives \(NumberFormat.pStatement(trial.permutationPValue))."
    ]
  }

  /// The finding in a sentence.
  public var headline: String {
    guard let interval = estimates[0].effect.interval, !interval.contains(0),
      let value = estimates[0].effect.value
    else { return "No clear effect in \(Plural.count(clusters, "cluster"))" }
    return
      "With it \(NumberFormat.points(abs(value))) points \(value < 0 ? "fewer" : "more") reoffended, by \(Plural.count(clusters, "cluster"))"
  }

  /// The arms as a table.
  public var table: OutputTable { Arm.table(arms) }

  /// The effect by each method as a table.
  public var effectTable: OutputTable { Estimated.table(estimates) }

  /// Writes the object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    try ResultObject([
      ("groups", arms), ("effects", estimates), ("counts", counts),
      ("design", isStepped ? "stepped" : "parallel"),
      ("clusters", clusters), ("correlation", trial.correlation), ("designEffect", trial.designEffect),
      (
        "permutation",
        ResultObject([
          ("pValue", trial.permutationPValue), ("allocations", trial.permutations),
          ("isExact", trial.isExact),
        ])
      ), ("sentence", sentences.joined(separator: " ")), ("level", level), ("notes", notes),
    ]).encode(to: encoder)
  }
}
