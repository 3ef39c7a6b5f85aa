/// Marks, or something made of marks: what stands between the braces of a ``Chart``.
///
/// A type of your own conforms by giving a `body`.
public protocol ChartContent {
  /// What the content is made of.
  associatedtype Body: ChartContent
  /// What the content is made of.
  @ChartContentBuilder var body: Body { get }
  /// Adds the content's marks to a collection; marks and modifiers implement it, other content has `body`.
  func collect(into collection: inout MarkCollection)
}

extension ChartContent {
  /// Adds the marks of the content's body.
  public func collect(into collection: inout MarkCollection) { body.collect(into: &collection) }
}

extension Never: ChartContent {
  /// Cannot be reached.
  public typealias Body = Never
  /// Cannot be reached.
  public func collect(into collection: inout MarkCollection) {}
}

extension ChartContent where Body == Never {
  /// A mark has no body; it adds itself.
  public var body: Never { preconditionFailure("A mark draws itself and has no body.") }
}

/// The marks of a chart in the order in which they were written.
public struct MarkCollection: Sendable {
  var records: [MarkRecord] = []

  init() {}

  /// Adds one mark.
  public mutating func add(_ mark: some Mark) {
    records.append(MarkRecord(mark: mark, encodings: mark.encodings))
  }
}

/// One mark with what its modifiers have said.
struct MarkRecord: Sendable {
  var mark: any Mark
  var encodings: Encodings
  var style = MarkStyle()
}

extension MarkRecord {
  /// The names that the mark's place or series has, for notes; empty where it has numbers only.
  var placeName: String {
    let own = encodings.pairs.compactMap { pair -> String? in
      guard case .category(let name) = pair.encoding.datum, !name.isEmpty else { return nil }
      return name
    }
    let groups = style.groupings.filter { $0.grouping != .position }.map(\.encoding.datum.name)
    var seen: Set<String> = []
    return (own + groups).filter { seen.insert($0).inserted }.joined(separator: ", ")
  }
}
