public import Statistics
package import Tables

/// A row of a result whose JSON keys and table columns are one list of fields.
public protocol ResultRow: Encodable, Sendable {
  /// The fields, in the order of the table.
  static var fields: [ResultField<Self>] { get }
  /// What the row does not tell, because it would give small counts away.
  var withholding: ResultWithholding { get }
}

/// What a row does not tell, because it would give small counts away; a table shows the marker in its place.
public enum ResultWithholding: Sendable {
  /// Nothing.
  case nothing
  /// The figures that it lacks.
  case whatIsAbsent
  /// Every figure and finding.
  case everyFigure
}

/// One field of a row: its key for programs, its title for people, and how it is read from the row.
public struct ResultField<Row>: Sendable {
  /// What a field holds.
  public enum Value {
    /// What the row is called: a column for each part of the key.
    case name(GroupKey)
    /// Words.
    case text(String?)
    /// Words that stand on figures and are withheld with them.
    case finding(String)
    /// What must be known to read the row: a list in JSON, joined in the table.
    case flags([String])
    /// A whole number.
    case count(Int?)
    /// A number.
    case number(Double?)
    /// An estimate: an object in JSON, three columns in the table.
    case estimate(Estimate?)
    /// Yes or no.
    case flag(Bool?)
    /// Something that stands in JSON only.
    case nested(any Encodable)
  }

  let key: String
  let columns: [OutputColumn]
  let isName: Bool
  let value: @Sendable (Row) -> Value
  private(set) var isOfTableOnly = false

  private init(
    _ key: String, _ title: String?, _ kind: OutputColumn.Kind = .text, isName: Bool = false,
    hasLimits: Bool = false, value: @escaping @Sendable (Row) -> Value
  ) {
    self.key = key
    self.isName = isName
    self.value = value
    guard let title, !isName else {
      columns = []
      return
    }
    columns =
      [OutputColumn(key: key, title: title, kind: kind)]
      + (hasLimits
        ? [
          OutputColumn(key: key + "Lower", title: "from", kind: kind),
          OutputColumn(key: key + "Upper", title: "to", kind: kind),
        ] : [])
  }

  /// The field as a column of the table that is no key in JSON, where the figure stands in another form.
  package var inTableOnly: ResultField {
    var field = self
    field.isOfTableOnly = true
    return field
  }

  /// What the row is called.
  public static func name(_ value: @escaping @Sendable (Row) -> GroupKey) -> ResultField {
    ResultField("by", "", isName: true) { .name(value($0)) }
  }

  /// Words; without a title they stand in JSON only.
  public static func text(
    _ key: String, _ title: String? = nil, _ value: @escaping @Sendable (Row) -> String?
  ) -> ResultField {
    ResultField(key, title) { .text(value($0)) }
  }

  /// Words that stand on figures, such as a verdict, and are withheld with them.
  public static func finding(
    _ key: String, _ title: String? = nil, _ value: @escaping @Sendable (Row) -> String
  ) -> ResultField {
    ResultField(key, title) { .finding(value($0)) }
  }

  /// What must be known to read the row.
  public static func flags(_ value: @escaping @Sendable (Row) -> [String]) -> ResultField {
    ResultField("flags", "Notes") { .flags(value($0)) }
  }

  /// A whole number.
  public static func count(
    _ key: String, _ title: String? = nil, _ value: @escaping @Sendable (Row) -> Int?
  ) -> ResultField {
    ResultField(key, title, .number(decimals: 0)) { .count(value($0)) }
  }

  /// A number with so many decimals for people.
  public static func number(
    _ key: String, _ title: String? = nil, decimals: Int? = 2, _ value: @escaping @Sendable (Row) -> Double?
  ) -> ResultField {
    ResultField(key, title, .number(decimals: decimals)) { .number(value($0)) }
  }

