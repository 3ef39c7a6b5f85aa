public import Statistics
package import Tables

/// A row of a result whose JSON keys and table columns are one list of fields.
public protocol ResultRow: Encodable, Sendable {
  /// The fields, in the order of the table.
  static var fields: [ResultField<Self>] { get }
}

/// One field of a row: its key for programs, its title for people, and how it is read from the row.
public struct ResultField<Row> {
  /// What a field holds.
  public enum Value {
    /// What the row is called: a column for each part of the key.
    case name(GroupKey)
    /// Words.
    case text(String?)
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
  let title: String
  let kind: OutputColumn.Kind
  let hasTitle: Bool
  let isEstimate: Bool
  let isName: Bool
  let value: (Row) -> Value

  private init(
    _ key: String, _ title: String?, _ kind: OutputColumn.Kind, isEstimate: Bool = false,
    isName: Bool = false,
    value: @escaping (Row) -> Value
  ) {
    self.key = key
    self.title = title ?? key
    self.kind = kind
    hasTitle = title != nil
    self.isEstimate = isEstimate
    self.isName = isName
    self.value = value
  }

  /// What the row is called.
  public static func name(_ value: @escaping (Row) -> GroupKey) -> ResultField {
    ResultField("by", "", .text, isName: true) { .name(value($0)) }
  }

  /// Words; without a title they stand in JSON only.
  public static func text(
    _ key: String, _ title: String? = nil, _ value: @escaping (Row) -> String?
  ) -> ResultField {
    ResultField(key, title, .text) { .text(value($0)) }
  }

  /// A whole number.
  public static func count(
    _ key: String, _ title: String? = nil, _ value: @escaping (Row) -> Int?
  ) -> ResultField {
    ResultField(key, title, .number(decimals: 0)) { .count(value($0)) }
  }

  /// A number with so many decimals for people.
  public static func number(
    _ key: String, _ title: String? = nil, decimals: Int? = 2, _ value: @escaping (Row) -> Double?
  ) -> ResultField {
    ResultField(key, title, .number(decimals: decimals)) { .number(value($0)) }
  }

  /// A fraction, shown as a per cent.
  public static func share(
    _ key: String, _ title: String? = nil, decimals: Int = 1, _ value: @escaping (Row) -> Double?
  ) -> ResultField {
    ResultField(key, title, .perCent(decimals: decimals)) { .number(value($0)) }
  }

  /// The probability of a test.
  public static func pValue(
    _ key: String, _ title: String? = nil, _ value: @escaping (Row) -> Double?
  ) -> ResultField {
    ResultField(key, title, .pValue) { .number(value($0)) }
  }

  /// An estimate that is a number.
  public static func estimate(
    _ key: String, _ title: String? = nil, decimals: Int = 2, _ value: @escaping (Row) -> Estimate?
  ) -> ResultField {
    ResultField(key, title, .number(decimals: decimals), isEstimate: true) { .estimate(value($0)) }
  }

  /// An estimate that is a fraction, shown as a per cent.
  public static func shareEstimate(
    _ key: String, _ title: String? = nil, decimals: Int = 1, _ value: @escaping (Row) -> Estimate?
  ) -> ResultField {
    ResultField(key, title, .perCent(decimals: decimals), isEstimate: true) { .estimate(value($0)) }
  }

  /// Yes or no.
  public static func flag(
    _ key: String, _ title: String? = nil, _ value: @escaping (Row) -> Bool?
  ) -> ResultField {
    ResultField(key, title, .text) { .flag(value($0)) }
  }

  /// Something that stands in JSON only.
  public static func nested(_ key: String, _ value: @escaping (Row) -> any Encodable) -> ResultField {
    ResultField(key, nil, .text) { .nested(value($0)) }
  }
}

extension ResultRow {
  /// Writes the row with every key; what does not exist is null.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: ResultKey.self)
    for field in Self.fields {
      let key = ResultKey(field.key)
      switch field.value(self) {
      case .name(let name): try container.encode(name, forKey: key)
      case .text(let text): try container.encode(text, forKey: key)
      case .count(let count): try container.encode(count, forKey: key)
      case .number(let number): try container.encode(number.finite, forKey: key)
      case .estimate(let estimate): try container.encode(estimate, forKey: key)
      case .flag(let flag): try container.encode(flag, forKey: key)
      case .nested(let value): try container.encode(Encoded(value: value), forKey: key)
      }
    }
  }

  /// The rows as a table: the fields that have a title.
  package static func table(_ rows: [Self]) -> OutputTable {
    var columns: [OutputColumn] = []
    var cells = rows.map { _ in [OutputCell]() }
    for field in fields where field.hasTitle {
      if field.isName {
        let keys = rows.map { row -> GroupKey in
          guard case .name(let key) = field.value(row) else { return GroupKey([]) }
          return key
        }
        let names = keys.max { $0.parts.count < $1.parts.count }?.parts.map(\.column) ?? []
        columns += names.map { OutputColumn(key: $0) }
        for (index, key) in keys.enumerated() {
          cells[index] += names.indices.map {
            .text(key.parts.indices.contains($0) ? key.parts[$0].value : "")
          }
        }
        continue
      }
      columns.append(OutputColumn(key: field.key, title: field.title, kind: field.kind))
      if field.isEstimate {
        columns.append(OutputColumn(key: field.key + "Lower", title: "from", kind: field.kind))
        columns.append(OutputColumn(key: field.key + "Upper", title: "to", kind: field.kind))
      }
      for (index, row) in rows.enumerated() { cells[index] += Self.cells(field.value(row)) }
    }
    return OutputTable(columns: columns, rows: cells)
  }

  private static func cells(_ value: ResultField<Self>.Value) -> [OutputCell] {
    switch value {
    case .name, .nested: []
    case .text(let text): [text.map { .text($0) } ?? .missing("")]
    case .count(let count): [.optional(count)]
    case .number(let number): [.optional(number.finite)]
    case .flag(let flag): [flag.map { .text($0 ? "yes" : "no") } ?? .missing("")]
    case .estimate(let estimate):
      [
        .optional(estimate?.value.finite), .optional((estimate?.interval?.lower).finite),
        .optional((estimate?.interval?.upper).finite),
      ]
    }
  }
}

/// The top of a result: named parts, of which every one is written, also where it is null.
package struct ResultObject: Encodable {
  private let parts: [(String, (any Encodable)?)]

  package init(_ parts: [(String, (any Encodable)?)]) { self.parts = parts }

  /// An interval with its level.
  package init(_ interval: ConfidenceInterval) {
    parts = [("level", interval.level), ("lower", interval.lower), ("upper", interval.upper)]
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
