internal import CGSL

/// The only doorway to the GNU Scientific Library.
///
/// GSL aborts the process on a domain error unless its handler is off, and then returns NaN in silence. Every
/// call goes through `value(_:_:)` or `status(_:_:)`, which turn the handler off once and let no NaN out.
enum GSL {
  private static let handlerIsOff: Bool = {
    gsl_set_error_handler_off()
    return true
  }()

  /// Runs a routine that returns a number on arguments that are already known to be inside its domain.
  static func value(_ function: StaticString, _ body: () -> Double) -> Double {
    precondition(handlerIsOff)
    let result = body()
    precondition(!result.isNaN, "\(function) returned NaN inside its domain")
    return result
  }

  /// Runs a routine that returns a number and may fail on the arguments given.
  static func checkedValue(_ function: StaticString, _ body: () -> Double) throws(StatisticsError) -> Double {
    precondition(handlerIsOff)
    let result = body()
    guard !result.isNaN else {
      throw .numericalFailure(function: "\(function)", reason: "the result is not a number")
    }
    return result
  }

  /// Runs a routine that returns a status code.
  static func status(_ function: StaticString, _ body: () -> Int32) throws(StatisticsError) {
    precondition(handlerIsOff)
    let code = body()
    guard code == Int32(GSL_SUCCESS) else {
      throw .numericalFailure(function: "\(function)", reason: String(cString: gsl_strerror(code)))
    }
  }
}
