import Numbers

/// Which of some groups are sums of others, by name and by sum, and what they are the sum of.
///
/// A name such as `Total` is enough. Without one, a group is a total where its cohort and its reoffenders are both the sum
/// of all the others, or of neighbours that follow or precede it, as regions stand among their areas. A range that others
/// make up, as 18-20 and 21-24 do 18-24, is one too.
///
/// - Source: the search by neighbours, repeated without the totals found, is that of Jiang, Vitagliano, Hameed and Naumann
///   (2022), *AggreCol*, EDBT 25, 523–534, doi:10.48786/edbt.2022.35, for sums only.
struct TotalGroups {
  /// The groups that are no sums of others.
  private(set) var members: [CohortGroup] = []
  /// The total of all; nil where the table has none.
  private(set) var total: CohortGroup?
  /// Groups of people who are in others too, and no part of a sum of all: whole countries, and the same people told apart
  /// by something else.
  private(set) var containing: [CohortGroup] = []
  private(set) var notes: [String] = []

  /// - Parameter isOneList: whether nothing beside the key tells the groups apart.
  init(_ groups: [CohortGroup], isOneList: Bool = false) {
    let width = groups.first?.key.parts.count ?? 0
    var isTotal = Array(repeating: Array(repeating: false, count: width), count: groups.count)
    var names: [Set<String>] = []
    var parts: Set<Int> = []
    for dimension in 0..<width {
      let found = Self.found(in: groups, along: dimension)
      for place in found.totals { isTotal[place][dimension] = true }
      names.append(found.names)
      parts.formUnion(found.parts)
    }
    parts.formUnion(Self.parts(of: groups, isTotal))
    let plain = groups.indices.filter { !isTotal[$0].contains(true) && !parts.contains($0) }
    let averages = Self.averages(of: plain, groups)
    members = plain.filter { !averages.contains($0) }.map { groups[$0] }
    let totals = groups.indices.filter { isTotal[$0].contains(true) }
    let whole = totals.filter { place in
      isTotal[place].allSatisfy(\.self) && !Self.isPartial(groups[place], of: members)
    }
    let named = whole.filter { zip(groups[$0].key.parts, names).allSatisfy { $1.contains($0.value) } }
    // Without the name of a total, the sum of a region's areas is no total of a table that has other areas too.
    let sums = whole.filter { Self.isSumOfAll(groups[$0], members) }
    let largest = sums.max { (groups[$0].trials ?? 0) < (groups[$1].trials ?? 0) }
    // `All offences` beside `All crimes and offences` is the total of some, though its name is that of a total of all.
    let widest = Self.widest(named, groups).flatMap { largest == nil || sums.contains($0) ? $0 : nil }
    let chosen = widest ?? largest
    total = chosen.map { groups[$0] }
    note(groups, totals.filter { $0 != chosen }, named: named.contains(chosen ?? -1))
    noteLeftOut(parts.sorted().map { groups[$0] }, "are part of other rows")
    noteLeftOut(averages.sorted().map { groups[$0] }, "are averages of other rows, or describe them")
    findContaining()
    findFollowedLonger()
    findLevels()
    if isOneList { findRepeated() }
    checkTotal()
    checkParts(groups, isTotal)
  }

  /// What is said of the totals that were found.
  private mutating func note(_ groups: [CohortGroup], _ apart: [Int], named: Bool) {
    if let total, !named {
      let name =
        total.key.parts.allSatisfy(\.value.isEmpty) ? "The row without a name" : total.key.description
      notes.append("\(name) is taken as the total, because its figures are the sums of the others’.")
    }
    let names = apart.map { groups[$0].key.description }
    guard !names.isEmpty else { return }
    notes.append(
      "Kept apart, because they are sums of other rows: \(NameList.joined(names)).")
  }

  private mutating func noteLeftOut(_ some: [CohortGroup], _ reason: String) {
    guard !some.isEmpty else { return }
    notes.append(
      "Left out, because they \(reason): \(NameList.joined(some.map(\.key.description))); --totals taken keeps them."
    )
  }

