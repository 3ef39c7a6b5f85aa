public import Numbers

/// One value of a typed column, with what stood beside it.
public struct Entry<Value: Sendable>: Sendable {
  /// The value; nil where it is missing, or where a fault has been reported.
  public let value: Value?
  /// Why there is no value; nil where there is one, or where a fault has been reported.
  public let missing: MissingReason?
  /// The marks printed beside the value.
  public let marks: [Mark]
  /// Where the cell stands.
  public let location: CellLocation
}
