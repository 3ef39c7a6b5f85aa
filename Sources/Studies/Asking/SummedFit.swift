internal import Foundation
import ArgumentParser
import Numbers
import Reoffending
import Statistics
import Tables

/// A regression of which each step asks the engine that keeps the rows for sums.
///
/// People who are equal in all columns of a formula are counted by the engine, and the fit is made here; where a column
/// has nearly as many values as there are people, nothing is gained by counting, and only sums come back.
struct SummedFit {
  /// Where the steps are added up.
  enum Place: String, CaseIterable, ExpressibleByArgument {
    case auto, always, never
  }

  /// Of up to so many distinct patterns the engine counts the people of each.
  static let mostPatterns = 1_000_000
  /// So many texts a column may have, and so many combinations a condition may be decided on.
  private static let mostTexts = 1_000
  /// By so many groups sums are made at most.
  private static let mostGroups = 20_000
  /// Of so many groups, those of clusters and of the formula's texts together, scores are added up.
  static let mostClusters = 100_000
  /// Of so many groups each has a leverage of its own in the statement.
  private static let mostLeverages = 200
  /// Above this a leverage is 1 in arithmetic.
  static let fullLeverage = 1 - 1e-10

  let file: TableFile
  let source: any SummingSource
  let formula: Formula
  let filter: RowFilter?
  let place: Place
  /// Family, weights and the like, offset and standard errors.
  let choices: RegressionChoices
  /// Refuses numbers of people or days as an offset: the one farthest from 0, and whether they are counts.
  let checkOffset: (_ name: String, _ most: Double, _ areCounts: Bool) throws -> Void

  private var family: ModelFamily { choices.family }

  /// The columns that say how a row counts, or in which cluster it is.
  private var furtherColumns: [String] { choices.rows.columns + choices.standardErrors.clusters }

  /// Why sums cannot be asked for.
  struct Unable: Error {
    let reason: String

    init(_ reason: String) { self.reason = reason }
  }

  /// A column of the formula.
  private struct Known {
    let name: String
    /// The name that the table has.
    let column: String
    let kind: SummedKind
  }

  /// The fit; nil where the engine counts patterns instead.
  ///
  /// - Throws: `StudyError` where sums were asked for and cannot be had; `ModelError` as the fit of rows.
  func model() throws -> GeneralizedLinearModel? {
    var isWanted = place == .always
    // To count all rows is quick where columns need not be looked at.
    guard try isWanted || source.summedKinds(of: []).rows > Self.mostPatterns else { return nil }
    do {
      let (known, rows) = try columns()
      if !isWanted { isWanted = try isWorthwhile(known) }
      return isWanted ? try fit(known, rows) : nil
    } catch let unable as Unable {
      guard place == .auto else {
        throw StudyError(
          .usage, "--in-engine always: \(unable.reason); leave it out, and the columns needed are read")
      }
      if isWanted {
        let most = NumberFormat.count(Self.mostPatterns)
        let many =
          choices.standardErrors.clusters.isEmpty
          ? "its rows make more than \(most) distinct patterns" : "it has more than \(most) rows"
        AskingContext.say(
          "\(file.source): \(many), and \(source.engineTitle) is not asked for sums over them, since "
            + "\(unable.reason); the columns needed were read")
      }
      return nil
    } catch let error as ModelError {
      guard case .separation = error else { throw error }
      throw StudyError(.data, "\(error) (--firth)")
    }
  }

  /// What would be sent: what decides, and a step.
  func statements() throws -> [String] {
    let names = neededColumns
    let known = names.compactMap { name -> Known? in
      guard let column = file.firstColumn(among: [name])?.name else { return nil }
      let kind = source.summedKindOfType(column) ?? .numbers
      return Known(name: name, column: column, kind: formula.categoryColumns.contains(name) ? .texts : kind)
    }
    let numbers = Set(known.filter { $0.kind == .numbers }.map(\.name))
    guard known.count == names.count, known.allSatisfy({ $0.kind != .neither }),
      case .column(let outcome) = formula.outcome,
      let terms = try? SummedTerms(formula, numbers: numbers)
    else { return [] }
    let functions = terms.functions.compactMap { expression in
      SumExpression(expression) { name in known.first { $0.name == name }?.column }
    }
    guard functions.count == terms.functions.count, !functions.isEmpty else { return [] }
    let coded = known.filter { $0.kind == .texts && formula.covariates.contains($0.name) }.map {
      (column: $0.column, texts: [[String]]())
    }
    let column = known.first { $0.name == outcome }?.column ?? outcome
    let steps = weighted(
      SummedSteps(family: family, outcome: .column(column), functions: functions, coded: coded)
    ) { name in known.first { $0.name == name }?.column }
    var base = SumRequest()
    (base.filter, base.numbers) = (filter, Set(known.filter { $0.kind == .numbers }.map(\.column)))
    base.present = known.map(\.column)
    base.positive = [choices.rows.frequencies, choices.rows.weights].compactMap { name in
      known.first { $0.name == name }?.column
    }
    let step = steps.step(base, means: functions.map { _ in 0 }, SummedPredictor(functions: functions.count))
    return [
      "-- Where the rows make more than \(Self.mostPatterns) distinct patterns (or with --in-engine always), sums are asked for instead:"
    ] + source.statementsOfCounts(of: known.map(\.column)) + [
      "-- then for each step, with the coefficients of the step before in place of 0 and the mean of each number taken off; "
        + "columns of texts make groups:\n" + source.statement(for: step)
    ]
  }

