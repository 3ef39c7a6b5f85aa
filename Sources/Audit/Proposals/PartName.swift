/// Names that say that one count is of some of another's people.
enum PartName {
  private static let parts: Set<String> = [
    "reoffenders", "reoffended", "reoffending", "recidivists", "reconvicted", "rearrested", "reincarcerated",
    "reimprisoned", "recalled",
  ]
  private static let wholes: Set<String> = [
    "cohort", "offenders", "released", "prisoners", "participants", "people", "persons", "sample", "caseload",
    "discharged", "releases", "clients", "eligible",
  ]

  /// Whether a name is that of some of a whole.
  static func isPart(_ name: String) -> Bool {
    let words = words(name)
    return !words.isDisjoint(with: parts) && words.isDisjoint(with: ["not", "non", "no", "per", "did"])
  }

  /// Whether a name is that of all of whom others are some.
  static func isWhole(_ name: String) -> Bool {
    let words = words(name)
    return !words.isDisjoint(with: wholes) && words.isDisjoint(with: parts)
      && words.isDisjoint(with: ["not", "non", "per", "former", "new", "male", "female", "men", "women"])
  }

  /// What a name says besides, such as the year of a group of columns.
  static func group(_ name: String) -> Set<String> { words(name).subtracting(parts).subtracting(wholes) }

  private static func words(_ name: String) -> Set<String> {
    AuditedTable.words(of: name.replacing("e-o", with: "eo").replacing("e-c", with: "ec"))
  }

  /// Whether a column is a percentage of people, which lies between 0 and 100.
  static func isShareOfPeople(_ column: AuditedColumn) -> Bool {
    let name = ColumnName(column)
    let own = words(column.name)
    return name.isPercent && name.isShare && !name.isChange && !name.isPoints
      && (!own.isDisjoint(with: parts) || !own.isDisjoint(with: ["proportion", "share"])
        || !own.isDisjoint(with: wholes) && own.contains("of"))
      && own.isDisjoint(with: [
        "capacity", "target", "budget", "gdp", "change", "previous", "baseline", "occupancy", "turnout",
        "expected", "income", "relative", "ratio", "return", "average", "median", "norm", "plan", "planned",
        "places", "beds", "filled", "usable", "operational", "price", "quota",
      ])
  }
}
