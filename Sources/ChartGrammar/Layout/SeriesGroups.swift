/// The vertices of each line and area of a panel, and everything else, in drawing order.
struct SeriesGroups {
  struct Key: Hashable {
    var kind: ObjectIdentifier
    var names: [String]
    var zIndex: Double
  }

  enum Item {
    case single(Int)
    case series([Int])
  }

  private(set) var items: [(zIndex: Double, item: Item)] = []

  init(_ records: [MarkRecord]) {
    var places: [Key: Int] = [:]
    var members: [[Int]] = []
    var order: [(Double, Int?, Int)] = []
    for index in records.indices {
      let record = records[index]
      guard record.mark.isVertex else {
        order.append((record.style.zIndex, nil, index))
        continue
      }
      let key = Self.key(record)
      if let place = places[key] {
        members[place].append(index)
      } else {
        places[key] = members.count
        order.append((record.style.zIndex, members.count, index))
        members.append([index])
      }
    }
    items = order.map { ($0.0, $0.1.map { .series(members[$0]) } ?? .single($0.2)) }
    if items.contains(where: { $0.zIndex != 0 }) {
      items = items.enumerated().sorted {
        $0.element.zIndex == $1.element.zIndex ? $0.offset < $1.offset : $0.element.zIndex < $1.element.zIndex
      }.map(\.element)
    }
  }

  private static func key(_ record: MarkRecord) -> Key {
    var names: [String] = []
    if let series = record.encodings[.series] { names.append("series " + series.datum.name) }
    for grouped in record.style.groupings where grouped.grouping != .facet && grouped.grouping != .symbolSize
    {
      names.append(grouped.grouping.rawValue + " " + grouped.encoding.datum.name)
    }
    return Key(kind: ObjectIdentifier(type(of: record.mark)), names: names, zIndex: record.style.zIndex)
  }
}
