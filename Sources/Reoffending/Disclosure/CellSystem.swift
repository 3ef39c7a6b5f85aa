/// What a publication tells of counts that it does not print: sums of unknown counts that are known.
///
/// The unknowns are the counts of the finest groups of people that the published groups are made of, the *atoms*. A
/// published count is a sum of them, and a hidden one is a sum that is not printed. All quantities (people with the event,
/// people without it, reoffences) have the same sums, so that they share one structure.
struct CellSystem {
  /// A group of people of whom counts may be published.
  struct Cell {
    /// The atoms that it is made of, with how often each is counted, in order of atom.
    let terms: [(unknown: Int, factor: Int)]

    init(atoms: some Sequence<Int>) {
      var times: [Int: Int] = [:]
      for atom in atoms { times[atom, default: 0] += 1 }
      terms = times.sorted { $0.key < $1.key }.map { (unknown: $0.key, factor: $0.value) }
    }
  }

  /// The least and the greatest value that a hidden count can have; the greatest is nil where nothing bounds it.
  struct Range: Equatable {
    var lower: Int
    var upper: Int?

    static func + (first: Range, second: Range) -> Range {
      Range(
        lower: first.lower + second.lower,
        upper: first.upper.flatMap { a in second.upper.map { a + $0 } })
    }
  }

  let cells: [Cell]
  /// The counts of each atom, a list for each quantity.
  let values: [[Int]]

  /// The equations that are left of the cells shown, with the atoms that are known taken out.
  struct Knowledge {
    /// For each atom whether it follows at once.
    fileprivate var isKnown: [Bool]
    fileprivate var equations: [[(unknown: Int, factor: Int)]]
    /// The equations that each atom is in.
    fileprivate var equationsOfAtom: [[Int]]
    /// The part of the equations, connected by unknown atoms, that each belongs to.
    fileprivate var component: [Int]
    /// The equations of each part.
    fileprivate var members: [Int: [Int]]
    /// Whether each equation counts every atom once.
    fileprivate var isPlain: [Bool]
    /// What each equation comes to, a list for each quantity.
    fileprivate var totals: [[Int]]
  }

  /// The value of a cell.
  func value(_ cell: Int, _ quantity: Int) -> Int {
    cells[cell].terms.reduce(0) { $0 + $1.factor * values[quantity][$1.unknown] }
  }

  /// What follows at once from the cells that are shown.
  func knowledge(showing isShown: [Bool]) -> Knowledge {
    let atoms = values.first?.count ?? 0
    var isKnown = Array(repeating: false, count: atoms)
    var seen: Set<[Int]> = []
    var equations: [[(unknown: Int, factor: Int)]] = []
    for cell in cells.indices where isShown[cell] && !cells[cell].terms.isEmpty {
      if cells[cell].terms.count == 1 {
        isKnown[cells[cell].terms[0].unknown] = true
      } else if seen.insert(cells[cell].terms.flatMap { [$0.unknown, $0.factor] }).inserted {
        equations.append(cells[cell].terms)
      }
    }
    var changes = true
    while changes {
      changes = false
      var left: [[(unknown: Int, factor: Int)]] = []
      for equation in equations {
        let open = equation.filter { !isKnown[$0.unknown] }
        if open.count == 1 {
          isKnown[open[0].unknown] = true
          changes = true
        }
        if open.count > 1 { left.append(open) }
      }
      equations = left
    }
    var equationsOfAtom = Array(repeating: [Int](), count: atoms)
    for (number, equation) in equations.enumerated() {
      for term in equation { equationsOfAtom[term.unknown].append(number) }
    }
    var component = Array(repeating: -1, count: equations.count)
    for start in equations.indices where component[start] < 0 {
      var waiting = [start]
      component[start] = start
      while let equation = waiting.popLast() {
        for term in equations[equation] {
          for other in equationsOfAtom[term.unknown] where component[other] < 0 {
            component[other] = start
            waiting.append(other)
          }
        }
      }
    }
    return Knowledge(
      isKnown: isKnown, equations: equations, equationsOfAtom: equationsOfAtom, component: component,
      members: Dictionary(grouping: equations.indices) { component[$0] },
      isPlain: equations.map { $0.allSatisfy { $0.factor == 1 } },
      totals: values.map { values in
        equations.map { $0.reduce(0) { $0 + $1.factor * values[$1.unknown] } }
      })
  }

