/// Modifiers of views that say nothing about a picture: sizes and margins are those of `scene(size:theme:measurer:)`, and
/// nothing moves or answers. They are accepted so that charts written for Apple's framework compile, and have no effect.
extension View {
  /// Has no effect: the picture's size is an argument of `scene(size:theme:measurer:)`.
  public func frame(width: Double? = nil, height: Double? = nil, alignment: Alignment = .center) -> Self {
    self
  }
  /// Has no effect: the picture's size is an argument of `scene(size:theme:measurer:)`.
  public func frame(
    minWidth: Double? = nil, idealWidth: Double? = nil, maxWidth: Double? = nil, minHeight: Double? = nil,
    idealHeight: Double? = nil, maxHeight: Double? = nil, alignment: Alignment = .center
  ) -> Self { self }
  /// Has no effect: the theme has the picture's margins.
  public func padding(_ edges: EdgeSet = .all, _ length: Double? = nil) -> Self { self }
  /// Has no effect: the theme has the picture's margins.
  public func padding(_ length: Double) -> Self { self }
  /// Has no effect: the theme has the picture's margins.
  public func padding(_ insets: EdgeInsets) -> Self { self }
  /// Has no effect.
  public func aspectRatio(_ ratio: Double? = nil, contentMode: ContentMode) -> Self { self }
  /// Has no effect.
  public func scaledToFit() -> Self { self }
  /// Has no effect.
  public func scaledToFill() -> Self { self }
  /// Has no effect.
  public func fixedSize() -> Self { self }
  /// Has no effect.
  public func fixedSize(horizontal: Bool, vertical: Bool) -> Self { self }
  /// Has no effect.
  public func layoutPriority(_ value: Double) -> Self { self }
  /// Has no effect.
  public func offset(x: Double = 0, y: Double = 0) -> Self { self }
  /// Has no effect.
  public func position(x: Double = 0, y: Double = 0) -> Self { self }
  /// Has no effect.
  public func zIndex(_ value: Double) -> Self { self }
  /// Has no effect.
  public func clipped(antialiased: Bool = false) -> Self { self }
  /// Has no effect.
  public func clipShape(_ shape: some Shape) -> Self { self }
  /// Has no effect.
  public func contentShape(_ shape: some Shape) -> Self { self }
  /// Has no effect.
  public func cornerRadius(_ radius: Double, antialiased: Bool = true) -> Self { self }
  /// Has no effect: pictures fit to print have no shadows.
  public func shadow(
    color: Color = Color(hex: 0), radius: Double, x: Double = 0, y: Double = 0
  ) -> Self { self }
  /// Has no effect.
  public func blur(radius: Double) -> Self { self }
  /// Has no effect.
  public func mask(alignment: Alignment = .center, @ViewBuilder _ mask: () -> some View) -> Self { self }
  /// Has no effect.
  public func border(_ style: some ShapeStyle, width: Double = 1) -> Self { self }
  /// Has no effect.
  public func overlay(alignment: Alignment = .center, @ViewBuilder content: () -> some View) -> Self { self }
  /// Has no effect.
  public func overlay(_ view: some View, alignment: Alignment = .center) -> Self { self }
  /// Has no effect.
  public func overlay(_ style: some ShapeStyle, in view: some View) -> Self { self }
  /// Has no effect.
  public func grayscale(_ amount: Double) -> Self { self }
  /// Has no effect.
  public func accessibilityRepresentation(@ViewBuilder _ view: () -> some View) -> Self { self }
  /// Has no effect.
  public func scaleEffect(_ scale: Double) -> Self { self }
  /// Has no effect: all text is level.
  public func rotationEffect(_ angle: Angle, anchor: UnitPoint = .center) -> Self { self }
  /// Has no effect.
  public func blendMode(_ mode: BlendMode) -> Self { self }
  /// Has no effect.
  public func rotation3DEffect(_ angle: Angle, axis: (x: Double, y: Double, z: Double)) -> Self { self }
  /// Has no effect.
  public func drawingGroup() -> Self { self }
  /// Has no effect.
  public func compositingGroup() -> Self { self }
  /// Has no effect.
  public func tint(_ style: some ShapeStyle) -> Self { self }
  /// Has no effect.
  public func ignoresSafeArea() -> Self { self }
  /// Has no effect.
  public func preferredColorScheme(_ scheme: ColorScheme?) -> Self { self }
  /// Has no effect.
  public func dynamicTypeSize(_ size: DynamicTypeSize) -> Self { self }
  /// Has no effect.
  public func dynamicTypeSize<Sizes: RangeExpression>(_ sizes: Sizes) -> Self
  where Sizes.Bound == DynamicTypeSize { self }
  /// Has no effect.
  public func environment<Value>(_ key: String, _ value: Value) -> Self { self }
  /// Has no effect.
  public func id(_ id: some Hashable) -> Self { self }
  /// Has no effect.
  public func tag(_ tag: some Hashable) -> Self { self }
  /// Has no effect.
  public func preference(key: Any.Type, value: some Any) -> Self { self }
  /// Has no effect.
  public func redacted(reason: RedactionReasons) -> Self { self }
  /// Has no effect.
  public func unredacted() -> Self { self }
  /// Has no effect.
  public func disabled(_ disabled: Bool) -> Self { self }
  /// Has no effect.
  public func allowsHitTesting(_ enabled: Bool) -> Self { self }
  /// Has no effect.
  public func listRowSeparator(_ visibility: Visibility) -> Self { self }
  /// Has no effect.
  public func listRowBackground(_ view: (some View)?) -> Self { self }
  /// Has no effect.
  public func listRowInsets(_ insets: EdgeInsets?) -> Self { self }
  /// Has no effect.
  public func navigationTitle(_ title: some StringProtocol) -> Self { self }
  /// Has no effect.
  public func navigationBarTitle(_ title: some StringProtocol) -> Self { self }
  /// Has no effect.
  public func navigationBarTitleDisplayMode(_ mode: TitleDisplayMode) -> Self { self }
}

