import Numbers

/// How strongly the rows that obey a rule speak for it.
extension RuleAudit {
  /// How seldom figures without a relation would obey the rule in as many rows: −log₁₀ of the chance, six at most a row.
  ///
  /// For each row it is the width of what its rounding allows within the spread of the column.
  var surprise: Double { Self.surprise(rows.filter { $0.verdict == .consistent }, exactWidth: nil) }

  /// The same for rows that are unlike each other, where exact figures count as a whole person wide.
  var surpriseOfPeople: Double {
    var seen: Set<[Double]> = []
    let distinct = rows.filter { row in
      guard row.verdict == .consistent, let a = row.published?.lower, let b = row.computed?.lower else {
        return false
      }
      return seen.insert([a, b]).inserted
    }
    return Self.surprise(distinct, exactWidth: 1)
  }

  private static func surprise(_ rows: [AuditedRow], exactWidth: Double?) -> Double {
    let middles = rows.compactMap { row in
      row.published?.lower.flatMap { low in row.published?.upper.map { (low + $0) / 2 } }
    }
    let spread = max((middles.max() ?? 0) - (middles.min() ?? 0), (middles.map(abs).max() ?? 0) / 4)
    guard spread > 0 else { return 0 }
    return rows.reduce(0) { sum, row in
      guard let sides = row.sides else { return sum }
      let width = (sides.high - sides.low) + (sides.to - sides.from)
      let exact = exactWidth ?? spread * 1e-6
      return sum + max(0, min(6, -((width > 0 ? width : exact) / spread).logarithm10))
    }
  }
}
