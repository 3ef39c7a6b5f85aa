/// People of groups that began at different times, drawn anew in each period, with what is known of them.
///
/// People who are alike in everything are counted together.
struct AdjustedCrossSections: GroupTimeSource {
  let starts: [Int]
  private let names: [String]
  private let cells: [(start: Int?, time: Int, cell: AdjustedChange.Cell)]
  private let method: GroupTimeEffects.Adjustment
  private let units: [Int?: Int]

  /// - Parameter units: how many units began at each time.
  init(
    _ people: GroupTimeEffects.People, units: [Int?: Int], method: GroupTimeEffects.Adjustment
  ) {
    names = people.periods
    self.method = method
    self.units = units
    starts = Set(people.starts.compactMap(\.self)).sorted()
    let scaled = people.covariates.map(Self.scaled)
    var order: [[UInt64]: Int] = [:]
    var found: [(start: Int?, time: Int, value: Double, count: Double, row: [Double])] = []
    for person in people.values.indices {
      let row = scaled.map { $0[person] }
      let (start, time, value) = (people.starts[person], people.times[person], people.values[person])
      let key =
        [UInt64(bitPattern: Int64(start ?? -1)), UInt64(time), value.bitPattern] + row.map(\.bitPattern)
      if let place = order[key] {
        found[place].count += 1
      } else {
        order[key] = found.count
        found.append((start, time, value, 1, [1] + row))
      }
    }
    cells = found.map { one in
      (
        one.start, one.time,
        AdjustedChange.Cell(
          isTreated: false, isLater: false, value: one.value, count: one.count, row: one.row)
      )
    }
  }

  /// A column of mean 0 and deviation 1, which leaves every estimate as it is.
  private static func scaled(_ column: [Double]) -> [Double] {
    let count = Double(max(1, column.count))
    let mean = column.reduce(0, +) / count
    let deviation = (column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
    return column.map { deviation > 0 ? ($0 - mean) / deviation : 0 }
  }

  var periods: Int { names.count }

  func difference(
    of start: Int, from base: Int, to time: Int, less others: [Int?]
  ) throws(StatisticsError) -> (part: GroupTimeEffects.Part, treated: Int, controls: Int)? {
    let places = cells.indices.filter {
      let one = cells[$0]
      return (one.time == base || one.time == time) && (one.start == start || others.contains(one.start))
    }
    guard places.contains(where: { cells[$0].start != start }) else { return nil }
    let change: AdjustedChange
    do throws(StatisticsError) {
      change = try AdjustedChange(
        places.map { place in
          let (own, at, cell) = cells[place]
          return AdjustedChange.Cell(
            isTreated: own == start, isLater: at == time, value: cell.value, count: cell.count, row: cell.row)
        }, by: method)
    } catch {
      throw .undefined(
        quantity: "the effect in \(names[time]) on those who began in \(names[start])",
        because: "\(error); leave out a covariate or join its levels")
    }
    let people = places.reduce(0) { $0 + cells[$1].cell.count }
    var influence = [Double](repeating: 0, count: cells.count)
    for (place, own) in zip(places, change.influence) {
      influence[place] = cells[place].cell.count.squareRoot() * own / people
    }
    return (
      GroupTimeEffects.Part(value: change.value, influence: influence, hasError: true), units[start] ?? 0,
      others.reduce(0) { $0 + (units[$1] ?? 0) }
    )
  }

  func degrees(of influence: [Double]) -> Double? { nil }

  func weight(ofStart start: Int) -> Double {
    cells.reduce(0) { $0 + ($1.start == start ? $1.cell.count : 0) }
  }

  func addShare(ofStart start: Int, times factor: Double, to influence: inout [Double]) {
    for place in cells.indices where cells[place].start == start {
      influence[place] += factor * cells[place].cell.count.squareRoot()
    }
  }
}

extension GroupTimeEffects {
  /// People in repeated cross-sections.
  public struct People: Sendable {
    /// The names of the periods, in order of time.
    public let periods: [String]
    /// The place of the period from which each person's unit is treated; nil for never.
    public let starts: [Int?]
    /// The place of each person's period.
    public let times: [Int]
    /// What is looked at of each, such as 1 for a reoffender and else 0.
    public let values: [Double]
    /// The unit of each, by a number.
    public let units: [Int]
    /// What else is known of each, column by column.
    public let covariates: [[Double]]

    /// Joins the columns.
    public init(
      periods: [String], starts: [Int?], times: [Int], values: [Double], units: [Int], covariates: [[Double]]
    ) {
      self.periods = periods
      self.starts = starts
      self.times = times
      self.values = values
      self.units = units
      self.covariates = covariates
    }
  }

  /// Compares the changes of people who are alike in what is known of them.
  ///
  /// People are taken as drawn anew in each period, and as independent.
  ///
  /// - Throws: `StatisticsError` for columns of unlike length, values that are not finite, nobody who began after the first
  ///   period or to be compared with, and covariates that tell the two apart or leave too few people for them.
  public init(
    _ people: People, adjusting method: Adjustment, controls: Controls = .never, simultaneous: Int? = nil,
    seed: UInt64 = 1, level: ConfidenceLevel = .p95
  ) throws(StatisticsError) {
    let count = people.values.count
    guard count > 0 else { throw .empty(argument: "people") }
    var lengths = [
      ("starts", people.starts.count), ("times", people.times.count), ("units", people.units.count),
    ]
    for column in people.covariates { lengths.append(("a covariate", column.count)) }
    for (name, other) in lengths where other != count {
      throw .lengthMismatch(first: "values", firstCount: count, second: name, secondCount: other)
    }
    for value in people.values { try Require.finite(value, "a value") }
    for column in people.covariates { for value in column { try Require.finite(value, "a covariate") } }
    let kept = people.starts.indices.filter { people.starts[$0] != 0 }
    let starts = kept.map { place in people.starts[place].flatMap { $0 < people.periods.count ? $0 : nil } }
    var units: [Int?: Set<Int>] = [:]
    for (start, place) in zip(starts, kept) { units[start, default: []].insert(people.units[place]) }
    let always = Set(people.starts.indices.filter { people.starts[$0] == 0 }.map { people.units[$0] })
    try self.init(
      AdjustedCrossSections(
        People(
          periods: people.periods, starts: starts, times: kept.map { people.times[$0] },
          values: kept.map { people.values[$0] },
          units: [], covariates: people.covariates.map { column in kept.map { column[$0] } }),
        units: units.mapValues(\.count), method: method),
      alwaysTreated: always.count, controls: controls, simultaneous: simultaneous, seed: seed, level: level)
  }
}
