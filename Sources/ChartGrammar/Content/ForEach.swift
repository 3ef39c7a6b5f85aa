/// Content made anew for each element of a collection.
public struct ForEach<Data: RandomAccessCollection, ID: Hashable, Content: ChartContent>: ChartContent,
  Sendable
{
  /// Adds itself.
  public typealias Body = Never
  let collection: MarkCollection

  /// Content for each element, elements being told apart by their `id`.
  public init(
    _ data: Data, @ChartContentBuilder content: (Data.Element) -> Content
  ) where Data.Element: Identifiable, ID == Data.Element.ID {
    collection = Self.collect(data, content)
  }

  /// Content for each element, elements being told apart by a property.
  public init(
    _ data: Data, id: KeyPath<Data.Element, ID>, @ChartContentBuilder content: (Data.Element) -> Content
  ) {
    collection = Self.collect(data, content)
  }

  /// Content for each number of a range.
  public init(
    _ data: Data, @ChartContentBuilder content: (Data.Element) -> Content
  ) where Data == Range<Int>, ID == Int {
    collection = Self.collect(data, content)
  }

  private static func collect(_ data: Data, _ content: (Data.Element) -> Content) -> MarkCollection {
    var collection = MarkCollection()
    collection.records.reserveCapacity(data.count)
    for element in data { content(element).collect(into: &collection) }
    return collection
  }

  /// Adds the marks of all elements.
  public func collect(into collection: inout MarkCollection) {
    collection.records += self.collection.records
  }
}

/// Content kept together, so that one modifier applies to all of it.
public struct Plot<Content: ChartContent>: ChartContent {
  /// Adds itself.
  public typealias Body = Never
  let content: Content

  /// Content kept together.
  public init(@ChartContentBuilder content: () -> Content) {
    self.content = content()
  }

  /// Adds the marks.
  public func collect(into collection: inout MarkCollection) { content.collect(into: &collection) }
}

extension Plot: Sendable where Content: Sendable {}
