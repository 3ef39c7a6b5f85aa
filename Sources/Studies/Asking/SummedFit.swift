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

  let file: TableFile
  let source: any SummingSource
  let formula: Formula
  let family: ModelFamily
  let filter: RowFilter?
  let place: Place

  /// Why sums cannot be asked for.
  private struct Unable: Error {
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
        AskingContext.say(
          "\(file.source): its rows make more than \(NumberFormat.count(Self.mostPatterns)) distinct patterns, and "
            + "\(source.engineTitle) is not asked for sums over them, since \(unable.reason); the columns needed were read"
        )
      }
      return nil
    } catch let error as ModelError {
      guard case .separation = error else { throw error }
      throw StudyError(.data, "\(error) (--firth)")
    }
  }

  /// What would be sent: what decides, and a step.
  func statements() throws -> [String] {
    let names = formula.columns
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
    let coded = known.filter { $0.kind == .texts && $0.name != outcome }.map {
      (column: $0.column, texts: [[String]]())
    }
    let column = known.first { $0.name == outcome }?.column ?? outcome
    let steps = SummedSteps(
      family: family, outcome: .column(column), functions: functions, coded: coded)
    var base = SumRequest()
    (base.filter, base.numbers) = (filter, Set(known.filter { $0.kind == .numbers }.map(\.column)))
    base.present = known.map(\.column)
    let step = steps.step(base, means: functions.map { _ in 0 }, SummedPredictor(functions: functions.count))
    return [
      "-- Where the rows make more than \(Self.mostPatterns) distinct patterns (or with --in-engine always), sums are asked for instead:"
    ] + source.statementsOfCounts(of: known.map(\.column)) + [
      "-- then for each step, with the coefficients of the step before in place of 0 and the mean of each number taken off; "
        + "columns of texts make groups:\n" + source.statement(for: step)
    ]
  }

  private func columns() throws -> ([Known], Int) {
    var names: [String: String] = [:]
    for name in formula.columns {
      guard let column = file.firstColumn(among: [name]) else {
        throw Unable("\(name) is made of a column for each row")
      }
      names[name] = column.name
    }
    let others = filter?.columnNames.compactMap { file.firstColumn(among: [$0])?.name } ?? []
    let asked = Set(names.values).union(others).sorted()
    let (kinds, rows) = try source.summedKinds(of: asked)
    var known = formula.columns.map { name in
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
      formula.offsets.isEmpty
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
    var base = try base(known)
    let all = filter == nil ? rows : try source.sums(base).groups.first?.rows ?? 0
    var texts: [String: CodedValues] = [:]
    for one in own where one.kind == .texts {
      texts[one.name] = try coded(one, base, isOutcome: one.name == outcome)
    }
    for one in own where one.kind == .numbers { base.present.append(one.column) }
    for one in own { base.missing[one.column] = texts[one.name]?.missing }
    guard formula.hasIntercept || !texts.values.contains(where: \.isInWords) else {
      throw Unable("without an intercept yes and no are categories")
    }
    let groups = formula.covariates.filter { texts[$0] != nil }
    let steps = SummedSteps(
      family: family,
      outcome: try texts[outcome].map { try $0.event(family) } ?? .column(column(outcome) ?? outcome),
      functions: functions,
      coded: groups.compactMap { name in texts[name].map { ($0.column, $0.textsOfCode) } })
    func codes(_ values: [String]) -> [Int]? {
      var codes: [Int] = []
      for (name, text) in zip(groups, values) {
        guard let code = texts[name]?.codeOfText[text] else { return nil }
        codes.append(code)
      }
      return codes
    }
    let ranged = formula.covariates.filter(numbers.contains)
    let facts = try self.facts(steps, base, ranged.compactMap(column), all)
    let changed = Unable("the table was altered while it was read")
    func ask(_ request: SumRequest) throws -> [SummedGroup] {
      guard let groups = steps.groups(try source.sums(request), codes: codes) else { throw changed }
      return groups
    }
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
      means: facts.means, total: facts.total, rows: facts.rows, excluded: all - facts.rows,
      logFactorials: try logFactorials(base, column(outcome) ?? outcome, texts[outcome]))
    var asked = 0
    let counts = try ask(steps.counts(base, means: facts.means, share: facts.total / Double(facts.rows)))
    let model = try GeneralizedLinearModel(formula, summed: known, family: family, counts: counts) {
      predictor in
      asked += 1
      return try ask(steps.step(base, means: facts.means, predictor))
    } slopes: { predictor in
      let ranges = try source.sums(steps.slopes(base, means: facts.means, predictor)).groups.first?.sums ?? []
      guard ranges.count == 4, let a = ranges[0], let b = ranges[1], let c = ranges[2], let d = ranges[3]
      else {
        throw changed
      }
      return (a...b, c...d)
    }
    AskingContext.say(
      "\(file.source): \(NumberFormat.count(asked)) times \(source.engineTitle) added up gradient and information over "
        + "\(NumberFormat.count(facts.rows)) people in \(NumberFormat.count(max(1, counts.count))) "
        + "\(counts.count == 1 ? "group" : "groups"); only these sums came back"
        + (source.compensates
          ? "" : ", which it rounds as it adds them: digits behind the ninth can differ from those of a file")
    )
    return model
  }

  /// What all rows show before the first step.
  private func facts(
    _ steps: SummedSteps, _ base: SumRequest, _ ranged: [String], _ all: Int
  ) throws -> (means: [Double], total: Double, rows: Int, ranges: [ClosedRange<Double>]) {
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
    let events = total(0)
    if family.isOfEvents {
      guard total(1) == 0, events > 0, events < Double(rows) else {
        throw Unable("the outcome is not 0 for some and 1 for all others")
      }
    }
    var means: [Double] = []
    for index in steps.functions.indices {
      guard total(2 + 2 * index) == Double(rows) else {
        throw Unable("a function of the formula has no finite value in some row")
      }
      means.append(total(3 + 2 * index) / Double(rows))
    }
    let first = 2 + 2 * steps.functions.count
    let ranges = try ranged.indices.map { index -> ClosedRange<Double> in
      guard let least = groups.compactMap({ $0.sums[first + 2 * index] }).min(),
        let greatest = groups.compactMap({ $0.sums[first + 2 * index + 1] }).max(), least < greatest
      else { throw Unable("\(ranged[index]) has one value only") }
      return least...greatest
    }
    return (means, events, rows, ranges)
  }

  /// The logarithms of the factorials of counts, of which the engine counts how often each occurs.
  private func logFactorials(_ base: SumRequest, _ column: String, _ texts: CodedValues?) throws -> Double {
    guard family.isOfCounts else { return 0 }
    guard texts == nil else { throw Unable("\(column) holds texts, and counts are needed") }
    var request = base
    request.groups = [column]
    request.most = Self.mostGroups + 1
    let groups = try source.sums(request).groups
    guard groups.count <= Self.mostGroups else { throw Unable("\(column) has too many values for a count") }
    return try groups.reduce(0) { sum, group in
      guard let count = Double(group.texts[0]), count >= 0, count == count.rounded() else {
        throw Unable("\(column) has the value \(group.texts[0]), which is no count")
      }
      return sum + Double(group.rows) * lgamma(count + 1)
    }
  }

  /// What the texts of a column mean.
  private struct CodedValues {
    let column: String
    let values: CodedColumn.Values
    let codeOfText: [String: Int]
    let missing: [String]
    /// Whether yes and no stand in it as words.
    let isInWords: Bool

    init(_ texts: CodedTexts, column name: String) {
      column = name
      let own = texts.column
      let codes: [Int?]
      if own.kind == .category {
        values = .levels(own.levels, reference: 0)
        codes = own.levelOfEntry
      } else {
        let numbers = Set(own.entries.compactMap(\.value.number)).sorted()
        values = .numbers(numbers)
        codes = own.entries.map { $0.value.number.flatMap(numbers.firstIndex) }
      }
      isInWords =
        own.kind == .boolean && own.entries.contains { $0.value.missing == nil && Double($0.text) == nil }
      var known: [String: Int] = [:]
      var missing: [String] = []
      for (row, text) in texts.texts.enumerated() {
        if let code = codes[own.codes[row]] { known[text] = code } else { missing.append(text) }
      }
      codeOfText = known
      self.missing = missing
    }

    var levels: [String]? {
      if case .levels(let levels, _) = values { levels } else { nil }
    }

    var textsOfCode: [[String]] {
      var texts = Array(repeating: [String](), count: (codeOfText.values.max() ?? -1) + 1)
      for (text, code) in codeOfText.sorted(by: { $0.key < $1.key }) { texts[code].append(text) }
      return texts
    }

    /// The outcome of a row: 1 for the event, or the number.
    func event(_ family: ModelFamily) throws -> SumExpression {
      let texts = textsOfCode
      switch values {
      case .levels(let levels, _):
        guard levels.count == 2, family.isOfEvents else { throw Unable("the outcome has not two values") }
        return .cases(column: column, [.init(texts[1], .number(1))], otherwise: .number(0))
      case .numbers(let numbers):
        return .cases(
          column: column,
          zip(texts, numbers).filter { $0.1 != 0 }.map { SumExpression.Choice($0.0, .number($0.1)) },
          otherwise: .number(0))
      }
    }
  }

  private func coded(_ one: Known, _ base: SumRequest, isOutcome: Bool) throws -> CodedValues {
    var request = base
    request.groups = [one.column]
    request.most = Self.mostTexts + 1
    let groups = try source.sums(request).groups
    guard groups.count <= Self.mostTexts else {
      throw Unable("\(one.column) has more than \(NumberFormat.count(Self.mostTexts)) values")
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
    return CodedValues(texts, column: one.column)
  }
}
