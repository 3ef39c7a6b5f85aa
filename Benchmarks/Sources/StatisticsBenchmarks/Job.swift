/// One job: what is timed, and a number that the same job in another program must give too.
struct Job {
  let name: String
  let run: () throws -> Double

  /// Runs the job three times and prints its name, its best time in seconds and its number.
  func measure() throws {
    let clock = ContinuousClock()
    var best = Double.infinity
    var check = 0.0
    for _ in 0..<3 {
      let time = try clock.measure { check = try run() }
      best = min(best, Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18)
    }
    print("\(name),\(best),\(check)")
  }
}
