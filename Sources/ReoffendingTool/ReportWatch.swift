import Foundation
import ReoffendingReport

/// Draws a report whenever its configuration or a file that it is made of is saved.
struct ReportWatch {
  let config: String?
  let options: ReportOptions
  let draw: (ReportPlan) throws -> Void

  /// What was seen of a file.
  private struct State: Equatable {
    let size: Int64
    let seconds: Int
    let nanoseconds: Int
    let number: UInt64

    init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      size = Int64(status.st_size)
      number = UInt64(status.st_ino)
      #if os(Linux)
        (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
      #else
        (seconds, nanoseconds) = (status.st_mtimespec.tv_sec, status.st_mtimespec.tv_nsec)
      #endif
    }
  }

  /// Draws now and after every change; ends with the process only.
  func run() throws -> Never {
    var files = [config].compactMap(\.self)
    while true {
      // What is saved while a report is drawn is seen afterwards.
      var seen = states(files)
      do {
        let plan = try ReportPlan(configuration: config, options: options)
        files = plan.files
        seen = states(files)
        try draw(plan)
      } catch {
        guard let failure = Failure(error) else { throw error }
        StandardError.write("reoffending: \(failure.message)\n")
      }
      StandardError.write("Watching \(files.count) file\(files.count == 1 ? "" : "s"); interrupt to end.\n")
      while states(files) == seen { Thread.sleep(forTimeInterval: 0.3) }
      // An editor may write in several steps.
      Thread.sleep(forTimeInterval: 0.1)
    }
  }

  private func states(_ files: [String]) -> [State?] { files.map { State($0) } }
}
