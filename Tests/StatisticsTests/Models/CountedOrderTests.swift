@testable import Statistics
import TestSupport
import Testing

@Suite("places counted into order")
struct CountedOrderTests {
  @Test("is the stable sort, with the bounds of each number", arguments: [0, 1, 7, 500])
  func sorted(_ count: Int) {
    var generator = SeededGenerator(seed: UInt64(count) + 3)
    let numbers = (0..<count).map { _ in Int.random(in: 0..<9, using: &generator) }
    let given = Array(0..<Int32(count)).shuffled(using: &generator)
    let order = CountedOrder(given, below: 9) { numbers[$0] }
    let expected = given.enumerated().sorted {
      (numbers[Int($0.element)], $0.offset) < (numbers[Int($1.element)], $1.offset)
    }.map(\.element)
    #expect(order.places == expected)
    for number in 0..<9 {
      #expect(order.range(number).allSatisfy { numbers[Int(order.places[$0])] == number })
    }
    #expect(order.starts.last == count)
  }

  @Test("values are ordered as they are sorted, those alike as given")
  func values() {
    let column = [3.5, -1, 3.5, 0, -0.0, 12, -1]
    #expect(column.ordered([5, 2, 0, 1, 6, 4, 3]) == [1, 6, 4, 3, 2, 0, 5])
    #expect(column.ordered([Int]()) == [])
  }
}
