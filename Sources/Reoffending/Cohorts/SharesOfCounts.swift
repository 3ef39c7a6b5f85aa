import Numbers
import Tables

/// Numbers of people whose meaning the percentages beside them tell, whatever their names are.
///
/// Where `CPP_subsequent_percent` is in every row what `CPP_subsequent` has of `CPP_start`, the second is the whole of the first.
struct SharesOfCounts {
  /// A column of shares with the counts that give it.
  struct Share {
    let share: Column
    let part: Column
    let whole: Column
    /// In how many rows the share is that of the counts as they are printed.
    let exact: Int
  }

  /// All columns of shares that two columns of counts give.
  private let shares: [Share]
  private let rowCount: Int

  init(_ table: Table) {
    let figures = FigureColumn.all(in: table)
    let rates = figures.compactMap(Rates.init)
    let counts = figures.compactMap(Counts.init)
    shares = rates.flatMap { rate in
      counts.flatMap { whole in
        counts.compactMap { part in
          guard part.column != whole.column, part.column != rate.column, whole.column != rate.column,
            let exact = rate.exactRows(of: whole, in: part)
          else { return nil }
          return Share(share: rate.column, part: part.column, whole: whole.column, exact: exact)
        }
      }
    }
    rowCount = table.rowCount
  }

  /// The columns that a column of counts can be a share of, each with the share that says so, those first that fit best.
  func wholes(of name: String) -> [Share] {
    let own = shares.filter { Column.normalized($0.part.name) == Column.normalized(name) }
    return Dictionary(grouping: own, by: \.whole).values.compactMap { $0.max { $0.exact < $1.exact } }
      .sorted { ($1.exact, $0.whole.index) < ($0.exact, $1.whole.index) }
  }

  /// The column that a column of counts is a share of, and the one that says so; nil where none is, or several are about as well.
  func whole(of name: String) -> Share? {
    let all = wholes(of: name)
    guard let best = all.first else { return nil }
    return all.count == 1 || best.exact - all[1].exact >= max(2, rowCount / 50) ? best : nil
  }

  /// What of the table can be named as those who reoffended, for a message; empty where nothing can.
  var proposal: String {
    var parts: [Share] = []
    for share in shares where !parts.contains(where: { $0.part == share.part }) {
      if let whole = whole(of: share.part.name) { parts.append(whole) }
    }
    guard !parts.isEmpty else { return "" }
    let list = parts.prefix(6).map { share in
      "--reoffenders \(share.part.name.asArgument) takes it of “\(share.whole.name)”, as “\(share.share.name)” does"
    }
    return "; by the shares that are printed, " + NameList.joined(list)
  }

  private struct Counts {
    let column: Column
    let values: [Double?]

    init?(_ figures: FigureColumn) {
      guard figures.known.allSatisfy({ $0.unit == .none && $0.value >= 0 && $0.value == $0.value.rounded() })
      else {
        return nil
      }
      column = figures.column
      values = figures.values
    }

    /// How far a number of people can lie from a count, which may be rounded to 5 or to 10.
    static func uncertainty(_ count: Double) -> Double {
      count > 0 && count.truncatingRemainder(dividingBy: 10) == 0
        ? 5 : count > 0 && count.truncatingRemainder(dividingBy: 5) == 0 ? 2.5 : 0
    }
  }

  private struct Rates {
    let column: Column
    let fractions: [Double?]
    let halfWidth: Double

    init?(_ figures: FigureColumn) {
      let (column, known) = (figures.column, figures.known)
      let isNamed =
        QuantityNames.isShare(column.name)
        || column.name.lowercased().split { !$0.isLetter && $0 != "%" }.contains {
          ["rate", "pt"].contains($0)
        }
      guard isNamed || known.contains(where: { $0.decimals > 0 }),
        known.allSatisfy({ (0...100).contains($0.value) })
      else { return nil }
      let isFraction = known.allSatisfy { $0.unit != .perCent && $0.value <= 1 }
      let scale = isFraction ? 1.0 : 100
      self.column = column
      fractions = figures.numbers.map { $0.map { $0.value / scale } }
      var width = 0.5 / scale
      // Programs write as many digits as they keep, noughts behind the last that says something among them.
      let decimals = known.map { min(4, $0.decimals) }.max() ?? 0
      for _ in 0..<decimals where known.contains(where: { !Self.isWhole($0.value / scale * 0.5 / width) }) {
        width /= 10
      }
      halfWidth = width
    }

    private static func isWhole(_ value: Double) -> Bool { abs(value - value.rounded()) < 1e-6 }

    /// In how many rows the rates are what a part has of a whole; nil unless they are in every row, but for one in twenty, as
    /// far as the rounding of counts allows.
    ///
    /// Three rows at least, of whole per cents four, must be so large that their rates are known to a hundredth, and not all
    /// alike.
    func exactRows(of whole: Counts, in part: Counts) -> Int? {
      var rows = 0
      var exact = 0
      var misses = 0
      var telling = 0
      var seen: Set<Double> = []
      for row in fractions.indices {
        guard let fraction = fractions[row], let all = whole.values[row], let some = part.values[row], all > 0
        else { continue }
        rows += 1
        let distance = abs(some / all - fraction)
        if distance <= halfWidth * 1.000001 { exact += 1 }
        let width =
          halfWidth + (Counts.uncertainty(some) + fraction * Counts.uncertainty(all)) / all
        guard distance <= width * 1.000001 else {
          misses += 1
          if misses > 2, misses * 20 > fractions.count { return nil }
          continue
        }
        if width <= 0.01, fraction > 0, fraction < 1 {
          telling += 1
          seen.insert(fraction)
        }
      }
      return misses * 20 <= rows && telling > (halfWidth < 0.005 ? 2 : 3) && seen.count > 1 ? exact : nil
    }
  }
}
