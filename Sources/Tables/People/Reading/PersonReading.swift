import Numbers
import Synchronization

/// Reads a stream block by block on all cores, and joins the blocks in order.
struct PersonReading {
  private let plan: ReadingPlan
  private let readers: [BlockReader]
  private(set) var blocks: [BlockReading]
  private(set) var faults: FaultList
  /// What the letters of all blocks say of the encoding.
  private(set) var letters: LetterEvidence
  let decimalMarks: Set<DecimalMark>
  let rowCount: Int
  /// Rows that stand in the file twice; nil where there is none, or nothing tells people apart.
  let repeated: RepeatedRows?
  /// For each block its first row.
  private let firstRows: [Int]
  /// For each block its first line.
  private let firstLines: [Int]
  private let cores: Int

  private struct Cutting {
    var cutter: RecordCutter
    var blocks: [BlockReading] = []
    var error: TableError?
    var rows = 0
  }

  init(
    _ plan: ReadingPlan, _ cutter: RecordCutter, firstLine: Int, size: Int?, options: ReadingOptions
  ) throws(TableError) {
    self.plan = plan
    cores = options.cores
    let readers = (0..<options.cores).map { BlockReader(plan, worker: $0) }
    self.readers = readers
    nonisolated(unsafe) let workers = readers
    let state = Mutex(Cutting(cutter: cutter))
    ParallelWork.each(options.cores, cores: options.cores) { worker in
      Self.work(workers[worker], state, options: options, size: size)
    }
    let done = state.withLock { $0 }
    if let error = done.error { throw error }
    blocks = done.blocks.sorted { $0.index < $1.index }
    var rows = 0
    var line = firstLine
    var firstRows: [Int] = []
    var firstLines: [Int] = []
    faults = plan.header.faults
    letters = LetterEvidence()
    for block in blocks {
      firstRows.append(rows)
      firstLines.append(line)
      letters = letters.joined(block.letters, from: line)
      faults.append(contentsOf: block.faults.moved(down: line))
      rows += block.rowCount
      line += block.lineCount
    }
    rowCount = rows
    self.firstRows = firstRows
    self.firstLines = firstLines
    decimalMarks = blocks.reduce(into: []) { $0.formUnion($1.decimalMarks) }
    repeated = plan.seeksRepeats ? RepeatedRows(blocks.map(\.hashes)) : nil
    for index in blocks.indices { blocks[index].hashes = [] }
    reportUnnamedColumns()
  }

  /// Takes block after block until there is none.
  private static func work(
    _ reader: BlockReader, _ state: borrowing Mutex<Cutting>, options: ReadingOptions, size: Int?
  ) {
    var buffer = RecordCutter.Buffer(capacity: options.blockBytes)
    defer { buffer.deallocate() }
    while true {
      let block = state.withLock { cutting -> RecordCutter.Block? in
        guard cutting.error == nil else { return nil }
        do throws(TableError) {
          return try cutting.cutter.cut(into: &buffer)
        } catch {
          cutting.error = error
          return nil
        }
      }
      guard let block else { return }
      do throws(TableError) {
        let reading = try reader.read(block, buffer)
        let progress = state.withLock { cutting in
          cutting.blocks.append(reading)
          cutting.rows += reading.rowCount
          return ReadingProgress(
            rows: cutting.rows,
            share: size.map { $0 > 0 ? Double(cutting.cutter.consumed) / Double($0) : 1 })
        }
        options.progress?(progress)
      } catch {
        state.withLock { cutting in
          cutting.error = cutting.error ?? error
          cutting.cutter.stop()
        }
        return
      }
    }
  }

  /// The distinct texts of a column in the order in which they first occur in the file, and for each worker the index
  /// of each of its texts among them.
  ///
  /// - Parameter isLast: whether nobody asks for them again, so that the memory in which they were read is given back.
  func texts(
    slot: Int, encoding: TextEncoding, isLast: Bool = false
  ) throws(TableError) -> (texts: [String], maps: [[UInt32]]) {
    var own: [[String]] = []
    var places: [[TextDictionary.Place]] = []
    for reader in readers {
      let dictionary = reader.dictionary(slot: slot)
      var decoded = Array(repeating: "", count: dictionary.count)
      try dictionary.each { (code, bytes) throws(TableError) in
        let text =
          encoding == .utf8
          ? String(decoding: bytes, as: UTF8.self)
          : String(decoding: try Windows1252.decode(Array(bytes), source: plan.source), as: UTF8.self)
        decoded[code] = text.isTrimmed ? text : String(text[...].trimmingSpaces())
      }
      own.append(decoded)
      places.append(dictionary.places)
      if isLast { reader.release(slot: slot) }
    }
    var next = Array(repeating: 0, count: own.count)
    /// The worker that met its next text before the others met theirs; nil where none has one.
    func earliest() -> Int? {
      var first: Int?
      for worker in own.indices where next[worker] < own[worker].count {
        if let first, places[first][next[first]] < places[worker][next[worker]] { continue }
        first = worker
      }
      return first
    }
    let count = own.reduce(0) { $0 + $1.count }
    var texts: [String] = []
    texts.reserveCapacity(count)
    var indices: [String: UInt32] = [:]
    indices.reserveCapacity(count)
    var maps = own.map { Array(repeating: UInt32(0), count: $0.count) }
    while let worker = earliest() {
      let text = own[worker][next[worker]]
      let index = indices[text] ?? UInt32(truncatingIfNeeded: texts.count)
      if Int(index) == texts.count {
        indices[text] = index
        texts.append(text)
      }
      maps[worker][next[worker]] = index
      next[worker] += 1
    }
    return (texts, maps)
  }

