/// People in order of score of whom the nearest that is still free is found quickly.
struct FreeNeighbours {
  private let rows: [Int]
  private let scores: [Double]
  /// For each position the next one to the right (left) that may be free; paths are shortened as they are walked.
  private var right: [Int]
  private var left: [Int]

  init(rows: [Int], scores all: [Double]) {
    self.rows = rows.sorted { (all[$0], $0) < (all[$1], $1) }
    scores = self.rows.map { all[$0] }
    right = Array(0...rows.count)
    left = Array(0...rows.count)
  }

  /// Takes the nearest free person, of several equally near the one in the first row.
  mutating func take(nearest score: Double, within width: Double) -> Int? {
    let start = firstPosition(atLeast: score)
    let above = free(from: start)
    let below = freeBefore(start)
    var best: (distance: Double, position: Int)?
    if above < rows.count { best = (abs(scores[above] - score), above) }
    if below >= 0 {
      // Of people with the same score the first row is chosen.
      let first = free(from: firstPosition(atLeast: scores[below]))
      let distance = abs(scores[first] - score)
      if let other = best {
        if distance < other.distance || distance == other.distance && rows[first] < rows[other.position] {
          best = (distance, first)
        }
      } else {
        best = (distance, first)
      }
    }
    guard let best, best.distance <= width else { return nil }
    right[best.position] = best.position + 1
    left[best.position + 1] = best.position
    return rows[best.position]
  }

  private func firstPosition(atLeast score: Double) -> Int {
    var (low, high) = (0, scores.count)
    while low < high {
      let middle = (low + high) / 2
      if scores[middle] < score { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The first free position at or after a position; `rows.count` where there is none.
  private mutating func free(from position: Int) -> Int {
    var root = position
    while right[root] != root { root = right[root] }
    var current = position
    while right[current] != root { (right[current], current) = (root, right[current]) }
    return root
  }

  /// The last free position before a position; −1 where there is none.
  private mutating func freeBefore(_ position: Int) -> Int {
    var root = position
    while left[root] != root { root = left[root] }
    var current = position
    while left[current] != root { (left[current], current) = (root, left[current]) }
    return root - 1
  }
}
