internal import CNotebookWorker

/// Waits for asynchronous work at the top level of a cell; the kernel writes this call around `await`.
///
/// A module with asynchronous top-level code ends the process when it is done, so cells wait here instead, on
/// the main thread, and serve the main actor meanwhile.
public func _wait<Value>(_ work: @escaping @MainActor () async throws -> Value) throws -> Value {
  let outcome = Outcome<Value>()
  let carried = Carried(work: work)
  Task { @MainActor in
    do {
      outcome.result = .success(try await carried.work())
    } catch {
      outcome.result = .failure(error)
    }
    outcome.isFinished.pointee = true
  }
  notebook_serve_main_queue(outcome.isFinished)
  guard let result = outcome.result else { preconditionFailure("the task ended without an outcome") }
  return try result.get()
}

/// Touched by the main thread only: the task runs on the main actor, which the waiting thread serves.
private final class Outcome<Value>: @unchecked Sendable {
  let isFinished = UnsafeMutablePointer<Bool>.allocate(capacity: 1)
  var result: Result<Value, any Error>?

  init() { isFinished.initialize(to: false) }

  deinit { isFinished.deallocate() }
}

/// Never leaves the main thread either.
private struct Carried<Value>: @unchecked Sendable {
  let work: @MainActor () async throws -> Value
}
