/// Phase 3: lets the axes learn the values of all panels that share them.
struct AxisTraining {
  private(set) var xAxes: [TrainedAxis] = []
  private(set) var yAxes: [TrainedAxis] = []
  /// The names that `position(by:)` sets side by side.
  private(set) var positions = CategoryList()

  init(_ grid: inout PanelGrid) throws(ChartError) {
    for index in grid.panels.indices {
      let panel = grid.panels[index]
      grid.panels[index].xAxis = place(
        &xAxes, shared: grid.sharing.contains(.horizontal), "horizontal", panel.options.x)
      grid.panels[index].yAxis = place(
        &yAxes, shared: grid.sharing.contains(.vertical), "vertical", panel.options.y)
    }
    for panel in grid.panels where panel.hasAxes { try learn(panel) }
  }

  private func place(
    _ axes: inout [TrainedAxis], shared: Bool, _ name: String, _ options: AxisOptions
  ) -> Int {
    if shared, !axes.isEmpty {
      if axes[0].options.limits == nil, axes[0].options.type == nil,
        options.limits != nil || options.type != nil
      {
        var merged = options
        merged.marks = axes[0].options.marks ?? options.marks
        axes[0] = TrainedAxis(name: name, options: merged)
      }
      return 0
    }
    axes.append(TrainedAxis(name: name, options: options))
    return axes.count - 1
  }

  private mutating func learn(_ panel: Panel) throws(ChartError) {
    for index in panel.records.indices {
      let record = panel.records[index]
      for pair in record.encodings.pairs {
        if pair.channel.isHorizontal {
          try xAxes[panel.xAxis].learn(pair.encoding, mark: index + 1, isPlace: pair.channel == .x)
        } else if pair.channel.isVertical {
          try yAxes[panel.yAxis].learn(pair.encoding, mark: index + 1, isPlace: pair.channel == .y)
        }
      }
      if let position = record.style.encoding(.position) { positions.add(position.datum.name) }
      let kind = ObjectIdentifier(type(of: record.mark))
      if kind == ObjectIdentifier(PointMark.self) {
        xAxes[panel.xAxis].hasPoints = true
        yAxes[panel.yAxis].hasPoints = true
        if let area = record.style.symbolSize, area.isFinite {
          xAxes[panel.xAxis].symbolArea = max(xAxes[panel.xAxis].symbolArea, area)
          yAxes[panel.yAxis].symbolArea = max(yAxes[panel.yAxis].symbolArea, area)
        }
        continue
      }
      guard record.mark is BarMark || record.mark is AreaMark else { continue }
      learnBar(record, panel)
    }
  }

  private mutating func learnBar(_ record: MarkRecord, _ panel: Panel) {
    let isUpright = record.hasUprightSlots
    if record.mark.startsAtZero {
      if isUpright { yAxes[panel.yAxis].needsZero = true } else { xAxes[panel.xAxis].needsZero = true }
      if record.mark.stacking == .normalized {
        if isUpright { yAxes[panel.yAxis].isShare = true } else { xAxes[panel.xAxis].isShare = true }
      }
    }
    guard record.mark is BarMark else { return }
    let slot = isUpright ? record.encodings[.x] : record.encodings[.y]
    if let slot, slot.upper == nil, let value = slot.datum.quantity {
      if isUpright {
        xAxes[panel.xAxis].barPlaces.append(value)
      } else {
        yAxes[panel.yAxis].barPlaces.append(value)
      }
    }
  }
}
