import Audit
import CairoRenderer
import ChartGrammar
import Reoffending
import Studies
import ReoffendingReport
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

  /// Finds the exit code of an error of any module; nil for the argument parser's own, which it prints itself.
  init?(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as StudyError: self.init(Self.code(error), error.message)
    case is PlannedStatements:
      self.init(.usage, "--explain-sql and --emit-sql are for a verb, not for a report")
    case let error as TableError: self.init(Self.code(error), error.description)
    case let error as StatisticsError: self.init(.data, error.description)
    case let error as AuditError: self.init(Self.code(error), error.description)
    case let error as ModelError: self.init(.data, error.description)
    case let error as CohortError: self.init(.data, error.description)
    case let error as PredictorError: self.init(.data, error.description)
    case let error as MatchingError: self.init(.data, error.description)
    case let error as DataSourceError: self.init(.noInput, error.description)
    case let error as ChartError: self.init(.data, error.description)
    case let error as ChartSpecificationError: self.init(.data, error.description)
    case let error as RenderError: self.init(Self.code(error), error.description)
    case let error as ReportItemError:
      guard let cause = Self(error.cause) else { return nil }
      self.init(cause.code, "\(error.place): \(error.name): \(cause.message)")
    case let error as ReportError: self.init(Self.code(error), error.description)
    default: return nil
    }
  }

  private static func code(_ error: TableError) -> Code {
    switch error {
    case .noSuchFile, .cannotRead: .noInput
    case .cannotWrite: .cannotWrite
    case .filter: .usage
    case .damaged, .severalTables, .empty, .unsupportedEncoding, .notText, .undecodable, .tooLarge, .faults,
      .noRows:
      .data
    }
  }

  /// A size that no picture can have was asked for.
  private static func code(_ error: RenderError) -> Code {
    switch error {
    case .invalidSize, .tooLarge, .invalidScale: .usage
    case .invalidNumber, .noFonts, .drawing: .fault
    }
  }

  private static func code(_ error: StudyError) -> Code {
    switch error.kind {
    case .usage: .usage
    case .data: .data
    case .checkFailed: .checkFailed
    case .fault: .fault
    }
  }

  private static func code(_ error: AuditError) -> Code {
    switch error {
    case .syntax: .usage
    case .unknownColumn, .ambiguousColumn, .notNumeric: .data
    }
  }

  private static func code(_ error: ReportError) -> Code {
    switch error {
    case .configuration: .data
    case .brokenBundle: .fault
    }
  }
}
