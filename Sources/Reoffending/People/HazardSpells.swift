import Numbers
package import Statistics

/// The stretches of time of people of which a hazard model has a row each.
package struct HazardSpells: Sendable {
  /// Why stretches cannot be used, with the row of the file that shows it.
  package struct Fault: Error, Hashable, Sendable {
    /// The row of the file, counted from 0.
    package let row: Int
    /// What is wrong and what would be right.
    package let message: String

    /// Names a row and what is wrong with it.
    package init(row: Int, message: String) {
      self.row = row
      self.message = message
    }
  }

  /// The row of the file that each stretch comes from.
  package private(set) var source: [Int]
  /// When each begins; nil where all begin at 0.
  package private(set) var entries: [Double]?
  /// When each ends.
  package private(set) var times: [Double]
  /// Whether each ends with the event.
  package private(set) var events: [Bool]
  /// Whether all that is needed of each is known.
  package private(set) var isComplete: [Bool]
  /// The covariates that differ between the stretches of a row.
  package private(set) var covariates: [ModelColumn] = []

  /// A stretch for each row of a file.
  package init(times: [Double], events: [Bool], entries: [Double]?, isComplete: [Bool]) {
    source = Array(times.indices)
    self.entries = entries
    self.times = times
    self.events = events
    self.isComplete = isComplete
  }

  /// How many rows of the file have a stretch that is used.
  package var rowsUsed: Int {
    Set(zip(source, isComplete).filter(\.1).map(\.0)).count
  }

  /// Cuts stretches where a covariate changes.
  ///
  /// - Throws: `Fault` for a stretch that lasts longer than the columns tell.
  package mutating func unfold(_ covariate: TimeVaryingCovariate, columns: [[Double?]]) throws(Fault) {
    let old = self
    (source, entries, times, events, isComplete) = ([], [], [], [], [])
    covariates = []
    var values: [Double] = []
    var kept: [Int] = []
    for index in old.source.indices {
      let row = old.source[index]
      let (from, to) = (old.entries?[index] ?? 0, old.times[index])
      guard old.isComplete[index], from < to else {
        append(row, (from, to), old.events[index], isComplete: old.isComplete[index])
        values.append(0)
        kept.append(index)
        continue
      }
      var period = Int((from / covariate.period).rounded(.down))
      while Double(period) * covariate.period < to {
        let start = max(from, Double(period) * covariate.period)
        let end = min(to, Double(period + 1) * covariate.period)
        let position = period - covariate.lag
        period += 1
        // Before the first value that counts nobody is at risk.
        guard position >= 0 else { continue }
        guard position < columns.count else {
          throw Fault(
            row: row,
            message:
              "\(covariate.name) is known until \(Self.brief(Double(columns.count + covariate.lag) * covariate.period)), "
              + "the end of \(covariate.columns.last ?? ""), and this row lasts until \(Self.brief(to))")
        }
        let value = columns[position][row]
        let happened = old.events[index] && end == to
        if let last = source.indices.last, source[last] == row, kept[last] == index, times[last] == start,
          isComplete[last] == (value != nil), values[last] == value ?? 0
        {
          times[last] = end
          events[last] = happened
        } else {
          append(row, (start, end), happened, isComplete: value != nil)
          values.append(value ?? 0)
          kept.append(index)
        }
      }
    }
    covariates =
      old.covariates.map { column in
        guard case .numeric(let numbers) = column.content else { return column }
        return ModelColumn(column.name, numbers: kept.map { numbers[$0] })
      } + [ModelColumn(covariate.name, numbers: values)]
  }

  private mutating func append(
    _ row: Int, _ stretch: (from: Double, to: Double), _ happened: Bool, isComplete complete: Bool
  ) {
    source.append(row)
    entries?.append(stretch.from)
    times.append(stretch.to)
    events.append(happened)
    isComplete.append(complete)
  }

  /// Checks that no person is at risk twice at one time, and numbers each person's events.
  ///
  /// - Parameter persons: the person of each row of the file.
  /// - Returns: for each stretch how many events the person had before, plus one.
  /// - Throws: `Fault` for stretches of one person that overlap.
  package func eventNumbers(persons: [String?]) throws(Fault) -> [Int] {
    var numbers = Array(repeating: 1, count: source.count)
    let used = source.indices.filter { isComplete[$0] && persons[source[$0]] != nil }
    // In the order of the file, so that the same file has the same first fault.
    let people = Dictionary(grouping: used) { persons[source[$0]] ?? "" }.sorted { $0.value[0] < $1.value[0] }
    for (person, own) in people {
      let order = own.sorted { (start($0), times[$0]) < (start($1), times[$1]) }
      var number = 1
      for (before, next) in zip(order, order.dropFirst()) {
        if events[before] { number += 1 }
        numbers[next] = number
        guard start(next) >= times[before] else {
          throw Fault(
            row: source[next],
            message: "\(person) is followed twice at one time: from \(Self.brief(start(before))) to "
              + "\(Self.brief(times[before])) and from \(Self.brief(start(next))) to \(Self.brief(times[next])); rows of a "
              + "person begin where the one before ends")
        }
      }
    }
    return numbers
  }

  /// Counts time from the beginning of each stretch.
  package mutating func startAfresh() {
    guard let begun = entries else { return }
    times = zip(times, begun).map { $0 - $1 }
    entries = nil
  }

  private func start(_ index: Int) -> Double { entries?[index] ?? 0 }

  private static func brief(_ value: Double) -> String { NumberFormat.plain(value) }
}

/// A covariate whose values over time stand in columns of a row, one for each period.
package struct TimeVaryingCovariate: Hashable, Sendable {
  /// What the covariate is called in the formula.
  package let name: String
  /// The columns, in the order of time.
  package let columns: [String]
  /// How long a period lasts, in units of time.
  package let period: Double
  /// How many periods later a value counts.
  package let lag: Int

  /// Reads `employed=emp1-emp52`.
  ///
  /// - Returns: nil where the text does not have this form.
  package init?(_ text: String, period: Double = 1, lag: Int = 0) {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, period > 0, lag >= 0, let ends = Self.ends(parts[1]), ends.first < ends.last
    else {
      return nil
    }
    name = parts[0]
    columns = (ends.first...ends.last).map { ends.stem + "\($0)" }
    self.period = period
    self.lag = lag
  }

  private static func ends(_ text: String) -> (stem: String, first: Int, last: Int)? {
    for index in text.indices where text[index] == "-" {
      let (left, right) = (text[..<index], text[text.index(after: index)...])
      let digits = left.reversed().prefix { $0.isASCII && $0.isNumber }.count
      let stem = left.dropLast(digits)
      guard digits > 0, !stem.isEmpty, right.hasPrefix(stem), let first = Int(left.suffix(digits)),
        let last = Int(right.dropFirst(stem.count)), last - first < 100_000
      else { continue }
      return (String(stem), first, last)
    }
    return nil
  }
}

/// How repeated events of one person are modelled.
package enum RecurrentModel: String, Hashable, Sendable, CaseIterable, Codable {
  /// Every event has the same baseline hazard (Andersen and Gill 1982, *Annals of Statistics* 10, 1100–1120).
  case andersenGill = "ag"
  /// First, second, third … event have baselines of their own, in the time since the beginning (Prentice, Williams and
  /// Peterson 1981, *Biometrika* 68, 373–379).
  case prenticeTotal = "pwp-total"
  /// The same in the time since the event before.
  case prenticeGap = "pwp-gap"
}