  /// Of several totals by name that of the most: no subtotal, and the one with the most people.
  private static func widest(_ named: [Int], _ groups: [CohortGroup]) -> Int? {
    let full = named.filter { place in !groups[place].key.parts.contains { TotalLabel.isSubtotal($0.value) } }
    let open = full.isEmpty ? named : full
    let most = open.compactMap { groups[$0].trials }.max()
    return open.first { groups[$0].trials == most } ?? open.first
  }

  /// Rows that say they are part of one above which is no sum of its parts.
  private static func parts(of groups: [CohortGroup], _ isTotal: [[Bool]]) -> Set<Int> {
    var found: Set<Int> = []
    var isAboveTotal = false
    for (place, group) in groups.enumerated() {
      if group.key.parts.contains(where: { TotalLabel.isPart($0.value) }) {
        if !isAboveTotal, place > 0, !isTotal[place].contains(true) { found.insert(place) }
      } else {
        isAboveTotal = isTotal[place].contains(true)
      }
    }
    return found
  }

  /// Rows that are called an average, or another statistic, and have that of the others’ figures.
  ///
  /// A spread cannot be told by its figures, and is one where another row is a statistic.
  private static func averages(of places: [Int], _ groups: [CohortGroup]) -> Set<Int> {
    var statistics: [Int: TotalLabel.Statistic] = [:]
    for place in places {
      statistics[place] = groups[place].key.parts.compactMap { TotalLabel.statistic($0.value) }.first
    }
    let others = places.filter { statistics[$0] == nil }.map { groups[$0] }
    let trials = others.compactMap(\.trials).map(Double.init).sorted()
    guard !statistics.isEmpty, others.count > 1, trials.count == others.count else { return [] }
    let events = others.compactMap { $0.events.map { Double($0.nearest) } }.sorted()
    func value(_ statistic: TotalLabel.Statistic, of values: [Double]) -> Double? {
      switch statistic {
      case .mean: values.reduce(0, +) / Double(values.count)
      case .median: (values[values.count / 2] + values[(values.count - 1) / 2]) / 2
      case .minimum: values[0]
      case .maximum: values[values.count - 1]
      case .spread: nil
      }
    }
    let sure = statistics.filter { place, statistic in
      guard let own = groups[place].trials, let reckoned = value(statistic, of: trials),
        abs(Double(own) - reckoned) <= 1
      else { return false }
      guard let count = groups[place].events, events.count == others.count,
        let reckoned = value(statistic, of: events)
      else { return true }
      return abs(Double(count.nearest) - reckoned) <= 1
    }
    guard !sure.isEmpty else { return [] }
    return Set(sure.keys).union(statistics.filter { $0.value == .spread }.keys)
  }

  /// A country that is about as large as all other groups together, or larger, is none of those that make the total.
  private mutating func findContaining() {
    guard total == nil, members.count > 2, members[0].key.parts.count == 1 else { return }
    containing = members.filter { group in
      guard TotalLabel.isCountry(group.key.parts[0].value), let trials = group.trials else { return false }
      let others = members.filter { $0.key != group.key && !TotalLabel.isCountry($0.key.parts[0].value) }
      guard others.count > 1 else { return false }
      // People who are in two of the others make it a little less than their sum, unless it stands beside them, as Wales
      // does beside the regions of England.
      let share = TotalLabel.isPartOfCountry(group.key.parts[0].value) ? 10 : 9
      return trials * 10 > others.reduce(0) { $0 + ($1.trials ?? 0) } * share
        && others.allSatisfy { $0.trials != nil }
    }
    guard !containing.isEmpty else { return }
    let names = NameList.joined(containing.map(\.key.description))
    notes.append("\(names) may contain the other groups, and is no part of their total.")
  }