/// Modifiers of views that wait for something to happen; in a picture nothing does.
extension View {
  /// Is never called.
  public func onAppear(perform action: (() -> Void)? = nil) -> Self { self }
  /// Is never called.
  public func onDisappear(perform action: (() -> Void)? = nil) -> Self { self }
  /// Is never called.
  public func onTapGesture(count: Int = 1, perform action: @escaping () -> Void) -> Self { self }
  /// Is never called.
  public func onTapGesture(count: Int = 1, perform action: @escaping (Point) -> Void) -> Self { self }
  /// Is never called.
  public func onLongPressGesture(perform action: @escaping () -> Void) -> Self { self }
  /// Is never called.
  public func onHover(perform action: @escaping (Bool) -> Void) -> Self { self }
  /// Is never called.
  public func onContinuousHover(perform action: @escaping (HoverPhase) -> Void) -> Self { self }
  /// Is never called.
  public func onChange<Value: Equatable>(of value: Value, perform action: @escaping (Value) -> Void) -> Self {
    self
  }
  /// Is never called.
  public func onChange<Value: Equatable>(
    of value: Value, initial: Bool = false, _ action: @escaping (Value, Value) -> Void
  ) -> Self { self }
  /// Is never called.
  public func onChange<Value: Equatable>(
    of value: Value, initial: Bool = false, _ action: @escaping () -> Void
  ) -> Self { self }
  /// Is never called.
  public func onGeometryChange<Value: Equatable>(
    for type: Value.Type, of transform: @escaping (GeometryProxy) -> Value,
    action: @escaping (Value) -> Void
  ) -> Self { self }
  /// Is never called.
  public func onGeometryChange<Value: Equatable>(
    for type: Value.Type, of transform: @escaping (GeometryProxy) -> Value,
    action: @escaping (Value, Value) -> Void
  ) -> Self { self }
  /// Is never called.
  public func onReceive<Publisher, Output>(
    _ publisher: Publisher, perform action: @escaping (Output) -> Void
  ) -> Self { self }
  /// Is never called.
  public func onPreferenceChange<Value>(_ key: Any.Type, perform action: @escaping (Value) -> Void) -> Self {
    self
  }
  /// Is never called.
  public func task(priority: TaskPriority = .userInitiated, _ action: @escaping () async -> Void) -> Self {
    self
  }
  /// Is never called.
  public func task(
    id: some Equatable, priority: TaskPriority = .userInitiated, _ action: @escaping () async -> Void
  ) -> Self { self }
  /// Has no effect.
  public func animation(_ animation: Animation?) -> Self { self }
  /// Has no effect.
  public func animation(_ animation: Animation?, value: some Equatable) -> Self { self }
  /// Has no effect.
  public func transition(_ transition: AnyTransition) -> Self { self }
  /// Has no effect.
  public func gesture(_ gesture: some Gesture) -> Self { self }
  /// Has no effect.
  public func simultaneousGesture(_ gesture: some Gesture) -> Self { self }
  /// Has no effect.
  public func highPriorityGesture(_ gesture: some Gesture) -> Self { self }
  /// Has no effect.
  public func sensoryFeedback(_ feedback: SensoryFeedback, trigger: some Equatable) -> Self { self }
}

