#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A format style of Foundation.
struct ForeignFormat: Hashable, Sendable {
  private let style: any Hashable & Sendable
  /// A number, or an instant in seconds since 1970, as text.
  let write: @Sendable (Double) -> String

  init<F: FormatStyle & Sendable>(_ style: F) where F.FormatInput: Plottable, F.FormatOutput == String {
    self.style = style
    write = { value in
      typealias Primitive = F.FormatInput.PrimitivePlottable
      guard
        let primitive = Primitive(datum: .number(value)) ?? Primitive(datum: .date(value))
          ?? Primitive(datum: .number(value.rounded())),
        let input = F.FormatInput(primitivePlottable: primitive)
      else { return ValueFormat.number.string(value) }
      return style.format(input)
    }
  }

  static func == (first: ForeignFormat, second: ForeignFormat) -> Bool {
    AnyHashable(first.style) == AnyHashable(second.style)
  }

  func hash(into hasher: inout Hasher) { style.hash(into: &hasher) }
}

extension ValueFormat {
  /// How a format style of Foundation writes a number or an instant.
  public init<F: FormatStyle & Sendable>(_ style: F)
  where F.FormatInput: Plottable, F.FormatOutput == String {
    self.init(kind: .foreign(ForeignFormat(style)))
  }
}
