import Synchronization

/// The columns of a model over the distinct covariate patterns of a frame.
///
/// Indicators are stored sparsely: each pattern refers, term by term, to a row of a table that lists the columns
/// that are not zero. The cost of a fit therefore follows the distinct patterns and their non-zero columns.
public struct DesignMatrix: Sendable {
  /// What to do with columns that are sums of others.
  public enum Collinearity: Hashable, Sendable {
    /// Leave them out and name them in `droppedTerms`, as R does.
    case drop
    /// Refuse the model.
    case refuse
  }

  /// The formula.
  public let formula: Formula
  /// The names of the columns that are estimated.
  public let terms: [String]
  /// The columns left out because they are sums of others.
  public let droppedTerms: [String]
  /// How many rows are used.
  public private(set) var observations: Int
  /// How many rows were left out for a missing value.
  public private(set) var excludedRows: Int
  /// How many complete rows were left out, because they say nothing of the coefficients.
  public private(set) var silentRows = 0
  /// How many distinct patterns the rows make.
  public var patternCount: Int { runs?.runs.patternCount ?? patterns.count }

  /// The patterns one by one; where they were counted in runs, laid out when first asked for.
  private(set) var patterns: CovariatePatterns {
    get { listed?.patterns ?? expansion.value.patterns }
    set { listed = Listed(patterns: newValue, table: table) }
  }

  let outcome: ModelOutcome
  let encoded: [EncodedTerm]

  var table: DesignTable { listed?.table ?? expansion.value.table }

  /// The likelihood over patterns in runs, where rows were counted so.
  let runs: RunLikelihood?
  /// Patterns and the table over them.
  private var listed: Listed?
  private let expansion: Expansion

  /// The table without rows, and the sum of the outcomes, where rows are kept elsewhere.
  private let summed: (table: DesignTable, total: Double)?

  /// A table whose columns are those of `table`, over whatever patterns.
  var columnTable: DesignTable { runs?.table ?? summed?.table ?? table }
  /// X′X over people, in the centred columns.
  private(set) var crossProduct: SymmetricMatrix
  /// X′y over people.
  private(set) var eventSums: [Double]
  /// How many people there are: rows, or trials of grouped counts.
  public private(set) var people: Double
  let columnOfEncoded: [Int]
  let frequencies: [Double]?

  /// Lays out the columns of a formula over the rows of a frame.
  ///
  /// - Throws: `ModelError` for columns that are missing, of the wrong kind, constant or (on request) collinear.
  public init(
    _ formula: Formula, frame: ModelFrame, rows options: RowOptions = RowOptions(),
    collinearity: Collinearity = .drop
  ) throws(ModelError) {
    guard let left = formula.outcome else {
      throw .formula("a model needs an outcome before ~", position: 1, found: "“\(formula.text)”")
    }
    let formula = try frame.fixing(formula)
    let frame = try frame.deriving(formula)
    var options = options
    options.formulaOffsets = formula.offsets
    let outcome = try ModelOutcome(left, frame: frame, trials: options.trials)
    let columns = formula.covariates
    let patterns = try CovariatePatterns(frame: frame, columns: columns, outcome: outcome, options: options)
    let encoded = try EncodedTerm.encode(
      formula, columns: columns, variables: patterns.variables,
      counts: patterns.variables.indices.map { patterns.counts(ofVariable: $0) })
    let allNames = (formula.hasIntercept ? ["(Intercept)"] : []) + encoded.flatMap(\.names)
    guard !allNames.isEmpty else {
      throw .undefined(quantity: "the model", because: "the formula has no term")
    }
    try ModelBudget.check(columns: allNames.count)
    let full = DesignTable(
      encoded: encoded, patterns: patterns, hasIntercept: formula.hasIntercept,
      columnOfEncoded: Array(allNames.indices))
    let (gram, events) = full.counts(patterns)
    let dependent = Set(CholeskyFactor(gram, tolerance: 1e-10).dependent)
    if collinearity == .refuse, !dependent.isEmpty {
      throw .collinear(columns: dependent.sorted().map { allNames[$0] })
    }
    let (kept, columnOfEncoded) = try Self.kept(of: allNames.count, without: dependent)
    self.formula = formula
    self.outcome = outcome
    self.encoded = encoded
    self.columnOfEncoded = columnOfEncoded
    terms = kept.map { allNames[$0] }
    droppedTerms = dependent.sorted().map { allNames[$0] }
    let table: DesignTable
    if dependent.isEmpty {
      table = full
      crossProduct = gram
      eventSums = events
    } else {
      table = DesignTable(
        encoded: encoded, patterns: patterns, hasIntercept: formula.hasIntercept,
        columnOfEncoded: columnOfEncoded)
      crossProduct = gram.restricted(to: kept)
      eventSums = kept.map { events[$0] }
    }
    runs = nil
    summed = nil
    listed = Listed(patterns: patterns, table: table)
    expansion = Expansion(nil)
    people = zip(patterns.units, patterns.trials).reduce(0) { $0 + $1.0 * $1.1 }
    observations = Int(patterns.rows.rounded())
    excludedRows = frame.excludedRows
    frequencies = try options.frequencies.map { (name) throws(ModelError) in try frame.numbers(name) }
  }

