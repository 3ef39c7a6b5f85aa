package import ArgumentParser
import Numbers
import Statistics
import Tables

/// The size or the power of a trial of whole clusters.
package struct ClusterCalculation: Question {
  package static let configuration = CommandConfiguration(
    commandName: "cluster",
    abstract: "How many clusters a trial of areas or prisons needs, or how surely it finds a difference.",
    discussion: """
      reoffending calc cluster --p1 0.45 --p2 0.38 --icc 0.02 --size 60
      reoffending calc cluster --p1 0.45 --p2 0.38 --icc 0.02 --size 20 \\
        --steps 4 --clusters 12

      Without --clusters, the fewest clusters that reach --power. With --steps, clusters begin one step after the other (stepped \
      wedge, Hussey and Hughes) and --size is the people of a cluster in each period. --icc is the correlation of two people of \
      one cluster; try several, because trials hang on it.
      """)

  @Option(help: "The proportion without, from 0 to 1.") var p1: Double
  @Option(help: "The proportion with, from 0 to 1.") var p2: Double
  @Option(help: "The correlation of two people of one cluster.") var icc: Double
  @Option(help: "The people of a cluster; with --steps, in each period.") var size: Double
  @Option(
    name: .customLong("size-variation"),
    help: "The standard deviation of the sizes of clusters over their mean; parallel arms only.")
  var sizeVariation = 0.0
  @Option(help: "In how many steps clusters begin; without it, half from the beginning and half never.")
  var steps: Int?
  @Option(help: "All clusters; the power is asked for.") var clusters: Int?
  @Option(help: "The probability of finding the difference.") var power = 0.8
  @OptionGroup var options: PlanningOptions

  package init() {}

  package func answer() throws -> Answer {
    let level = try options.level.value()
    let design = try ClusterDesign(
      first: p1, second: p2, correlation: icc, clusterSize: size, sizeVariation: sizeVariation,
      form: steps.map { .steppedWedge(steps: $0) } ?? .parallel, level: level, isTwoSided: !options.oneSided)
    let number = try clusters ?? design.clusters(power: power)
    let plan = PlannedClusters(
      p1: p1, p2: p2, icc: icc, size: size, steps: steps, clusters: number,
      power: try design.power(clusters: number), designEffect: steps == nil ? design.designEffect : nil,
      level: level, oneSided: options.oneSided)
    return Answer(
      plan,
      rows: [
        ("p1", .number(p1)), ("p2", .number(p2)), ("icc", .number(icc)),
        ("people of a cluster", .number(size)),
        ("clusters", .count(number)), ("people", .number(plan.people)), ("power", .number(plan.power)),
      ], sentence: plan.sentence,
      warnings: number < 12
        ? ["With \(number) clusters the correlation is hardly known, and one odd cluster decides."] : [])
  }
}

/// The plan of a trial of clusters.
private struct PlannedClusters: Encodable {
  let p1: Double
  let p2: Double
  let icc: Double
  let size: Double
  let steps: Int?
  let clusters: Int
  let people: Double
  let power: Double
  let designEffect: Double?
  let alpha: Double
  let alternative: String
  let sentence: String

  init(
    p1: Double, p2: Double, icc: Double, size: Double, steps: Int?, clusters: Int, power: Double,
    designEffect: Double?, level: ConfidenceLevel, oneSided: Bool
  ) {
    self.p1 = p1
    self.p2 = p2
    self.icc = icc
    self.size = size
    self.steps = steps
    self.clusters = clusters
    people = Double(clusters) * size * Double((steps ?? 0) + 1)
    self.power = power
    self.designEffect = designEffect
    alpha = (1e12 * level.alpha).rounded() / 1e12
    alternative = oneSided ? "one-sided" : "two-sided"
    let form =
      steps.map { "in a stepped wedge of \(Plural.count($0, "step"))" } ?? "in two arms of equal size"
    sentence =
      "With \(Plural.count(clusters, "cluster")) of \(NumberFormat.plain(size)) people\(steps == nil ? "" : " in each period") \(form), a "
      + "\(alternative) test at \(NumberFormat.plain(1e2 * alpha))% significance tells \(NumberFormat.percent(p1)) from "
      + "\(NumberFormat.percent(p2)) with a probability of \(NumberFormat.percent(power)), if two people of a cluster are alike by a "
      + "correlation of \(NumberFormat.plain(icc))."
  }
}
