extension LayoutSearch {
  /// The header of a table of series, below whose names stand lines about each of them, such as their unit and their
  /// identifier, as statistics offices and central banks publish them; nil where there are none.
  ///
  /// The names are those of the line `Title`, or of the line above the first.
  func seriesHeader() -> (names: Int, header: ClosedRange<Int>)? {
    guard width > 1 else { return nil }
    var run: [Int] = []
    for place in lines.indices.prefix(40) where !lines[place].isBlank {
      if Self.aboutSeries.contains(lines[place].texts[0].lowercased()) {
        run.append(place)
      } else if run.count > 2 {
        break
      } else {
        run = []
      }
    }
    guard run.count > 2, let first = run.first, let last = run.last,
      Set(run.map { lines[$0].texts[0].lowercased() }).count == run.count,
      lines[last...].contains(where: { $0.hasNumbers(yearsCount: false) })
    else { return nil }
    if let title = run.first(where: { lines[$0].texts[0].lowercased() == "title" }) {
      return lines[title].filled.count > 1 ? (title, first...last) : nil
    }
    guard first > 0, lines[first - 1].filled.count > 1 else { return nil }
    return (first - 1, (first - 1)...last)
  }

  /// The names of series, with a unit that the lines about them give.
  func namesOfSeries(_ place: Int) -> [String] {
    let units = lines.prefix(40).first { ["unit", "units"].contains($0.texts[0].lowercased()) }
    return lines[place].texts.enumerated().map { column, name in
      guard column > 0, !name.isEmpty, let unit = units?.texts, unit.indices.contains(column) else {
        return name
      }
      switch unit[column].lowercased() {
      case "percent", "per cent", "%": return "\(name) (%)"
      case "000", "'000", "thousands", "thousand": return "\(name) (thousands)"
      default: return name
      }
    }
  }

  /// Whether a title says that the figures are thousands: `Offenders by area (thousands)`.
  func saysThousands(above header: Int) -> Bool {
    lines[..<header].contains { line in
      line.filled.contains { column in
        let text = line.texts[column].lowercased()
        // Where amounts are said to be in millions, the thousands are those of some columns only.
        guard !text.contains("million") else { return false }
        return ["(thousands)", "in thousands", "(000s)", "('000s)", "('000)", "(’000)", "(’000s)"].contains(
          where: text.contains)
      }
    }
  }

  /// Names of which those of figures say thousands, unless they have a unit of their own.
  func inThousands(_ names: [String]) -> [String] {
    names.enumerated().map { column, name in
      let plain = name.lowercased()
      let hasUnit = ["%", "per cent", "percent", "rate", "share", "000", "thousand", "million", "year"]
        .contains(where: plain.contains)
      return figures.columns.contains(column) && !name.isEmpty && !hasUnit ? "\(name) (thousands)" : name
    }
  }

  private static let aboutSeries: Set = [
    "title", "unit", "units", "series type", "data type", "frequency", "collection month", "series start",
    "series end", "no. obs", "no. obs.", "series id", "cdid", "source dataset id", "preunit", "release date",
    "next release", "important notes", "type", "source", "publication date", "description", "mnemonic",
  ]
}
