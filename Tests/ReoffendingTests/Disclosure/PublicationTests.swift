import Numbers
import Reoffending
import Testing
import TestSupport

@Suite("what several tables of the same people give away together")
struct PublicationTests {
  private func group(_ parts: [(String, String)], _ events: Int, of people: Int) -> CohortGroup {
    CohortGroup(
      key: GroupKey(parts.map { GroupKey.Part(column: $0.0, value: $0.1) }), trials: people,
      events: ConsistentCount(exactly: events))
  }

  private func names(_ hidden: Publication.Hidden) -> [String] { hidden.keys.map(\.description).sorted() }

  @Test("an area that is hidden is not left over from its region less the other areas")
  func nested() {
    var publication = Publication(
      [
        group([("area", "N1"), ("region", "North")], 3, of: 40),
        group([("area", "N2"), ("region", "North")], 40, of: 100),
        group([("area", "S1"), ("region", "South")], 30, of: 90),
        group([("area", "S2"), ("region", "South")], 20, of: 80),
      ], findsSubtotals: false)
    publication.add("areas", by: ["area"])
    publication.add("regions", by: ["region"])
    let (hidden, unprotected) = publication.protected(hiding: DisclosureThreshold(counts: 5))
    #expect(names(hidden[0]) == ["N1", "N2"])
    #expect(names(hidden[1]) == [] && unprotected == [])
  }

  @Test("a table without an area, whose total differs by it, loses its total or more")
  func filtered() {
    let groups = [
      group([("area", "A")], 3, of: 40), group([("area", "B")], 40, of: 100),
      group([("area", "C")], 20, of: 90),
    ]
    var publication = Publication(groups, findsSubtotals: false)
    publication.add("all", by: ["area"])
    publication.add("without A", by: ["area"], keeping: Set(groups.dropFirst().map(\.key)))
    let hidden = publication.protected(hiding: DisclosureThreshold(counts: 5)).hidden
    // B and C, or totals, are hidden so that neither of the two totals less what is shown gives A.
    let shownOfSecond = Set(["B", "C"]).subtracting(names(hidden[1]))
    #expect(hidden[0].keys.count > 1 || hidden[0].hidesTotal)
    #expect(shownOfSecond.count < 2 || hidden[0].hidesTotal)
    #expect(hidden[1].hidesTotal || hidden[0].hidesTotal)
  }

  @Test("a few people whom a filter leaves out, and whom no table names, are protected too")
  func complement() {
    let groups = [
      group([("area", "A"), ("sex", "M")], 40, of: 140), group([("area", "A"), ("sex", "X")], 2, of: 4),
      group([("area", "B"), ("sex", "M")], 30, of: 90),
    ]
    var publication = Publication(groups, findsSubtotals: false)
    publication.add("everybody", by: [], total: .none)
    publication.add("not X", by: [], keeping: Set([groups[0].key, groups[2].key]), total: .none)
    let hidden = publication.protected(hiding: DisclosureThreshold(counts: 5)).hidden
    #expect(hidden[0].places.count + hidden[1].places.count == 1)
  }

  @Test("a row for both sexes is a sum of the rows for each")
  func subtotals() {
    var publication = Publication(
      [
        group([("area", "D"), ("sex", "Male")], 3, of: 40),
        group([("area", "D"), ("sex", "Female")], 40, of: 100),
        group([("area", "D"), ("sex", "All")], 43, of: 140),
        group([("area", "W"), ("sex", "Male")], 20, of: 90),
        group([("area", "W"), ("sex", "Female")], 30, of: 80),
        group([("area", "W"), ("sex", "All")], 50, of: 170),
      ], findsSubtotals: true)
    publication.add("rows", by: ["area", "sex"], total: .none)
    let hidden = publication.protected(hiding: DisclosureThreshold(counts: 5)).hidden[0]
    #expect(hidden.keys.contains { $0.description == "D, Male" })
    #expect(hidden.keys.contains { $0.description == "D, Female" || $0.description == "D, All" })
    #expect(hidden.keys.count == 2)
  }

