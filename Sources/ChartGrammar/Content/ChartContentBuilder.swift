/// Gathers marks written one under the other, with `if`, `switch` and `for`.
@resultBuilder
public enum ChartContentBuilder {
  /// Nothing.
  public static func buildBlock() -> EmptyChartContent { EmptyChartContent() }
  /// The first of several.
  public static func buildPartialBlock<C: ChartContent>(first: C) -> C { first }
  /// Those so far and one more.
  public static func buildPartialBlock<A: ChartContent, B: ChartContent>(
    accumulated: A, next: B
  ) -> PairContent<A, B> {
    PairContent(first: accumulated, second: next)
  }
  /// One line.
  public static func buildExpression<C: ChartContent>(_ content: C) -> C { content }
  /// An `if` without `else`.
  public static func buildOptional<C: ChartContent>(_ content: C?) -> ListContent<C> {
    ListContent(items: content.map { [$0] } ?? [])
  }
  /// The first branch.
  public static func buildEither<A: ChartContent, B: ChartContent>(first: A) -> EitherContent<A, B> {
    .first(first)
  }
  /// The other branch.
  public static func buildEither<A: ChartContent, B: ChartContent>(second: B) -> EitherContent<A, B> {
    .second(second)
  }
  /// A `for` loop.
  public static func buildArray<C: ChartContent>(_ items: [C]) -> ListContent<C> { ListContent(items: items) }
  /// An `if #available`.
  public static func buildLimitedAvailability<C: ChartContent>(_ content: C) -> C { content }
}

/// No marks at all.
public struct EmptyChartContent: ChartContent, Sendable {
  /// A mark has no body.
  public typealias Body = Never
  /// Adds nothing.
  public func collect(into collection: inout MarkCollection) {}
}

/// Two pieces of content in order.
public struct PairContent<First: ChartContent, Second: ChartContent>: ChartContent {
  /// Adds itself.
  public typealias Body = Never
  let first: First
  let second: Second

  /// Adds the marks of both.
  public func collect(into collection: inout MarkCollection) {
    first.collect(into: &collection)
    second.collect(into: &collection)
  }
}

/// Content of one of two types.
public enum EitherContent<First: ChartContent, Second: ChartContent>: ChartContent {
  /// Adds itself.
  public typealias Body = Never
  /// The first branch was taken.
  case first(First)
  /// The other branch was taken.
  case second(Second)

  /// Adds the marks of the branch that was taken.
  public func collect(into collection: inout MarkCollection) {
    switch self {
    case .first(let content): content.collect(into: &collection)
    case .second(let content): content.collect(into: &collection)
    }
  }
}

/// Any number of pieces of one type.
public struct ListContent<Item: ChartContent>: ChartContent {
  /// Adds itself.
  public typealias Body = Never
  let items: [Item]

  /// Adds the marks of all.
  public func collect(into collection: inout MarkCollection) {
    for item in items { item.collect(into: &collection) }
  }
}

extension PairContent: Sendable where First: Sendable, Second: Sendable {}
extension EitherContent: Sendable where First: Sendable, Second: Sendable {}
extension ListContent: Sendable where Item: Sendable {}
