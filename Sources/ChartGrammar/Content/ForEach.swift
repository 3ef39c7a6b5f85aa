/// Content made anew for each element of a collection: marks, or views.
public struct ForEach<Data: RandomAccessCollection, ID: Hashable, Content>: Sendable {
  let collection: MarkCollection
  let views: ViewContent
}

extension ForEach: ChartContent where Content: ChartContent {
  /// Adds itself.
  public typealias Body = Never

  /// Content for each element, elements being told apart by their `id`.
  public init(
    _ data: Data, @ChartContentBuilder content: (Data.Element) -> Content
  ) where Data.Element: Identifiable, ID == Data.Element.ID {
    self.init(marks: data, content)
  }

  /// Content for each element, elements being told apart by a property.
  public init(
    _ data: Data, id: KeyPath<Data.Element, ID>, @ChartContentBuilder content: (Data.Element) -> Content
  ) {
    self.init(marks: data, content)
  }

  /// Content for each number of a range.
  public init(
    _ data: Data, @ChartContentBuilder content: (Data.Element) -> Content
  ) where Data == Range<Int>, ID == Int {
    self.init(marks: data, content)
  }

  private init(marks data: Data, _ content: (Data.Element) -> Content) {
    var collection = MarkCollection()
    collection.records.reserveCapacity(data.count)
    for element in data { content(element).collect(into: &collection) }
    self.collection = collection
    views = ViewContent()
  }

  /// Adds the marks of all elements.
  public func collect(into collection: inout MarkCollection) {
    collection.records += self.collection.records
  }
}

extension ForEach: View where Content: View {
  /// Views for each element, elements being told apart by their `id`.
  @_disfavoredOverload
  public init(
    _ data: Data, @ViewBuilder content: (Data.Element) -> Content
  ) where Data.Element: Identifiable, ID == Data.Element.ID {
    self.init(views: data, content)
  }

  /// Views for each element, elements being told apart by a property.
  @_disfavoredOverload
  public init(_ data: Data, id: KeyPath<Data.Element, ID>, @ViewBuilder content: (Data.Element) -> Content) {
    self.init(views: data, content)
  }

  /// Views for each number of a range.
  @_disfavoredOverload
  public init(
    _ data: Data, @ViewBuilder content: (Data.Element) -> Content
  ) where Data == Range<Int>, ID == Int {
    self.init(views: data, content)
  }

  private init(views data: Data, _ content: (Data.Element) -> Content) {
    var all = ViewContent()
    for element in data { all.add(content(element).content) }
    views = all
    collection = MarkCollection()
  }

  /// Adds the views of all elements.
  public func collect(into content: inout ViewContent) { content.add(views) }
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
