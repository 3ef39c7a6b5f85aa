/// The mean of some values and how far they lie from it; those of two lists join without looking at the values again.
///
/// - Source: Chan, Golub and LeVeque (1983), *The American Statistician* 37(3), 242–247, doi:10.1080/00031305.1983.10483115.
public struct SpreadOfValues: Hashable, Sendable {
  /// How many values there are.
  public let count: Int
  /// Their mean; 0 without any.
  public let mean: Double
  /// The sum of the squares of their distances from the mean.
  public let squares: Double

  /// Takes the values.
  public init(_ values: [Double]) {
    count = values.count
    let mean = values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
    self.mean = mean
    squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  }

  private init(count: Int, mean: Double, squares: Double) {
    self.count = count
    self.mean = mean
    self.squares = squares
  }

  /// The values of both lists.
  public func joined(with other: SpreadOfValues) -> SpreadOfValues {
    guard count > 0 else { return other }
    guard other.count > 0 else { return self }
    let (own, all) = (Double(count), Double(count + other.count))
    let apart = other.mean - mean
    let weight = Double(other.count) / all
    return SpreadOfValues(
      count: count + other.count, mean: mean + apart * weight,
      squares: squares + other.squares + apart * apart * own * weight)
  }

  /// For each list the values of all others.
  public static func ofOthers(_ lists: [SpreadOfValues]) -> [SpreadOfValues] {
    let none = SpreadOfValues([])
    var behind = [none]
    for list in lists.reversed() { behind.append(list.joined(with: behind[behind.count - 1])) }
    var before = none
    return lists.indices.map { place in
      let others = before.joined(with: behind[lists.count - 1 - place])
      before = before.joined(with: lists[place])
      return others
    }
  }
}
