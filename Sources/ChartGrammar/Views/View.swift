/// What stands in annotations, labels and legends: text, and the stacks and shapes around it.
///
/// Of views a picture keeps the text in lines with its letters and colours, and the paint behind it. A type of your own
/// conforms by giving a `body`, as in SwiftUI.
public protocol View {
  /// What the view is made of.
  associatedtype Body: View
  /// What the view is made of.
  @ViewBuilder var body: Body { get }
  /// Adds the view's text; texts and stacks implement it, other views have `body`.
  func collect(into content: inout ViewContent)
}

extension View {
  /// Adds the text of the view's body.
  public func collect(into content: inout ViewContent) { body.collect(into: &content) }

  /// The charts in the view, in order: a chart itself, or those between the braces of stacks and bodies.
  ///
  /// ```swift
  /// let picture = try RateCard(rates: rates).charts[0].scene(size: size, measurer: measurer)
  /// ```
  public var charts: [Chart] { content.charts }

  /// The view's content with something said about all its charts.
  func changingCharts(_ change: (Chart) -> Chart) -> AnyView {
    var changed = content
    changed.charts = changed.charts.map(change)
    return AnyView(content: changed)
  }

  /// What a picture keeps of the view.
  var content: ViewContent {
    var content = ViewContent()
    collect(into: &content)
    return content
  }
}

extension View where Body == Never {
  /// A text or a stack has no body; it adds itself.
  public var body: Never { preconditionFailure("A text adds itself and has no body.") }
}

extension Never: View {
  /// Cannot be reached.
  public var body: Never { preconditionFailure("A value of this type does not exist.") }
  /// Cannot be reached.
  public func collect(into content: inout ViewContent) {}
}

extension Optional: View where Wrapped: View {
  /// Adds itself.
  public typealias Body = Never
  /// Adds the text of the view, if there is one.
  public func collect(into content: inout ViewContent) { self?.collect(into: &content) }
}

/// What a picture keeps of a view.
public struct ViewContent: Sendable {
  /// The lines of text from top to bottom.
  var lines: [Text] = []
  /// The paint of a shape, which may stand behind a text.
  var ground: Paint?
  /// The form of a shape without text, which may be a point's symbol.
  var shape: BasicChartSymbolShape?
  /// The texts, those beside a painted form with its paint, as in a legend.
  var entries: [LegendEntry] = []
  /// The charts, each a picture of its own.
  var charts: [Chart] = []

  /// All lines as one text; an empty one where there are none.
  var text: Text {
    let lines = lines.filter { !$0.string.isEmpty }
    guard var text = lines.first else { return Text(verbatim: "") }
    text.following += lines.dropFirst()
    text.backdrop = text.backdrop ?? ground
    return text
  }
}

/// What a legend of a chart's own says about one colour.
struct LegendEntry: Hashable, Sendable {
  var name: String
  /// The colour; nil for text alone.
  var paint: Paint?
}

/// Gathers views written one under the other, with `if`, `switch` and `for`.
@resultBuilder
public enum ViewBuilder {
  /// Nothing.
  public static func buildBlock() -> EmptyView { EmptyView() }
  /// The first of several.
  public static func buildPartialBlock<V: View>(first: V) -> V { first }
  /// Those so far and one more.
  public static func buildPartialBlock<A: View, B: View>(accumulated: A, next: B) -> PairView<A, B> {
    PairView(first: accumulated, second: next)
  }
  /// One line.
  public static func buildExpression<V: View>(_ view: V) -> V { view }
  /// An `if` without `else`.
  public static func buildOptional<V: View>(_ view: V?) -> V? { view }
  /// The first branch.
  public static func buildEither<A: View, B: View>(first: A) -> EitherView<A, B> { .first(first) }
  /// The other branch.
  public static func buildEither<A: View, B: View>(second: B) -> EitherView<A, B> { .second(second) }
  /// An `if #available`.
  public static func buildLimitedAvailability<V: View>(_ view: V) -> V { view }
}

/// No view at all.
public struct EmptyView: View {
  /// Adds itself.
  public typealias Body = Never
  /// Nothing.
  public init() {}
  /// Adds nothing.
  public func collect(into content: inout ViewContent) {}
}

/// Two views in order.
public struct PairView<First: View, Second: View>: View {
  /// Adds itself.
  public typealias Body = Never
  let first: First
  let second: Second

  /// Adds the text of both.
  public func collect(into content: inout ViewContent) {
    first.collect(into: &content)
    second.collect(into: &content)
  }
}

/// A view of one of two types.
public enum EitherView<First: View, Second: View>: View {
  /// Adds itself.
  public typealias Body = Never
  /// The first branch was taken.
  case first(First)
  /// The other branch was taken.
  case second(Second)

  /// Adds the text of the branch that was taken.
  public func collect(into content: inout ViewContent) {
    switch self {
    case .first(let view): view.collect(into: &content)
    case .second(let view): view.collect(into: &content)
    }
  }
}

/// A view of any type.
public struct AnyView: View {
  /// Adds itself.
  public typealias Body = Never
  private let own: ViewContent

  /// A view whose type is forgotten.
  public init(_ view: some View) { own = view.content }

  init(content: ViewContent) { own = content }

  /// Adds the text of the view.
  public func collect(into content: inout ViewContent) { content.add(own) }
}

extension ViewContent {
  /// Adds what another view has, its lines below those so far.
  mutating func add(_ other: ViewContent) {
    lines += other.lines
    ground = other.ground ?? ground
    shape = shape ?? other.shape
    entries += other.entries
    charts += other.charts
  }

  /// What a view has whose parts stand beside each other: their lines joined row by row, with the look of the first.
  static func row(_ parts: [ViewContent]) -> ViewContent {
    var row = ViewContent()
    for part in parts {
      for (index, line) in part.lines.enumerated() {
        if index < row.lines.count {
          row.lines[index].string += " " + line.string
        } else {
          row.lines.append(line)
        }
      }
      row.ground = part.ground ?? row.ground
      row.shape = row.shape ?? part.shape
      row.charts += part.charts
    }
    let entries = parts.flatMap(\.entries)
    guard !entries.contains(where: { $0.paint != nil }), let name = row.lines.first?.string, !name.isEmpty
    else {
      row.entries = entries
      return row
    }
    row.entries = [LegendEntry(name: name, paint: row.shape != nil && parts.count > 1 ? row.ground : nil)]
    return row
  }
}
