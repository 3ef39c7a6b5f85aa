/// What a reading does with a cell that holds no value.
public enum MissingPolicy: Hashable, Sendable {
  /// The entry keeps the reason.
  case allowed
  /// It is a fault.
  case refused
}
