import Reoffending
import Statistics
import TestSupport
import Testing

@Suite("The fall that selection makes, and its limits")
struct SelectionEffectTests {
  /// The people of each number of events before, of whom every third has one more afterwards.
  private func people(times: Int) -> [SelectionEffect.Person] {
    [(4, 40), (5, 27), (6, 20), (7, 12), (8, 8), (9, 5), (11, 4), (14, 2)].flatMap { before, number in
      (0..<number * times).map { SelectionEffect.Person(before: before, after: 3 + $0 % 3 / 2) }
    }
  }

  private func width(_ estimate: Estimate?) throws -> Double {
    let interval = try #require(estimate?.interval)
    return interval.upper - interval.lower
  }

  @Test("the order of the rows changes nothing")
  func order() throws {
    let first = try SelectionEffect(people(times: 1), least: 4, isWholePopulation: false, replicates: 60)
    let second = try SelectionEffect(
      people(times: 1).reversed(), least: 4, isWholePopulation: false, replicates: 60)
    #expect(first.expectedFall == second.expectedFall && first.ratio == second.ratio)
    let other = try SelectionEffect(
      people(times: 1), least: 4, isWholePopulation: false, replicates: 60, seed: 2)
    #expect(other.expectedFall != first.expectedFall)
  }

  // 400 times as many people: a twentieth of the width. Of 125 people all counts are drawn by waits, of 50,000 most by the normal.
  @Test("limits narrow with the root of the number of people, whichever way they are drawn")
  func narrowing() throws {
    func effect(times: Int) throws -> SelectionEffect {
      let people = [(0, 60), (1, 30), (2, 15), (3, 10), (5, 6), (8, 3), (12, 1)].flatMap { before, number in
        (0..<number * times).map { SelectionEffect.Person(before: before, after: (before + $0 % 3) / 2) }
      }
      return try SelectionEffect(people, least: 3, isWholePopulation: true, replicates: 400)
    }
    let (few, many) = (try effect(times: 1), try effect(times: 400))
    expectClose(try #require(few.expectedFall.value), try #require(many.expectedFall.value), relative: 1e-3)
    expectClose(try width(few.expectedFall) / width(many.expectedFall), 20, relative: 0.3)
    expectClose(try width(few.ratio) / width(many.ratio), 20, relative: 0.3)
  }

  // The mean of a gamma distribution so narrow that all have one rate: the ratio after over expected is that of two means.
  @Test("the limits of a ratio are those of the delta method where all have the same rate")
  func delta() throws {
    let people = (0..<3000).map { row in
      SelectionEffect.Person(before: [2, 3, 3, 3, 4][row % 5], after: [2, 3, 4][row % 3])
    }
    let effect = try SelectionEffect(people, least: 1, isWholePopulation: true, replicates: 2000)
    #expect(effect.result.shape == .infinity)
    // Variances of 0.4 before and 2/3 after about means of 3, in 3,000 people, and no correlation in 15 rows.
    let error = ((0.4 + 2.0 / 3) / 9 / 3000).squareRoot()
    expectClose(try width(effect.ratio), 2 * 1.96 * error, relative: 0.08)
  }
}
