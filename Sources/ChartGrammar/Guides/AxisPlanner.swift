/// Makes the plan of an axis.
struct AxisPlanner {
  let axis: TrainedAxis
  let isHorizontal: Bool
  /// The length of the plot along the axis in pixels.
  let length: Double
  /// The room for labels across the axis in pixels.
  let room: Double
  let showsLabels: Bool
  let hasGrid: Bool
  let theme: Theme
  let measurer: any TextMeasurer
  /// The names that are bold.
  var bold: Set<String> = []

  private var font: Font { theme.font() }
  private var lineHeight: Double { font.size * 1.25 }

  /// The plan: fewer ticks are tried until labels no longer touch.
  func plan() throws(ChartError) -> AxisPlan {
    switch axis.kind {
    case .unknown: return AxisPlan(scale: .none)
    case .category: return categoryPlan()
    case .number, .date: return try quantityPlan()
    }
  }

  private func quantityPlan() throws(ChartError) -> AxisPlan {
    var (lower, upper, isFixed, isReversed) = try axis.extent()
    var barGap: Double?
    if !axis.barPlaces.isEmpty {
      let gap = Self.smallestGap(axis.barPlaces) ?? (upper - lower)
      barGap = gap
      if !isFixed, axis.transform == .linear { (lower, upper) = (lower - gap / 2, upper + gap / 2) }
    }
    let marks = axis.options.marks ?? [AxisMarks()]
    var plan = AxisPlan(scale: .none)
    plan.barGap = barGap
    plan.isReversed = isReversed
    var low = lower
    var high = upper
    let mayGrow = !isFixed && barGap == nil && axis.kind == .number && !axis.options.isHidden
    for mark in marks {
      var ticks = ticks(mark, lower, upper, isFixed: isFixed || barGap != nil)
      let isAutomatic = if case .automatic = mark.values.kind { true } else { false }
      let rounds = (
        mark.values.roundsLowerBound ?? (isAutomatic && mayGrow),
        mark.values.roundsUpperBound ?? (isAutomatic && mayGrow)
      )
      if !isFixed {
        ticks = ends(mark, ticks, rounds, lower, upper)
        if rounds.0 { low = min(low, ticks.first ?? low) }
        if rounds.1 { high = max(high, ticks.last ?? high) }
      }
      plan.entries += entries(mark, ticks.map { axis.kind == .date ? Datum.date($0) : .number($0) })
      centre(&plan.entries, last: ticks.count, mark, high)
    }
    plan.scale = .continuous(axis.transform, lower: low, upper: high)
    if let range = axis.options.range {
      plan.padding = (range.startPadding, range.endPadding)
    } else if axis.hasPoints, !isFixed, length > 60 {
      let radius = (max(theme.symbolArea, axis.symbolArea) / .pi).squareRoot() + 3
      let hasEmptyStart = axis.needsZero || (low == 0 && axis.lower > 0)
      plan.padding = (hasEmptyStart ? 0 : radius, radius)
    }
    AxisLabelThinning(isHorizontal: isHorizontal, name: axis.name).thin(&plan, length: length)
    return plan
  }

  private func ticks(_ mark: AxisMarks, _ lower: Double, _ upper: Double, isFixed: Bool) -> [Double] {
    let inside = { (value: Double) in
      value >= lower - (upper - lower) * 1e-9 && value <= upper + (upper - lower) * 1e-9
    }
    switch mark.values.kind {
    case .given(let data):
      return data.compactMap(\.quantity).filter { $0.isFinite && (!isFixed || inside($0)) }
    case .stride(let step):
      guard step > 0, step.isFinite, (upper - lower) / step <= 1000 else { return [lower, upper] }
      let first = (lower / step).rounded(.up)
      let last = (upper / step).rounded(.down)
      guard first <= last else { return [] }
      return (0...Int(last - first)).map { (first + Double($0)) * step }
    case .calendar(let step):
      return TickFinder.ticks(from: lower, to: upper, by: step, isAnchored: true)
    case .automatic(let desired, let minimumStride):
      let finder = TickFinder(transform: axis.transform, isDate: axis.kind == .date)
      let natural = isHorizontal ? length / (font.size * 6) : length / (font.size * 3.6)
      var target = max(2, min(desired ?? Int(natural.rounded()), 12))
      while true {
        var found = finder.ticks(from: lower, to: upper, target: target)
        if axis.kind == .number, axis.transform == .linear {
          let short = WilkinsonTicks.ticks(
            from: lower, to: upper, target: target, steps: WilkinsonTicks.shortSteps)
          if longest(short, mark) < longest(found, mark) { found = short }
        }
        if isFixed || axis.transform != .linear {
          found = found.filter(inside)
        } else {
          found = Self.covering(found, lower, upper)
        }
        let isWide = minimumStride.map { $0 <= (Self.smallestGap(found) ?? .infinity) * (1 + 1e-9) } ?? true
        if isWide, found.count > 1, fits(found, mark, lower, upper) { return found }
        if target <= 2, !isWide, let minimumStride {
          var wide = mark
          wide.values = .stride(by: minimumStride)
          return ticks(wide, lower, upper, isFixed: isFixed)
        }
        if target <= 2 { return sparse(mark, lower, upper, minimumStride) ?? Array(found.prefix(1)) }
        target -= 1
      }
    }
  }

