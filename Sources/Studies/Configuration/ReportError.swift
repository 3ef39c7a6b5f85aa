/// What a report refuses.
public enum ReportError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The configuration is not understood.
  case configuration(source: String, problem: String)
  /// A bundled file is broken; a fault of ours.
  case brokenBundle(String)

  /// The sentence shown to a user.
  public var description: String {
    switch self {
    case .configuration(let source, let problem): "\(source): \(problem)"
    case .brokenBundle(let problem): "a bundled file is broken: \(problem)"
    }
  }
}