  /// Lays out the columns of a formula over coded rows, counted in runs of patterns.
  ///
  /// The model is the same as of a frame with the same values, and is estimated in less time and memory; rows are not
  /// known one by one, so that fitted values and resampling are not to be had.
  ///
  /// - Returns: nil for what is not counted so: an offset, grouped counts, or more combinations than can be numbered.
  /// - Throws: `ModelError` as the initialiser that takes a frame.
  public init?(_ formula: Formula, coded frame: CodedFrame) throws(ModelError) {
    guard case .column(let name) = formula.outcome, formula.offsets.isEmpty, !formula.terms.isEmpty,
      formula.derivations.isEmpty
    else { return nil }
    var columns: [CodedColumn] = []
    for covariate in formula.covariates {
      guard let column = frame.columns.first(where: { $0.name == covariate }) else { return nil }
      columns.append(column)
    }
    guard let inner = Self.inner(formula, columns),
      let runs = PatternRuns(frame, columns: columns, inner: inner), runs.outer.count > 0
    else { return nil }
    let patterns = runs.outer
    let encoded = try EncodedTerm.encode(
      formula, columns: columns.map(\.name), variables: patterns.variables, counts: runs.variableCounts)
    let allNames = (formula.hasIntercept ? ["(Intercept)"] : []) + encoded.flatMap(\.names)
    try ModelBudget.check(columns: allNames.count)
    let full = DesignTable(
      encoded: encoded, patterns: patterns, hasIntercept: formula.hasIntercept,
      columnOfEncoded: Array(allNames.indices), variableCounts: runs.variableCounts)
    guard let likelihood = RunLikelihood(runs, table: full, encoded: encoded, eventSums: []) else {
      return nil
    }
    let (gram, events) = likelihood.counts()
    // Where squares are too large for sums, the general way names the row.
    guard gram.diagonal.allSatisfy({ $0 <= Self.largestSquare }) else { return nil }
    let dependent = Set(CholeskyFactor(gram, tolerance: 1e-10).dependent)
    let (kept, columnOfEncoded) = try Self.kept(of: allNames.count, without: dependent)
    let remaining =
      dependent.isEmpty
      ? likelihood
      : RunLikelihood(
        runs,
        table: DesignTable(
          encoded: encoded, patterns: patterns, hasIntercept: formula.hasIntercept,
          columnOfEncoded: columnOfEncoded, variableCounts: runs.variableCounts), encoded: encoded,
        eventSums: [])
    guard let remaining else { return nil }
    self.formula = formula
    if case .levels(let levels, _) = frame.outcome.values {
      outcome = ModelOutcome(binary: name, levels: levels)
    } else {
      outcome = ModelOutcome(binary: name)
    }
    self.encoded = encoded
    self.columnOfEncoded = columnOfEncoded
    terms = kept.map { allNames[$0] }
    droppedTerms = dependent.sorted().map { allNames[$0] }
    crossProduct = gram.restricted(to: kept)
    eventSums = kept.map { events[$0] }
    let own = remaining.with(eventSums: kept.map { events[$0] })
    self.runs = own
    summed = nil
    listed = nil
    expansion = Expansion(own, encoded: encoded, formula: formula, columnOfEncoded: columnOfEncoded)
    people = patterns.units.reduce(0, +)
    observations = Int(people)
    excludedRows = runs.excluded
    frequencies = nil
  }

