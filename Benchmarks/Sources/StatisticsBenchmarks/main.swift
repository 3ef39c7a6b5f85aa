import Statistics

// The inputs are whole-number formulas, so that every program makes the same ones.
let million = 1_000_000
let trials = (0..<million).map { 20 + $0 * 37 % 481 }
let events = (0..<million).map { $0 * 7919 % (trials[$0] + 1) }

func intervals(_ method: ProportionIntervalMethod) throws -> Double {
  var lower = [Double](repeating: 0, count: million)
  var upper = [Double](repeating: 0, count: million)
  try events.withUnsafeBufferPointer { events in
    try trials.withUnsafeBufferPointer { trials in
      try lower.withUnsafeMutableBufferPointer { lower in
        try upper.withUnsafeMutableBufferPointer { upper in
          try ProportionBatch.confidenceIntervals(
            events: events, trials: trials, method: method, lower: lower, upper: upper)
        }
      }
    }
  }
  return lower.reduce(0, +) + upper.reduce(0, +)
}

func fisher() throws -> Double {
  var tables: [TwoByTwoTable] = []
  tables.reserveCapacity(million)
  for i in 0..<million {
    let people = 30 + i * 17 % 71
    let others = 40 + i * 11 % 61
    tables.append(
      try TwoByTwoTable(
        exposedEvents: i * 31 % (people + 1), of: people, unexposedEvents: i * 29 % (others + 1), of: others))
  }
  var pValues = [Double](repeating: 0, count: million)
  try TwoByTwoTable.fisherPValues(of: tables, into: &pValues)
  // The number of the first 20,000, which is what the programs that are too slow for a million run.
  return pValues.prefix(20_000).reduce(0, +)
}

func bootstrap() throws -> Double {
  let table = try TwoByTwoTable(
    exposedEvents: 16_000, of: 50_000, unexposedEvents: 14_000, of: 50_000)
  let estimate = try Bootstrap(replicates: 10_000, seed: 1).distribution(of: table, measure: .riskRatio)
    .estimate()
  return estimate.interval.map { $0.upper - $0.lower } ?? 0
}

func range() throws -> Double {
  let result = try PublishedComparison(
    first: PrintedPercentage(parsing: "46.0"), firstTrials: 1...5000,
    second: PrintedPercentage(parsing: "39.6"), secondTrials: 1...5000)
  return result.lowerLimit.upperBound + result.upperLimit.lowerBound + result.difference.upperBound
    + result.pValue.upperBound
}

for job in [
  Job(name: "wilson", run: { try intervals(.wilson) }),
  Job(name: "clopper-pearson", run: { try intervals(.clopperPearson) }), Job(name: "fisher", run: fisher),
  Job(name: "bootstrap", run: bootstrap), Job(name: "range", run: range),
] {
  try job.measure()
}
