public import Numbers

/// What the caller knows of a file; what is nil is found out.
public struct CSVOptions: Hashable, Sendable {
  /// The sign between fields.
  public var separator: Separator?
  /// The encoding of the letters.
  public var encoding: TextEncoding?
  /// The sign before decimals.
  public var decimalMark: DecimalMark?

  /// Makes options; without arguments, everything is found out.
  public init(
    separator: Separator? = nil, encoding: TextEncoding? = nil, decimalMark: DecimalMark? = nil
  ) {
    self.separator = separator
    self.encoding = encoding
    self.decimalMark = decimalMark
  }
}
