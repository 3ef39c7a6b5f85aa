#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A type whose values can be drawn on an axis or told apart by colour, symbol or size.
///
/// Numbers, dates and strings conform; an enumeration with such a raw value conforms by naming the protocol.
public protocol Plottable {
  /// The number, date or string that stands for a value.
  associatedtype PrimitivePlottable: PrimitivePlottableProtocol
  /// The number, date or string that stands for this value.
  var primitivePlottable: PrimitivePlottable { get }
  /// The value that a number, date or string stands for, or nil if there is none.
  init?(primitivePlottable: PrimitivePlottable)
}

/// A number, a date or a string.
public protocol PrimitivePlottableProtocol: Plottable where PrimitivePlottable == Self {
  /// The value without its type.
  var datum: Datum { get }
  /// The value that a datum stands for, or nil if the datum is of another kind.
  init?(datum: Datum)
}

extension PrimitivePlottableProtocol {
  /// The value itself.
  public var primitivePlottable: Self { self }
  /// The value itself.
  public init?(primitivePlottable: Self) { self = primitivePlottable }
}

extension Plottable where Self: RawRepresentable, RawValue: Plottable {
  /// The raw value's own.
  public var primitivePlottable: RawValue.PrimitivePlottable { rawValue.primitivePlottable }
  /// The case with a raw value, or nil if there is none.
  public init?(primitivePlottable: RawValue.PrimitivePlottable) {
    guard let raw = RawValue(primitivePlottable: primitivePlottable) else { return nil }
    self.init(rawValue: raw)
  }
}

extension PrimitivePlottableProtocol where Self: BinaryFloatingPoint {
  /// The number.
  public var datum: Datum { .number(Double(self)) }
  /// The number, or nil for another kind.
  public init?(datum: Datum) {
    guard case .number(let value) = datum else { return nil }
    self = Self(value)
  }
}

extension PrimitivePlottableProtocol where Self: BinaryInteger {
  /// The number.
  public var datum: Datum { .number(Double(self)) }
  /// The whole number, or nil for another kind or a fraction.
  public init?(datum: Datum) {
    guard case .number(let value) = datum, let whole = Self(exactly: value) else { return nil }
    self = whole
  }
}

extension Double: PrimitivePlottableProtocol {}
extension Float: PrimitivePlottableProtocol {}
extension Int: PrimitivePlottableProtocol {}
extension Int8: PrimitivePlottableProtocol {}
extension Int16: PrimitivePlottableProtocol {}
extension Int32: PrimitivePlottableProtocol {}
extension Int64: PrimitivePlottableProtocol {}
extension UInt: PrimitivePlottableProtocol {}
extension UInt8: PrimitivePlottableProtocol {}
extension UInt16: PrimitivePlottableProtocol {}
extension UInt32: PrimitivePlottableProtocol {}
extension UInt64: PrimitivePlottableProtocol {}

extension String: PrimitivePlottableProtocol {
  /// The name.
  public var datum: Datum { .category(self) }
  /// The name, or nil for another kind.
  public init?(datum: Datum) {
    guard case .category(let name) = datum else { return nil }
    self = name
  }
}

extension Decimal: PrimitivePlottableProtocol {
  /// The number, to the sixteen digits that a picture knows.
  public var datum: Datum { .number(Double("\(self)") ?? .nan) }
  /// The number, or nil for another kind.
  public init?(datum: Datum) {
    guard case .number(let value) = datum else { return nil }
    self.init(string: "\(value)")
  }
}

extension Date: PrimitivePlottableProtocol {
  /// The instant.
  public var datum: Datum { .date(timeIntervalSince1970) }
  /// The instant, or nil for another kind.
  public init?(datum: Datum) {
    guard case .date(let seconds) = datum else { return nil }
    self.init(timeIntervalSince1970: seconds)
  }
}