  @Test("margins that cannot be hidden are named where they give a small count away")
  func fixed() {
    let groups = [
      group([("area", "A"), ("home", "yes")], 2, of: 30), group([("area", "A"), ("home", "no")], 20, of: 60),
      group([("area", "B"), ("home", "yes")], 1, of: 30), group([("area", "B"), ("home", "no")], 20, of: 60),
    ]
    var publication = Publication(groups, findsSubtotals: false)
    publication.add("areas", by: ["area"])
    let model = publication.add("model", by: ["home"], total: .none, isFixed: true)
    #expect(publication.protected(hiding: DisclosureThreshold(counts: 5)).unprotected == ["model"])
    #expect(
      publication.protected(hiding: DisclosureThreshold(counts: 5), leavingOut: [model]).unprotected == [])
  }

  @Test("which group is hidden for another's sake does not depend on what is hidden")
  func tieRule() throws {
    let suppression = try #require(Suppression(upTo: 5))
    var patterns: Set<[Bool]> = []
    // The two that are hidden have 25 together, however they are shared between them.
    for small in 1...5 {
      let shown = suppression.applied(to: [
        group([("area", "B")], 25 - small, of: 100), group([("area", "C")], 20, of: 110),
        group([("area", "A")], small, of: 90), group([("area", "D")], 30, of: 120),
      ])
      patterns.insert(shown.map(\.isSuppressed))
    }
    #expect(patterns == [[true, false, true, false]])
  }

  @Test("one small cell of a table with both margins is protected without hiding a margin")
  func oneTable() throws {
    // A rectangle is needed: at least three cells more.
    var groups: [CohortGroup] = []
    let counts = [[20, 50, 10], [8, 3, 22], [17, 32, 12]]
    for (row, line) in counts.enumerated() {
      for (column, events) in line.enumerated() {
        groups.append(group([("r", "r\(row)"), ("c", "c\(column)")], events, of: 100 + events))
      }
    }
    var publication = Publication(groups, findsSubtotals: false)
    publication.add("cells", by: ["r", "c"])
    publication.add("rows", by: ["r"])
    publication.add("columns", by: ["c"])
    let hidden = publication.protected(hiding: DisclosureThreshold(counts: 5)).hidden
    #expect(hidden[0].keys.count == 4 && hidden[0].keys.contains { $0.description == "r1, c1" })
    #expect(hidden[1].keys.isEmpty && hidden[2].keys.isEmpty && !hidden.contains(where: \.hidesTotal))
  }

  @Test(
    "an attacker who tries all whole numbers finds no small count, in random tables",
    arguments: 0..<AttackCount.of(tables: 40))
  func attacked(_ seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed) + 1)
    for _ in 0..<50 {
      let limit = Int.random(in: 1...3, using: &random)
      let shape = (
        rows: Int.random(in: 1...3, using: &random), columns: Int.random(in: 2...3, using: &random)
      )
      var groups: [CohortGroup] = []
      var values: [Int] = []
      for row in 0..<shape.rows {
        for column in 0..<shape.columns {
          let events = Int.random(in: 0...9, using: &random)
          values.append(events)
          groups.append(
            group(
              [("r", "r\(row)"), ("c", "c\(column)"), ("s", "s\(row / 2)")], events,
              of: events + Int.random(in: 20...40, using: &random)))
        }
      }
      var publication = Publication(groups, findsSubtotals: false)
      let tables = [["r", "c"], ["r"], ["c"], ["s"]].filter { _ in Bool.random(using: &random) }
      for columns in tables { publication.add(columns.joined(), by: columns) }
      let kept = Set(groups.filter { _ in Int.random(in: 0..<4, using: &random) > 0 }.map(\.key))
      if !kept.isEmpty { publication.add("kept", by: ["r"], keeping: kept) }
      guard !tables.isEmpty || !kept.isEmpty else { continue }
      let (hidden, unprotected) = publication.protected(hiding: DisclosureThreshold(counts: limit))
      #expect(unprotected == [])

      // What is printed, by the test's own reckoning.
      var sums: [(of: [Int], value: Int)] = []
      var secrets: [[Int]] = []
      let plans = tables.map { ($0, nil as Set<GroupKey>?) } + (kept.isEmpty ? [] : [(["r"], kept)])
      for (place, (columns, kept)) in plans.enumerated() {
        let inside = groups.indices.filter { kept?.contains(groups[$0].key) ?? true }
        let cells = Dictionary(grouping: inside) { atom in
          GroupKey(columns.compactMap { name in groups[atom].key.parts.first { $0.column == name } })
        }
        for (key, atoms) in cells {
          let value = atoms.reduce(0) { $0 + values[$1] }
          if hidden[place].keys.contains(key) {
            secrets.append(atoms)
          } else {
            #expect(value == 0 || value > limit)
            sums.append((atoms, value))
          }
        }
        if !hidden[place].hidesTotal { sums.append((inside, inside.reduce(0) { $0 + values[$1] })) }
      }
      for secret in secrets {
        let value = secret.reduce(0) { $0 + values[$1] }
        // Sums can have values of one parity only, so the next one may lie two beyond.
        let possible = Attacker(unknowns: groups.count, sums: sums).values(
          of: secret, upTo: value + 2 * limit + 2)
        #expect(possible.contains(value))
        #expect(
          (possible.max() ?? 0) - (possible.min() ?? 0) > limit,
          "seed \(seed): \(possible.sorted()) of \(secret), limit \(limit), values \(values), sums \(sums)")
        if value > 0, value <= limit { #expect(possible.contains(0), "seed \(seed)") }
      }
    }
  }

  @Test("a hundred thousand groups are protected in seconds")
  func many() throws {
    let suppression = try #require(Suppression(upTo: 5))
    let groups = (0..<100_000).map { group([("id", "g\($0)")], $0 % 9, of: 20 + $0 % 13) }
    let start = ContinuousClock.now
    let shown = suppression.applied(to: groups)
    #expect(shown.count { $0.isSuppressed } >= 55_550)
    #expect(ContinuousClock.now - start < .seconds(60))
  }

  @Test("a total of nobody, and one that its groups exceed, end the search for breakdowns")
  func emptyTotal() {
    let groups = [group([("area", "A")], 0, of: 10), group([("area", "B")], 1, of: 20)]
    let publication = Publication(groups, findsSubtotals: false)
    let nobody = CohortGroup(key: GroupKey([]), trials: 0, events: ConsistentCount(exactly: 0))
    #expect(!publication.hasBreakdown(of: nobody, among: [0, 1]))
    let half = CohortGroup(key: GroupKey([]), trials: 15, events: ConsistentCount(exactly: 1))
    #expect(!publication.hasBreakdown(of: half, among: [0, 1]))
  }
}
