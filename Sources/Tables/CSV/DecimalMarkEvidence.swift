import Numbers

extension DecimalMarkEvidence {
  /// The mark that all unequivocal numbers of some cells share; nil where there is none, or two.
  static func mark(of cells: CSVCells) -> DecimalMark? {
    var found: DecimalMark?
    for row in 0..<cells.rowCount {
      for column in cells.columns.indices {
        let proven: DecimalMark? = cells.withBytes(row: row, column: column) { bytes, _ in mark(ofCell: bytes)
        }
        guard let proven else { continue }
        if let found, found != proven { return nil }
        found = proven
      }
    }
    return found
  }
}
