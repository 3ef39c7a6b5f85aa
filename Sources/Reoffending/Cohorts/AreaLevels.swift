import Numbers
import Tables

/// A column that says of what level each row is, as open data puts the country, its regions and its authorities into one file.
///
/// The rows of each level hold the same people, so that those of one are used: the widest that has a name in every column by
/// which groups are made.
///
/// - Source: the levels are those of the Department for Education's open data standards (`geographic_level`), the Office for
///   Health Improvement's *Fingertips* (`Area Type`) and the Australian *Report on Government Services*.
struct AreaLevels {
  /// The rows of the level that is used.
  let rows: [Int]
  /// What is said of it.
  let note: String

  /// Finds the level; nil where no column names levels, or where groups are made by it.
  ///
  /// - Parameters:
  ///   - rows: the rows looked at.
  ///   - labels: the columns by which groups are made.
  ///   - candidates: the other columns.
  init?(_ table: Table, rows all: [Int], labels: [Column], candidates: [Column]) {
    func text(_ row: Int, _ column: Column) -> String { table.plainText(row: row, column: column) }
    func names(_ column: Column) -> [String] {
      var found: [String] = []
      for row in all {
        let name = text(row, column)
        if !found.contains(name) { found.append(name) }
        if found.count > 9 { return [] }
      }
      return found
    }
    guard
      let (column, levels) = candidates.lazy.map({ ($0, names($0)) }).first(where: { _, levels in
        levels.count > 1 && levels.count(where: Self.isLevel) * 3 >= levels.count * 2
          && levels.count(where: Self.isLevel) > 1
      }),
      !labels.contains(where: { label in Set(all.map { text($0, label) }).isSubset(of: Set(levels)) })
    else { return nil }
    let byLevel = Dictionary(grouping: all) { text($0, column) }
    let named = levels.filter { level in
      let own = byLevel[level] ?? []
      return labels.allSatisfy { label in own.allSatisfy { !text($0, label).isEmpty } }
    }
    // Of levels below regions, which need not cover all, the one with the most rows.
    func width(_ level: String) -> (Int, Int) {
      (
        Self.widest.firstIndex { $0.contains(TotalLabel.plain(level)) } ?? Self.widest.count,
        -(byLevel[level]?.count ?? 0)
      )
    }
    guard let level = named.min(by: { width($0) < width($1) }), let own = byLevel[level] else {
      return nil
    }
    rows = own
    note =
      "Only rows with “\(level)” in \(column.name) are used, because those of other levels hold the same people; choose "
      + "others with --where."
  }

  /// Whether a column names levels, so that its groups hold the same people.
  static func areLevels(_ names: [String]) -> Bool {
    Set(names).count > 1 && names.allSatisfy(isLevel)
  }

  private static func isLevel(_ name: String) -> Bool { levels.contains(TotalLabel.plain(name)) }

  private static let widest: [Set<String>] = [
    ["national", "country", "countries", "nation"],
    [
      "regional", "region", "regions", "state", "states", "province", "provinces",
      "state territory",
    ],
  ]

  private static let levels = widest[0].union(widest[1]).union([
    "sub regional", "local authority", "local authorities", "local authority district", "la", "lad",
    "lea", "utla", "ltla",
    "upper tier local authority", "lower tier local authority", "unitary authority",
    "unitary authorities",
    "county", "counties", "district", "districts", "counties and uas", "districts and uas",
    "county and ua",
    "district and ua", "london borough", "borough", "ward", "wards", "lsoa", "msoa",
    "police force area", "pfa",
    "police force areas", "combined authority", "local enterprise partnership",
    "parliamentary constituency",
    "constituency", "territory", "lga",
    "local government area", "council area", "health board", "probation region",
    "probation delivery unit",
    "school", "institution", "provider", "municipality", "opportunity area", "icb", "ccg",
  ])
}
