/// Finds the name that was probably meant.
package enum NearestName {
  /// The closest of some names, or nil where none is close enough to be offered.
  ///
  /// Case, blanks, underscores and hyphens are ignored; an insertion, a deletion, a substitution or a swap of two
  /// neighbours is one step, and a third of the letters may be wrong. The first of equally close names is taken.
  ///
  /// - Source: Damerau (1964), *Communications of the ACM* 7(3), 171–176, doi:10.1145/363958.363994, in the
  ///   form that edits no part twice (optimal string alignment).
  package static func find(_ name: String, among names: some Sequence<String>) -> String? {
    let wanted = Array(ComparedName.of(name))
    guard !wanted.isEmpty else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in names {
      let letters = Array(ComparedName.of(candidate))
      let longer = max(wanted.count, letters.count)
      let allowed = min(max(1, longer / 3), longer - 1)
      guard abs(wanted.count - letters.count) <= allowed else { continue }
      let distance = distance(wanted, letters)
      if distance <= allowed, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
  }

  /// What to say to somebody who named what is not there: the nearest name, or else the first of those there are.
  package static func suggestion(for name: String, among names: some Collection<String>) -> String {
    if let nearest = find(name, among: names) { return "did you mean \(nearest)?" }
    let others = names.count - 30
    return "there are \(names.prefix(30).joined(separator: ", "))"
      + (others > 0 ? " and \(NumberStyle().text(others)) others" : "")
  }

  /// The number of steps between two texts, by the letter.
  package static func distance(_ first: String, _ second: String) -> Int {
    distance(Array(first), Array(second))
  }

  private static func distance(_ first: [Character], _ second: [Character]) -> Int {
    guard !first.isEmpty, !second.isEmpty else { return max(first.count, second.count) }
    var beforeLast: [Int] = []
    var last = Array(0...second.count)
    for row in 1...first.count {
      var current = [row]
      for column in 1...second.count {
        let changed = first[row - 1] == second[column - 1] ? 0 : 1
        var steps = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + changed)
        if row > 1, column > 1, first[row - 1] == second[column - 2], first[row - 2] == second[column - 1] {
          steps = min(steps, beforeLast[column - 2] + 1)
        }
        current.append(steps)
      }
      (beforeLast, last) = (last, current)
    }
    return last[second.count]
  }
}