  /// The columns of the formula and those that say how a row counts, each once.
  private var neededColumns: [String] {
    var seen: Set<String> = []
    return (formula.columns + furtherColumns).filter { seen.insert($0).inserted }
  }

  /// The steps of rows that have weights, or to which something is added.
  private func weighted(_ plain: SummedSteps, column: (String) -> String?) -> SummedSteps {
    var steps = plain
    let rows = choices.rows
    steps.frequency = rows.frequencies.flatMap(column).map { .column($0) }
    steps.weight = rows.weights.flatMap(column).map { .column($0) }
    let added =
      formula.offsets + (rows.offset.map { [.column($0)] } ?? [])
      + (rows.exposure.map { [.logarithm($0)] } ?? [])
    let offsets = added.compactMap { factor -> SumExpression? in
      guard let own = column(factor.column) else { return nil }
      if case .logarithm = factor { return .logarithm(.column(own)) }
      return .column(own)
    }
    steps.offset = offsets.isEmpty ? nil : .plus(offsets)
    return steps
  }

  private func columns() throws -> ([Known], Int) {
    var names: [String: String] = [:]
    for name in neededColumns {
      guard let column = file.firstColumn(among: [name]) else {
        throw Unable("\(name) is made of a column for each row")
      }
      names[name] = column.name
    }
    let others = filter?.columnNames.compactMap { file.firstColumn(among: [$0])?.name } ?? []
    let asked = Set(names.values).union(others).sorted()
    let (kinds, rows) = try source.summedKinds(of: asked)
    var known = neededColumns.map { name in
      let column = names[name] ?? name
      let kind = kinds[column] ?? .neither
      return Known(
        name: name, column: column,
        kind: kind == .numbers && formula.categoryColumns.contains(name) ? .texts : kind)
    }
    known += others.filter { !names.values.contains($0) }.map {
      Known(name: "", column: $0, kind: kinds[$0] ?? .neither)
    }
    return (known, rows)
  }

  /// Whether people are so different that counting equal ones gains nothing.
  private func isWorthwhile(_ known: [Known]) throws -> Bool {
    // Clusters need people one by one otherwise.
    if !choices.standardErrors.clusters.isEmpty { return true }
    guard known.contains(where: { $0.kind == .numbers && !$0.name.isEmpty }) else { return false }
    return try source.patternCount(of: known.filter { !$0.name.isEmpty }.map(\.column)) > Self.mostPatterns
  }

  /// The rows to keep, as a part of every request.
  private func base(_ known: [Known]) throws -> SumRequest {
    var base = SumRequest()
    base.numbers = Set(known.filter { $0.kind == .numbers }.map(\.column))
    guard let filter else { return base }
    base.filter = filter
    guard let rest = source.undecided(filter, numbers: base.numbers) else { return base }
    guard let kept = try file.combinations(where: rest, most: Self.mostTexts) else {
      throw Unable("--where compares columns of more than \(Self.mostTexts) combinations of values")
    }
    base.kept = kept
    return base
  }