  /// The same people after a longer time each, whose numbers have no sum.
  private mutating func findFollowedLonger() {
    guard total == nil, members.count > 1, members[0].key.parts.count == 1,
      let people = members[0].trials, people > 0, members.allSatisfy({ $0.trials == people })
    else { return }
    let spans = members.compactMap { FollowUpSpan($0.key.parts[0].value, column: $0.key.parts[0].column) }
    guard spans.count == members.count else { return }
    let counts = zip(spans, members).sorted { $0.0.days < $1.0.days }
      .compactMap { $0.1.events?.candidates.upperBound }
    guard counts.count == members.count, zip(counts, counts.dropFirst()).allSatisfy({ $0 <= $1 }),
      Set(spans.map(\.days)).count == spans.count
    else { return }
    containing = members
    notes.append(
      "The rows are the same \(NumberFormat.count(people)) people, followed for longer each time, so that they have no total."
    )
  }

  /// Levels of geography, each of which holds the people of the others.
  private mutating func findLevels() {
    guard total == nil, let width = members.first?.key.parts.count,
      (0..<width).contains(where: { place in
        AreaLevels.areLevels(members.map { $0.key.parts[place].value })
      })
    else { return }
    containing = members
    notes.append("The groups are levels of the same areas, whose figures have no sum.")
  }

  /// Stretches of rows with the same people and the same reoffenders each, as rows by sex and then rows by age, of which only
  /// one makes the total.
  private mutating func findRepeated() {
    guard containing.isEmpty, members.count > 3, members[0].key.parts.count == 1 else { return }
    let trials = members.compactMap(\.trials)
    let events = members.compactMap(\.events)
    guard trials.count == members.count, events.count == members.count else { return }
    var endings: [Int: Int] = [:]
    var (people, sum) = ([0], 0)
    for (place, count) in trials.enumerated() where count > 0 {
      sum += count
      endings[sum] = place + 1
      people.append(sum)
    }
    /// The reoffenders of a stretch.
    func reoffenders(_ places: Range<Int>) -> ConsistentCount? { ConsistentCount.sum(of: events[places]) }
    let printed = total?.trials
    for first in people.dropFirst()
    where sum.isMultiple(of: first) && (2...members.count / 2).contains(sum / first) {
      let ends = (1...sum / first).compactMap { endings[$0 * first] }
      guard ends.count == sum / first, ends.last == members.count else { continue }
      let stretches = zip([0] + ends, ends).map { $0..<$1 }
      // Rows of equal numbers have equal sums.
      guard stretches.allSatisfy({ $0.count > 1 }),
        Set(stretches.map { trials[$0].sorted() }).count == stretches.count
      else { continue }
      // Few people may be as many by chance, unless the total says that they are all.
      guard let own = reoffenders(stretches[0]), printed == first || own.nearest >= 50,
        stretches.allSatisfy({ reoffenders($0)?.candidates.overlaps(own.candidates) ?? false })
      else { continue }
      containing = Array(members[stretches[0].upperBound...])
      let names = stretches.dropFirst().map { places in
        "\(members[places.lowerBound].key) to \(members[places.upperBound - 1].key)"
      }
      notes.append(
        "\(NameList.joined(names)) have together the people and the reoffenders of the groups before them, and are no part of "
          + "the total.")
      return
    }
  }

  /// Says where the total as printed is not that of the groups.
  private mutating func checkTotal() {
    let repeated = Set(containing.map(\.key))
    let parts = members.filter { !repeated.contains($0.key) }
    guard let total, parts.count > 1, let sum = CohortGroup.joined(parts, as: total.key) else { return }
    if let printed = total.trials, let reckoned = sum.trials, printed != reckoned {
      notes.append(
        "The total is printed with \(NumberFormat.count(printed)) people, and the groups together have "
          + "\(NumberFormat.count(reckoned)); the total as printed is shown.")
    }
    if let printed = total.events, let reckoned = sum.events,
      !printed.candidates.overlaps(reckoned.candidates)
    {
      notes.append(
        "The total is printed with \(NumberFormat.count(printed.nearest)) who reoffended, and the groups together have "
          + "\(NumberFormat.count(reckoned.nearest)); the total as printed is shown.")
    }
    if total.trials == nil, let reckoned = sum.trials, let events = total.events, let parts = sum.events,
      events.candidates.overlaps(parts.candidates)
    {
      self.total = CohortGroup(
        key: total.key, trials: reckoned, events: events, reoffences: total.reoffences,
        printedRate: total.printedRate, prediction: total.prediction, marks: total.marks)
      notes.append("The total is printed without its number of people; that of the groups together is shown.")
    }
  }

