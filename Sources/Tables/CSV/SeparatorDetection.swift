/// Finds the separator of a file from its first records.
enum SeparatorDetection {
  /// The separator that cuts most records into as many fields as the header, and the header into at least two.
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
    var fields = 0
    var agreeing = 0
    var seen = 0
    while seen < 40, let record = scanner.next() {
      if scanner.offset == sample.count, sample.count < bytes.count { break }
      guard record.hasContent else { continue }
      seen += 1
      if fields == 0 { fields = record.fieldCount }
      if record.fieldCount == fields { agreeing += 1 }
    }
    return (agreeing, fields)
  }
}
