/// Looks for columns through which the outcome is predicted without error, so that no estimate exists.
///
/// - Source: Albert and Anderson (1984), *Biometrika* 71, 1–10, doi:10.1093/biomet/71.1.1.
struct Separation {
  private let design: DesignMatrix
  private let isBinomial: Bool

  init?(_ design: DesignMatrix, family: ModelFamily, link: ModelLink? = nil) {
    // On the scale of the mean nothing runs off to infinity.
    guard family != .gaussian, link != .identity else { return nil }
    self.design = design
    isBinomial = family.isOfEvents && link != .log
  }

  /// Levels all of whose people have the same outcome.
  func levels() -> [SeparatedColumn] {
    var found: [SeparatedColumn] = []
    let allEvents = design.outcomeTotal
    for term in design.encoded where term.factors.allSatisfy(\.isIndicator) {
      let own = design.columns(of: term)
      var cells = own.map { column in
        (design.terms[column], design.crossProduct[column, column], design.eventSums[column])
      }
      // The level compared with is separated too, but only a main effect has one such level.
      if term.factors.count == 1, own.count == term.names.count, let name = term.factors[0].referenceName {
        cells.append(
          (
            name, design.people - cells.reduce(0) { $0 + $1.1 },
            allEvents - cells.reduce(0) { $0 + $1.2 }
          ))
      }
      for (name, people, events) in cells where people > 0 && (events == 0 || isBinomial && events == people)
      {
        found.append(SeparatedColumn(term: name, outcome: events > 0, people: Int(people)))
      }
    }
    return found
  }

  /// Columns with a part in a direction along which the likelihood never falls.
  func columns(along direction: [Double]) -> [SeparatedColumn] {
    let patterns = design.patterns
    let slopes = design.table.linearPredictor(
      direction, offsets: Array(repeating: 0, count: patterns.count))
    let largest = slopes.map(abs).max() ?? 0
    guard largest > 0 else { return [] }
    let tolerance = 1e-3 * largest
    for pattern in 0..<patterns.count {
      let people = patterns.units[pattern] * patterns.trials[pattern]
      let mayRise = isBinomial && patterns.sums[pattern] == people
      let mayFall = patterns.sums[pattern] == 0
      if slopes[pattern] > tolerance && !mayRise || slopes[pattern] < -tolerance && !mayFall { return [] }
    }
    let plain = design.table.uncentred(direction)
    return design.terms.indices.filter { column in
      guard column > 0 || !design.hasIntercept else { return false }
      let spread = (design.crossProduct[column, column] / Double(design.observations)).squareRoot()
      return abs(plain[column]) * spread > 1e-3 * largest
    }.map { SeparatedColumn(term: design.terms[$0], outcome: nil, people: nil) }
  }
}