  /// A fraction, shown as a per cent.
  public static func share(
    _ key: String, _ title: String? = nil, decimals: Int = 1, _ value: @escaping @Sendable (Row) -> Double?
  ) -> ResultField {
    ResultField(key, title, .perCent(decimals: decimals)) { .number(value($0)) }
  }

  /// The probability of a test.
  public static func pValue(
    _ key: String, _ title: String? = nil, _ value: @escaping @Sendable (Row) -> Double?
  ) -> ResultField {
    ResultField(key, title, .pValue) { .number(value($0)) }
  }

  /// An estimate that is a number.
  public static func estimate(
    _ key: String, _ title: String? = nil, decimals: Int = 2, showsLimits: Bool = true,
    _ value: @escaping @Sendable (Row) -> Estimate?
  ) -> ResultField {
    ResultField(key, title, .number(decimals: decimals), hasLimits: showsLimits) { .estimate(value($0)) }
  }

  /// An estimate that is a fraction, shown as a per cent.
  public static func shareEstimate(
    _ key: String, _ title: String? = nil, decimals: Int = 1, showsLimits: Bool = true,
    _ value: @escaping @Sendable (Row) -> Estimate?
  ) -> ResultField {
    ResultField(key, title, .perCent(decimals: decimals), hasLimits: showsLimits) { .estimate(value($0)) }
  }

  /// Yes or no.
  public static func flag(
    _ key: String, _ title: String? = nil, _ value: @escaping @Sendable (Row) -> Bool?
  ) -> ResultField {
    ResultField(key, title) { .flag(value($0)) }
  }

  /// Something that stands in JSON only.
  public static func nested(_ key: String, _ value: @escaping @Sendable (Row) -> any Encodable) -> ResultField
  {
    ResultField(key, nil) { .nested(value($0)) }
  }
}

extension ResultRow {
  /// Nothing is withheld.
  public var withholding: ResultWithholding { .nothing }

  /// Writes the row with every key; what does not exist is null.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: ResultKey.self)
    for field in Self.fields where !field.isOfTableOnly {
      let key = ResultKey(field.key)
      switch field.value(self) {
      case .name(let name): try container.encode(name, forKey: key)
      case .text(let text): try container.encode(text, forKey: key)
      case .finding(let text): try container.encode(text, forKey: key)
      case .flags(let flags): try container.encode(flags, forKey: key)
      case .count(let count): try container.encode(count, forKey: key)
      case .number(let number): try container.encode(number.finite, forKey: key)
      case .estimate(let estimate): try container.encode(estimate, forKey: key)
      case .flag(let flag): try container.encode(flag, forKey: key)
      case .nested(let value): try container.encode(Encoded(value: value), forKey: key)
      }
    }
  }

  /// The rows as a table: the fields that have a title.
  ///
  /// - Parameters:
  ///   - rows: a row each.
  ///   - total: all of them together, in a last row named Total.
  ///   - fields: the columns, where not all of the row's are wanted.
  package static func table(
    _ rows: [Self], total: Self? = nil, fields: [ResultField<Self>] = Self.fields
  ) -> OutputTable {
    OutputTable(rows, total: total, fields: fields) { $0.withholding }
  }
}

