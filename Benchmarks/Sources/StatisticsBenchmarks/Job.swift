/// One job: what is timed, and a number that the same job in another program must give too.
@MainActor
struct Job {
  let name: String
  let run: @MainActor () throws -> Void
  let check: @MainActor () -> Double

  /// Runs the job five times and prints its name, its best time in seconds and its number.
  func measure() throws {
    let clock = ContinuousClock()
    var best = Double.infinity
    for _ in 0..<5 {
      let time = try clock.measure { try run() }
      best = min(best, Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18)
    }
    print("\(name),\(best),\(check())")
  }
}
