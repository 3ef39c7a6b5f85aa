#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The areas of a map in GeoJSON.
///
/// - Source: Butler et al. (2016), *The GeoJSON Format*, RFC 7946, doi:10.17487/RFC7946.
public struct GeoJSON: Hashable, Sendable {
  /// The areas in the order of the file.
  public let shapes: [MapShape]

  /// Reads polygons and multipolygons.
  ///
  /// - Parameters:
  ///   - text: a feature collection.
  ///   - nameProperty: the property that holds the name of each area.
  public init(_ text: String, nameProperty: String) throws(ChartError) {
    let collection: Collection
    do {
      collection = try JSONDecoder().decode(Collection.self, from: Data(text.utf8))
    } catch {
      throw .badMap("it is not a GeoJSON feature collection of polygons")
    }
    var areas: [(String, [[Point]])] = []
    for (index, feature) in collection.features.enumerated() {
      guard let name = feature.properties?[nameProperty]?.text else {
        throw .badMap("feature \(index + 1) has no property “\(nameProperty)”")
      }
      guard let geometry = feature.geometry else { continue }
      areas.append((name, try Self.rings(geometry, name)))
    }
    let points = areas.flatMap(\.1).flatMap { $0 }
    guard let first = points.first else { throw .badMap("it has no areas") }
    var extent = Rect(x: first.x, y: first.y, width: 0, height: 0)
    for point in points { extent = extent.union(Rect(x: point.x, y: point.y, width: 0, height: 0)) }
    let isDegrees =
      abs(extent.x) <= 180 && abs(extent.maxX) <= 180 && abs(extent.y) <= 90 && abs(extent.maxY) <= 90
    let aspect = isDegrees ? max(0.05, ElementaryFunction.cosine(extent.centre.y * .pi / 180)) : 1
    shapes = areas.map { MapShape(name: $0.0, rings: $0.1, extent: extent, aspect: aspect) }
  }

  private static func rings(_ geometry: Geometry, _ name: String) throws(ChartError) -> [[Point]] {
    let polygons: [Value]
    switch (geometry.type, geometry.coordinates) {
    case ("Polygon", let value?): polygons = [value]
    case ("MultiPolygon", .list(let list)?): polygons = list
    default: throw .badMap("“\(name)” is a \(geometry.type), not a Polygon or MultiPolygon")
    }
    var rings: [[Point]] = []
    for polygon in polygons {
      guard case .list(let list) = polygon else { throw .badMap("“\(name)” has no rings") }
      for (index, ring) in list.enumerated() {
        let points = try Self.points(ring, name)
        let isPositive = MapShape.area(points) >= 0
        rings.append(isPositive == (index == 0) ? points : points.reversed())
      }
    }
    return rings
  }

  private static func points(_ ring: Value, _ name: String) throws(ChartError) -> [Point] {
    guard case .list(let list) = ring else { throw .badMap("“\(name)” has a ring without points") }
    var points: [Point] = []
    for item in list {
      guard case .list(let pair) = item, pair.count >= 2, case .number(let x) = pair[0],
        case .number(let y) = pair[1], x.isFinite, y.isFinite
      else { throw .badMap("“\(name)” has a point that is not two numbers") }
      points.append(Point(x: x, y: y))
    }
    if points.count > 1, points.first == points.last { points.removeLast() }
    return points
  }

  private struct Collection: Decodable {
    let features: [Feature]
  }

  private struct Feature: Decodable {
    let properties: [String: Value]?
    let geometry: Geometry?
  }

  private struct Geometry: Decodable {
    let type: String
    let coordinates: Value?
  }

  private enum Value: Decodable {
    case number(Double)
    case string(String)
    case list([Value])
    case other

    var text: String? {
      switch self {
      case .string(let text): text
      case .number(let value): ValueFormat.number.string(value)
      case .list, .other: nil
      }
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else if let list = try? container.decode([Value].self) {
        self = .list(list)
      } else if let text = try? container.decode(String.self) {
        self = .string(text)
      } else {
        self = .other
      }
    }
  }
}
