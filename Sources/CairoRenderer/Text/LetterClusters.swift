/// Which letters of a run belong to which glyphs, in the order of reading.
struct LetterClusters {
  struct Cluster {
    let bytes: Int
    let glyphs: Int
  }

  let utf8: [UInt8]
  let clusters: [Cluster]

  init(_ run: ShapedLine.Run) {
    let glyphs = run.isRightToLeft ? run.glyphs.reversed() : run.glyphs
    let letters = run.scalars.map { value in
      Array(String(Character(Unicode.Scalar(value) ?? "\u{FFFD}")).utf8)
    }
    var clusters: [Cluster] = []
    var index = 0
    while index < glyphs.count {
      let start = glyphs[index].cluster
      var end = index
      while end < glyphs.count, glyphs[end].cluster == start { end += 1 }
      let next = end < glyphs.count ? glyphs[end].cluster : letters.count
      let first = clusters.isEmpty ? 0 : start
      let bytes = letters[min(first, next)..<max(first, next)].reduce(0) { $0 + $1.count }
      clusters.append(Cluster(bytes: bytes, glyphs: end - index))
      index = end
    }
    utf8 = letters.flatMap { $0 }
    self.clusters = clusters
  }
}