  /// Says where the total of one part, such as both sexes of an area, is not the sum of that part.
  private mutating func checkParts(_ groups: [CohortGroup], _ isTotal: [[Bool]]) {
    var wrong: [String] = []
    // The members by their key without one part, for each part along which there is a total.
    var members: [Int: [[GroupKey.Part]: [CohortGroup]]] = [:]
    func context(_ group: CohortGroup, _ along: Int) -> [GroupKey.Part] {
      var parts = group.key.parts
      parts.remove(at: along)
      return parts
    }
    for (place, group) in groups.enumerated() where isTotal[place].count > 1 && isTotal[place].contains(true)
    {
      guard isTotal[place].count(where: \.self) == 1, let along = isTotal[place].firstIndex(of: true) else {
        continue
      }
      if members[along] == nil {
        members[along] = Dictionary(
          grouping: groups.indices.filter { !isTotal[$0].contains(true) }.map { groups[$0] }
        ) { context($0, along) }
      }
      let parts = members[along]?[context(group, along)] ?? []
      guard parts.count > 1, let sum = CohortGroup.joined(parts, as: group.key), let printed = group.trials,
        let reckoned = sum.trials, printed != reckoned
      else { continue }
      wrong.append(
        "\(group.key) (\(NumberFormat.count(printed)) printed, \(NumberFormat.count(reckoned)) added up)")
    }
    guard !wrong.isEmpty else { return }
    notes.append("Totals that do not add up: \(NameList.joined(Array(wrong.prefix(5)))).")
  }

  /// Whether a total by its own name is that of some members only: `Dudley total` among areas.
  private static func isPartial(_ group: CohortGroup, of members: [CohortGroup]) -> Bool {
    guard group.key.parts.count == 1, let label = group.key.parts.first?.value else { return false }
    let text = TotalLabel.plain(label)
    let words = text.split(separator: " ").filter { !["total", "subtotal", "totals", "all"].contains($0) }
    guard !words.isEmpty, text.contains("total"), let trials = group.trials else { return false }
    let others = members.compactMap(\.trials).reduce(0, +)
    return trials < others
  }

  /// Whether a group has as many people as the members together; a country may have as many but for the rounding of all.
  private static func isSumOfAll(_ group: CohortGroup, _ members: [CohortGroup]) -> Bool {
    let parts = members.compactMap(\.trials)
    guard let own = group.trials, parts.count == members.count else { return false }
    let isCountry = group.key.parts.contains { TotalLabel.isCountry($0.value) }
    let unit = isCountry ? roundingUnit(parts + [own]) : 1
    return abs(parts.reduce(0, +) - own) <= (unit == 1 ? 0 : unit * (parts.count + 1) / 2)
  }

  // MARK: Finding totals

  /// The places of groups that are sums of others which differ from them in one part of the key only.
  ///
  /// - Parameter context: the places of the parts in which such groups agree.
  static func totals(in groups: [CohortGroup], along dimension: Int, context kept: [Int]) -> [Int] {
    found(in: groups, along: dimension, context: kept).totals
  }