  /// Takes the layout of a model whose rows are kept elsewhere; patterns are not to be had.
  ///
  /// - Parameter counts: X′X and X′y of all columns.
  init(
    _ formula: Formula, outcome name: String, _ layout: SummedDesign, _ rows: SummedRows,
    counts: NormalEquations
  ) throws(ModelError) {
    guard counts.information.diagonal.allSatisfy({ $0 <= Self.largestSquare }) else {
      throw .undefined(
        quantity: "the model", because: "a column holds numbers beyond 1e60; write it in a larger unit")
    }
    let dependent = Set(CholeskyFactor(counts.information, tolerance: 1e-10).dependent)
    let (kept, columnOfEncoded) = try Self.kept(of: layout.names.count, without: dependent)
    self.formula = formula
    self.columnOfEncoded = columnOfEncoded
    outcome = ModelOutcome(binary: name, levels: rows.outcomeLevels)
    encoded = layout.encoded
    terms = kept.map { layout.names[$0] }
    droppedTerms = dependent.sorted().map { layout.names[$0] }
    crossProduct = counts.information.restricted(to: kept)
    eventSums = kept.map { counts.score[$0] }
    runs = nil
    listed = nil
    expansion = Expansion(nil)
    summed = (
      DesignTable(centres: kept.map { layout.centres[$0] }, hasIntercept: formula.hasIntercept),
      rows.totals.events
    )
    people = rows.totals.people
    observations = rows.rows
    excludedRows = rows.excluded
    frequencies = nil
  }

  /// The columns that are no sums of others, and where each of all stands among them; −1 for those left out.
  private static func kept(
    of count: Int, without dependent: Set<Int>
  ) throws(ModelError) -> (columns: [Int], places: [Int]) {
    let kept = (0..<count).filter { !dependent.contains($0) }
    guard !kept.isEmpty else { throw .undefined(quantity: "the model", because: "every column is zero") }
    return (kept, places(of: kept, among: count))
  }

  private static func places(of kept: [Int], among count: Int) -> [Int] {
    var places = Array(repeating: -1, count: count)
    for (new, old) in kept.enumerated() { places[old] = new }
    return places
  }

  /// The square of the largest number that a model takes.
  private static let largestSquare = ModelFrame.greatest * ModelFrame.greatest

  /// The variable that differs within runs: of those whose terms are plain numbers, the one with most values.
  private static func inner(_ formula: Formula, _ columns: [CodedColumn]) -> Int?? {
    var best: Int?
    for (index, column) in columns.enumerated() {
      guard case .numbers(let numbers) = column.values else { continue }
      let own = formula.terms.filter { $0.contains { $0.column == column.name } }
      guard own.allSatisfy({ $0.count == 1 && Self.isNumber($0[0]) }) else { continue }
      guard case .numbers(let most)? = best.map({ columns[$0].values }) else {
        best = index
        continue
      }
      if numbers.count > most.count { best = index }
    }
    return .some(best)
  }

  private static func isNumber(_ factor: Formula.Factor) -> Bool {
    if case .categories = factor { false } else { true }
  }

  /// Patterns one by one with their table.
  private struct Listed: Sendable {
    let patterns: CovariatePatterns
    let table: DesignTable
  }

  /// Patterns that are laid out from runs when first needed.
  private final class Expansion: Sendable {
    private let made = Mutex<Listed?>(nil)
    private let source: (likelihood: RunLikelihood, encoded: [EncodedTerm], formula: Formula, columns: [Int])?

    init(
      _ likelihood: RunLikelihood?, encoded: [EncodedTerm] = [], formula: Formula? = nil,
      columnOfEncoded: [Int] = []
    ) {
      source = likelihood.flatMap { likelihood in
        formula.map { (likelihood, encoded, $0, columnOfEncoded) }
      }
    }

    var value: Listed {
      made.withLock { made in
        if let made { return made }
        guard let source else { preconditionFailure("neither patterns nor runs") }
        let patterns = source.likelihood.runs.expanded
        let listed = Listed(
          patterns: patterns,
          table: DesignTable(
            encoded: source.encoded, patterns: patterns, hasIntercept: source.formula.hasIntercept,
            columnOfEncoded: source.columns))
        made = listed
        return listed
      }
    }
  }

  /// The column of the outcome; of grouped counts that of the events.
  public var outcomeName: String { outcome.name }

  /// Of an outcome of two categories the one that counts as the event, such as `race=other`; nil for numbers.
  public var eventLevel: String? { outcome.levels.map { "\(outcome.name)=\($0[1])" } }

