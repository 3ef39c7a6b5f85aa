/// A view whose text has another look.
public struct StyledView<Content: View>: View {
  /// Adds itself.
  public typealias Body = Never
  let inner: Content
  let change: (inout ViewContent) -> Void

  /// Adds the text in its look.
  public func collect(into content: inout ViewContent) {
    var own = inner.content
    change(&own)
    content.add(own)
  }
}

extension View {
  func styled(_ change: @escaping (inout ViewContent) -> Void) -> StyledView<Self> {
    StyledView(inner: self, change: change)
  }

  private func lines(_ change: @escaping (inout Text) -> Void) -> StyledView<Self> {
    styled { content in
      for index in content.lines.indices { change(&content.lines[index]) }
    }
  }

  /// The same with text in another size and weight, where it has none of its own.
  public func font(_ font: Font?) -> StyledView<Self> {
    lines {
      guard let font else { return }
      $0.weight = $0.weight ?? ($0.size == nil ? font.weight : nil)
      $0.size = $0.size ?? font.size
    }
  }

  /// The same in bold letters.
  public func bold() -> StyledView<Self> { lines { $0.weight = $0.weight ?? .bold } }

  /// The same in another weight.
  public func fontWeight(_ weight: Font.Weight?) -> StyledView<Self> {
    lines { $0.weight = $0.weight ?? weight }
  }

  /// The same with text in another colour, where it has none of its own.
  public func foregroundStyle(_ style: some ShapeStyle) -> StyledView<Self> {
    let paint = style.paint
    return styled { content in
      for index in content.lines.indices {
        content.lines[index].paint = content.lines[index].paint ?? paint
      }
      if content.shape != nil { content.ground = content.ground ?? paint }
    }
  }

  /// The same with text in the first of several colours, where it has none of its own.
  public func foregroundStyle(_ first: some ShapeStyle, _ second: some ShapeStyle) -> StyledView<Self> {
    foregroundStyle(first)
  }

  /// The same with text in another colour, where it has none of its own.
  public func foregroundColor(_ color: Color?) -> StyledView<Self> {
    lines { if let color { $0.paint = $0.paint ?? color.paint } }
  }

  /// The same before a rectangle of a colour.
  public func background(_ style: some ShapeStyle) -> StyledView<Self> {
    let paint = style.paint
    return styled { $0.ground = paint }
  }

  /// The same before a form of a colour, of which a picture draws a rectangle.
  public func background(_ style: some ShapeStyle, in shape: some Shape) -> StyledView<Self> {
    background(style)
  }

  /// The same before another view, of which a picture draws the paint.
  public func background(_ view: some View, alignment: Alignment = .center) -> StyledView<Self> {
    let ground = view.content.ground
    return styled { $0.ground = ground ?? $0.ground }
  }

  /// The same before another view, of which a picture draws the paint.
  public func background(
    alignment: Alignment = .center, @ViewBuilder content: () -> some View
  ) -> StyledView<Self> {
    background(content(), alignment: alignment)
  }

  /// The same more transparent.
  public func opacity(_ opacity: Double) -> StyledView<Self> {
    lines { $0.paint = .translucent($0.paint ?? .ink, opacity) }
  }

  /// Nothing, or the same.
  public func hidden() -> StyledView<Self> { styled { $0 = ViewContent() } }
}

extension Color: View {
  /// Adds itself.
  public typealias Body = Never
  /// Adds the colour as a ground.
  public func collect(into content: inout ViewContent) { content.ground = paint }
}

extension Text: View {
  /// Adds itself.
  public typealias Body = Never
  /// Adds the text.
  public func collect(into content: inout ViewContent) {
    content.lines.append(self)
    if !string.isEmpty { content.entries.append(LegendEntry(name: string, paint: nil)) }
  }
}

extension Chart: View {
  /// Adds itself.
  public typealias Body = Never
  /// Adds itself: a chart is drawn by `scene(size:theme:measurer:)`, not as a part of another.
  public func collect(into content: inout ViewContent) { content.charts.append(self) }
}
