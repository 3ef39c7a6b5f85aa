/// Turns the values of a panel's marks into pixels.
struct MarkScaler {
  let plot: Rect
  let x: PositionScale
  let y: PositionScale
  let xPlan: AxisPlan
  let yPlan: AxisPlan
  let positions: CategoryList

  /// The share of a category's step that its bars take, so that gaps are narrower than bars.
  static let slotShare = 0.74

  init(plot: Rect, xPlan: AxisPlan, yPlan: AxisPlan, positions: CategoryList) {
    self.plot = plot
    self.xPlan = xPlan
    self.yPlan = yPlan
    self.positions = positions
    x = xPlan.positionScale(from: plot.x, to: plot.maxX)
    switch yPlan.scale {
    case .band: y = yPlan.positionScale(from: plot.y, to: plot.maxY)
    case .none, .continuous: y = yPlan.positionScale(from: plot.maxY, to: plot.y)
    }
  }

  private func isBand(_ plan: AxisPlan) -> Bool {
    if case .band = plan.scale { return true }
    return false
  }

  /// The places of one mark.
  func position(_ record: MarkRecord) -> ScaledPosition {
    var position = ScaledPosition(plot: plot, baseline: Point(x: x.baseline, y: y.baseline))
    for pair in record.encodings.pairs {
      let encoding = pair.encoding
      switch pair.channel {
      case .x: position.x = middle(encoding, x)
      case .y: position.y = middle(encoding, y)
      case .xStart: position.xStart = x.position(encoding.datum)
      case .xEnd: position.xEnd = x.position(encoding.datum)
      case .yStart: position.yStart = y.position(encoding.datum)
      case .yEnd: position.yEnd = y.position(encoding.datum)
      case .angle:
        if let from = encoding.datum.quantity, let to = encoding.upper?.quantity, to >= from {
          position.turn = from...to
        }
      case .series: break
      }
    }
    if isBand(xPlan) { position.cellWidth = x.step }
    if isBand(yPlan) {
      position.cellHeight = y.step * (yPlan.slotShare ?? Self.slotShare) / Self.slotShare
    }
    let kind = ObjectIdentifier(type(of: record.mark))
    if kind == ObjectIdentifier(BarMark.self) || record.style.encoding(.position) != nil {
      slot(record, &position)
    } else if kind == ObjectIdentifier(RectangleMark.self) {
      cell(record, &position)
    }
    if let offsets = record.style.endOffsets { move(&position, by: offsets) }
    return position
  }

  /// Moves the ends of a mark: of two values, of a bar from zero, or of a mark over the whole plot.
  private func move(_ position: inout ScaledPosition, by offsets: MarkEndOffsets) {
    let baseline = position.baseline
    Self.move(
      &position.x, &position.xStart, &position.xEnd, by: (offsets.start.x, offsets.end.x), from: baseline.x,
      within: (plot.x, plot.maxX))
    Self.move(
      &position.y, &position.yStart, &position.yEnd, by: (offsets.start.y, offsets.end.y), from: baseline.y,
      within: (plot.y, plot.maxY))
  }

  /// Moves the ends along one axis.
  private static func move(
    _ place: inout Double?, _ start: inout Double?, _ end: inout Double?,
    by offsets: (start: Double, end: Double),
    from baseline: Double, within plot: (lower: Double, upper: Double)
  ) {
    if offsets.start == offsets.end {
      place = place.map { $0 + offsets.start }
      start = start.map { $0 + offsets.start }
      end = end.map { $0 + offsets.start }
    } else {
      let isWhole = place == nil && start == nil
      start = (start ?? (isWhole ? plot.lower : baseline)) + offsets.start
      end = (end ?? place ?? plot.upper) + offsets.end
    }
  }

  private func middle(_ encoding: Encoding, _ scale: PositionScale) -> Double? {
    guard let start = scale.position(encoding.datum) else { return nil }
    guard let upper = encoding.upper, let end = scale.position(upper) else { return start }
    return (start + end) / 2
  }

  private func width(_ encoding: Encoding, _ scale: PositionScale) -> Double? {
    guard let upper = encoding.upper, let start = scale.position(encoding.datum),
      let end = scale.position(upper)
    else { return nil }
    return abs(end - start)
  }

  private func cell(_ record: MarkRecord, _ position: inout ScaledPosition) {
    if let encoding = record.encodings[.x], let width = width(encoding, x) { position.cellWidth = width }
    if let encoding = record.encodings[.y], let height = width(encoding, y) { position.cellHeight = height }
  }

  private func slot(_ record: MarkRecord, _ position: inout ScaledPosition) {
    let group = record.style.groupPosition
    let isUpright =
      group.axis.map { $0 == .horizontal }
      ?? (isBand(xPlan) && isBand(yPlan)
        ? record.hasUprightSlots : isBand(xPlan) || (!isBand(yPlan) && record.hasUprightSlots))
    let share = isUpright ? room(record.encodings[.x], x, xPlan) : room(record.encodings[.y], y, yPlan)
    let isGrouped = group.span != .automatic && positions.names.count > 1
    let room = isGrouped ? group.span.extent(in: share / Self.slotShare, automatic: Self.slotShare) : share
    var extent = room
    var shift = 0.0
    if let group = record.style.encoding(.position), positions.names.count > 1,
      let index = positions.index(of: .category(group.datum.name))
    {
      let count = Double(positions.names.count)
      extent = room / count
      shift = (Double(index) - (count - 1) / 2) * extent
      if isUpright { position.cellWidth = extent } else { position.cellHeight = extent }
    }
    if isUpright {
      position.slotWidth = extent
      position.x = position.x.map { $0 + shift }
    } else {
      position.slotHeight = extent
      position.y = position.y.map { $0 + shift }
    }
  }

  private func room(_ encoding: Encoding?, _ scale: PositionScale, _ plan: AxisPlan) -> Double {
    if isBand(plan) { return scale.step * (plan.slotShare ?? Self.slotShare) }
    if let encoding, let width = width(encoding, scale) { return max(width * 0.94, 0.5) }
    guard let gap = plan.barGap, case .continuous(_, let lower, let upper) = plan.scale, upper > lower else {
      return min(scale.step * 0.1, 40)
    }
    return max(scale.step * gap / (upper - lower) * Self.slotShare, 0.5)
  }
}
