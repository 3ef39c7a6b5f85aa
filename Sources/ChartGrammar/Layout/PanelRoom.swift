/// Refuses a picture in which rows of text would be written over each other, with the size that would do.
struct PanelRoom {
  let theme: Theme
  let measurer: any TextMeasurer

  /// - Throws: `ChartError.tooSmall` where a panel's rows, texts or curves have no room.
  func check(_ layouts: [PanelLayout], picture: Size) throws(ChartError) {
    var rows = [Double](repeating: 0, count: 1 + (layouts.map(\.panel.row).max() ?? 0))
    var columns = [Double](repeating: 0, count: 1 + (layouts.map(\.panel.column).max() ?? 0))
    for layout in layouts where layout.panel.hasAxes {
      let lacking = lacking(layout)
      rows[layout.panel.row] = max(rows[layout.panel.row], lacking.height)
      columns[layout.panel.column] = max(columns[layout.panel.column], lacking.width)
    }
    let needed = Size(
      width: picture.width + columns.reduce(0, +), height: picture.height + rows.reduce(0, +))
    if needed != picture { throw .tooSmall(size: picture, needed: needed) }
  }

  /// Curves lower than this many pixels say nothing on a phone.
  private static let leastNarrowHeight = 190.0

  /// The pixels that a panel lacks in both directions.
  private func lacking(_ layout: PanelLayout) -> Size {
    var lacking = Size(width: 0, height: 0)
    if !layout.columns.isEmpty || layout.hasRowsApart, case .band(let categories) = layout.yPlan.scale {
      let rows = Double(categories.names.count) * layout.rowHeight(theme)
      lacking.height = max(0, rows - layout.plot.height)
    }
    if case .continuous = layout.yPlan.scale, theme.setsRowsApart, !layout.panel.isFacet {
      let widest = layout.panel.options.plotAspect.map { layout.place.width / $0 } ?? .infinity
      lacking.height = max(lacking.height, min(Self.leastNarrowHeight, widest) - layout.plot.height)
    }
    let padding = layout.xPlan.padding.start + layout.xPlan.padding.end
    lacking.width = max(0, padding / AxisPlan.mostPadding - layout.plot.width)
    let text = overprinted(layout)
    lacking.width = max(lacking.width, text.width)
    lacking.height = max(lacking.height, text.height)
    return lacking
  }

  /// Whether a plot whose sides have a ratio to keep grows with the width of the picture only.
  private func isAsWideAsItsPlace(_ layout: PanelLayout) -> Bool {
    layout.panel.options.plotAspect != nil && layout.plot.width >= layout.place.width - 0.5
  }

  /// How much wider or higher the plot has to be for its text marks to stand clear of each other.
  private func overprinted(_ layout: PanelLayout) -> Size {
    let scaler = layout.scaler
    var needed = Size(width: 0, height: 0)
    var grid = RectGrid()
    var rects: [Rect] = []
    for index in layout.panel.contents.texts {
      let record = layout.panel.records[index]
      guard let mark = record.mark as? TextMark,
        let rect = mark.extent(at: scaler.position(record), theme: theme, measurer: measurer)
      else { continue }
      let moved = rect.moved(by: record.style.offset)
      if grid.overlaps(moved) {
        for other in rects where other.overlaps(moved) {
          let apart = (abs(other.centre.x - moved.centre.x), abs(other.centre.y - moved.centre.y))
          let wide = apart.0 > 1 ? ((other.width + moved.width) / 2 + 4) / apart.0 : .infinity
          let high = apart.1 > 1 ? ((other.height + moved.height) / 2 + 1) / apart.1 : .infinity
          if wide <= high, wide.isFinite {
            needed.width = max(needed.width, layout.plot.width * (wide - 1))
          } else if high.isFinite, isAsWideAsItsPlace(layout) {
            needed.width = max(needed.width, layout.plot.width * (high - 1))
          } else if high.isFinite {
            needed.height = max(needed.height, layout.plot.height * (high - 1))
          }
        }
      }
      grid.insert(moved)
      rects.append(moved)
    }
    return needed
  }
}
