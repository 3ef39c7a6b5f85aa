import Numbers

/// The sentences of two versions, matched by their words.
struct SentenceComparison {
  private(set) var changes: [FigureChange] = []
  private(set) var onlyOld: [FigureChange] = []
  private(set) var onlyNew: [FigureChange] = []
  private(set) var same = 0

  private struct Line {
    let tokens: [ProseToken]
    let place: String
    let words: [String]

    /// The figures in their order, dates included.
    var figures: [ProseToken] { tokens.filter { $0.number != nil } }
    var text: String { ProseSentence(tokens).text(0..<tokens.count) }
  }

  /// From this share of common words on two sentences are taken for one that was rewritten.
  private static let likeness = 0.6

  init(_ old: VersionComparison.Version, _ new: VersionComparison.Version) {
    let before = Self.lines(old)
    let after = Self.lines(new)
    var taken: Set<Int> = []
    var partner: [Int: Int] = [:]
    let exact = Dictionary(grouping: before.indices) { before[$0].words }
    for index in after.indices {
      if let found = exact[after[index].words]?.first(where: { !taken.contains($0) }) {
        taken.insert(found)
        partner[index] = found
      }
    }
    let sets = before.map { Set($0.words) }
    for index in after.indices where partner[index] == nil {
      let own = Set(after[index].words)
      guard own.count >= 3 else { continue }
      let best = before.indices.filter { !taken.contains($0) }.map { other -> (Int, Double) in
        (other, Double(own.intersection(sets[other]).count) / Double(max(1, own.union(sets[other]).count)))
      }.max { $0.1 < $1.1 }
      if let (other, likeness) = best, likeness >= Self.likeness {
        taken.insert(other)
        partner[index] = other
      }
    }
    for index in after.indices {
      guard let other = partner[index] else {
        let line = after[index]
        onlyNew.append(
          FigureChange(
            words: line.text, old: nil, new: line.figures.map(\.text).joined(separator: ", "), oldPlace: nil,
            newPlace: line.place))
        continue
      }
      compare(before[other], after[index])
    }
    for index in before.indices where !taken.contains(index) {
      let line = before[index]
      onlyOld.append(
        FigureChange(
          words: line.text, old: line.figures.map(\.text).joined(separator: ", "), new: nil,
          oldPlace: line.place, newPlace: nil))
    }
  }

  private static func lines(_ version: VersionComparison.Version) -> [Line] {
    version.passages.flatMap { passage in
      ProseTokenizer.sentences(of: passage.text, startingAt: passage.number).compactMap { tokens -> Line? in
        guard tokens.contains(where: { $0.number != nil }) else { return nil }
        return Line(tokens: tokens, place: version.place(tokens[0].line), words: tokens.compactMap(\.word))
      }
    }
  }

  /// The figures of two sentences: as many in both are compared one by one, else those that one has and the other lacks.
  private mutating func compare(_ old: Line, _ new: Line) {
    let (a, b) = (old.figures, new.figures)
    if a.count == b.count {
      for (x, y) in zip(a, b) {
        if x.number?.value == y.number?.value, x.number?.unit == y.number?.unit,
          x.number?.decimals == y.number?.decimals
        {
          same += 1
        } else {
          changes.append(
            FigureChange(words: new.text, old: x.text, new: y.text, oldPlace: old.place, newPlace: new.place))
        }
      }
      return
    }
    let (lost, gained) = (Self.missing(a, from: b), Self.missing(b, from: a))
    same += a.count - lost.count
    if !lost.isEmpty || !gained.isEmpty {
      changes.append(
        FigureChange(
          words: new.text, old: lost.joined(separator: ", "), new: gained.joined(separator: ", "),
          oldPlace: old.place,
          newPlace: new.place))
    }
  }

  private static func missing(_ figures: [ProseToken], from others: [ProseToken]) -> [String] {
    var rest = others.map { "\($0.number?.description ?? "")" }
    return figures.compactMap { figure in
      if let index = rest.firstIndex(of: figure.number?.description ?? "") {
        rest.remove(at: index)
        return nil
      }
      return figure.text
    }
  }
}