  /// The sum of the outcomes: for a binary outcome the number of people with the event.
  public var outcomeTotal: Double {
    summed?.total ?? (runs?.runs.outer.sums ?? patterns.sums).reduce(0, +)
  }

  /// The level that the others of each factor are compared with, such as `sex=Female`.
  public var referenceLevels: [String] {
    var seen: Set<String> = []
    return encoded.flatMap(\.factors).compactMap(\.referenceName).filter { seen.insert($0).inserted }
  }

  /// The terms of the formula that have several columns.
  public var termsOfSeveralColumns: [String] {
    encoded.filter { columns(of: $0).count > 1 }.map { Formula.label($0.term) }
  }

  /// Whether all columns of a term of the formula have a finite variance.
  public func variancesExist(ofTerm label: String, _ variances: [Double]) -> Bool {
    encoded.filter { Formula.label($0.term) == label }.flatMap(columns).allSatisfy { variances[$0].isFinite }
  }

  /// The position of a column, counted from 0.
  public func index(of term: String) throws(ModelError) -> Int {
    guard let index = terms.firstIndex(of: term) else { throw .unknownColumn(term, known: terms) }
    return index
  }

  /// The columns, kept ones only, of one term of the formula.
  func columns(of term: EncodedTerm) -> [Int] {
    term.names.indices.map { columnOfEncoded[term.firstColumn + $0] }.filter { $0 >= 0 }
  }

  var hasIntercept: Bool { formula.hasIntercept }

  /// The row of the matrix, not centred, at raw values of the variables.
  func row(_ raw: (Int) -> Double) -> [(column: Int, value: Double)] {
    var result: [(column: Int, value: Double)] = hasIntercept ? [(0, 1)] : []
    for term in encoded {
      for entry in term.entries(raw) where columnOfEncoded[entry.column] >= 0 {
        result.append((columnOfEncoded[entry.column], entry.value))
      }
    }
    return result
  }

  /// The raw value of a variable in a pattern: a number, or the index of a level.
  func raw(_ pattern: Int, _ variable: Int) -> Double {
    patterns.variables[variable].raw(patterns.code(pattern, variable))
  }

  /// The same columns over a sample of rows.
  func resampled(_ rows: [Int]) -> DesignMatrix {
    var copy = self
    copy.patterns.recount(rows, outcome: outcome.values)
    (copy.crossProduct, copy.eventSums) = table.counts(copy.patterns)
    copy.people = Double(rows.count)
    return copy
  }

  /// The same columns over some of the rows, each once.
  func restricted(to rows: [Int]) -> DesignMatrix {
    var copy = resampled(rows)
    copy.observations = rows.count
    return copy
  }

  /// The same design, which says of some rows that they were left out for another reason than a missing value.
  func counting(excludedRows: Int, silentRows: Int) -> DesignMatrix {
    var copy = self
    (copy.excludedRows, copy.silentRows) = (excludedRows, silentRows)
    return copy
  }

  /// The design without one of its terms, over the same patterns.
  func without(_ term: EncodedTerm) -> DesignMatrix {
    let left = encoded.filter { $0.firstColumn != term.firstColumn }
    var columnOfEncoded = self.columnOfEncoded
    for column in term.names.indices { columnOfEncoded[term.firstColumn + column] = -1 }
    return DesignMatrix(
      self, encoded: left, kept: columnOfEncoded.filter { $0 >= 0 },
      columnOfEncoded: Self.places(
        of: columnOfEncoded.indices.filter { columnOfEncoded[$0] >= 0 }, among: columnOfEncoded.count))
  }

  private init(_ other: DesignMatrix, encoded: [EncodedTerm], kept: [Int], columnOfEncoded: [Int]) {
    formula = other.formula
    outcome = other.outcome
    self.encoded = encoded
    self.columnOfEncoded = columnOfEncoded
    terms = kept.map { other.terms[$0] }
    droppedTerms = other.droppedTerms
    runs = nil
    summed = nil
    listed = Listed(
      patterns: other.patterns,
      table: DesignTable(
        encoded: encoded, patterns: other.patterns, hasIntercept: other.hasIntercept,
        columnOfEncoded: columnOfEncoded))
    expansion = Expansion(nil)
    crossProduct = other.crossProduct.restricted(to: kept)
    eventSums = kept.map { other.eventSums[$0] }
    people = other.people
    observations = other.observations
    excludedRows = other.excludedRows
    frequencies = other.frequencies
  }
}