  /// The totals along one dimension, the labels that are those of totals by their names, and the groups that are part of
  /// others.
  ///
  /// - Parameter context: as for `totals`; nil for all parts but that of the dimension.
  private static func found(
    in groups: [CohortGroup], along dimension: Int, context kept: [Int]? = nil
  ) -> (totals: [Int], names: Set<String>, parts: Set<Int>) {
    let contexts = contexts(of: groups, along: dimension, kept: kept)
    let names = totalNames(of: groups, along: dimension)
    let named = groups.indices.filter { names.contains(groups[$0].key.parts[dimension].value) }
    // Where nothing stands beside it, a total is a group like any other.
    var totals: Set<Int> = named.count < groups.count ? Set(named) : []
    var parts: Set<Int> = []
    for places in contexts.values {
      totals.formUnion(wideRanges(places, groups, along: dimension))
      let nested = nested(places, groups, along: dimension)
      totals.formUnion(nested.totals)
      parts.formUnion(nested.parts)
    }
    var bySum: [String: Int] = [:]
    var appearances: [String: Int] = [:]
    let isNamed = Set(named)
    for places in contexts.values {
      // What a total by name is the sum of tells which of the others are sums.
      let wholes = isNamed.isEmpty ? [] : places.filter(isNamed.contains).compactMap { figures(groups[$0]) }
      let places = places.filter { !totals.contains($0) && !parts.contains($0) }
      for place in places where places.count > 2 {
        appearances[groups[place].key.parts[dimension].value, default: 0] += 1
      }
      for place in sums(places, groups, along: dimension, below: wholes) {
        bySum[groups[place].key.parts[dimension].value, default: 0] += 1
      }
    }
    let values = Set(bySum.filter { $0.value == appearances[$0.key] }.map(\.key))
    let all =
      Array(totals) + groups.indices.filter { values.contains(groups[$0].key.parts[dimension].value) }
    return (all, names, parts)
  }

  /// The places of groups by the parts of their key but one, or by some of its parts.
  private static func contexts(
    of groups: [CohortGroup], along dimension: Int, kept: [Int]? = nil
  ) -> [[GroupKey.Part]: [Int]] {
    Dictionary(grouping: groups.indices) { place in
      var context = groups[place].key.parts
      if let kept { return kept.map { context[$0] } }
      context.remove(at: dimension)
      return context
    }
  }

  /// The labels that are those of totals by their names alone.
  ///
  /// `All released prisoners` is one where no other label is of all, and where it has the most people but no more than the
  /// others together, as it is counted in them.
  private static func totalNames(of groups: [CohortGroup], along dimension: Int) -> Set<String> {
    let labels = Set(groups.map { $0.key.parts[dimension].value })
    let sure = labels.filter(TotalLabel.isTotal)
    let ofAll = labels.filter(TotalLabel.isOfAll)
    guard sure.isEmpty, ofAll.count == 1, let name = ofAll.first, labels.count > 2 else { return sure }
    let isOwn = groups.map { $0.key.parts[dimension].value == name }
    let own = zip(isOwn, groups).filter(\.0).compactMap(\.1.trials)
    let others = zip(isOwn, groups).filter { !$0.0 }.compactMap(\.1.trials)
    guard let most = own.max(), most >= others.max() ?? 0,
      Double(others.reduce(0, +)) >= 0.99 * Double(own.reduce(0, +))
    else { return sure }
    return [name]
  }

  /// Groups that the names of others begin with, as `Violent` those of `Violent: Robbery` and `Violent: Assault`: sums of
  /// these where their people are, perhaps rounded; else the others are part of them.
  private static func nested(
    _ places: [Int], _ groups: [CohortGroup], along dimension: Int
  ) -> (totals: [Int], parts: [Int]) {
    func label(_ place: Int) -> String { groups[place].key.parts[dimension].value }
    let known = Set(places.map(label))
    guard
      known.contains(where: {
        $0.utf8.contains(UInt8(ascii: ":")) && $0.contains(": ") || TotalLabel.whole(ofPart: $0) != nil
      })
    else { return ([], []) }
    /// The labels above one that have figures of their own, the nearest first.
    func above(_ label: String) -> [String] {
      var found = TotalLabel.whole(ofPart: label).map { [$0] }?.filter(known.contains) ?? []
      var end = label.endIndex
      while let sign = label[..<end].lastIndex(of: ":") {
        let name = String(label[..<sign])
        if label[sign...].hasPrefix(": "), known.contains(name) { found.append(name) }
        end = sign
      }
      return found
    }
    var children: [String: [Int]] = [:]
    for place in places { above(label(place)).first.map { children[$0, default: []].append(place) } }
    let unit = roundingUnit(places.compactMap { groups[$0].trials })
    var totals: [Int] = []
    var wholes: Set<String> = []
    for place in places {
      guard let below = children[label(place)], let own = groups[place].trials else { continue }
      let trials = below.compactMap { groups[$0].trials }
      let allowed = unit == 1 ? 0 : unit * (below.count + 1) / 2
      if trials.count == below.count, below.count > 1, abs(trials.reduce(0, +) - own) <= allowed {
        totals.append(place)
      } else {
        wholes.insert(label(place))
      }
    }
    // What lies within a part is one too.
    let parts = places.filter { above(label($0)).contains(where: wholes.contains) }
    return (totals.filter { !parts.contains($0) }, parts)
  }