  /// At least two ticks out of a closer row of them, since one alone tells no scale; nil where no two have room.
  private func sparse(
    _ mark: AxisMarks, _ lower: Double, _ upper: Double, _ minimumStride: Double?
  ) -> [Double]? {
    guard !isHorizontal || length > font.size * 8 else { return nil }
    let finder = TickFinder(transform: axis.transform, isDate: axis.kind == .date)
    for target in 3...12 {
      let inside = finder.ticks(from: lower, to: upper, target: target).filter { $0 >= lower && $0 <= upper }
      guard inside.count > 1, (minimumStride ?? 0) <= (Self.smallestGap(inside) ?? 0) * (1 + 1e-9) else {
        continue
      }
      for every in 1..<inside.count {
        let kept = inside.enumerated().filter { $0.offset % every == 0 }.map(\.element)
        if fits(kept, mark, lower, upper) { return kept }
      }
    }
    return nil
  }

  /// The letters of the longest label.
  private func longest(_ ticks: [Double], _ mark: AxisMarks) -> Int {
    texts(mark, ticks).map(\.count).max() ?? 0
  }

  /// Adds a tick below data that begin under the first, and above data that end well over the last.
  private static func covering(_ ticks: [Double], _ lower: Double, _ upper: Double) -> [Double] {
    guard ticks.count > 1 else { return ticks }
    let step = ticks[1] - ticks[0]
    var ticks = ticks
    if lower < ticks[0] - step * 0.01 {
      ticks.insert(WilkinsonTicks.clean(ticks[0] - step, step: step), at: 0)
    }
    if let last = ticks.last, upper > last + step * 0.4 {
      ticks.append(WilkinsonTicks.clean(last + step, step: step))
    }
    return ticks
  }

  private func fits(_ ticks: [Double], _ mark: AxisMarks, _ lower: Double, _ upper: Double) -> Bool {
    guard ticks.count > 1 else { return true }
    let scale = PositionScale(
      .continuous(axis.transform, lower: min(lower, ticks[0]), upper: max(upper, ticks[ticks.count - 1])),
      start: 0,
      end: length)
    let texts = texts(mark, ticks)
    var end = -Double.infinity
    for (tick, text) in zip(ticks, texts) {
      guard let place = scale.position(tick) else { continue }
      let extent = isHorizontal ? measurer.measure(text, in: font).width + 14 : lineHeight
      if place - extent / 2 < end { return false }
      end = place + extent / 2
    }
    return true
  }

  private func format(_ mark: AxisMarks, _ ticks: [Double]) -> ValueFormat {
    if let format = mark.format, format.kind != .automatic { return format }
    if axis.kind == .date { return TickFinder.dateFormat(ticks) }
    return axis.transform == .logit || axis.isShare ? .percent : .number
  }

  /// Whether marks stand on the other side of the plot than the first of the axis.
  private func isOpposite(_ mark: AxisMarks) -> Bool {
    func isFar(_ mark: AxisMarks) -> Bool { mark.position == (isHorizontal ? .top : .trailing) }
    guard let first = axis.options.marks?.first else { return false }
    return isFar(mark) != isFar(first)
  }

