/// Looks for columns through which the outcome is predicted without error, so that no estimate exists.
///
/// - Source: Albert and Anderson (1984), *Biometrika* 71, 1–10, doi:10.1093/biomet/71.1.1.
struct Separation {
  private let design: DesignMatrix
  private let isBinomial: Bool

  init?(_ design: DesignMatrix, family: ModelFamily) {
    guard family != .gaussian else { return nil }
    self.design = design
    isBinomial = family == .binomial
  }

  /// Levels all of whose people have the same outcome.
  func levels() -> [SeparatedColumn] {
    let patterns = design.patterns
    var found: [SeparatedColumn] = []
    for term in design.encoded where term.factors.allSatisfy(\.isIndicator) {
      let own = design.columns(of: term)
      var people: [Int: Double] = [:]
      var events: [Int: Double] = [:]
      for pattern in 0..<patterns.count {
        let entries = term.entries { design.raw(pattern, $0) }.map { design.columnOfEncoded[$0.column] }
        let column = entries.first { $0 >= 0 } ?? -1
        people[column, default: 0] += patterns.units[pattern] * patterns.trials[pattern]
        events[column, default: 0] += patterns.sums[pattern]
      }
      // The level compared with is separated too, but only a main effect has one such level.
      let candidates = own + (term.factors.count == 1 && own.count == term.names.count ? [-1] : [])
      for column in candidates {
        guard let count = people[column], let sum = events[column] else { continue }
        guard sum == 0 || isBinomial && sum == count else { continue }
        let name = column >= 0 ? design.terms[column] : referenceName(term)
        found.append(SeparatedColumn(term: name, outcome: sum > 0, people: Int(count)))
      }
    }
    return found
  }

  private func referenceName(_ term: EncodedTerm) -> String {
    let factor = term.factors[0]
    guard case .indicators(let columnOfLevel) = factor.coding else { return term.names[0] }
    let names = design.patterns.variables[factor.variable].levelNames
    let occurring = Set(
      (0..<design.patterns.count).map { design.patterns.code($0, factor.variable) })
    let level = columnOfLevel.indices.first { columnOfLevel[$0] < 0 && occurring.contains($0) } ?? 0
    return "\(term.term[0].label)=\(names[level])"
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