  /// The power of ten, up to a thousand, or the five of which all numbers are multiples.
  private static func roundingUnit(_ numbers: [Int]) -> Int {
    guard numbers.count > 2 else { return 1 }
    return [1000, 100, 10, 5].first { unit in numbers.allSatisfy { $0.isMultiple(of: unit) } } ?? 1
  }

  private struct NamedRange {
    let place: Int
    let start: Double
    let end: Double
  }

  /// The places of ranges that two or more of the others make up without a gap, as 18-20 and 21-24 do 18-24.
  private static func wideRanges(_ places: [Int], _ groups: [CohortGroup], along dimension: Int) -> [Int] {
    let ranges = places.compactMap { place in
      BandName.range(groups[place].key.parts[dimension].value).map {
        NamedRange(place: place, start: $0.start, end: $0.end)
      }
    }
    guard ranges.count > 2 else { return [] }
    return ranges.filter { range in
      guard range.end > range.start else { return false }
      let inner = ranges.filter {
        $0.start >= range.start && $0.end <= range.end && ($0.start > range.start || $0.end < range.end)
      }
      if isMade(from: range.start, to: range.end, of: inner) { return true }
      // `Under 18` begins where the lowest of its parts does, if their figures are its own.
      guard !(range.start > 0), let lowest = inner.map(\.start).min(), lowest > range.start,
        [range.end, range.end - 1].contains(where: { isMade(from: lowest, to: $0, of: inner) }),
        let own = figures(groups[range.place])
      else { return false }
      let narrow = inner.filter { part in
        !inner.contains { $0.place != part.place && $0.start >= part.start && $0.end <= part.end }
      }
      let parts = narrow.compactMap { figures(groups[$0.place]) }
      return parts.count == narrow.count && isSum(own, of: parts)
    }.map(\.place)
  }

  /// Whether some of the ranges follow each other from a start to an end.
  private static func isMade(from start: Double, to end: Double, of parts: [NamedRange]) -> Bool {
    var open: Set<Double> = [start]
    var seen: Set<Double> = []
    while let next = open.popFirst() {
      seen.insert(next)
      for part in parts where part.start == next {
        if part.end == end { return true }
        if !seen.contains(part.end + 1) { open.insert(part.end + 1) }
      }
    }
    return false
  }

  private struct Figures {
    let trials: Int
    let events: ConsistentCount?
  }

  private static func figures(_ group: CohortGroup) -> Figures? {
    group.trials.map { Figures(trials: $0, events: group.events) }
  }

  /// The countries among names whose figures are the sums of all that are none, or of the countries in their own name, as
  /// those of England and Wales are of England and of Wales.
  private static func countries(_ names: [String], _ known: [Figures]) -> Set<Int> {
    let countries = names.indices.filter { TotalLabel.isCountry(names[$0]) }
    guard !countries.isEmpty else { return [] }
    let own = Set(countries)
    let areas = names.indices.filter { !own.contains($0) }.map { known[$0] }
    let units = (
      trials: roundingUnit(known.map(\.trials)), events: roundingUnit(known.compactMap { $0.events?.nearest })
    )
    return Set(
      countries.filter { place in
        let own = TotalLabel.plain(names[place])
        let parts = countries.filter { $0 != place && own.contains(TotalLabel.plain(names[$0])) }
        return [areas, parts.map { known[$0] }].contains {
          isSum(known[place], of: $0) || isRoundedSum(known[place], of: $0, units)
        }
      })
  }

