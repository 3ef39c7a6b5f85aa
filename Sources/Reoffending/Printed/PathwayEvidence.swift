public import Tables

/// What a strategy claims under each of its pathways out of reoffending, with the numbers that its words allow.
public struct PathwayEvidence: Sendable {
  /// What a claim is about.
  public enum Kind: Hashable, Sendable {
    /// How common something is.
    case share
    /// By how much something is said to reduce reoffending.
    case reduction
  }

  /// One claim.
  public struct Claim: Hashable, Sendable {
    /// The pathway.
    public let pathway: String
    /// What is claimed.
    public let text: String
    /// The number as printed, in digits or words.
    public let printed: String
    /// The least share that the words allow, from 0 to 1; nil where they set none.
    public let lower: Double?
    /// The greatest share that the words allow; nil where they set none.
    public let upper: Double?
    /// What the claim is about.
    public let kind: Kind

    /// Whether the words name one number.
    public var isSingle: Bool { lower != nil && lower == upper }
  }

  /// The claims, pathways in the order of the table.
  public let claims: [Claim]
  /// Pathways, those without a number last.
  public let pathways: [String]

  /// Reads a table with the columns pathway, claim, printed, lower, upper and unit.
  ///
  /// - Parameters:
  ///   - table: a row a claim.
  ///   - withoutFigures: pathways that the source lists and prints no number for.
  /// - Throws: `TableError.faults` where a column is missing or a number is neither digits nor a known word.
  public init(_ table: Table, withoutFigures: [String] = []) throws(TableError) {
    var reading = table.reading()
    let pathways = reading.texts("pathway", missing: .refused)
    let texts = reading.texts("claim", missing: .refused)
    let printed = reading.texts("printed", missing: .refused)
    let lower = reading.texts("lower")
    let upper = reading.texts("upper")
    let units = reading.texts("unit")
    try reading.finish()
    var claims: [Claim] = []
    for row in texts.indices {
      guard let pathway = pathways.values[row], let text = texts.values[row],
        let words = printed.values[row]
      else { continue }
      let limits = [lower.values[row], upper.values[row]]
      let isOpen = limits.contains { $0 != nil }
      let numbers = (isOpen ? limits : [words, words]).map { $0.map(SpokenShare.fraction) }
      for case .some(.none) in numbers {
        reading.report(Fault(at: printed.location(row: row), "“\(words)” is no share in digits or words"))
      }
      claims.append(
        Claim(
          pathway: pathway, text: text, printed: words, lower: numbers[0] ?? nil, upper: numbers[1] ?? nil,
          kind: (units.values[row] ?? "").contains("reduction") ? .reduction : .share))
    }
    try reading.finish()
    self.claims = claims
    var names: [String] = []
    for name in claims.map(\.pathway) + withoutFigures where !names.contains(name) { names.append(name) }
    self.pathways = names
  }

  /// The finding in a sentence.
  public var headline: String {
    let known = pathways.filter { name in claims.contains { $0.pathway == name } }
    let reductions = Set(claims.filter { $0.kind == .reduction }.map(\.pathway)).count
    return "\(known.count) of \(pathways.count) pathways rest on a printed number, "
      + "\(reductions) of them on a claimed reduction of reoffending"
  }

  /// A sentence a claim.
  public var sentences: [String] {
    claims.map { "\($0.pathway): \($0.text), \($0.printed)." }
      + pathways.filter { name in !claims.contains { $0.pathway == name } }.map {
        "\($0): no number is printed."
      }
  }

  /// The claims as printed, a row a claim.
  public var table: OutputTable { OutputTable(claims, fields: Self.fields) }

  private static let fields: [ResultField<Claim>] = [
    .text("pathway", "Pathway") { $0.pathway }, .text("claim", "Claim") { $0.text },
    .text("printed", "As printed") { $0.printed }, .share("lower", "At least") { $0.lower },
    .share("upper", "At most") { $0.upper },
  ]
}
