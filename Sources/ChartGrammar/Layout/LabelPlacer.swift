/// A piece of text that wants to stand beside something.
struct LabelRequest {
  var text: TextBlock
  var color: Color
  /// The colour of the rectangle behind the text.
  var backdrop: Color?
  /// What the text belongs to.
  var frame: Rect
  /// The places to try, the best first.
  var candidates: [AnnotationPosition]
  var alignment: Alignment
  var spacing: Double
  var priority: Double
  /// Whether other places, and a line to the mark, may be tried.
  var mayMove: Bool
  /// Whether the label lies within its mark or nowhere.
  var mustFit = false
  /// Whether it is the value at the end of a bar, which covers no other bar.
  var isBarEnd = false
  /// Whether it is the value in a cell, which stands in all cells or in none.
  var isInCell = false
}

/// Phase 7: places labels so that none overlaps another.
///
/// Each label, by priority, takes its cheapest free candidate; then labels that were left out try the places of labels
/// that can move. The outcome depends on nothing but the input.
///
/// - Source: Christensen, Marks and Shieber (1995), *ACM Transactions on Graphics* 14, 203–232,
///   doi:10.1145/212332.212334, for the eight-position model.
struct LabelPlacer {
  struct Placed {
    var request: Int
    var rect: Rect
    var needsLeader: Bool
  }

  let bounds: Rect
  private var labels = RectGrid()
  private var obstacles = RectGrid()
  private var lines = RectGrid()

  /// - Parameters:
  ///   - obstacles: what labels should not cover, such as points.
  ///   - lines: what labels may cover rather than move far.
  init(bounds: Rect, obstacles: [Rect], lines: [Rect]) {
    self.bounds = bounds
    for rect in obstacles { self.obstacles.insert(rect) }
    for rect in lines { self.lines.insert(rect) }
  }

  /// Keeps a rectangle free of labels altogether.
  mutating func block(_ rect: Rect) { labels.insert(rect) }

  /// The places of all requests that found one.
  mutating func place(_ requests: [LabelRequest]) -> (placed: [Placed], dropped: [Int]) {
    let written = requests.indices.sorted {
      requests[$0].priority == requests[$1].priority ? $0 < $1 : requests[$0].priority > requests[$1].priority
    }
    // Of two bars beside each other the value of the higher one gives way, upwards.
    let areColumns = requests.allSatisfy { $0.isBarEnd && $0.candidates == [.top] }
    let order = areColumns ? written.sorted { requests[$0].frame.y > requests[$1].frame.y } : written
    var placed: [Placed] = []
    var dropped: [Int] = []
    for index in order {
      if let place = best(requests[index], index) {
        labels.insert(place.rect)
        if place.needsLeader {
          for dot in Self.leader(requests[index].frame, place.rect) { labels.insert(dot) }
        }
        placed.append(place)
      } else {
        dropped.append(index)
      }
    }
    if areColumns {
      let ranks = Dictionary(uniqueKeysWithValues: written.enumerated().map { ($1, $0) })
      placed.sort { ranks[$0.request, default: 0] < ranks[$1.request, default: 0] }
    }
    if !dropped.isEmpty, placed.count < 400 { retry(&placed, &dropped, requests) }
    return (placed, dropped.sorted())
  }

  /// Moves one neighbour out of the way of each label that was left out, if the neighbour has another place.
  private mutating func retry(_ placed: inout [Placed], _ dropped: inout [Int], _ requests: [LabelRequest]) {
    var still: [Int] = []
    for index in dropped {
      var isPlaced = false
      for candidate in Self.rects(requests[index]) where bounds.contains(candidate.rect) {
        let blockers = placed.indices.filter { placed[$0].rect.overlaps(candidate.rect) }
        guard blockers.count == 1, let blocker = blockers.first,
          !requests[index].mayMove
            || obstacles.countOverlaps(candidate.rect, besides: requests[index].frame) == 0
        else { continue }
        let old = placed[blocker]
        labels.remove(old.rect)
        guard !labels.overlaps(requests[index].isBarEnd ? Self.apart(candidate.rect) : candidate.rect) else {
          labels.insert(old.rect)
          continue
        }
        labels.insert(candidate.rect)
        if let moved = best(requests[old.request], old.request) {
          labels.insert(moved.rect)
          placed[blocker] = moved
          placed.append(Placed(request: index, rect: candidate.rect, needsLeader: candidate.isFar))
          isPlaced = true
          break
        }
        labels.remove(candidate.rect)
        labels.insert(old.rect)
      }
      if !isPlaced { still.append(index) }
    }
    dropped = still
  }

