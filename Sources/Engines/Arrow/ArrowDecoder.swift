internal import CADBC
import Tables

/// Reads one column of Arrow batches into a coder.
struct ArrowDecoder {
  let type: ArrowType
  let name: String

  /// - Throws: `TableError.damaged` for a type that no cell can hold.
  init(_ schema: ArrowSchema, source: String) throws(TableError) {
    type = ArrowType(schema)
    name = schema.name.map { String(cString: $0) } ?? ""
    try Self.check(type, name, source)
  }

  private static func check(_ type: ArrowType, _ name: String, _ source: String) throws(TableError) {
    switch type {
    case .other:
      throw .damaged(
        source: source,
        problem:
          "column \(name) holds \(type.words), which are read as no table; leave it out with --query, or turn it into text there"
      )
    case .dictionary(_, let values), .runs(_, let values): try check(values, name, source)
    default: return
    }
  }

  /// Appends the values of a batch.
  ///
  /// - Throws: `TableError.damaged` for buffers that are not there.
  func append(_ array: ArrowArray, to coder: inout TextCoder, source: String) throws(TableError) {
    guard array.length > 0 else { return }
    let isSound = append(
      type, array, rows: Int(array.offset)..<Int(array.offset + array.length), to: &coder)
    guard isSound else {
      throw .damaged(
        source: source,
        problem: "the driver gave column \(name) without its buffers or with bytes that are no text")
    }
  }

  /// Appends some rows; false where a buffer is missing or a text is none.
  private func append(
    _ type: ArrowType, _ array: ArrowArray, rows: Range<Int>, to coder: inout TextCoder
  ) -> Bool {
    if case .null = type {
      for _ in rows { coder.appendMissing() }
      return true
    }
    if case .runs(let endType, let values) = type {
      return appendRuns(endType, values, array, rows: rows, to: &coder)
    }
    guard array.n_buffers >= 2, let buffers = array.buffers else { return false }
    let validity = array.null_count == 0 ? nil : buffers[0]?.assumingMemoryBound(to: UInt8.self)
    guard let data = buffers[1] else {
      // A column without any value may come without its buffer.
      guard rows.allSatisfy({ !isThere(validity, $0) }) || isEmptyText(type) else { return false }
      for _ in rows { coder.appendMissing() }
      return true
    }
    func each<Value>(_ type: Value.Type, _ append: (inout TextCoder, Value) -> Void) {
      let values = data.assumingMemoryBound(to: Value.self)
      for row in rows {
        if isThere(validity, row) { append(&coder, values[row]) } else { coder.appendMissing() }
      }
    }
    switch type {
    case .boolean:
      let bits = data.assumingMemoryBound(to: UInt8.self)
      for row in rows {
        if isThere(validity, row) {
          coder.append(bits[row >> 3] >> UInt8(row & 7) & 1 == 1)
        } else {
          coder.appendMissing()
        }
      }
    case .int8: each(Int8.self) { $0.append(Int64($1)) }
    case .uint8: each(UInt8.self) { $0.append(Int64($1)) }
    case .int16: each(Int16.self) { $0.append(Int64($1)) }
    case .uint16: each(UInt16.self) { $0.append(Int64($1)) }
    case .int32: each(Int32.self) { $0.append(Int64($1)) }
    case .uint32: each(UInt32.self) { $0.append(Int64($1)) }
    case .int64: each(Int64.self) { $0.append($1) }
    case .uint64:
      each(UInt64.self) { coder, value in
        if let small = Int64(exactly: value) { coder.append(small) } else { coder.append(String(value)) }
      }
    case .half: each(UInt16.self) { $0.append(NumberWords.text(Self.half($1))) }
    case .float: each(Float.self) { $0.append(NumberWords.text($1)) }
    case .double: each(Double.self) { $0.append($1) }
    case .decimal(let scale, let bytes):
      for row in rows {
        guard isThere(validity, row) else {
          coder.appendMissing()
          continue
        }
        coder.append(ArrowText.decimal(data + row * bytes, bytes: bytes, scale: scale))
      }
    case .fixedBinary(let width):
      for row in rows {
        guard isThere(validity, row) else {
          coder.appendMissing()
          continue
        }
        let bytes = UnsafeRawBufferPointer(start: data + row * width, count: width)
        coder.append(ArrowText.hexadecimal(bytes))
      }
    case .days: each(Int32.self) { $0.append(ArrowText.day(Int64($1))) }
    case .dayMilliseconds:
      each(Int64.self) { $0.append(ArrowText.instant($1, .milliseconds, hasZone: false)) }
    case .time(let unit, let bytes):
      if bytes == 4 {
        each(Int32.self) { $0.append(ArrowText.time(Int64($1), unit)) }
      } else {
        each(Int64.self) { $0.append(ArrowText.time($1, unit)) }
      }
    case .timestamp(let unit, let hasZone):
      each(Int64.self) { $0.append(ArrowText.instant($1, unit, hasZone: hasZone)) }
    case .duration(let unit): each(Int64.self) { $0.append(ArrowText.seconds($1, unit)) }
    case .text, .largeText: return appendTexts(type, array, validity, data, rows, &coder)
    case .textView: return appendViews(array, validity, data, rows, &coder)
    case .dictionary(let indexType, let values):
      return appendDictionary(indexType, values, array, validity, data, rows, &coder)
    case .null, .runs, .other: return false
    }
    return true
  }

  private func isEmptyText(_ type: ArrowType) -> Bool { type == .text || type == .largeText }

  private func isThere(_ validity: UnsafePointer<UInt8>?, _ row: Int) -> Bool {
    guard let validity else { return true }
    return validity[row >> 3] >> UInt8(row & 7) & 1 == 1
  }

