import Engines
import Numbers
import Statistics
import Tables

/// Asks the engine for sums of the rows, all of them the same ones.
final class SummedAdder: SummingRows {
  private let source: any SummingSource
  private let steps: SummedSteps
  private let base: SumRequest
  private let means: [Double]
  private let rows: Int
  private let codes: ([String]) -> [Int]?
  /// The columns of clusters, and the codes of their texts; nil for numbers.
  private let clusters: [(column: String, codes: [String: Int]?)]
  /// How often gradient and information were added up.
  private(set) var asked = 0

  init(
    source: any SummingSource, steps: SummedSteps, base: SumRequest, means: [Double], rows: Int,
    codes: @escaping ([String]) -> [Int]?, clusters: [(column: String, codes: [String: Int]?)]
  ) {
    (self.source, self.steps, self.base, self.means) = (source, steps, base, means)
    (self.rows, self.codes, self.clusters) = (rows, codes, clusters)
  }

  private var changed: TableError { .altered(source.name) }

  func ask(_ request: SumRequest, _ content: SummedSteps.Content) throws -> [SummedGroup] {
    try checked(source.sums(request), content)
  }

  func sums(at predictor: SummedPredictor) throws -> [SummedGroup] {
    asked += 1
    return try ask(steps.step(base, means: means, predictor), .step)
  }

  func slopes(along predictor: SummedPredictor) throws -> (
    events: ClosedRange<Double>, others: ClosedRange<Double>
  ) {
    let ranges = try source.sums(steps.slopes(base, means: means, predictor)).groups.first?.sums ?? []
    guard ranges.count == 4, let a = ranges[0], let b = ranges[1], let c = ranges[2], let d = ranges[3]
    else { throw changed }
    return (a...b, c...d)
  }

  func sums(atIntercept value: Double) throws -> SummedGroup {
    let plain = steps.plain
    let reading = try source.sums(plain.step(base, means: [], SummedPredictor(constant: value)))
    guard reading.groups.first?.rows == rows,
      let group = plain.groups(reading, of: .step, codes: { _ in [] })?.first
    else { throw changed }
    return group
  }

  func squaredScores(
    at predictor: SummedPredictor, leverage: (of: SummedPredictor, power: Int)?
  ) throws -> [SummedGroup] {
    let reading = try source.sums(steps.squares(base, means: means, predictor, leverage: leverage))
    let most = leverage == nil ? 0 : reading.groups.compactMap { $0.sums.last ?? nil }.max() ?? 0
    guard most < SummedFit.fullLeverage else {
      throw SummedFit.Unable("a row alone decides a coefficient (its leverage is 1)")
    }
    return try checked(reading, .squares)
  }

  func clusterScores(at predictor: SummedPredictor) throws -> [(clusters: [Int], group: SummedGroup)] {
    // A column of the formula's texts makes groups already.
    let own = steps.coded.map(\.column)
    let further = clusters.map(\.column).filter { !own.contains($0) }
    var request = steps.scores(base, means: means, predictor, clusters: further)
    request.most = SummedFit.mostClusters + 1
    let reading = try source.sums(request)
    guard reading.groups.count <= SummedFit.mostClusters else {
      throw SummedFit.Unable(
        "its clusters make more than \(NumberFormat.count(SummedFit.mostClusters)) groups")
    }
    let groups = try checked(reading, .scores)
    let places = clusters.compactMap { (own + further).firstIndex(of: $0.column) }
    var numbers: [String: Int] = [:]
    return try zip(reading.groups, groups).map { read, group in
      let codes = try zip(clusters, places).map { cluster, place -> Int in
        let text = read.texts[place]
        if cluster.codes == nil, numbers[text] == nil { numbers[text] = numbers.count }
        guard let code = (cluster.codes ?? numbers)[text] else { throw changed }
        return code
      }
      return (codes, group)
    }
  }

  private func checked(_ reading: SumReading, _ content: SummedSteps.Content) throws -> [SummedGroup] {
    guard reading.groups.reduce(0, { $0 + $1.rows }) == rows,
      let groups = steps.groups(reading, of: content, codes: codes)
    else { throw changed }
    return groups
  }
}