  private func fit(_ known: [Known], _ rows: Int) throws -> GeneralizedLinearModel {
    guard case .column(let outcome) = formula.outcome, formula.derivations[outcome] == nil,
      formula.offsets.allSatisfy({ formula.derivations[$0.column] == nil })
    else { throw Unable("the outcome, or an offset of the formula, is made for each row") }
    let own = known.filter { !$0.name.isEmpty }
    if let other = own.first(where: { $0.kind == .neither }) {
      throw Unable(
        "\(other.column) holds values that \(source.engineTitle) does not tell apart as a file does")
    }
    let numbers = Set(own.filter { $0.kind == .numbers }.map(\.name))
    let terms: SummedTerms
    do {
      terms = try SummedTerms(formula, numbers: numbers)
    } catch {
      throw Unable("\(error)")
    }
    func column(_ name: String) -> String? { own.first { $0.name == name }?.column }
    let functions = try terms.functions.map { expression in
      guard let own = SumExpression(expression, column: column) else {
        throw Unable("\(expression.text) is not reckoned in the same way by every engine")
      }
      return own
    }
    for name in choices.rows.columns + formula.offsets.map(\.column) where !numbers.contains(name) {
      throw Unable("\(name) does not hold numbers")
    }
    var base = try base(known)
    let all = filter == nil ? rows : try source.sums(base).groups.first?.rows ?? 0
    let clusters = choices.standardErrors.clusters
    var texts: [String: SummedTexts] = [:]
    for one in own where one.kind == .texts {
      let isInFormula = formula.columns.contains(one.name)
      texts[one.name] = try coded(one, base, most: isInFormula ? Self.mostTexts : Self.mostClusters)
    }
    for one in own where one.kind == .numbers { base.present.append(one.column) }
    for one in own { base.missing[one.column] = texts[one.name]?.missing }
    guard formula.hasIntercept || !texts.values.contains(where: \.isInWords) else {
      throw Unable("without an intercept yes and no are categories")
    }
    let groups = formula.covariates.filter { texts[$0] != nil }
    let steps = weighted(
      SummedSteps(
        family: family,
        outcome: try texts[outcome].map { try $0.event(family) } ?? .column(column(outcome) ?? outcome),
        functions: functions,
        coded: groups.compactMap { name in texts[name].map { ($0.column, $0.textsOfCode) } }), column: column)
    let complete = choices.rows.columns.isEmpty ? nil : try checkedRows(base, steps, column)
    base.positive = [choices.rows.frequencies, choices.rows.weights].compactMap { $0.flatMap(column) }
    func codes(_ values: [String]) -> [Int]? {
      var codes: [Int] = []
      for (name, text) in zip(groups, values) {
        guard let code = texts[name]?.codeOfText[text] else { return nil }
        codes.append(code)
      }
      return codes
    }
    let ranged = formula.covariates.filter(numbers.contains)
    let facts = try self.facts(steps, base, ranged.compactMap(column))
    let variables = formula.covariates.map { name -> SummedVariable in
      if let own = texts[name] { return .coded(own.values) }
      guard let range = ranged.firstIndex(of: name).map({ facts.ranges[$0] }) else {
        // A column that the formula makes itself has the range of what it is made of.
        return .range(least: 1, greatest: 2)
      }
      return .range(least: range.lowerBound, greatest: range.upperBound)
    }
    let known = SummedRows(
      terms: terms, numbers: numbers, variables: variables, outcomeLevels: texts[outcome]?.levels,
      means: facts.means, totals: facts.totals, excluded: all - (complete ?? facts.rows),
      logFactorials: try logFactorials(base, steps, column(outcome) ?? outcome, texts[outcome]),
      hasOffset: steps.offset != nil)
    let adder = SummedAdder(
      source: source, steps: steps, base: base, means: facts.means, rows: facts.rows, codes: codes,
      clusters: clusters.compactMap(column).map { name in
        // Texts that differ in blanks only are one cluster.
        (name, own.first { $0.column == name }.flatMap { texts[$0.name]?.codeOfText })
      })
    let counts = try adder.ask(
      steps.counts(base, means: facts.means, share: facts.totals.weightedEvents / facts.totals.weight),
      .counts)
    if [.hc2, .hc3].contains(choices.standardErrors), counts.count > Self.mostLeverages {
      throw Unable(
        "its texts make more than \(Self.mostLeverages) groups, each of which has leverages of its own "
          + "(--standard-errors \(choices.standardErrors.name))")
    }
    let model = try GeneralizedLinearModel(
      formula, summed: known, family: family, counts: counts, from: adder, errors: choices.standardErrors)
    AskingContext.say(
      "\(file.source): \(NumberFormat.count(adder.asked)) times \(source.engineTitle) added up gradient and information over "
        + "\(NumberFormat.count(facts.rows)) people in \(NumberFormat.count(max(1, counts.count))) "
        + "\(counts.count == 1 ? "group" : "groups"); only these sums came back"
        + (source.compensates
          ? "" : ", which it rounds as it adds them: digits behind the ninth can differ from those of a file")
    )
    return model
  }