  private func appendTexts(
    _ type: ArrowType, _ array: ArrowArray, _ validity: UnsafePointer<UInt8>?, _ offsets: UnsafeRawPointer,
    _ rows: Range<Int>, _ coder: inout TextCoder
  ) -> Bool {
    guard array.n_buffers >= 3 else { return false }
    let letters = array.buffers[2]
    for row in rows {
      guard isThere(validity, row) else {
        coder.appendMissing()
        continue
      }
      let (start, end): (Int, Int) =
        type == .text
        ? (Int(offset32(offsets, row)), Int(offset32(offsets, row + 1)))
        : (offset64(offsets, row), offset64(offsets, row + 1))
      guard append(letters, start, end - start, &coder) else { return false }
    }
    return true
  }

  private func offset32(_ offsets: UnsafeRawPointer, _ row: Int) -> Int32 {
    offsets.assumingMemoryBound(to: Int32.self)[row]
  }

  private func offset64(_ offsets: UnsafeRawPointer, _ row: Int) -> Int {
    Int(offsets.assumingMemoryBound(to: Int64.self)[row])
  }

  /// Texts of up to twelve bytes stand in the view itself, longer ones in one of the buffers behind it.
  private func appendViews(
    _ array: ArrowArray, _ validity: UnsafePointer<UInt8>?, _ views: UnsafeRawPointer, _ rows: Range<Int>,
    _ coder: inout TextCoder
  ) -> Bool {
    for row in rows {
      guard isThere(validity, row) else {
        coder.appendMissing()
        continue
      }
      let view = views + row * 16
      let length = Int(view.loadUnaligned(as: Int32.self))
      if length <= 12 {
        guard append(view, 4, length, &coder) else { return false }
        continue
      }
      let buffer = Int((view + 8).loadUnaligned(as: Int32.self))
      let start = Int((view + 12).loadUnaligned(as: Int32.self))
      // The last buffer holds the sizes of the others.
      guard buffer >= 0, buffer + 3 < Int(array.n_buffers),
        append(array.buffers[buffer + 2], start, length, &coder)
      else { return false }
    }
    return true
  }

  private func append(
    _ letters: UnsafeRawPointer?, _ start: Int, _ length: Int, _ coder: inout TextCoder
  ) -> Bool {
    guard length > 0 else {
      coder.append("")
      return length == 0
    }
    guard let letters else { return false }
    let bytes = UnsafeRawBufferPointer(start: letters + start, count: length)
    guard let text = String(validating: bytes, as: UTF8.self) else { return false }
    coder.append(text)
    return true
  }

  private func appendDictionary(
    _ indexType: ArrowType, _ values: ArrowType, _ array: ArrowArray, _ validity: UnsafePointer<UInt8>?,
    _ indices: UnsafeRawPointer, _ rows: Range<Int>, _ coder: inout TextCoder
  ) -> Bool {
    guard let dictionary = array.dictionary?.pointee else { return false }
    var own = TextCoder()
    let start = Int(dictionary.offset)
    guard append(values, dictionary, rows: start..<start + Int(dictionary.length), to: &own) else {
      return false
    }
    let codes = own.rowTexts.map { coder.code(of: $0) }
    for row in rows {
      guard isThere(validity, row) else {
        coder.appendMissing()
        continue
      }
      guard let index = integer(indexType, indices, row), codes.indices.contains(index) else { return false }
      coder.append(codes[index])
    }
    return true
  }

  private func appendRuns(
    _ endType: ArrowType, _ valueType: ArrowType, _ array: ArrowArray, rows: Range<Int>,
    to coder: inout TextCoder
  ) -> Bool {
    guard array.n_children == 2, let ends = array.children[0]?.pointee,
      let values = array.children[1]?.pointee,
      ends.n_buffers >= 2, let data = ends.buffers[1]
    else { return false }
    var own = TextCoder()
    let start = Int(values.offset)
    guard append(valueType, values, rows: start..<start + Int(values.length), to: &own) else { return false }
    let codes = own.rowTexts.map { coder.code(of: $0) }
    var run = 0
    for row in rows {
      while run < codes.count, let end = integer(endType, data, Int(ends.offset) + run), end <= row {
        run += 1
      }
      guard run < codes.count else { return false }
      coder.append(codes[run])
    }
    return true
  }

  private func integer(_ type: ArrowType, _ data: UnsafeRawPointer, _ row: Int) -> Int? {
    func read<Value: BinaryInteger>(_ type: Value.Type) -> Int? {
      Int(exactly: data.assumingMemoryBound(to: Value.self)[row])
    }
    return switch type {
    case .int8: read(Int8.self)
    case .uint8: read(UInt8.self)
    case .int16: read(Int16.self)
    case .uint16: read(UInt16.self)
    case .int32: read(Int32.self)
    case .uint32: read(UInt32.self)
    case .int64: read(Int64.self)
    case .uint64: read(UInt64.self)
    default: nil
    }
  }

  /// A binary number of sixteen bits: a sign, five bits of exponent and ten of fraction.
  private static func half(_ bits: UInt16) -> Float {
    let sign: Float = bits >> 15 == 1 ? -1 : 1
    let exponent = Int(bits >> 10 & 0x1F)
    let fraction = Float(bits & 0x3FF)
    switch exponent {
    case 0: return sign * fraction * Float(sign: .plus, exponent: -24, significand: 1)
    case 0x1F: return fraction == 0 ? sign * .infinity : .nan
    default: return sign * Float(sign: .plus, exponent: exponent - 15, significand: 1 + fraction / 1_024)
    }
  }
}
