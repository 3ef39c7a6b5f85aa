import ReoffendingReport
import Reoffending
import Statistics
import Tables

/// Why the tool stops: a sentence for standard error and the contract's exit code.
struct Failure: Error {
  /// The exit codes of the contract.
  enum Code: Int32 {
    case checkFailed = 1
    case usage = 64
    case data = 65
    case noInput = 66
    case fault = 70
    case cannotWrite = 73
  }

  let code: Code
  let message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}
