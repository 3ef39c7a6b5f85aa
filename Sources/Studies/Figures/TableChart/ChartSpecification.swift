import Numbers

/// What a chart of any table shows: a mark, and which column decides what about it.
///
/// As JSON it is described by `Documentation/chart.schema.json`; a key that is not described there is refused.
public struct ChartSpecification: Hashable, Sendable, Codable {
  /// The kinds of marks.
  public enum Mark: String, Hashable, Sendable, Codable, CaseIterable {
    /// Bars from zero.
    case bar
    /// Points.
    case point
    /// Lines through the rows in their order.
    case line
    /// Areas from zero, or bands between `lower` and `upper`.
    case area
    /// Lines between `lower` and `upper`.
    case rule
    /// Cells of a heat map.
    case rectangle
    /// Slices of a ring.
    case sector
  }

  /// The kinds of scales of numbers.
  public enum Scale: String, Hashable, Sendable, Codable, CaseIterable {
    /// Equal steps for equal differences.
    case linear
    /// Equal steps for equal ratios.
    case log
    /// Equal steps for equal differences of the square root.
    case squareRoot = "square-root"
    /// Equal steps for equal differences of the log-odds.
    case logit
  }

  /// The order of bars.
  public enum Order: String, Hashable, Sendable, Codable, CaseIterable {
    /// As in the table.
    case table
    /// The smallest value first.
    case ascending
    /// The largest value first.
    case descending
  }

  /// What happens to bars and areas of several colours at one place.
  public enum Stack: String, Hashable, Sendable, Codable, CaseIterable {
    /// Bars stand beside each other, areas overlap.
    case none
    /// They stand on each other.
    case standard
    /// They stand on each other and fill 100 %.
    case normalized
  }

  /// Which scales small charts have in common.
  public enum FacetScales: String, Hashable, Sendable, Codable, CaseIterable {
    /// Both.
    case shared
    /// Neither.
    case free
    /// Not the horizontal one.
    case freeX = "free-x"
    /// Not the vertical one.
    case freeY = "free-y"
  }

  /// The two axes.
  public enum Axis: String, Hashable, Sendable, Codable, CaseIterable {
    /// The horizontal one.
    case x
    /// The vertical one.
    case y
  }

  /// The keys, as they stand in JSON.
  package enum Key: String, CodingKey, CaseIterable, Sendable {
    case mark, x, y, color, facet, lower, upper, order, title, subtitle, source, notes
    case xLabel = "x-label"
    case yLabel = "y-label"
    case xScale = "x-scale"
    case yScale = "y-scale"
    case stack, sort, highlight, references, ranges, annotations
    case facetScales = "facet-scales"
    case facetColumns = "facet-columns"
    case xFormat = "x-format"
    case yFormat = "y-format"
    case xRange = "x-range"
    case yRange = "y-range"
  }

  /// The mark.
  public var mark: Mark
  /// The column of the horizontal axis.
  public var x: String?
  /// The column of the vertical axis; for sectors, that of their sizes.
  public var y: String?
  /// The column that decides the colour.
  public var color: String?
  /// The column whose values have a small chart each.
  public var facet: String?
  /// The column of the lower limits of intervals.
  public var lower: String?
  /// The column of the upper limits of intervals.
  public var upper: String?
  /// The order of bars; nil for that of the table.
  public var order: Order?
  /// The headline; nil for one made from the data, empty for none.
  public var title: String?
  /// The subtitle; nil for the names of the columns.
  public var subtitle: String?
  /// Where the data come from.
  public var source: String?
  /// Notes under the chart.
  public var notes: [String]?
  /// The title of the horizontal axis; nil for the column's name.
  public var xLabel: String?
  /// The title of the vertical axis; nil for the column's name.
  public var yLabel: String?
  /// The scale of the horizontal axis.
  public var xScale: Scale?
  /// The scale of the vertical axis.
  public var yScale: Scale?
  /// What happens to bars and areas of several colours at one place; nil for bars beside each other and areas stacked.
  public var stack: Stack?
  /// The column by whose numbers or dates the rows are sorted, where it is not the one drawn.
  public var sort: String?
  /// The names that the reader should look at; the others are grey.
  public var highlight: [String]?
  /// Lines across the plot.
  public var references: [ChartReference]?
  /// Shaded ranges of an axis.
  public var ranges: [ChartRange]?
  /// Words at places of the plot.
  public var annotations: [ChartAnnotation]?
  /// Which scales small charts have in common; nil for both.
  public var facetScales: FacetScales?
  /// How many small charts stand beside each other.
  public var facetColumns: Int?
  /// How the numbers or dates of the horizontal axis are written.
  public var xFormat: ChartFormat?
  /// How the numbers or dates of the vertical axis are written.
  public var yFormat: ChartFormat?
  /// The two ends of the horizontal axis.
  public var xRange: [Double]?
  /// The two ends of the vertical axis.
  public var yRange: [Double]?