extension OutputTable {
  /// The fields of rows that have a title.
  ///
  /// - Parameters:
  ///   - rows: a row each.
  ///   - total: all of them together, in a last row named Total.
  ///   - fields: the columns.
  ///   - withheld: the names of further rows of which nothing else is shown.
  ///   - withholding: what a row does not tell.
  package init<Row: Sendable>(
    _ rows: [Row], total: Row? = nil, fields: [ResultField<Row>], withheld: [[String]] = [],
    withholding: @Sendable (Row) -> ResultWithholding = { _ in .nothing }
  ) {
    let name = fields.first(where: \.isName)
    @Sendable func key(_ row: Row) -> GroupKey {
      guard case .name(let key)? = name?.value(row) else { return GroupKey([]) }
      return key
    }
    let names = rows.lazy.map(key).max { $0.parts.count < $1.parts.count }?.parts.map(\.column) ?? []
    let columns = fields.flatMap { field in
      field.isName ? names.map { OutputColumn(key: $0) } : field.columns
    }
    @Sendable func cells(_ row: Row, isTotal: Bool = false) -> [OutputCell] {
      let withholding = withholding(row)
      var cells: [OutputCell] = []
      cells.reserveCapacity(columns.count)
      for field in fields {
        guard field.isName else {
          if !field.columns.isEmpty {
            field.value(row).append(to: &cells, of: field.columns.count, withholding)
          }
          continue
        }
        let parts = isTotal ? [] : key(row).parts
        cells += names.indices.map { place in
          .text(parts.indices.contains(place) ? parts[place].value : isTotal && place == 0 ? "Total" : "")
        }
      }
      return cells
    }
    self.init(
      columns: columns,
      rows: OrderedChunks.joined(count: rows.count) { range in rows[range].map { cells($0) } }
        + (total.map { [cells($0, isTotal: true)] } ?? [])
        + withheld.map { names in
          names.map { .text($0) } + (names.count..<columns.count).map { _ in .missing(Suppression.marker) }
        })
  }
}

extension ResultField.Value {
  /// Adds the value's cells to those of a row.
  fileprivate func append(to cells: inout [OutputCell], of count: Int, _ withholding: ResultWithholding) {
    func figure(_ cell: OutputCell) -> OutputCell {
      switch withholding {
      case .nothing: return cell
      case .everyFigure: return .missing(Suppression.marker)
      case .whatIsAbsent:
        guard case .missing = cell else { return cell }
        return .missing(Suppression.marker)
      }
    }
    switch self {
    case .name, .nested: break
    case .text(let text): cells.append(text.map { .text($0) } ?? .missing(""))
    case .finding(let text): cells.append(figure(.text(text)))
    case .flags(let flags): cells.append(.text(flags.joined(separator: "; ")))
    case .count(let count): cells.append(figure(.optional(count)))
    case .number(let number): cells.append(figure(.optional(number.finite)))
    case .flag(let flag): cells.append(flag.map { .text($0 ? "yes" : "no") } ?? .missing(""))
    case .estimate(let estimate):
      cells.append(figure(.optional(estimate?.value.finite)))
      guard count > 1 else { return }
      cells.append(figure(.optional((estimate?.interval?.lower).finite)))
      cells.append(figure(.optional((estimate?.interval?.upper).finite)))
    }
  }
}

/// The top of a result: named parts, of which every one is written, also where it is null.
package struct ResultObject: Encodable {
  private let parts: [(String, (any Encodable)?)]

  package init(_ parts: [(String, (any Encodable)?)]) { self.parts = parts }

  /// A row of which only what it is called is shown: null for every other field, and the marker as its flag.
  package init<Row: ResultRow>(withheld row: Row.Type, names: [(String, any Encodable)]) {
    let shown = Set(names.map(\.0) + ["flags"])
    parts =
      names + Row.fields.filter { !$0.isOfTableOnly && !shown.contains($0.key) }.map { ($0.key, nil) }
      + [("flags", [Suppression.marker])]
  }

  /// An interval with its level.
  package init(_ interval: ConfidenceInterval) {
    parts = [
      ("level", interval.level), ("lower", Optional(interval.lower).finite),
      ("upper", Optional(interval.upper).finite),
    ]
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: ResultKey.self)
    for (name, value) in parts {
      if let value {
        try container.encode(Encoded(value: value), forKey: ResultKey(name))
      } else {
        try container.encodeNil(forKey: ResultKey(name))
      }
    }
  }
}

private struct Encoded: Encodable {
  let value: any Encodable
  func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }
}

private struct ResultKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }
  init(_ name: String) { stringValue = name }
  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
