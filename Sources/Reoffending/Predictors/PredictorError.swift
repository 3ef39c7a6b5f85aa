/// What a predictor of reoffending refuses.
public enum PredictorError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A number lies outside what the predictor is defined for.
  case outOfRange(argument: String, value: Int, allowed: String)
  /// The offence group is not one of the predictor's.
  case unknownOffenceGroup(String, known: [String])
  /// Two inputs cannot both be true.
  case contradiction(String)

  /// The sentence shown to a user.
  public var description: String {
    switch self {
    case .outOfRange(let argument, let value, let allowed):
      "\(argument) is \(value); it must be \(allowed)"
    case .unknownOffenceGroup(let name, let known):
      "“\(name)” is not an offence group of this predictor; its groups are \(known.joined(separator: ", "))"
    case .contradiction(let sentence):
      sentence
    }
  }
}
