/// Places in the order of small whole numbers, those of equal ones in the order in which they are given.
struct CountedOrder: Sendable {
  /// The places.
  let places: [Int32]
  /// Where those of each number begin; one more than there are numbers.
  let starts: [Int]

  /// - Parameters:
  ///   - given: the places.
  ///   - count: how many numbers there are; each is at least 0 and below that.
  ///   - number: the number of a place.
  init(_ given: some Collection<Int32>, below count: Int, number: (Int) -> Int) {
    var next = Array(repeating: 0, count: count + 1)
    for place in given { next[number(Int(place)) + 1] += 1 }
    for index in 0..<count { next[index + 1] += next[index] }
    starts = next
    var places = Array(repeating: Int32(0), count: given.count)
    for place in given {
      let own = number(Int(place))
      places[next[own]] = place
      next[own] += 1
    }
    self.places = places
  }

  /// The places of a number.
  func range(_ number: Int) -> Range<Int> { starts[number]..<starts[number + 1] }
}