  /// A specification of a mark; the rest is set afterwards.
  public init(mark: Mark) {
    self.mark = mark
  }

  /// Reads a specification.
  ///
  /// - Throws: `DecodingError` for an unknown key, with the known ones, and for a value of the wrong kind.
  public init(from decoder: any Decoder) throws {
    try KnownKeys.check(decoder, Key.allCases.map(\.rawValue))
    let container = try decoder.container(keyedBy: Key.self)
    mark = try container.decode(Mark.self, forKey: .mark)
    x = try container.decodeIfPresent(String.self, forKey: .x)
    y = try container.decodeIfPresent(String.self, forKey: .y)
    color = try container.decodeIfPresent(String.self, forKey: .color)
    facet = try container.decodeIfPresent(String.self, forKey: .facet)
    lower = try container.decodeIfPresent(String.self, forKey: .lower)
    upper = try container.decodeIfPresent(String.self, forKey: .upper)
    order = try container.decodeIfPresent(Order.self, forKey: .order)
    title = try container.decodeIfPresent(String.self, forKey: .title)
    subtitle = try container.decodeIfPresent(String.self, forKey: .subtitle)
    source = try container.decodeIfPresent(String.self, forKey: .source)
    notes = try container.decodeIfPresent([String].self, forKey: .notes)
    xLabel = try container.decodeIfPresent(String.self, forKey: .xLabel)
    yLabel = try container.decodeIfPresent(String.self, forKey: .yLabel)
    xScale = try container.decodeIfPresent(Scale.self, forKey: .xScale)
    yScale = try container.decodeIfPresent(Scale.self, forKey: .yScale)
    stack = try container.decodeIfPresent(Stack.self, forKey: .stack)
    sort = try container.decodeIfPresent(String.self, forKey: .sort)
    highlight = try container.decodeIfPresent([String].self, forKey: .highlight)
    references = try container.decodeIfPresent([ChartReference].self, forKey: .references)
    ranges = try container.decodeIfPresent([ChartRange].self, forKey: .ranges)
    annotations = try container.decodeIfPresent([ChartAnnotation].self, forKey: .annotations)
    facetScales = try container.decodeIfPresent(FacetScales.self, forKey: .facetScales)
    facetColumns = try container.decodeIfPresent(Int.self, forKey: .facetColumns)
    xFormat = try container.decodeIfPresent(ChartFormat.self, forKey: .xFormat)
    yFormat = try container.decodeIfPresent(ChartFormat.self, forKey: .yFormat)
    xRange = try container.decodeIfPresent([Double].self, forKey: .xRange)
    yRange = try container.decodeIfPresent([Double].self, forKey: .yRange)
  }

  private typealias CodingKeys = Key

  /// The same chart with what is level upright, and the other way round.
  var turned: ChartSpecification {
    var other = self
    (other.x, other.y) = (y, x)
    (other.xLabel, other.yLabel) = (yLabel, xLabel)
    (other.xScale, other.yScale) = (yScale, xScale)
    (other.xFormat, other.yFormat) = (yFormat, xFormat)
    (other.xRange, other.yRange) = (yRange, xRange)
    other.references = references?.map { reference in
      var reference = reference
      reference.axis = reference.axis.other
      return reference
    }
    other.ranges = ranges?.map { range in
      var range = range
      range.axis = range.axis.other
      return range
    }
    return other
  }
}

extension ChartSpecification.Axis {
  /// The axis across this one.
  fileprivate var other: Self { self == .x ? .y : .x }
}