  private func best(_ request: LabelRequest, _ index: Int) -> Placed? {
    var best: (cost: Double, place: Placed)?
    for (rank, candidate) in Self.rects(request).enumerated() {
      let rect = candidate.rect
      guard bounds.contains(rect), !labels.overlaps(rect.inset(by: 0.25)) else { continue }
      let isOverlay = request.candidates.first == .overlay
      let leader = candidate.isFar ? Self.leader(request.frame, rect) : []
      if leader.contains(where: labels.overlaps) { continue }
      let crossed = leader.count { obstacles.countOverlaps($0, besides: request.frame) > 0 }
      if request.mustFit, !request.frame.outset(1).contains(rect) { continue }
      if request.isBarEnd, labels.overlaps(Self.apart(rect)) { continue }
      let hard = isOverlay ? 0 : obstacles.countOverlaps(rect, besides: request.frame)
      if hard > 0, request.isBarEnd || request.mayMove { continue }
      let soft = isOverlay ? 0 : min(lines.countOverlaps(rect, besides: request.frame), 3)
      let covered = Double(hard) * 12 + Double(soft)
      let cost =
        covered * (request.mayMove ? 1 : 0.002) + Double(rank) * 0.4 + (candidate.isFar ? 4 : 0)
        + 3 * Double(crossed)
      if cost < (best?.cost ?? .infinity) {
        best = (cost, Placed(request: index, rect: rect, needsLeader: candidate.isFar))
      }
      if covered == 0, !candidate.isFar { break }
    }
    return best?.place
  }

  /// A label with the room beside it without which two numbers are read as one.
  private static func apart(_ rect: Rect) -> Rect {
    Rect(x: rect.x - leastGap, y: rect.y + 0.25, width: rect.width + 2 * leastGap, height: rect.height - 0.5)
  }

  /// The pixels between the values of neighbouring bars.
  private static let leastGap = 3.0

  /// Small squares along the line from a mark to its label.
  private static func leader(_ frame: Rect, _ label: Rect) -> [Rect] {
    let start = frame.centre
    let end = Point(
      x: min(max(start.x, label.x), label.maxX), y: min(max(start.y, label.y + 2), label.maxY - 2))
    return (1...8).map { step in
      let part = 0.15 + 0.75 * Double(step) / 8
      return Rect(
        x: start.x + (end.x - start.x) * part - 0.5, y: start.y + (end.y - start.y) * part - 0.5, width: 1,
        height: 1)
    }.filter { !$0.overlaps(label) }
  }

  /// The rectangles to try: the candidates beside the frame, then rings further away.
  static func rects(_ request: LabelRequest) -> [(rect: Rect, isFar: Bool)] {
    var rects = request.candidates.map { (rect($0, request, request.spacing), false) }
    if request.isBarEnd, request.candidates == [.top] {
      rects.append((rect(.top, request, request.spacing + request.text.height), false))
    }
    guard request.mayMove else { return rects }
    for ring in [14.0, 28, 46, 70, 105, 150] {
      for position in Self.around { rects.append((rect(position, request, request.spacing + ring), true)) }
    }
    return rects
  }

  /// The eight places around a point, the most legible first.
  static let around: [AnnotationPosition] = [
    .trailing, .topTrailing, .bottomTrailing, .top, .bottom, .leading, .topLeading, .bottomLeading,
  ]

  /// The rectangle of a label at one place.
  static func rect(_ position: AnnotationPosition, _ request: LabelRequest, _ spacing: Double) -> Rect {
    let size = Size(width: request.text.width, height: request.text.height)
    let frame = request.frame
    let diagonal = spacing * 0.7
    let (level, upright) = (request.alignment.horizontal, request.alignment.vertical)
    func across(_ start: Double, _ end: Double, _ extent: Double, isNear: Bool, isFar: Bool) -> Double {
      let inset = position == .overlay ? 4.0 : 0
      if isNear { return start + inset }
      if isFar { return end - extent - inset }
      return (start + end - extent) / 2
    }
    let x: Double
    let y: Double
    switch position {
    case .top, .bottom:
      x = across(frame.x, frame.maxX, size.width, isNear: level == .leading, isFar: level == .trailing)
    case .leading: x = frame.x - spacing - size.width
    case .trailing, .automatic, .valueEnd: x = frame.maxX + spacing
    case .topTrailing, .bottomTrailing: x = frame.maxX + diagonal
    case .topLeading, .bottomLeading: x = frame.x - diagonal - size.width
    case .overlay:
      x = across(frame.x, frame.maxX, size.width, isNear: level == .leading, isFar: level == .trailing)
    }
    switch position {
    case .top: y = frame.y - spacing - size.height
    case .bottom: y = frame.maxY + spacing
    case .topTrailing, .topLeading: y = frame.y - diagonal - size.height
    case .bottomTrailing, .bottomLeading: y = frame.maxY + diagonal
    case .leading, .trailing, .automatic, .valueEnd, .overlay:
      y = across(frame.y, frame.maxY, size.height, isNear: upright == .top, isFar: upright == .bottom)
    }
    return Rect(x: x, y: y, width: size.width, height: size.height)
  }
}