  /// Whether figures that are all rounded, as to tens, are a sum but for the rounding of each of them.
  private static func isRoundedSum(
    _ total: Figures, of parts: [Figures], _ units: (trials: Int, events: Int)
  ) -> Bool {
    let events = parts.compactMap(\.events?.nearest)
    guard parts.count > 2, events.count == parts.count, let own = total.events?.nearest, own > 0,
      units.trials > 1, units.events > 1
    else { return false }
    func fits(_ sum: Int, _ whole: Int, _ unit: Int) -> Bool {
      let allowed = unit * (parts.count + 1) / 2
      // A rounding as large as a part tells nothing.
      return abs(sum - whole) <= allowed && allowed * 10 <= whole
    }
    return fits(parts.reduce(0) { $0 + $1.trials }, total.trials, units.trials)
      && fits(events.reduce(0, +), own, units.events)
  }

  /// The places of groups whose figures are the sums of others.
  ///
  /// - Parameter wholes: the totals by name that stand beside them.
  private static func sums(
    _ places: [Int], _ groups: [CohortGroup], along dimension: Int, below wholes: [Figures]
  ) -> [Int] {
    let known = places.compactMap { figures(groups[$0]) }
    guard places.count > 2, known.count == places.count else { return [] }
    var found = countries(places.map { groups[$0].key.parts[dimension].value }, known)
    var open = known.indices.filter { !found.contains($0) }
    // Where a country is the sum of all that are left, none of these is a sum of others but by chance.
    if found.contains(where: { place in isSum(known[place], of: open.map { known[$0] }) }) {
      return found.map { places[$0] }
    }
    if let block = block(of: open, known) {
      found.formUnion(block)
      return found.map { places[$0] }
    }
    while true {
      var fresh: [Int] = []
      // A sum of all others is half of everything, so that few groups can be one.
      if let whole = whole(of: open, known) {
        found.insert(whole)
        break
      }
      var covered: Set<Int> = []
      var ofPeopleOnly = 0
      for (index, place) in open.enumerated() where !covered.contains(place) {
        let (behind, before) = (open[(index + 1)...], open[..<index].reversed())
        var runs = [run(behind, of: known[place], known)]
        if runs[0]?.hasEvents != true { runs.append(run(before, of: known[place], known)) }
        guard let run = runs.compactMap(\.self).first(where: \.hasEvents)?.places else {
          ofPeopleOnly += runs.contains { $0 != nil } ? 1 : 0
          continue
        }
        guard covered.isDisjoint(with: run) else { continue }
        covered.formUnion(run + [place])
        fresh.append(place)
      }
      // Where neighbours often have the people of another row and not its reoffenders, some have both by chance.
      if ofPeopleOnly > max(10, 2 * fresh.count) { break }
      // One sum of two neighbours may be chance; two such, or one of more, or one within a sum of all, is a layout.
      guard fresh.count > 1 || covered.count > 3 else {
        guard let part = fresh.first else { break }
        let rest = open.filter { $0 != part }
        if let whole = whole(of: rest, known) {
          found.formUnion([part, whole])
        } else if !places.contains(where: { TotalLabel.isPart(groups[$0].key.parts[dimension].value) }),
          wholes.contains(where: { isSum($0, of: rest.map { known[$0] }) })
        {
          found.insert(part)
        }
        break
      }
      found.formUnion(fresh)
      let removed = Set(fresh)
      open.removeAll { removed.contains($0) }
      guard open.count > 2 else { break }
    }
    return found.map { places[$0] }
  }

