/// Chooses the cells of a publication that are hidden, so that no small count follows from the others.
///
/// A cell is hidden where one of its counts numbers from 1 to the limit. Then, for each hidden count, the range that all
/// that is shown leaves for it must reach down to 0 if it is small and be wider than the limit, or one more cell is hidden.
/// Which one is decided by its people, not by the counts that are hidden, so that the choice itself tells nothing of them.
///
/// - Source: Fischetti and Salazar (2001), *Management Science* 47(7), 1008–1027; Hundepool et al. (2012), *Statistical
///   Disclosure Control*, chapter 4.
struct CellSuppression {
  /// A cell of a table that is to be published.
  struct Cell {
    /// The atoms that it is made of.
    let atoms: [Int]
    /// The table that it belongs to.
    let table: Int
    /// Whether it may be hidden; what cannot is shown, or the whole table is refused.
    let canBeHidden: Bool
    /// Whether it is never shown, such as those whom a filter leaves out.
    var isImplicit = false
    /// Whether it is hidden in the source already, so that nobody is to work it out.
    var isHidden = false
    /// Further counts that it may have, since its printed rate allows several.
    var possible: [Int] = []
    /// Whether it stands for all others of its table.
    var isTotal = false
    /// Orders cells with the same number of people, such as its name.
    let name: String
  }

  /// The cells that are hidden.
  private(set) var hidden: Set<Int> = []
  /// The cells that cannot be protected: hidden ones that something follows for which cannot be hidden.
  private(set) var unprotected: Set<Int> = []

  private let cells: [Cell]
  private var threshold: DisclosureThreshold
  private let system: CellSystem
  private var isShown: [Bool]

  /// Chooses.
  ///
  /// - Parameters:
  ///   - values: the counts of each atom, a list for each quantity: people with the event, people without, and others.
  init(cells: [Cell], values: [[Int]], threshold: DisclosureThreshold) {
    self.cells = cells
    self.threshold = threshold
    system = CellSystem(cells: cells.map { CellSystem.Cell(atoms: $0.atoms) }, values: values)
    isShown = cells.map { !$0.isImplicit }
    guard threshold.isOn else { return }
    for cell in cells.indices where isSmall(cell) || cells[cell].isHidden {
      isShown[cell] = false
      hidden.insert(cell)
      // What must be shown and is small is not protected by anything.
      if !cells[cell].canBeHidden, !cells[cell].isImplicit { unprotected.insert(cell) }
    }
    guard !hidden.isEmpty else { return }
    protect()
    showAgain()
  }

  /// The cells among hidden ones of which something follows from all others that are shown.
  static func unprotected(
    of hidden: Set<Int>, in cells: [Cell], values: [[Int]], threshold: DisclosureThreshold
  ) -> Set<Int> {
    var choice = CellSuppression(cells: cells, values: values, threshold: DisclosureThreshold(counts: 0))
    choice.threshold = threshold
    for cell in hidden { choice.isShown[cell] = false }
    let knowledge = choice.system.knowledge(showing: choice.isShown)
    return hidden.filter { !choice.protection($0, knowledge).isEnough }
  }

  /// The counts of a cell that are looked at: those of each quantity, and all people.
  private func counts(_ cell: Int) -> [Int] {
    let own = system.values.indices.map { system.value(cell, $0) }
    return own + (own.count > 1 ? [own[0] + own[1]] : [])
  }

  private func isSmall(_ cell: Int) -> Bool {
    let people = people(cell)
    if people > 0, people < threshold.people { return true }
    return (counts(cell) + cells[cell].possible).contains { $0 > 0 && $0 <= threshold.counts }
  }

  /// Whether what is shown leaves enough open of a cell, and how much.
  private func protection(_ cell: Int, _ knowledge: CellSystem.Knowledge) -> (isEnough: Bool, width: Int) {
    var ranges = system.values.indices.map { system.range(of: cell, $0, knowing: knowledge) }
    if ranges.count > 1 { ranges.append(ranges[0] + ranges[1]) }
    var isEnough = true
    var width = 0
    for (count, range) in zip(counts(cell), ranges) {
      let open = range.upper.map { $0 - range.lower } ?? Self.boundless
      width += min(open, Self.boundless)
      // Every count must be uncertain, also none and all; a small one must possibly be none.
      if open <= threshold.width || (count <= threshold.counts && range.lower > 0) { isEnough = false }
      if count <= threshold.counts { width -= min(range.lower, Self.boundless) }
    }
    return (isEnough, width)
  }

