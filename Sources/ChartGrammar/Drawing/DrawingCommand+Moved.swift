extension DrawingCommand {
  /// The same drawn elsewhere.
  func moved(by offset: Point) -> DrawingCommand {
    func move(_ point: Point) -> Point { Point(x: point.x + offset.x, y: point.y + offset.y) }
    switch self {
    case .fill(let path, let color): return .fill(path.moved(by: offset), color)
    case .gradient(let path, let run): return .gradient(path.moved(by: offset), run.moved(by: offset))
    case .stroke(let path, let color, let style): return .stroke(path.moved(by: offset), color, style)
    case .gradientStroke(let path, let run, let style):
      return .gradientStroke(path.moved(by: offset), run.moved(by: offset), style)
    case .text(var run):
      run.position = move(run.position)
      return .text(run)
    case .stamps(let path, let points, let color): return .stamps(path, at: points.map(move), color)
    case .image(let image, let rect): return .image(image, rect.moved(by: offset))
    case .clipped(let rect, let commands):
      return .clipped(rect.moved(by: offset), commands.map { $0.moved(by: offset) })
    }
  }
}

extension Path {
  /// The same outline elsewhere.
  func moved(by offset: Point) -> Path {
    mapped { Point(x: $0.x + offset.x, y: $0.y + offset.y) }
  }

  /// The same steps with every point put elsewhere.
  func mapped(_ place: (Point) -> Point) -> Path {
    Path(
      elements.map { element in
        switch element {
        case .move(let point): .move(place(point))
        case .line(let point): .line(place(point))
        case .curve(let first, let second, let end): .curve(place(first), place(second), to: place(end))
        case .close: .close
        }
      })
  }
}