  /// Rows that stand together at an end and are the sums of all the others, run by run in the same order and perhaps
  /// rounded, as regions below their areas.
  private static func block(of open: [Int], _ known: [Figures]) -> [Int]? {
    let figures = open.map { known[$0] }
    let events = figures.compactMap(\.events)
    guard open.count > 5, events.count == open.count else { return nil }
    let units = (
      trials: roundingUnit(figures.map(\.trials)), events: roundingUnit(events.map(\.nearest))
    )
    let isRounded = units.trials > 1 && units.events > 1
    func sums(_ numbers: [Int]) -> [Int] { numbers.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1) } }
    let trials = sums(figures.map(\.trials))
    let least = sums(events.map(\.candidates.lowerBound))
    let most = sums(events.map(\.candidates.upperBound))
    /// Whether two stretches have the same people and reoffenders.
    func areEqual(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
      let slack = isRounded ? one.count + other.count : 0
      let (own, others) = (
        trials[one.upperBound] - trials[one.lowerBound], trials[other.upperBound] - trials[other.lowerBound]
      )
      let room = (trials: slack * units.trials / 2, events: slack * units.events / 2)
      guard own > 0, abs(own - others) <= room.trials, room.trials * 10 <= own else { return false }
      let (low, high) = (
        least[one.upperBound] - least[one.lowerBound], most[one.upperBound] - most[one.lowerBound]
      )
      let (otherLow, otherHigh) = (
        least[other.upperBound] - least[other.lowerBound], most[other.upperBound] - most[other.lowerBound]
      )
      // Reoffenders that are hardly known are no evidence.
      guard low > 0, (high - low) + (otherHigh - otherLow) + room.events <= low / 10 else { return false }
      return low <= otherHigh + room.events && otherLow <= high + room.events
    }
    for count in 2...(open.count - 1) / 2 {
      let last = open.count - count
      for (block, others) in [(last..<open.count, 0..<last), (0..<count, count..<open.count)]
      where areEqual(block, others) {
        if areRuns(of: others, in: block, trials, areEqual) { return block.map { open[$0] } }
      }
    }
    return nil
  }

  /// Whether each of some rows is the sum of a run of the others, one after the other and without a rest.
  private static func areRuns(
    of others: Range<Int>, in block: Range<Int>, _ trials: [Int],
    _ areEqual: (Range<Int>, Range<Int>) -> Bool
  ) -> Bool {
    var start = others.lowerBound
    for row in block {
      let wanted = trials[row + 1] - trials[row]
      // The run whose people come nearest.
      var end = start + 1
      while end < others.upperBound,
        abs(trials[end + 1] - trials[start] - wanted) <= abs(trials[end] - trials[start] - wanted)
      { end += 1 }
      guard end <= others.upperBound, areEqual(row..<(row + 1), start..<end) else { return false }
      start = end
    }
    return start == others.upperBound
  }

  /// The one that is the sum of all others.
  private static func whole(of open: [Int], _ known: [Figures]) -> Int? {
    let everything = open.reduce(0) { $0 + known[$1].trials }
    return open.first { place in
      everything - known[place].trials == known[place].trials
        && isSum(known[place], of: open.filter { $0 != place }.map { known[$0] })
    }
  }

  /// The neighbours, two or more, whose sum a group is, or whose people alone are together its people.
  private static func run(
    _ neighbours: some Collection<Int>, of total: Figures, _ known: [Figures]
  ) -> (places: [Int], hasEvents: Bool)? {
    var run: [Int] = []
    var trials = 0
    var isOfPeople = false
    for place in neighbours {
      run.append(place)
      trials += known[place].trials
      if trials > total.trials { break }
      guard run.count > 1, trials == total.trials else { continue }
      if isSum(total, of: run.map { known[$0] }) { return (run, true) }
      if known[place].trials > 0 { isOfPeople = true }
    }
    return isOfPeople ? (run, false) : nil
  }

  private static func isSum(_ total: Figures, of parts: [Figures]) -> Bool {
    guard parts.count > 1, total.trials > 0, parts.reduce(0, { $0 + $1.trials }) == total.trials else {
      return false
    }
    let events = parts.compactMap(\.events)
    // The cohort alone may be met by chance where the parts are few.
    guard let own = total.events, events.count == parts.count, let sum = ConsistentCount.sum(of: events)
    else {
      return parts.count > 2
    }
    return own.candidates.overlaps(sum.candidates) && own.nearest > 0
  }
}
