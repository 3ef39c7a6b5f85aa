/// The faults of a reading: the first of them in order of place, and how many there are in all.
public struct FaultList: Hashable, Sendable, CustomStringConvertible {
  /// How many faults are kept to be shown.
  public static let shownAtMost = 20

  /// The first faults, in order of line and column.
  public private(set) var shown: [Fault] = []
  /// How many were found.
  public private(set) var count = 0

  /// Makes a list without a fault.
  public init() {}

  /// Whether nothing was found.
  public var isEmpty: Bool { count == 0 }

  /// Adds a fault; one already shown is not counted twice.
  public mutating func append(_ fault: Fault) {
    guard !shown.contains(fault) else { return }
    count += 1
    let place = shown.firstIndex { fault < $0 } ?? shown.count
    guard place < Self.shownAtMost else { return }
    shown.insert(fault, at: place)
    if shown.count > Self.shownAtMost { shown.removeLast() }
  }

  /// Counts faults that are not to be shown.
  mutating func addUnshown(_ more: Int) { count += more }

  /// Adds the faults of another list.
  public mutating func append(contentsOf other: FaultList) {
    for fault in other.shown { append(fault) }
    count += other.count - other.shown.count
  }

  /// A line a fault, and a last line for those not shown.
  public var description: String {
    let lines = shown.map(\.description)
    let rest = count - shown.count
    return (rest > 0 ? lines + ["and \(rest) more fault\(rest == 1 ? "" : "s")"] : lines)
      .joined(separator: "\n")
  }
}