  private static let boundless = 1 << 40

  /// Hides cells until every hidden one is protected, as far as that can be.
  private mutating func protect() {
    var knowledge = system.knowledge(showing: isShown)
    var settled: Set<Int> = []
    while let cell = order(hidden.filter { !settled.contains($0) && isShownNowhere($0) }).first(where: {
      !protection($0, knowledge).isEnough
    }) {
      let next = nextToHide(for: cell, knowledge)
      if !next.isEmpty {
        for next in next {
          isShown[next] = false
          hidden.insert(next)
        }
        knowledge = system.knowledge(showing: isShown)
      } else {
        settled.insert(cell)
        unprotected.insert(cell)
      }
    }
  }

  private func isShownNowhere(_ cell: Int) -> Bool { !isShown[cell] }

  /// The cells to hide next: of those that could help the first that helps enough, in small tables the fewest together
  /// that do, else the first that helps at all.
  private func nextToHide(for cell: Int, _ knowledge: CellSystem.Knowledge) -> [Int] {
    let near = system.neighbours(of: cell, showing: isShown, knowing: knowledge)
    let candidates = order(near.filter { isShown[$0] && cells[$0].canBeHidden }, near: cells[cell])
    let now = protection(cell, knowledge).width
    var best: Int?
    for candidate in candidates.prefix(Self.mostTried) {
      var shown = isShown
      shown[candidate] = false
      let after = protection(cell, system.knowledge(showing: shown))
      if after.isEnough { return [candidate] }
      if best == nil, after.width > now { best = candidate }
    }
    if cells.count <= Self.mostTried {
      for size in 2...3 {
        if let together = together(size, of: candidates, for: cell) { return together }
      }
    }
    // Two together may help where neither does.
    return (best ?? candidates.first).map { [$0] } ?? []
  }

  /// The first so many candidates that are enough together; nil where none are, or where they are too many to try.
  private func together(_ size: Int, of candidates: [Int], for cell: Int) -> [Int]? {
    var tries = 0
    func search(_ chosen: [Int], from place: Int) -> [Int]? {
      guard chosen.count < size else {
        tries += 1
        var shown = isShown
        for one in chosen { shown[one] = false }
        return protection(cell, system.knowledge(showing: shown)).isEnough ? chosen : nil
      }
      for next in candidates.indices.dropFirst(place) where tries < Self.mostCombinations {
        if let found = search(chosen + [candidates[next]], from: next + 1) { return found }
      }
      return nil
    }
    return search([], from: 0)
  }

  private static let mostCombinations = 1_000

  private static let mostTried = 100

  /// Cells by what is lost with them: those of the same table first, totals last, fewer people before more.
  private func order(_ some: some Sequence<Int>, near cell: Cell? = nil) -> [Int] {
    let atoms = Set(cell?.atoms ?? [])
    func rank(_ other: Int) -> Int {
      guard let cell else { return 0 }
      if cells[other].isTotal { return 3 }
      if !atoms.isEmpty, atoms.isSubset(of: cells[other].atoms) { return 2 }
      return cells[other].table == cell.table ? 0 : 1
    }
    let keys = some.map { (rank($0), people($0), Self.hash(cells[$0].name), $0) }
    return keys.sorted { ($0.0, $0.1, $0.2, $0.3) < ($1.0, $1.1, $1.2, $1.3) }.map(\.3)
  }

  private func people(_ cell: Int) -> Int {
    system.value(cell, 0) + (system.values.count > 1 ? system.value(cell, 1) : 0)
  }

  /// Shows what was hidden for others' sake and is not needed.
  private mutating func showAgain() {
    let others = order(hidden.filter { !isSmall($0) && !cells[$0].isImplicit })
    guard others.count > 1, others.count <= Self.mostTried, unprotected.isEmpty else { return }
    for cell in others.reversed() {
      var shown = isShown
      shown[cell] = true
      let knowledge = system.knowledge(showing: shown)
      guard hidden.allSatisfy({ $0 == cell || protection($0, knowledge).isEnough }) else { continue }
      isShown = shown
      hidden.remove(cell)
    }
  }

  /// The hash of Fowler, Noll and Vo, the same on every machine.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
