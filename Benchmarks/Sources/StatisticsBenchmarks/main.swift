import Statistics

// The inputs are whole-number formulas, so that every program makes the same ones.
let million = 1_000_000
let trials = (0..<million).map { 20 + $0 * 37 % 481 }
let events = (0..<million).map { $0 * 7919 % (trials[$0] + 1) }

var lower = [Double](repeating: 0, count: million)
var upper = [Double](repeating: 0, count: million)
var pValues = [Double](repeating: 0, count: million)
var resampled: Estimate?
var possible: PublishedComparison?

@MainActor func intervals(_ method: ProportionIntervalMethod) throws {
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
}

@MainActor func fisher() throws {
  var tables: [TwoByTwoTable] = []
  tables.reserveCapacity(million)
  for i in 0..<million {
    let people = 30 + i * 17 % 71
    let others = 40 + i * 11 % 61
    tables.append(
      try TwoByTwoTable(
        exposedEvents: i * 31 % (people + 1), of: people, unexposedEvents: i * 29 % (others + 1),
        of: others))
  }
  try TwoByTwoTable.fisherPValues(of: tables, into: &pValues)
}

@MainActor func bootstrap() throws {
  let table = try TwoByTwoTable(
    exposedEvents: 16_000, of: 50_000, unexposedEvents: 14_000, of: 50_000)
  resampled = try Bootstrap(replicates: 10_000, seed: 1).distribution(of: table, measure: .riskRatio)
    .estimate()
}

@MainActor func range() throws {
  possible = try PublishedComparison(
    first: PrintedPercentage(parsing: "46.0"), firstTrials: 1...5000,
    second: PrintedPercentage(parsing: "39.6"), secondTrials: 1...5000)
}

let sum = { @MainActor in lower.reduce(0, +) + upper.reduce(0, +) }
for job in [
  Job(name: "wilson", run: { try intervals(.wilson) }, check: sum),
  Job(name: "clopper-pearson", run: { try intervals(.clopperPearson) }, check: sum),
  // The programs that are too slow for a million run the first 20,000.
  Job(name: "fisher", run: fisher, check: { pValues.prefix(20_000).reduce(0, +) }),
  Job(
    name: "bootstrap", run: bootstrap, check: { (resampled?.interval).map { $0.upper - $0.lower } ?? 0 }),
  Job(
    name: "range", run: range,
    check: {
      possible.map {
        $0.lowerLimit.upperBound + $0.upperLimit.lowerBound + $0.difference.upperBound + $0.pValue.upperBound
      } ?? 0
    }),
] {
  try job.measure()
}