  /// The range that the shown cells leave for a hidden one.
  func range(of cell: Int, _ quantity: Int, knowing knowledge: Knowledge, inWholeNumbers: Bool = true)
    -> Range
  {
    let values = values[quantity]
    var range = Range(lower: 0, upper: 0)
    var parts: [Int: [(unknown: Int, factor: Int)]] = [:]
    for term in cells[cell].terms {
      if knowledge.isKnown[term.unknown] {
        range =
          range
          + Range(
            lower: term.factor * values[term.unknown], upper: term.factor * values[term.unknown])
      } else if let equation = knowledge.equationsOfAtom[term.unknown].first {
        parts[knowledge.component[equation], default: []].append(term)
      } else {
        range.upper = nil
      }
    }
    for (component, terms) in parts {
      range =
        range
        + self.range(
          of: terms, inComponent: component, quantity, knowledge: knowledge, inWholeNumbers: inWholeNumbers)
    }
    return range
  }

  /// The cells that share atoms with the shown cells that a cell's atoms are in.
  func neighbours(of cell: Int, showing isShown: [Bool], knowing knowledge: Knowledge) -> Set<Int> {
    let own = Set(cells[cell].terms.map(\.unknown))
    var atoms = own
    // What is known already stands in no equation that is left, so that the cells themselves are looked at.
    for other in cells.indices
    where isShown[other] && cells[other].terms.contains(where: { own.contains($0.unknown) }) {
      atoms.formUnion(cells[other].terms.map(\.unknown))
    }
    var components: Set<Int> = []
    for term in cells[cell].terms {
      for equation in knowledge.equationsOfAtom[term.unknown] {
        components.insert(knowledge.component[equation])
      }
    }
    for component in components {
      for equation in knowledge.members[component] ?? [] {
        for term in knowledge.equations[equation] { atoms.insert(term.unknown) }
      }
    }
    return Set(cells.indices.filter { other in cells[other].terms.contains { atoms.contains($0.unknown) } })
  }

  /// The range of a sum of atoms of one part of the equations.
  private func range(
    of terms: [(unknown: Int, factor: Int)], inComponent component: Int, _ quantity: Int,
    knowledge: Knowledge, inWholeNumbers: Bool
  ) -> Range {
    let numbers = knowledge.members[component] ?? []
    let totals = knowledge.totals[quantity]
    // One sum of numbers of at least 0: each of them can be all of it or nothing.
    if numbers.count == 1, knowledge.isPlain[numbers[0]],
      terms.allSatisfy({ $0.factor == 1 })
    {
      let sum = totals[numbers[0]]
      return Range(lower: terms.count == knowledge.equations[numbers[0]].count ? sum : 0, upper: sum)
    }
    let wanted = Dictionary(uniqueKeysWithValues: terms.map { ($0.unknown, $0.factor) })
    // Atoms that stand in the same sums are one unknown.
    struct Kind: Hashable {
      let places: [Int]
      let wanted: Int
    }
    var kinds: [Kind: Int] = [:]
    var columns: [Kind] = []
    var places: [Int: [Int]] = [:]
    for (row, number) in numbers.enumerated() {
      for term in knowledge.equations[number] { places[term.unknown, default: []] += [row, term.factor] }
    }
    for (atom, rows) in places.sorted(by: { $0.key < $1.key }) {
      let kind = Kind(places: rows, wanted: wanted[atom] ?? 0)
      if kinds[kind] == nil {
        kinds[kind] = columns.count
        columns.append(kind)
      }
    }
    var equations = Array(repeating: [(unknown: Int, factor: Int)](), count: numbers.count)
    for (column, kind) in columns.enumerated() {
      for place in stride(from: 0, to: kind.places.count, by: 2) {
        equations[kind.places[place]].append((column, kind.places[place + 1]))
      }
    }
    let bounds = LinearBounds(
      unknowns: columns.count,
      equations: zip(equations, numbers).map { LinearBounds.Equation(terms: $0, value: totals[$1]) })
    let target = columns.enumerated().filter { $1.wanted > 0 }.map { (unknown: $0, factor: $1.wanted) }
    let own = terms.reduce(0) { $0 + $1.factor * values[quantity][$1.unknown] }
    // Where the solver finds nothing that fits, nothing is protected.
    guard
      let found = bounds?.range(of: target, inWholeNumbers: inWholeNumbers && columns.count <= Self.mostWhole)
    else { return Range(lower: own, upper: own) }
    return Range(lower: found.lower, upper: found.upper)
  }

  /// Up to so many unknowns whole numbers are asked for; with more the solver could take long.
  private static let mostWhole = 200
}