/// Modifiers of text that a picture does not follow.
extension View {
  /// Has no effect.
  public func lineLimit(_ limit: Int?) -> Self { self }
  /// Has no effect.
  public func minimumScaleFactor(_ factor: Double) -> Self { self }
  /// Has no effect: lines are centred.
  public func multilineTextAlignment(_ alignment: HorizontalAlignment) -> Self { self }
  /// Has no effect: the theme has the family.
  public func fontDesign(_ design: Font.Design?) -> Self { self }
  /// Has no effect: the theme has the family.
  public func monospacedDigit() -> Self { self }
  /// Has no effect: the theme has the family.
  public func monospaced() -> Self { self }
  /// Has no effect.
  public func italic() -> Self { self }
  /// Has no effect.
  public func kerning(_ kerning: Double) -> Self { self }
  /// Has no effect.
  public func tracking(_ tracking: Double) -> Self { self }
  /// Has no effect.
  public func underline() -> Self { self }
  /// Has no effect.
  public func textCase(_ textCase: TextCase?) -> Self { self }
  /// Has no effect.
  public func labelStyle(_ style: LabelStyleName) -> Self { self }
  /// Has no effect.
  public func buttonStyle(_ style: ButtonStyleName) -> Self { self }
  /// Has no effect.
  public func symbolRenderingMode(_ mode: SymbolRenderingMode?) -> Self { self }
  /// Has no effect.
  public func accessibilityIdentifier(_ identifier: String) -> Self { self }
  /// Has no effect: the chart's `accessibilityLabel` describes it.
  public func accessibilityElement(children: AccessibilityChildBehavior = .ignore) -> Self { self }
  /// Has no effect: the chart's `accessibilityLabel` describes it.
  public func accessibilityChartDescriptor<Descriptor>(_ descriptor: Descriptor) -> Self { self }
  /// Has no effect.
  public func accessibilityAddTraits(_ traits: AccessibilityTraits) -> Self { self }
  /// Has no effect.
  @_disfavoredOverload
  public func accessibilityLabel(_ label: some StringProtocol) -> Self { self }
  /// Has no effect.
  @_disfavoredOverload
  public func accessibilityValue(_ value: some StringProtocol) -> Self { self }
  /// Has no effect.
  @_disfavoredOverload
  public func accessibilityHint(_ hint: some StringProtocol) -> Self { self }
  /// Has no effect.
  @_disfavoredOverload
  public func accessibilityHidden(_ hidden: Bool) -> Self { self }
}

extension Chart {
  /// Writes the text of a view in the middle of a ring; in other charts, and for all else, it has no effect.
  public func overlay(alignment: Alignment = .center, @ViewBuilder content: () -> some View) -> Chart {
    chartOverlay(alignment: alignment) { _ in content() }
  }
  /// Writes the text of a view in the middle of a ring; in other charts, and for all else, it has no effect.
  public func overlay(_ view: some View, alignment: Alignment = .center) -> Chart {
    chartOverlay(alignment: alignment) { _ in view }
  }
  /// Has no effect: each mark has its colour.
  public func foregroundStyle(_ style: some ShapeStyle) -> Chart { self }
  /// Has no effect: each mark has its colour.
  public func foregroundColor(_ color: Color?) -> Chart { self }
  /// Has no effect: the theme has the letters.
  public func font(_ font: Font?) -> Chart { self }
  /// Has no effect: the theme has the letters.
  public func bold() -> Chart { self }
  /// Has no effect: the theme has the letters.
  public func fontWeight(_ weight: Font.Weight?) -> Chart { self }
  /// Has no effect: the theme has the ground.
  public func background(_ style: some ShapeStyle) -> Chart { self }
  /// Has no effect: the theme has the ground.
  public func background(_ style: some ShapeStyle, in shape: some Shape) -> Chart { self }
  /// Has no effect: the theme has the ground.
  public func background(_ view: some View, alignment: Alignment = .center) -> Chart { self }
  /// Has no effect: the theme has the ground.
  public func background(alignment: Alignment = .center, @ViewBuilder content: () -> some View) -> Chart {
    self
  }
  /// Has no effect.
  public func opacity(_ opacity: Double) -> Chart { self }
}
