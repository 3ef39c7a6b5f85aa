import Tables

extension CohortColumns {
  /// The groups with those at or above a top code joined into one, such as `60+`, where the first of them stood.
  func topCoded(_ groups: [CohortGroup]) -> [CohortGroup] {
    guard !topCodes.isEmpty else { return groups }
    var order: [GroupKey] = []
    var members: [GroupKey: [CohortGroup]] = [:]
    for group in groups {
      let key = GroupKey(
        group.key.parts.map { GroupKey.Part(column: $0.column, value: topCoded($0.value, in: $0.column)) })
      if members[key] == nil { order.append(key) }
      members[key, default: []].append(group)
    }
    return order.compactMap { key in
      members[key].flatMap { $0.count == 1 && $0[0].key == key ? $0[0] : CohortGroup.joined($0, as: key) }
    }
  }

  /// The value of a group in a column, or the name of the top group that it belongs to.
  package func topCoded(_ text: String, in column: String) -> String {
    guard
      let top = topCodes.first(where: { Column.normalized($0.key) == Column.normalized(column) })?.value,
      let value = Double(text), value >= Double(top)
    else { return text }
    return "\(top)+"
  }
}
