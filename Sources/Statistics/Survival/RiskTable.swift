/// At each distinct time: who is at risk, who has the event, who is censored.
struct RiskTable {
  struct Row {
    let time: Double
    let atRisk: Double
    let events: Double
    let censored: Double
  }

  /// Distinct times in increasing order.
  let rows: [Row]

  init(_ data: SurvivalTimes, rows indices: [Int]) {
    let order = data.times.ordered(indices)
    // Who enters at the time of an event comes after it.
    let late = data.entries.map { entries in indices.map { entries[$0] }.sorted() }
    var rows: [Row] = []
    var (atRisk, entered) = (late == nil ? Double(order.count) : 0, 0)
    var index = 0
    while index < order.count {
      let time = data.times[order[index]]
      while let late, entered < late.count, late[entered] < time {
        atRisk += 1
        entered += 1
      }
      var (events, censored) = (0.0, 0.0)
      while index < order.count, data.times[order[index]] == time {
        if data.events[order[index]] { events += 1 } else { censored += 1 }
        index += 1
      }
      rows.append(Row(time: time, atRisk: atRisk, events: events, censored: censored))
      atRisk -= events + censored
    }
    self.rows = rows
  }
}