  /// The codes of a column, each worker's replaced by those common to all.
  func codes(slot: Int, maps: [[UInt32]], below cardinality: Int) -> NarrowCodes {
    func joined<Code: FixedWidthInteger & BitwiseCopyable & Sendable>(_ type: Code.Type) -> [Code] {
      let maps = maps.map { $0.map { Code(truncatingIfNeeded: $0) } }
      return [Code](unsafeUninitializedCapacity: rowCount) { buffer, count in
        nonisolated(unsafe) let target = buffer
        let (blocks, firstRows) = (blocks, firstRows)
        ParallelWork.each(blocks.count, cores: cores) { place in
          let block = blocks[place]
          let part = UnsafeMutableBufferPointer(
            rebasing: target[firstRows[place]..<firstRows[place] + block.rowCount])
          block.codes[slot].replace(by: maps[block.worker], into: part)
        }
        count = rowCount
      }
    }
    if cardinality <= 1 << 8 { return .bytes(joined(UInt8.self)) }
    if cardinality <= 1 << 16 { return .halfWords(joined(UInt16.self)) }
    return .words(joined(UInt32.self))
  }

  /// Gives back the memory of a column's blocks and texts once its codes are joined.
  mutating func release(slot: Int) {
    for reader in readers { reader.release(slot: slot) }
    for index in blocks.indices { blocks[index].codes[slot] = .bytes([]) }
  }

  /// The line on which each row starts.
  var lines: RowLines {
    var isConsecutive = true
    for (index, block) in blocks.enumerated() {
      if block.lines != nil { isConsecutive = false }
      if index + 1 < blocks.count, block.lineCount != block.rowCount { isConsecutive = false }
    }
    if isConsecutive { return .consecutive(from: firstLines.first ?? 1) }
    var lines: [UInt32] = []
    lines.reserveCapacity(rowCount)
    for (block, first) in zip(blocks, firstLines) {
      if let own = block.lines {
        lines.append(contentsOf: own.lazy.map { $0 + UInt32(truncatingIfNeeded: first) })
      } else {
        lines.append(
          contentsOf: (first..<first + block.rowCount).lazy.map { UInt32(truncatingIfNeeded: $0) })
      }
    }
    return .listed(lines)
  }

  /// How many lines cells begin behind the line of their row, where they do.
  var breaksBefore: [BlockReading.CellPlace: Int] {
    var result: [BlockReading.CellPlace: Int] = [:]
    for (block, first) in zip(blocks, firstRows) {
      for (place, breaks) in block.breaksBefore {
        result[BlockReading.CellPlace(row: place.row + first, slot: place.slot)] = breaks
      }
    }
    return result
  }

  /// Refuses values without a name above them.
  private mutating func reportUnnamedColumns() {
    for field in plan.unnamed {
      let places = zip(blocks, firstLines).compactMap { block, first in
        block.unnamedValues[field].map { Int($0) + first }
      }
      guard let line = places.first else { continue }
      faults.append(
        Fault(at: plan.header.location(line: line, field: field + 1, source: plan.source), .unnamedColumn))
    }
  }
}

extension NarrowCodes {
  /// Writes what stands for each code into memory.
  fileprivate func replace<Code: FixedWidthInteger & BitwiseCopyable>(
    by values: [Code], into target: UnsafeMutableBufferPointer<Code>
  ) {
    values.withUnsafeBufferPointer { values in
      switch self {
      case .bytes(let codes):
        codes.withUnsafeBufferPointer { codes in
          for row in 0..<codes.count { target[row] = values[Int(codes[row])] }
        }
      case .halfWords(let codes):
        codes.withUnsafeBufferPointer { codes in
          for row in 0..<codes.count { target[row] = values[Int(codes[row])] }
        }
      case .words(let codes):
        codes.withUnsafeBufferPointer { codes in
          for row in 0..<codes.count { target[row] = values[Int(codes[row])] }
        }
      }
    }
  }
}

extension FaultList {
  /// The same faults so many lines further down.
  fileprivate func moved(down lines: Int) -> FaultList {
    var result = FaultList()
    for fault in shown {
      let place = fault.location
      result.append(
        Fault(
          at: CellLocation(
            source: place.source, line: place.line + lines, columnNumber: place.columnNumber,
            columnName: place.columnName), fault.problem))
    }
    result.addUnshown(count - shown.count)
    return result
  }
}
