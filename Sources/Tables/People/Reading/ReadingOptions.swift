#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How a person-level file is read; nothing that is read depends on it.
public struct ReadingOptions: Sendable {
  /// How many bytes a core takes at a time.
  public var blockBytes: Int
  /// On how many cores.
  public var cores: Int
  /// Whether equal rows may come as one with how many they are, where the table is kept by an engine that counts them.
  package var groupsEqualRows = false
  /// The columns of rates of which only sums are needed where rows come grouped.
  package var summedRates: Set<String> = []
  /// The fewest people that a group may have for an engine to send it; nil for all.
  package var minimumCell: Int?
  /// Told after each block how far the reading is.
  public var progress: (@Sendable (ReadingProgress) -> Void)?

  /// Makes options; without arguments four megabytes a block, on all cores.
  public init(
    blockBytes: Int = 4 << 20, cores: Int? = nil, progress: (@Sendable (ReadingProgress) -> Void)? = nil
  ) {
    self.blockBytes = max(1, blockBytes)
    self.cores = max(1, cores ?? sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    self.progress = progress
  }
}

/// How far a reading is.
public struct ReadingProgress: Hashable, Sendable {
  /// The rows read.
  public let rows: Int
  /// The part of the file that was read, from 0 to 1; nil where its size is not known.
  public let share: Double?

  /// Says how far a reading is.
  package init(rows: Int, share: Double?) {
    self.rows = rows
    self.share = share
  }
}