  /// Whether the values of a set of marks are given, and those of another are round ones.
  private func isAskedFor(_ mark: AxisMarks) -> Bool {
    func isGiven(_ mark: AxisMarks) -> Bool { if case .given = mark.values.kind { true } else { false } }
    return isGiven(mark) && axis.options.marks?.contains { !isGiven($0) } == true
  }

  /// The ticks as text: with equal decimals, but on a log axis each with as many as it needs.
  private func texts(_ mark: AxisMarks, _ ticks: [Double]) -> [String] {
    let format = format(mark, ticks)
    return axis.transform == .log && axis.kind == .number ? ticks.map(format.string) : format.strings(ticks)
  }

  private func categoryPlan() -> AxisPlan {
    var plan = AxisPlan(scale: .band(axis.categories))
    if case .automatic(_, let reversed)? = axis.options.limits { plan.isReversed = reversed }
    if let range = axis.options.range { plan.padding = (range.startPadding, range.endPadding) }
    let names = axis.categories.names
    guard !names.isEmpty else { return plan }
    let step = length / Double(names.count)
    let mark = axis.options.marks?.first ?? AxisMarks()
    guard axis.options.marks?.isEmpty != true else { return plan }
    var data = names.map { Datum.category($0) }
    if case .given(let given) = mark.values.kind { data = given }
    guard showsLabels else { return plan }
    let all = data
    let every =
      isHorizontal ? horizontalStride(names, step) : max(1, Int((lineHeight / max(step, 0.01)).rounded(.up)))
    if every > 1, isHorizontal, isStaircase(mark, names) {
      plan.entries = entries(mark, data, width: max(length / 2, font.size * 18))
      for index in plan.entries.indices { plan.entries[index].stair = index }
      noteShortened(&plan)
      return plan
    }
    if every > 1 {
      let first = NameCycle(names)?.offset(every) ?? 0
      let kind = isSeries(names) ? "periods" : "names"
      data = data.enumerated().filter { $0.offset >= first && ($0.offset - first) % every == 0 }.map(
        \.element)
      plan.notes.append(
        "\(data.count) of \(names.count) \(kind) are written on the \(axis.name) axis; there is no room for more."
      )
    }
    let width = max(isHorizontal ? step * Double(every) - 8 : room, font.size)
    // The leading of two lines may lie in the neighbours' rows, which a name of one line leaves free.
    let leading = step < 2 * lineHeight ? font.size * 0.25 : 0
    let lines = isHorizontal ? 4 : max(1, Int((step * Double(every) + leading) / lineHeight))
    plan.entries = entries(mark, data, width: width, lines: lines)
    noteShortened(&plan)
    if !isHorizontal, every > 1 || plan.hasShortened {
      plan.wishedStep = wishedStep(mark, all, width: width, above: every > 1 ? 0 : lines)
    }
    return plan
  }

  /// How many lines more than it has a row may wish for its name.
  private static let mostFurtherLines = 3

  /// The step at which every name of the vertical axis has its lines, more than so many; nil where no number would do.
  private func wishedStep(_ mark: AxisMarks, _ data: [Datum], width: Double, above lines: Int) -> Double? {
    let shortened = (lines + 1...lines + Self.mostFurtherLines).map { lines in
      (lines, entries(mark, data, width: width, lines: lines).count { $0.label?.isShortened == true })
    }
    // A name that no number of lines would hold does not keep the others from being written.
    guard let fewest = shortened.map(\.1).min(), let first = shortened.first(where: { $0.1 == fewest }),
      lines == 0 || fewest == 0
    else { return nil }
    return (Double(first.0) + 0.25) * lineHeight
  }

  private func noteShortened(_ plan: inout AxisPlan) {
    let shortened = plan.entries.filter { $0.label?.isShortened == true }
    for entry in shortened.prefix(20) {
      plan.notes.append("The name “\(entry.datum.name.prefix(80))” is shortened on the \(axis.name) axis.")
    }
    if shortened.count > 20 { plan.notes.append("\(shortened.count - 20) more names are shortened.") }
  }

