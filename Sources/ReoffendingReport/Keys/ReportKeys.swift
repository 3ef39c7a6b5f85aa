import Studies

/// Every key that a report's configuration knows.
enum ReportKeys {
  /// The file as a whole.
  static let report = ConfigurationObject(
    place: "a report", name: "report",
    keys: [
      ConfigurationKey("title", isRequired: true, "The title of the report."),
      ConfigurationKey("text", "What the report is about, in a paragraph under the title."),
      ConfigurationKey(
        "data", "The table of figures that name none: a file beside this one, or a bundled data set."),
      ConfigurationKey(
        "columns", .object(columns), "The names of columns, where they are not the usual ones."),
      ConfigurationKey("reading", .object(reading), "How the tables are read, where that is not found."),
      ConfigurationKey("level", .number, "The confidence level as a fraction; 0.95 unless given."),
      ConfigurationKey(
        "suppress", .count,
        "Counts from 1 to this number, and what would give them away, are hidden everywhere."),
      ConfigurationKey(
        "disclosure",
        "The policy of disclosure control that holds everywhere: ons, nhs, moj, or a YAML file beside this one."
      ),
      ConfigurationKey(
        "theme",
        "The look of the figures: standard, print, dark, presentation, or a theme file beside this one."),
      ConfigurationKey(
        "language", .choice(["en", "cy"]), "The language of headings and labels around the findings."),
      ConfigurationKey("source", "Where the data come from, for figures that do not say."),
      ConfigurationKey("place", "The place that the figures are about, for those that do not say."),
      ConfigurationKey("period", "The period that the figures are about, for those that do not say."),
      ConfigurationKey(
        "focus", .texts, "The groups that the reader should look at, for figures that do not say."),
      ConfigurationKey(
        "reference-docs", .texts,
        "Documents in your own styles for pandoc, at most one of each of .docx, .odt and .pptx."),
      ConfigurationKey(
        "includes-from",
        "The report's folder as seen from the documents that include its figures; Report unless given."),
      ConfigurationKey("sections", .objects(section), isRequired: true, "The sections, in their order."),
    ])

  /// Names of columns.
  static let columns = ConfigurationObject(
    place: "columns", name: "columns",
    keys: [
      ConfigurationKey("cohort", "The column that holds the number of people followed up."),
      ConfigurationKey("reoffenders", "The column that holds the number who reoffended."),
      ConfigurationKey("reoffences", "The column that holds the number of reoffences."),
      ConfigurationKey("actual", "The column that holds the actual rate."),
      ConfigurationKey("predicted", "The column that holds the predicted rate or probability."),
      ConfigurationKey("outcome", "The column that says whether a person reoffended."),
    ])

  /// How a table is read.
  static let reading = ConfigurationObject(
    place: "reading", name: "reading",
    keys: [
      ConfigurationKey("sheet", "The sheet of a spreadsheet, by its name or number."),
      ConfigurationKey("header-row", "The line of the header, or none where there is no header."),
      ConfigurationKey("skip-rows", .count, "How many lines at the beginning are not looked at."),
      ConfigurationKey(
        "cells", "The first and the last cell of the table, such as A6:D14, where several stand side by side."
      ),
      ConfigurationKey("fill-down", .texts, "Columns whose empty cells have the text above them."),
      ConfigurationKey(
        "dates", .choice(["day-first", "month-first"]), "How dates such as 01/03/2016 are written."),
      ConfigurationKey(
        "totals", .choice(["apart", "taken"]), "Whether rows that are sums of others are kept apart."),
    ])

  /// A section.
  static let section = ConfigurationObject(
    place: "a section", name: "section",
    keys: [
      ConfigurationKey("title", isRequired: true, "The heading."),
      ConfigurationKey("text", "A paragraph under the heading."),
      ConfigurationKey("figures", .figures, isRequired: true, "The figures, each with verb: or kind:."),
    ])

  /// One table of a figure of several.
  static let series = ConfigurationObject(
    place: "a series", name: "series",
    keys: [
      ConfigurationKey("label", isRequired: true, "Whose figures they are."),
      ConfigurationKey("data", isRequired: true, "A file beside this one, or a bundled data set."),
      ConfigurationKey("where", "The rows to keep."),
      ConfigurationKey("by", .texts, "The columns that name the groups."),
    ])

  /// The keys of every figure.
  static let common = [
    ConfigurationKey("name", isRequired: true, "The stem of the file names: letters, digits and hyphens."),
    ConfigurationKey("data", "A file beside this one, or a bundled data set."),
    ConfigurationKey("headline", "A headline instead of the one made from the result."),
    ConfigurationKey("subtitle", "A subtitle instead of the one made from measure, place and period."),
    ConfigurationKey("place", "The place that the figure is about."),
    ConfigurationKey("period", "The period that the figure is about."),
    ConfigurationKey("source", "Where the data come from."),
    ConfigurationKey("notes", .texts, "Further notes under the figure."),
    ConfigurationKey("focus", .texts, "The groups that the reader should look at."),
  ]

  /// The keys of a figure that draws a kind.
  static let kind = ConfigurationObject(
    place: "a figure", name: "kind",
    keys: common + [
      ConfigurationKey(
        "kind", .choice(ReportConfiguration.Kind.allCases.map(\.rawValue)), isRequired: true, "What is drawn."
      ),
      ConfigurationKey("where", "The rows to keep, as in area = \"Dudley\"."),
      ConfigurationKey(
        "by", .texts, "The columns that name the groups; for a grid, the row's and the column's."),
      ConfigurationKey("series", .objects(series), "The tables of a figure of several, each with its label."),
      ConfigurationKey("value", "The column of the numbers, for tiles, maps and pairs of shares."),
      ConfigurationKey(
        "layout", .grid, "For tiles: the areas from west to east, in rows from north to south."),
      ConfigurationKey("boundaries", "For maps: a GeoJSON file beside this one."),
      ConfigurationKey("name-property", "For maps: the property of the areas that holds their names."),
      ConfigurationKey(
        "without-figures", .texts, "For pathways: those for which the source prints no number."),
      ConfigurationKey("time", "The column of times or periods."),
      ConfigurationKey("unit", "The unit of the time in the plural, such as weeks."),
      ConfigurationKey("outcome", "The column that says whether a person reoffended."),
      ConfigurationKey("factors", .texts, "The columns of the factors."),
      ConfigurationKey("reductions", .numbers, "For a scenario: the shares of those with a factor who move."),
      ConfigurationKey("cost-per-reoffence", .number, "For a scenario: pounds for each proven reoffence."),
    ])

  /// The keys of a figure that asks a verb: those of every figure, and the verb's own options.
  static func verb(_ name: String) -> ConfigurationObject {
    verbs.first { $0.name == name } ?? ConfigurationObject(place: "a figure", name: name, keys: common)
  }

  /// The keys of every verb.
  static let verbs = Questions.all.map { question in
    let shared = Set(common.map(\.name))
    let options = QuestionOptions(of: question).options.filter {
      !shared.contains($0.name) && $0.name != "help" && $0.name != "version"
    }
    return ConfigurationObject(
      place: "an item of the verb \(question.verb)", name: question.verb,
      keys: common + [
        ConfigurationKey("verb", .choice(Questions.all.map { $0.verb }), isRequired: true, "The verb to ask.")
      ]
        + options.map { option in
          ConfigurationKey(
            option.name,
            option.choices.isEmpty ? (option.takesValue ? .option : .flag) : .choice(option.choices),
            isRequired: option.isRequired, option.words)
        })
  }
}
