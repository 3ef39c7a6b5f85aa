internal import Dispatch
internal import Synchronization

/// Work on several cores, each result in its place.
package enum ParallelWork {
  /// Calls `body` for each number below a count, on some cores.
  static func each(_ count: Int, cores: Int, _ body: @Sendable (Int) -> Void) {
    guard count > 1, cores > 1 else {
      for index in 0..<count { body(index) }
      return
    }
    DispatchQueue.concurrentPerform(iterations: count, execute: body)
  }

  /// Calls `body` for each number below a count, on all cores, and gives the results in order.
  ///
  /// Once one has failed no later one is begun, so that the failure is the first in order whichever came first.
  ///
  /// - Throws: the first failure in order.
  package static func map<Value: Sendable, Failure: Error>(
    _ count: Int, _ body: @Sendable (Int) throws(Failure) -> Value
  ) throws(Failure) -> [Value] {
    let state = Mutex((results: [Int: Result<Value, Failure>](), firstFailure: Int.max))
    DispatchQueue.concurrentPerform(iterations: count) { index in
      guard state.withLock({ index < $0.firstFailure }) else { return }
      let result = Result { () throws(Failure) in try body(index) }
      state.withLock { state in
        state.results[index] = result
        if case .failure = result { state.firstFailure = min(index, state.firstFailure) }
      }
    }
    let results = state.withLock { $0.results }
    var values: [Value] = []
    for index in 0..<count {
      if let result = results[index] { values.append(try result.get()) }
    }
    return values
  }
}
