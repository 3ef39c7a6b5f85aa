/// Values of uncertain flows, drawn from a seed.
///
/// An uncertain amount or unit value is one number for all years of its flow. Each replicate has its own stream, so that the
/// draws are the same on any number of cores, and those of a flow the same whichever others count.
public struct CashFlowDraws: Sendable {
  /// How uncertain flows belong together.
  public enum Dependence: String, Hashable, Sendable, CaseIterable, Codable {
    /// Each amount and each unit value is drawn for itself.
    case independent
    /// All amounts of benefits are high or low together, as where one effect stands behind them; so are all unit values.
    case together
  }

  /// One value of a flow.
  struct Draw: Sendable {
    let amount: Double
    let unitValue: Double
  }

  /// The flows.
  public let flows: [CashFlow]
  /// How many times they are drawn.
  public let count: Int
  private let values: [Draw]

  /// Draws flows.
  ///
  /// - Throws: `StatisticsError` for no flow, and fewer than 100 draws.
  public init(
    _ flows: [CashFlow], dependence: Dependence = .independent, count: Int = 10_000, seed: UInt64 = 1
  ) throws(StatisticsError) {
    guard !flows.isEmpty else { throw .empty(argument: "flows") }
    try Require.atLeast(100, count, "draws")
    guard count <= 10_000_000 / flows.count else {
      throw .outOfRange(
        argument: "draws", value: Double(count),
        allowed: "at most \(10_000_000 / flows.count) with so many flows")
    }
    self.flows = flows
    self.count = count
    var values = Array(repeating: Draw(amount: 0, unitValue: 0), count: count * flows.count)
    values.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let slots = buffer
      ParallelChunks.forEach(count: count, chunk: 500) { range in
        for replicate in range {
          var generator = ReplicateGenerator(seed: seed, replicate: replicate)
          let shared = (RandomDraws.normal(&generator), RandomDraws.normal(&generator))
          for (place, flow) in flows.enumerated() {
            // Two numbers a flow, whether it needs them or not.
            let own = (RandomDraws.normal(&generator), RandomDraws.normal(&generator))
            let used = dependence == .together && flow.direction == .benefit ? shared : own
            slots[replicate * flows.count + place] = Draw(
              amount: flow.amount.value(at: used.0), unitValue: flow.unitValue.value(at: used.1))
          }
        }
      }
    }
    self.values = values
  }

  /// The values of all flows in a replicate.
  subscript(_ replicate: Int) -> ArraySlice<Draw> {
    values[replicate * flows.count..<(replicate + 1) * flows.count]
  }

  /// The value of a flow in a replicate.
  subscript(_ replicate: Int, _ place: Int) -> Draw { values[replicate * flows.count + place] }
}
