#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// Selection, scrolling and views over a chart: a picture is not pointed at, so these are accepted and have no effect, but
/// for the text of a chart's background or overlay, which stands in the middle of the plot.
extension Chart {
  /// Has no effect.
  public func chartXSelection<Value: Plottable>(value: Binding<Value?>) -> Chart { self }
  /// Has no effect.
  public func chartXSelection<Value: Plottable>(range: Binding<ClosedRange<Value>?>) -> Chart { self }
  /// Has no effect.
  public func chartYSelection<Value: Plottable>(value: Binding<Value?>) -> Chart { self }
  /// Has no effect.
  public func chartYSelection<Value: Plottable>(range: Binding<ClosedRange<Value>?>) -> Chart { self }
  /// Has no effect.
  public func chartAngleSelection<Value: Plottable>(value: Binding<Value?>) -> Chart { self }
  /// Has no effect: all values are drawn.
  public func chartScrollableAxes(_ axes: AxisSet) -> Chart { self }
  /// Has no effect: all values are drawn.
  public func chartXVisibleDomain(length: some Plottable) -> Chart { self }
  /// Has no effect: all values are drawn.
  public func chartYVisibleDomain(length: some Plottable) -> Chart { self }
  /// Has no effect: all values are drawn.
  public func chartXVisibleDomain(length: Double) -> Chart { self }
  /// Has no effect: all values are drawn.
  public func chartScrollPosition<Value: Plottable>(x: Binding<Value>) -> Chart { self }
  /// Has no effect: all values are drawn.
  public func chartScrollPosition<Value: Plottable>(y: Binding<Value>) -> Chart { self }
  /// Has no effect: all values are drawn.
  public func chartScrollPosition(initialX: some Plottable) -> Chart { self }
  /// Has no effect: all values are drawn.
  public func chartScrollPosition(initialY: some Plottable) -> Chart { self }
  /// Has no effect.
  public func chartScrollTargetBehavior(_ behavior: ValueAlignedChartScrollTargetBehavior) -> Chart { self }
  /// Has no effect.
  public func chartGesture(_ gesture: (ChartProxy) -> some Gesture) -> Chart { self }

  /// Writes the text of a view in the middle of a ring; in other charts, where such a text follows the pointer, and for all
  /// else it has no effect.
  public func chartOverlay(
    alignment: Alignment = .center, @ViewBuilder content: (ChartProxy) -> some View
  ) -> Chart {
    withText(content(ChartProxy()).content.text, in: \.ringTexts)
  }

  /// Writes the text of a view in the middle of the plot, as in a ring; all else has no effect.
  public func chartBackground(
    alignment: Alignment = .center, @ViewBuilder content: (ChartProxy) -> some View
  ) -> Chart {
    withText(content(ChartProxy()).content.text, in: \.plotTexts)
  }

  private func withText(_ text: Text, in texts: WritableKeyPath<ChartOptions, [Text]>) -> Chart {
    guard !text.string.isEmpty else { return self }
    return changed { $0[keyPath: texts].append(text) }
  }

  /// Puts a legend of the chart's own above, below or beside the plot: texts, and the colours of forms beside them.
  public func chartLegend(
    position: AnnotationPosition = .automatic, alignment: Alignment? = nil, spacing: Double? = nil,
    @ViewBuilder content: () -> some View
  ) -> Chart {
    let entries = content().content.entries
    return changed {
      $0.legend.visibility = entries.isEmpty ? .hidden : .visible
      $0.legend.entries = entries
      $0.legend.position = position
      $0.legend.alignment = alignment
      $0.legend.spacing = spacing.map { max($0, 0) }
    }
  }
}

/// Where scrolling stops.
public struct ValueAlignedChartScrollTargetBehavior: Sendable {
  /// At dates of a kind.
  public static func valueAligned(
    matching components: DateComponents, majorAlignment: MajorValueAlignment? = nil
  ) -> ValueAlignedChartScrollTargetBehavior { .init() }

  /// At multiples of a number.
  public static func valueAligned(
    unit: Double, majorAlignment: MajorValueAlignment? = nil
  ) -> ValueAlignedChartScrollTargetBehavior { .init() }
}

/// Where a page of a scrolled chart begins.
public struct MajorValueAlignment: Sendable {
  /// At the next page.
  public static let page = MajorValueAlignment()
  /// At multiples of a number.
  public static func unit(_ unit: Double) -> MajorValueAlignment { .init() }
  /// At dates of a kind.
  public static func matching(_ components: DateComponents) -> MajorValueAlignment { .init() }
}

/// A chart in three dimensions, which is refused.
@available(
  *, unavailable, message: "Charts in three dimensions are not drawn: use colour, size or small charts."
)
public enum Chart3D {}
