/// The distinct values of a column of numbers, in increasing order, and the index of each row's value.
struct DistinctValues {
  let values: [Double]
  let codes: [UInt32]

  /// Rows for which `uses` is false get the code 0.
  init(_ column: [Double], uses: (Int) -> Bool) {
    if let small = Self.ofSmallIntegers(column, uses: uses) {
      self = small
      return
    }
    var table = CodeTable(capacity: 1024)
    var found: [Double] = []
    var codes = Array(repeating: UInt32(0), count: column.count)
    for row in column.indices where uses(row) {
      // Adding zero turns −0 into 0, which must be one value.
      let value = column[row] + 0
      codes[row] = table.code(of: value.bitPattern, isNew: { found.append(value) })
    }
    let order = found.indices.sorted { found[$0] < found[$1] }
    var rank = Array(repeating: UInt32(0), count: found.count)
    for (new, old) in order.enumerated() { rank[old] = UInt32(new) }
    for row in codes.indices where uses(row) { codes[row] = rank[Int(codes[row])] }
    values = order.map { found[$0] }
    self.codes = codes
  }

  /// Values in increasing order, and the place of each row's.
  init(values: [Double], codes: [UInt32]) {
    self.values = values
    self.codes = codes
  }

  /// The rows in the order of their values, those of equal values as they stand.
  var order: CountedOrder {
    CountedOrder(0..<Int32(codes.count), below: values.count) { Int(codes[$0]) }
  }

  /// Counts, ages and flags need no hashing.
  private static func ofSmallIntegers(_ column: [Double], uses: (Int) -> Bool) -> DistinctValues? {
    let limit = 1 << 16
    var isSeen = Array(repeating: false, count: limit)
    for row in column.indices where uses(row) {
      let value = column[row]
      guard value >= 0, value < Double(limit), Double(Int(value)) == value else { return nil }
      isSeen[Int(value)] = true
    }
    var rank = Array(repeating: UInt32(0), count: limit)
    var values: [Double] = []
    for value in 0..<limit where isSeen[value] {
      rank[value] = UInt32(values.count)
      values.append(Double(value))
    }
    let codes = column.indices.map { uses($0) ? rank[Int(column[$0])] : 0 }
    return DistinctValues(values: values, codes: codes)
  }
}

extension [Double] {
  /// Places in the order of their values, those of equal values in the order in which they are given.
  func ordered(_ places: some Collection<Int>) -> [Int] {
    let all = Array<Int>(places)
    return DistinctValues(all.map { self[$0] }, uses: { _ in true }).order.places.map { all[Int($0)] }
  }
}
