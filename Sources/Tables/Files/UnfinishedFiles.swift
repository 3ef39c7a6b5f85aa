import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The files and folders that this process has begun and that stand at no final path yet.
///
/// What is written beside its target may hold people's data, so that it must not outlive a process that is stopped. The
/// tool calls `removeAll()` when it is told to stop; after a `SIGKILL` the next writing to the same path does.
package enum UnfinishedFiles {
  private struct State {
    var paths: [String] = []
    /// Folders that go with all that is in them.
    var folders: Set<String> = []
    var isClosed = false
  }

  private static let state = Mutex(State())

  /// Removes all of them, and lets no further one begin; what is being put in place is put in place first.
  package static func removeAll() {
    state.withLock { state in
      state.isClosed = true
      for path in state.paths.reversed() { remove(path) }
      for folder in state.folders { StagingName.removeAll(folder) }
      state.paths = []
      state.folders = []
    }
  }

  /// Makes a file or folder and remembers its path; `make` gives whether it was made.
  ///
  /// - Parameter goesWhole: whether a folder goes with all that is in it.
  static func begin(_ path: String, goesWhole: Bool = false, _ make: () -> Bool) -> Bool {
    state.withLock { state in
      guard !state.isClosed else {
        errno = EINTR
        return false
      }
      guard make() else { return false }
      if goesWhole { state.folders.insert(path) } else { state.paths.append(path) }
      return true
    }
  }

  /// Forgets a path that is final now, or that was removed.
  static func end(_ path: String) {
    state.withLock { state in
      state.paths.removeAll { $0 == path }
      state.folders.remove(path)
    }
  }

  /// Removes a file, or an empty folder, that was begun.
  static func discard(_ path: String) {
    remove(path)
    end(path)
  }

  /// Runs steps that a signal to stop must not come between.
  static func undisturbed<Value, Failure: Error>(
    _ steps: (_ forget: (String) -> Void) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    let result: Result<Value, Failure> = state.withLock { state in
      guard !state.isClosed else {
        // The process is being stopped, and what was to be put in place is removed already.
        while true { pause() }
      }
      var finished: Set<String> = []
      let result: Result<Value, Failure>
      do throws(Failure) {
        result = .success(try steps { finished.insert($0) })
      } catch {
        result = .failure(error)
      }
      state.paths.removeAll { finished.contains($0) }
      return result
    }
    return try result.get()
  }

  private static func remove(_ path: String) {
    if unlink(path) != 0 { rmdir(path) }
  }
}
