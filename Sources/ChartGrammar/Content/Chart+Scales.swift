extension Chart {
  /// Fixes the limits or names of the horizontal axis, its part of the plot and its kind.
  public func chartXScale(
    domain: some ScaleDomain, range: PlotDimensionScaleRange? = nil, type: ScaleType? = nil
  ) -> Chart {
    changed { $0.x.set(domain.limits, range, type) }
  }

  /// Chooses the part of the plot that the horizontal axis uses, and its kind.
  public func chartXScale(range: PlotDimensionScaleRange, type: ScaleType? = nil) -> Chart {
    changed { $0.x.set(nil, range, type) }
  }

  /// Chooses the kind of the horizontal axis.
  public func chartXScale(type: ScaleType) -> Chart {
    changed { $0.x.set(nil, nil, type) }
  }

  /// Fixes the limits or names of the vertical axis, its part of the plot and its kind.
  public func chartYScale(
    domain: some ScaleDomain, range: PlotDimensionScaleRange? = nil, type: ScaleType? = nil
  ) -> Chart {
    changed { $0.y.set(domain.limits, range, type) }
  }

  /// Chooses the part of the plot that the vertical axis uses, and its kind.
  public func chartYScale(range: PlotDimensionScaleRange, type: ScaleType? = nil) -> Chart {
    changed { $0.y.set(nil, range, type) }
  }

  /// Chooses the kind of the vertical axis.
  public func chartYScale(type: ScaleType) -> Chart {
    changed { $0.y.set(nil, nil, type) }
  }

  /// Gives values their colours.
  public func chartForegroundStyleScale<DataValue: Plottable, S: ShapeStyle>(
    _ mapping: KeyValuePairs<DataValue, S>
  ) -> Chart {
    changed {
      $0.foreground.names = mapping.map { $0.key.primitivePlottable.datum.name }
      $0.foreground.paints = mapping.map { $0.value.paint }
    }
  }

  /// Gives values, in order, their colours.
  public func chartForegroundStyleScale<DataValue: Plottable, S: ShapeStyle>(
    domain: [DataValue], range: [S]
  ) -> Chart {
    changed {
      $0.foreground.names = domain.map { $0.primitivePlottable.datum.name }
      $0.foreground.paints = range.map(\.paint)
    }
  }

  /// Gives values the colours that a function chooses.
  public func chartForegroundStyleScale<DataValue: Plottable, S: ShapeStyle>(
    domain: [DataValue], mapping: (DataValue) -> S
  ) -> Chart {
    chartForegroundStyleScale(domain: domain, range: domain.map(mapping))
  }

  /// Gives values, in order of appearance, the colours that a function chooses.
  public func chartForegroundStyleScale<DataValue: Plottable, S: ShapeStyle>(
    mapping: (DataValue) -> S
  ) -> Chart {
    var names = CategoryList()
    var paints: [Paint] = []
    for record in collection.records {
      guard let datum = record.style.encoding(.foreground)?.datum,
        names.index(of: .category(datum.name)) == nil,
        let primitive = DataValue.PrimitivePlottable(datum: datum),
        let value = DataValue(primitivePlottable: primitive)
      else { continue }
      names.add(datum.name)
      paints.append(mapping(value).paint)
    }
    return changed {
      $0.foreground.names = names.names
      $0.foreground.paints = paints
    }
  }

  /// Gives values the theme's colours in this order.
  public func chartForegroundStyleScale<DataValue: Plottable>(domain: [DataValue]) -> Chart {
    changed { $0.foreground.names = domain.map { $0.primitivePlottable.datum.name } }
  }

  /// Gives values, in order of appearance, their colours.
  public func chartForegroundStyleScale<S: ShapeStyle>(range: [S]) -> Chart {
    changed { $0.foreground.paints = range.map(\.paint) }
  }

  /// Gives numbers the colours of a gradient.
  public func chartForegroundStyleScale(range: Gradient) -> Chart {
    changed { $0.foreground.gradient = range }
  }

  /// Gives numbers between two limits the colours of a gradient.
  public func chartForegroundStyleScale(domain: ClosedRange<Double>, range: Gradient? = nil) -> Chart {
    changed {
      $0.foreground.limits = domain
      $0.foreground.gradient = range ?? $0.foreground.gradient
    }
  }

  /// Gives values their shapes.
  public func chartSymbolScale<DataValue: Plottable>(
    _ mapping: KeyValuePairs<DataValue, BasicChartSymbolShape>
  ) -> Chart {
    changed {
      $0.symbols.names = mapping.map { $0.key.primitivePlottable.datum.name }
      $0.symbols.symbols = mapping.map(\.value)
    }
  }

  /// Gives values, in order of appearance, their shapes.
  public func chartSymbolScale(range: [BasicChartSymbolShape]) -> Chart {
    changed { $0.symbols.symbols = range }
  }

  /// Gives values their shapes in order; values beyond the shapes have the theme's.
  public func chartSymbolScale<DataValue: Plottable>(
    domain: [DataValue], range: [BasicChartSymbolShape]
  ) -> Chart {
    changed {
      $0.symbols.names = domain.map { $0.primitivePlottable.datum.name }
      $0.symbols.symbols = range
    }
  }

  /// Gives values the theme's shapes in this order.
  public func chartSymbolScale<DataValue: Plottable>(domain: [DataValue]) -> Chart {
    changed { $0.symbols.names = domain.map { $0.primitivePlottable.datum.name } }
  }

  /// Gives values the shapes that a function chooses.
  public func chartSymbolScale<DataValue: Plottable>(
    domain: [DataValue], mapping: (DataValue) -> BasicChartSymbolShape
  ) -> Chart {
    chartSymbolScale(domain: domain, range: domain.map(mapping))
  }

  /// Gives values their areas in square pixels.
  public func chartSymbolSizeScale<DataValue: Plottable, Area: BinaryFloatingPoint>(
    _ mapping: KeyValuePairs<DataValue, Area>
  ) -> Chart {
    changed { options in
      options.symbolAreas = Dictionary(
        mapping.map { ($0.key.primitivePlottable.datum.name, Double($0.value)) }
      ) { first, _ in first }
    }
  }

  /// Chooses the areas, in square pixels, of the smallest and largest number.
  public func chartSymbolSizeScale(range: ClosedRange<Double>) -> Chart {
    changed { $0.symbolSizes = range }
  }

  /// Chooses the numbers of the smallest and the largest area, and these areas in square pixels.
  public func chartSymbolSizeScale(
    domain: ClosedRange<Double>, range: ClosedRange<Double>? = nil
  ) -> Chart {
    changed {
      $0.symbolSizeLimits = domain
      $0.symbolSizes = range ?? $0.symbolSizes
    }
  }

  /// Gives values, in order, their dashes.
  public func chartLineStyleScale<DataValue: Plottable>(
    domain: [DataValue], range: [StrokeStyle]
  ) -> Chart {
    changed {
      $0.lineStyles.names = domain.map { $0.primitivePlottable.datum.name }
      $0.lineStyles.strokes = range
    }
  }

  /// Gives values their dashes.
  public func chartLineStyleScale<DataValue: Plottable>(
    _ mapping: KeyValuePairs<DataValue, StrokeStyle>
  ) -> Chart {
    changed {
      $0.lineStyles.names = mapping.map { $0.key.primitivePlottable.datum.name }
      $0.lineStyles.strokes = mapping.map(\.value)
    }
  }

  /// Gives values, in order of appearance, their dashes.
  public func chartLineStyleScale(range: [StrokeStyle]) -> Chart {
    changed { $0.lineStyles.strokes = range }
  }
}

extension AxisOptions {
  mutating func setTitle(
    _ title: String, _ position: AnnotationPosition, _ alignment: Alignment?, _ spacing: Double?
  ) {
    if let before = self.title, !before.isEmpty, !title.isEmpty, Self.isTrailing(position, alignment),
      !Self.isTrailing(titlePosition, titleAlignment)
    {
      otherTitle = title
      return
    }
    self.title = title
    titlePosition = position
    titleAlignment = alignment
    titleSpacing = spacing
  }

  private static func isTrailing(_ position: AnnotationPosition, _ alignment: Alignment?) -> Bool {
    position == .trailing || position == .topTrailing || position == .bottomTrailing
      || (position == .automatic && alignment?.horizontal == .trailing)
  }

  mutating func set(_ limits: ScaleLimits?, _ range: PlotDimensionScaleRange?, _ type: ScaleType?) {
    self.limits = limits ?? self.limits
    self.range = range ?? self.range
    self.type = type ?? self.type
  }
}
