/// Content with one more thing said about all its marks.
///
/// As in SwiftUI, what is said nearest to a mark wins.
public struct ModifiedContent<Content: ChartContent>: ChartContent {
  /// Adds itself.
  public typealias Body = Never
  let content: Content
  let modifier: MarkModifier

  /// Adds the marks with the modifier applied.
  public func collect(into collection: inout MarkCollection) {
    let start = collection.records.count
    content.collect(into: &collection)
    let isForPoints = if case .cover = modifier { true } else { false }
    for index in start..<collection.records.count
    where !isForPoints || collection.records[index].mark is PointMark {
      modifier.apply(to: &collection.records[index].style)
    }
  }
}

extension ModifiedContent: Sendable where Content: Sendable {}

/// One thing said about marks.
enum MarkModifier: Sendable {
  case paint(Paint)
  case symbol(BasicChartSymbolShape)
  case symbolSize(Double)
  case lineStyle(StrokeStyle)
  case interpolation(InterpolationMethod)
  case corners(RectangleCornerRadii)
  case shadow(MarkShadow)
  case mask(MarkCollection)
  case endOffsets(MarkEndOffsets)
  case opacity(Double)
  case offset(Point)
  case zIndex(Double)
  case grouped(MarkStyle.Grouping, Encoding)
  case position(MarkGroupPosition, Encoding)
  case alignsWithPlot
  case view(ViewContent)
  case cover(ViewContent)
  case annotation(MarkAnnotation)
  case accessibilityText(String)
  case accessibilityHidden(Bool)

  func apply(to style: inout MarkStyle) {
    switch self {
    case .paint(let paint): style.paint = style.paint ?? paint
    case .symbol(let symbol): style.symbol = style.symbol ?? symbol
    case .symbolSize(let size): style.symbolSize = style.symbolSize ?? size
    case .lineStyle(let line): style.lineStyle = style.lineStyle ?? line
    case .interpolation(let method): style.interpolation = style.interpolation ?? method
    case .corners(let radii): style.corners = style.corners ?? radii
    case .shadow(let shadow): style.shadow = style.shadow ?? shadow
    case .mask(let marks): style.masks.append(marks)
    case .endOffsets(let offsets): style.endOffsets = style.endOffsets.map { $0 + offsets } ?? offsets
    case .opacity(let factor): style.opacity *= factor
    case .offset(let offset):
      style.offset = Point(x: style.offset.x + offset.x, y: style.offset.y + offset.y)
    case .zIndex(let index): style.zIndex = style.zIndex == 0 ? index : style.zIndex
    case .grouped(let grouping, let encoding):
      if style.encoding(grouping) == nil {
        style.groupings.append(.init(grouping: grouping, encoding: encoding))
      }
    case .position(let position, let encoding):
      if style.encoding(.position) == nil {
        style.groupings.append(.init(grouping: .position, encoding: encoding))
        style.groupPosition = position
      }
    case .alignsWithPlot: style.alignsWithPlot = true
    case .view(let content): content.apply(to: &style)
    case .cover(let content): content.cover(&style)
    case .annotation(let annotation): style.annotations.append(annotation)
    case .accessibilityText(let text): style.accessibilityText = style.accessibilityText ?? text
    case .accessibilityHidden(let hidden): style.isHiddenFromDescription = hidden
    }
  }
}
