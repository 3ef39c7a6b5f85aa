extension ValueFormat {
  /// How many digits a number is written with, in the words of Foundation's format styles.
  public enum Precision: Hashable, Sendable {
    /// So many digits behind the decimal point.
    case fractionLength(Int)
  }

  /// Whether thousands have commas, in the words of Foundation's format styles.
  public enum Grouping: Hashable, Sendable {
    /// They have.
    case automatic
    /// They have not: years, reference numbers.
    case never
  }

  /// Whether large numbers are shortened, in the words of Foundation's format styles.
  public enum Notation: Hashable, Sendable {
    /// All digits are written.
    case automatic
    /// 1,500 is written `1.5K`, and millions and billions likewise with `M` and `B`.
    case compactName
  }

  /// When a sign is written, in the words of Foundation's format styles.
  public enum SignStrategy: Hashable, Sendable {
    /// Before numbers below zero.
    case automatic
    /// Before all numbers but zero.
    case always(includingZero: Bool = false)
    /// Never.
    case never
  }

  /// The same with a fixed number of decimals.
  public func precision(_ precision: Precision) -> ValueFormat {
    switch precision {
    case .fractionLength(let places): decimals(places)
    }
  }

  /// The same with or without commas between thousands.
  public func grouping(_ grouping: Grouping) -> ValueFormat {
    changed { $0.hasCommas = grouping == .automatic }
  }

  /// The same with large numbers shortened or not.
  public func notation(_ notation: Notation) -> ValueFormat {
    changed { $0.isCompact = notation == .compactName }
  }

  /// The same with signs written when a strategy says.
  public func sign(strategy: SignStrategy) -> ValueFormat {
    changed {
      switch strategy {
      case .automatic: ($0.showsPlus, $0.ignoresSign) = (false, false)
      case .always: ($0.showsPlus, $0.ignoresSign) = (true, false)
      case .never: ($0.showsPlus, $0.ignoresSign) = (false, true)
      }
    }
  }

  /// The same with numbers multiplied first; of a per cent in place of its usual 100, so that 1 is for values that are
  /// per cents already.
  public func scale(_ factor: Double) -> ValueFormat {
    changed { $0.factor = $0.kind == .percent ? factor / 100 : factor }
  }
}
