/// Finds the separator of a file from its first records.
enum SeparatorDetection {
  /// The separator that cuts most records into as many fields as each other, and those into at least two.
  ///
  /// Equal ones are decided by the number of fields, then for the rarer sign; a file of one column has commas.
  static func separator(of bytes: UnsafeBufferPointer<UInt8>) -> Separator {
    var best: (separator: Separator, agreeing: Int, fields: Int) = (.comma, 0, 1)
    for separator in [Separator.tab, .semicolon, .bar, .comma] {
      let (agreeing, fields) = agreement(bytes, separator)
      guard fields > 1 else { continue }
      if (agreeing, fields) > (best.agreeing, best.fields) { best = (separator, agreeing, fields) }
    }
    return best.separator
  }

  private static func agreement(
    _ bytes: UnsafeBufferPointer<UInt8>, _ separator: Separator
  ) -> (records: Int, fields: Int) {
    let sample = UnsafeBufferPointer(rebasing: bytes.prefix(1 << 16))
    var scanner = CSVScanner(sample, separator: separator)
    var counts: [Int: Int] = [:]
    var seen = 0
    while seen < 60, let record = scanner.next() {
      if scanner.offset == sample.count, sample.count < bytes.count { break }
      guard record.hasContent else { continue }
      seen += 1
      counts[record.fieldCount, default: 0] += 1
    }
    // Titles and notes around a table have other numbers of fields than its rows.
    let (fields, agreeing) = counts.max { ($0.value, $0.key) < ($1.value, $1.key) } ?? (0, 0)
    return (agreeing, fields)
  }
}