  /// How many rows have a value in every column, of which those of no weight count for nobody.
  private func checkedRows(
    _ base: SumRequest, _ steps: SummedSteps, _ column: (String) -> String?
  ) throws -> Int {
    let rows = choices.rows
    let offset = family.defaultLink == .identity ? nil : rows.offset
    let extent = try source.sums(steps.extent(base, offset: offset.flatMap(column).map { .column($0) }))
    guard let found = extent.groups.first, found.rows > 0, found.sums.count == 5,
      let whole = found.sums[0], let lightest = found.sums[1], let least = found.sums[3],
      let greatest = found.sums[4]
    else { throw Unable("no row has a value in every column") }
    if lightest < 0 { throw Unable("\(rows.frequencies ?? rows.weights ?? "") is below 0 in some row") }
    if let offset {
      try checkOffset(
        offset, abs(least) > abs(greatest) ? least : greatest,
        Int(whole) == found.rows && least >= 0 && least < greatest)
    }
    return found.rows
  }

  /// What all rows show before the first step.
  private func facts(
    _ steps: SummedSteps, _ base: SumRequest, _ ranged: [String]
  ) throws -> (means: [Double], totals: SummedTotals, rows: Int, ranges: [ClosedRange<Double>]) {
    var request = steps.facts(base, ranges: ranged.map { .column($0) })
    request.most = Self.mostGroups + 1
    let groups = try source.sums(request).groups
    guard groups.count <= Self.mostGroups else {
      throw Unable("its texts make more than \(NumberFormat.count(Self.mostGroups)) groups")
    }
    let rows = groups.reduce(0) { $0 + $1.rows }
    guard rows > 0 else { throw Unable("no row has a value in every column") }
    func total(_ place: Int) -> Double {
      groups.reduce(0) { $0 + ($1.sums[place] ?? 0) }
    }
    let totals = steps.totals(rows, total)
    if family.isOfEvents {
      guard total(1) == 0, totals.events > 0, totals.events < totals.people else {
        throw Unable("the outcome is not 0 for some and 1 for all others")
      }
    }
    guard steps.offset == nil || total(2) == Double(rows) else {
      throw Unable("what is added to the linear predictor has no finite value in some row")
    }
    var means: [Double] = []
    let before = steps.factsBeforeFunctions
    for index in steps.functions.indices {
      guard total(before + 2 * index) == Double(rows) else {
        throw Unable("a function of the formula has no finite value in some row")
      }
      means.append(total(before + 1 + 2 * index) / totals.people)
    }
    let first = before + 2 * steps.functions.count
    let ranges = try ranged.indices.map { index -> ClosedRange<Double> in
      guard let least = groups.compactMap({ $0.sums[first + 2 * index] }).min(),
        let greatest = groups.compactMap({ $0.sums[first + 2 * index + 1] }).max(), least < greatest
      else { throw Unable("\(ranged[index]) has one value only") }
      return least...greatest
    }
    return (means, totals, rows, ranges)
  }

  /// The logarithms of the factorials of counts, of which the engine counts how often each occurs.
  private func logFactorials(
    _ base: SumRequest, _ steps: SummedSteps, _ column: String, _ texts: SummedTexts?
  ) throws -> Double {
    guard family.isOfCounts else { return 0 }
    guard texts == nil else { throw Unable("\(column) holds texts, and counts are needed") }
    var request = base
    request.groups = [column]
    request.most = Self.mostGroups + 1
    request.steps = steps.weightSteps
    request.sums = steps.weightSteps.isEmpty ? [] : [steps.weightOfRow]
    let groups = try source.sums(request).groups
    guard groups.count <= Self.mostGroups else { throw Unable("\(column) has too many values for a count") }
    return try groups.reduce(0) { sum, group in
      guard let count = Double(group.texts[0]), count >= 0, count == count.rounded() else {
        throw Unable("\(column) has the value \(group.texts[0]), which is no count")
      }
      return sum + ((group.sums.first ?? nil) ?? Double(group.rows)) * lgamma(count + 1)
    }
  }

  private func coded(_ one: Known, _ base: SumRequest, most: Int) throws -> SummedTexts {
    var request = base
    request.groups = [one.column]
    request.most = most + 1
    let groups = try source.sums(request).groups
    guard groups.count <= most else {
      throw Unable("\(one.column) has more than \(NumberFormat.count(most)) values")
    }
    let isCategory = formula.categoryColumns.contains(one.name)
    guard
      let texts = try? file.codedTexts(
        of: WantedColumn(one.name, as: isCategory ? .category : .automatic), groups)
    else { throw Unable("\(one.column) holds texts of several kinds") }
    let column = texts.column
    let areNumbers = column.entries.contains { entry in
      if case .category(let text) = entry.value { Double(text) != nil } else { false }
    }
    guard column.kind != .date, isCategory || !areNumbers else {
      throw Unable("\(one.column) holds days, or texts and numbers")
    }
    for note in column.readingNotes { AskingContext.say("\(column.name): \(note).") }
    return SummedTexts(texts, column: one.column)
  }
}
