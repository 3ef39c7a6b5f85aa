/// At each time with events: who is at risk and who has the event, counted and by the weights of those who stand for others.
struct RiskTable {
  struct Row {
    let time: Double
    /// How many people are at risk.
    let people: Int
    /// How many of them have the event.
    let cases: Int
    /// The weights of those at risk.
    let atRisk: Double
    /// The weights of the events.
    let events: Double
  }

  /// Times with events in increasing order.
  let rows: [Row]

  /// - Parameters:
  ///   - weights: for how many people each stands; nil where each stands for one.
  ///   - places: the people who are counted.
  init(_ data: SurvivalTimes, weights: [Double]? = nil, rows places: [Int]) {
    func weight(_ person: Int) -> Double { weights?[person] ?? 1 }
    let leaving = data.times.ordered(places)
    let coming = data.entries?.ordered(places) ?? []
    var rows: [Row] = []
    var (atRisk, people, entered) = (0.0, 0, 0)
    if data.entries == nil { (atRisk, people) = (places.reduce(0) { $0 + weight($1) }, places.count) }
    var index = 0
    while index < leaving.count {
      let time = data.times[leaving[index]]
      // Who enters at the time of an event comes after it.
      while let entries = data.entries, entered < coming.count, entries[coming[entered]] < time {
        atRisk += weight(coming[entered])
        people += 1
        entered += 1
      }
      var (events, gone, cases, end) = (0.0, 0.0, 0, index)
      while end < leaving.count, data.times[leaving[end]] == time {
        gone += weight(leaving[end])
        if data.events[leaving[end]] {
          events += weight(leaving[end])
          cases += 1
        }
        end += 1
      }
      if cases > 0 {
        // Sums of weights that are taken off again leave a rest where nobody is left but those who have the event.
        let all = cases == people ? events : atRisk
        rows.append(Row(time: time, people: people, cases: cases, atRisk: all, events: events))
      }
      atRisk -= gone
      people -= end - index
      index = end
    }
    self.rows = rows
  }

  /// How many times with events are not later than a time.
  func index(upTo time: Double) -> Int { rows.countFromStart { $0.time <= time } }
}

extension SurvivalTimes {
  /// Refuses weights of a sample that are none.
  ///
  /// - Throws: `ModelError` for a wrong number of weights, and for one that is not above 0.
  func check(_ weights: [Double]) throws(ModelError) {
    guard weights.count == count else {
      throw .lengthMismatch(column: "weights", count: weights.count, expected: count)
    }
    if let row = weights.firstIndex(where: { !($0 > 0 && $0.isFinite) }) {
      throw .badValue(
        column: "weights", row: row + 1, found: weights[row].formattedBriefly, allowed: "above 0")
    }
  }
}
