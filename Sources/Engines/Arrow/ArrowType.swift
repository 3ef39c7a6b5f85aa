internal import CADBC

/// The type of an Arrow column, as its format text says it.
indirect enum ArrowType: Hashable {
  enum TimeUnit: Int64, Hashable {
    case seconds = 1
    case milliseconds = 1_000
    case microseconds = 1_000_000
    case nanoseconds = 1_000_000_000
  }

  case null, boolean
  case int8, uint8, int16, uint16, int32, uint32, int64, uint64
  case half, float, double
  case decimal(scale: Int, bytes: Int)
  case text, largeText, textView
  case fixedBinary(Int)
  case days, dayMilliseconds
  case time(TimeUnit, bytes: Int)
  case timestamp(TimeUnit, hasZone: Bool)
  case duration(TimeUnit)
  /// Indices of the first type into values of the second.
  case dictionary(ArrowType, ArrowType)
  /// Values each of which holds for a run of rows, whose ends are of the first type.
  case runs(ArrowType, ArrowType)
  /// What cannot stand in a cell.
  case other(String)

  init(_ schema: ArrowSchema) {
    let format = schema.format.map { String(cString: $0) } ?? ""
    let own = Self(format: format, schema)
    if let values = schema.dictionary {
      self = .dictionary(own, ArrowType(values.pointee))
    } else {
      self = own
    }
  }

  private init(format: String, _ schema: ArrowSchema) {
    switch format {
    case "n": self = .null
    case "b": self = .boolean
    case "c": self = .int8
    case "C": self = .uint8
    case "s": self = .int16
    case "S": self = .uint16
    case "i": self = .int32
    case "I": self = .uint32
    case "l": self = .int64
    case "L": self = .uint64
    case "e": self = .half
    case "f": self = .float
    case "g": self = .double
    case "u": self = .text
    case "U": self = .largeText
    case "vu": self = .textView
    case "tdD": self = .days
    case "tdm": self = .dayMilliseconds
    case "tts": self = .time(.seconds, bytes: 4)
    case "ttm": self = .time(.milliseconds, bytes: 4)
    case "ttu": self = .time(.microseconds, bytes: 8)
    case "ttn": self = .time(.nanoseconds, bytes: 8)
    case "tDs": self = .duration(.seconds)
    case "tDm": self = .duration(.milliseconds)
    case "tDu": self = .duration(.microseconds)
    case "tDn": self = .duration(.nanoseconds)
    case "+r":
      guard schema.n_children == 2, let ends = schema.children[0], let values = schema.children[1] else {
        self = .other(format)
        return
      }
      self = .runs(ArrowType(ends.pointee), ArrowType(values.pointee))
    default: self = Self.withParameters(format)
    }
  }

  private static func withParameters(_ format: String) -> ArrowType {
    if format.hasPrefix("d:") {
      let numbers = format.dropFirst(2).split(separator: ",").compactMap { Int($0) }
      guard numbers.count >= 2 else { return .other(format) }
      let bits = numbers.count > 2 ? numbers[2] : 128
      return [32, 64, 128, 256].contains(bits) ? .decimal(scale: numbers[1], bytes: bits / 8) : .other(format)
    }
    if format.hasPrefix("w:"), let width = Int(format.dropFirst(2)), width > 0 { return .fixedBinary(width) }
    if format.hasPrefix("ts"), format.utf8.count >= 4 {
      let hasZone = format.utf8.count > 4
      switch format.dropFirst(2).first {
      case "s": return .timestamp(.seconds, hasZone: hasZone)
      case "m": return .timestamp(.milliseconds, hasZone: hasZone)
      case "u": return .timestamp(.microseconds, hasZone: hasZone)
      case "n": return .timestamp(.nanoseconds, hasZone: hasZone)
      default: return .other(format)
      }
    }
    return .other(format)
  }

  /// What a column of the type is in words, for one that is not read.
  var words: String {
    switch self {
    case .other(let format) where format.hasPrefix("z") || format == "Z" || format == "vz": "blobs"
    case .other(let format)
    where format.hasPrefix("+l") || format.hasPrefix("+L") || format.hasPrefix("+w")
      || format.hasPrefix("+v"):
      "lists"
    case .other("+s"), .other("+m"): "records"
    case .other(let format): "values of the type \(format)"
    default: "values"
    }
  }

  /// What an engine compares such a column as.
  var kind: EngineColumn.Kind {
    switch self {
    case .int8, .uint8, .int16, .uint16, .int32, .uint32, .int64, .uint64: .integer
    case .double: .float
    case .half, .float: .single
    case .decimal: .decimal
    case .boolean: .boolean
    case .days: .date
    case .text, .largeText, .textView: .text
    case .dictionary(_, let values), .runs(_, let values): values.kind
    case .other(let format) where format.hasPrefix("+"): .several
    case .null, .fixedBinary, .dayMilliseconds, .time, .timestamp, .duration, .other: .any
    }
  }
}