  /// Whether names that have no room side by side hang on leaders, one below the other: a few that nobody could guess,
  /// as he could the years between two others.
  private func isStaircase(_ mark: AxisMarks, _ names: [String]) -> Bool {
    names.count <= Self.mostStairs && mark.content == nil && mark.position != .top
      && !isSeries(names)
  }

  private func isSeries(_ names: [String]) -> Bool {
    names.allSatisfy { Double($0) != nil || NameCycle.year($0) != nil }
  }

  /// More leaders than this hide what they are for.
  private static let mostStairs = 16

  /// How many names share one label so that no word is broken.
  private func horizontalStride(_ names: [String], _ step: Double) -> Int {
    var every = max(1, Int((font.size * 1.6 / max(step, 0.01)).rounded(.up)))
    let cycle = NameCycle(names)
    while every < names.count {
      every = cycle?.stride(every) ?? every
      let width = step * Double(every) - 8
      let words = stride(from: 0, to: names.count, by: every).lazy.flatMap {
        names[$0].split(whereSeparator: \.isWhitespace)
      }
      let isTooWide = words.contains { measurer.measure(String($0.prefix(60)), in: font).width > width }
      if !isTooWide || width > length / 3 { return every }
      every += max(1, every / 4)
    }
    return names.count
  }

  private func entries(
    _ mark: AxisMarks, _ data: [Datum], width: Double = .infinity, lines: Int = 1
  ) -> [AxisPlan.Entry] {
    let quantities = data.compactMap(\.quantity)
    let texts = axis.isCategory ? data.map(\.name) : texts(mark, quantities)
    var special: [Int: Font] = [:]
    for (index, datum) in data.enumerated() where axis.isCategory && bold.contains(datum.name) {
      special[index] = theme.font(nil, .bold)
    }
    func label(_ text: String, _ font: Font) -> TextBlock {
      if width.isFinite {
        return TextBlock(
          text, font: font, maxWidth: width, maxLines: lines, isBalanced: true, measurer: measurer)
      }
      return TextBlock(text, font: font, measurer: measurer)
    }
    let blocks =
      width.isFinite && showsLabels && mark.content == nil
      ? DistinctBlocks.make(
        texts, font: font, special: special, maxWidth: width, maxLines: lines, isBalanced: true,
        measurer: measurer) : []
    let isOpposite = isOpposite(mark)
    let isAskedFor = isAskedFor(mark)
    return zip(data, texts).enumerated().map { index, pair in
      var entry = AxisPlan.Entry(datum: pair.0, labelPaint: axis.isCategory ? .ink : .mutedInk)
      entry.isOpposite = isOpposite
      entry.isAskedFor = isAskedFor
      guard let content = mark.content else {
        if showsLabels {
          entry.label =
            index < blocks.count ? blocks[index] : label(pair.1, special[index] ?? font)
        }
        if hasGrid { entry.grid = (.faint, mark.stroke ?? StrokeStyle(width: 1)) }
        if !hasGrid, isHorizontal, !axis.isCategory, showsLabels {
          entry.tick = (5, .color(theme.axisLine), mark.stroke ?? StrokeStyle(width: 1))
        }
        return entry
      }
      for element in content(AxisValue(index: index, count: data.count, datum: pair.0)) {
        switch element.kind {
        case .gridLine(let stroke):
          entry.grid = (element.paint ?? .faint, stroke ?? StrokeStyle(width: 1))
          entry.hasCenteredGrid = element.isCentered
        case .tick(let length, let stroke):
          entry.hasCenteredTick = element.isCentered
          entry.tick = (length, element.paint ?? .color(theme.axisLine), stroke ?? StrokeStyle(width: 1))
        case .label(let own, let format):
          guard showsLabels else { continue }
          let text = own ?? format.flatMap { format in pair.0.quantity.map(format.string) } ?? pair.1
          entry.label = label(
            text, theme.font(element.size, element.weight ?? (special[index] == nil ? .regular : .bold)))
          entry.labelPaint = element.paint ?? entry.labelPaint
          entry.hasCenteredLabel = element.isCentered
          entry.spacing = element.spacing
        }
      }
      return entry
    }
  }

  static func smallestGap(_ values: [Double]) -> Double? {
    let sorted = values.sorted()
    return zip(sorted, sorted.dropFirst()).map { $1 - $0 }.filter { $0 > 0 }.min()
  }
}
