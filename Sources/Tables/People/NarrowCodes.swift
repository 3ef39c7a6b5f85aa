/// Whole numbers from 0, one a row, as narrow as the largest allows.
public enum NarrowCodes: Hashable, Sendable {
  /// Up to 256 different ones.
  case bytes([UInt8])
  /// Up to 65,536 different ones.
  case halfWords([UInt16])
  /// More.
  case words([UInt32])

  /// How many rows there are.
  public var count: Int {
    switch self {
    case .bytes(let codes): codes.count
    case .halfWords(let codes): codes.count
    case .words(let codes): codes.count
    }
  }

  /// The code of a row.
  public subscript(row: Int) -> Int {
    switch self {
    case .bytes(let codes): Int(codes[row])
    case .halfWords(let codes): Int(codes[row])
    case .words(let codes): Int(codes[row])
    }
  }

  /// What each code stands for, row by row.
  @inlinable
  public func map<Value>(_ values: [Value]) -> [Value] {
    switch self {
    case .bytes(let codes): codes.map { values[Int($0)] }
    case .halfWords(let codes): codes.map { values[Int($0)] }
    case .words(let codes): codes.map { values[Int($0)] }
    }
  }

  /// Adds the codes of some rows, times a number, to numbers that begin with the first of them.
  public func add(_ rows: Range<Int>, times stride: UInt32, to numbers: inout [UInt32]) {
    numbers.withUnsafeMutableBufferPointer { numbers in
      switch self {
      case .bytes(let codes): Self.add(codes, rows, stride, numbers)
      case .halfWords(let codes): Self.add(codes, rows, stride, numbers)
      case .words(let codes): Self.add(codes, rows, stride, numbers)
      }
    }
  }

  private static func add<Code: FixedWidthInteger>(
    _ codes: [Code], _ rows: Range<Int>, _ stride: UInt32, _ numbers: UnsafeMutableBufferPointer<UInt32>
  ) {
    codes.withUnsafeBufferPointer { codes in
      for place in 0..<rows.count {
        numbers[place] &+= UInt32(truncatingIfNeeded: codes[rows.lowerBound &+ place]) &* stride
      }
    }
  }

  /// How many rows have each code.
  public func counts(of cardinality: Int) -> [Int] {
    var counts = Array(repeating: 0, count: cardinality)
    switch self {
    case .bytes(let codes): for code in codes { counts[Int(code)] += 1 }
    case .halfWords(let codes): for code in codes { counts[Int(code)] += 1 }
    case .words(let codes): for code in codes { counts[Int(code)] += 1 }
    }
    return counts
  }

  /// The codes of some rows, each so many times.
  package func repeated(_ times: [Int]) -> NarrowCodes {
    func all<Code>(_ codes: [Code]) -> [Code] {
      var result: [Code] = []
      result.reserveCapacity(times.reduce(0, +))
      for (code, count) in zip(codes, times) { result.append(contentsOf: repeatElement(code, count: count)) }
      return result
    }
    return switch self {
    case .bytes(let codes): .bytes(all(codes))
    case .halfWords(let codes): .halfWords(all(codes))
    case .words(let codes): .words(all(codes))
    }
  }

  /// The codes of some rows in another order.
  package func ordered(by rows: [Int]) -> NarrowCodes {
    switch self {
    case .bytes(let codes): .bytes(rows.map { codes[$0] })
    case .halfWords(let codes): .halfWords(rows.map { codes[$0] })
    case .words(let codes): .words(rows.map { codes[$0] })
    }
  }

  /// Other codes in the place of these; none may be greater than the greatest that these could be.
  public func replaced(by ranks: [UInt32]) -> NarrowCodes {
    switch self {
    case .bytes(let codes): .bytes(codes.map { UInt8(truncatingIfNeeded: ranks[Int($0)]) })
    case .halfWords(let codes): .halfWords(codes.map { UInt16(truncatingIfNeeded: ranks[Int($0)]) })
    case .words(let codes): .words(codes.map { ranks[Int($0)] })
    }
  }

  /// Codes below a number, as narrow as it allows.
  package init(_ codes: [UInt32], below cardinality: Int) {
    if cardinality <= 1 << 8 {
      self = .bytes(codes.map { UInt8(truncatingIfNeeded: $0) })
    } else if cardinality <= 1 << 16 {
      self = .halfWords(codes.map { UInt16(truncatingIfNeeded: $0) })
    } else {
      self = .words(codes)
    }
  }
}
