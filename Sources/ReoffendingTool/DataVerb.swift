import Studies
import ArgumentParser
import PublishedData
import ReoffendingReport
import Tables

/// The bundled data.
struct DataVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data", abstract: "The bundled published data: list, show, export.",
    discussion: """
      reoffending data list
      reoffending data show risk-factors
      reoffending data export risk-factors
      """,
    subcommands: [ListData.self, ShowData.self, ExportData.self])

  /// Lists the bundled data sets.
  struct ListData: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "The names and titles of all data sets.",
      discussion: "reoffending data list")

    @OptionGroup var output: OutputOptions

    func run() throws {
      let list = try DataPackage.bundled().resources
      try output.emit(
        Answer(
          DataSetList(dataSets: list),
          table: OutputTable(
            columns: [OutputColumn(key: "name", title: "Name"), OutputColumn(key: "title", title: "Title")],
            rows: list.map { [.text($0.name), .text($0.title)] })))
    }
  }

  /// Shows one data set as printed.
  struct ShowData: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "One data set, as printed.",
      discussion: "reoffending data show risk-factors")

    @Argument(help: "The data set's name.")
    var name: String

    @OptionGroup var output: OutputOptions

    func run() throws {
      let table = try DataSource.bundledTable(named: name)
      let rows = (0..<table.rowCount).map { row in
        table.columns.map { table.cell(row: row, column: $0).text }
      }
      let keys = table.columns.map(\.name)
      let shown = OutputTable(
        columns: keys.map { OutputColumn(key: $0) }, rows: rows.map { row in row.map { .text($0) } })
      try output.emit(
        Answer(
          DataSetRows(name: name, rows: rows.map { Dictionary(uniqueKeysWithValues: zip(keys, $0)) }),
          table: output.format.isBinary ? OutputTable(table) : shown))
    }
  }

  /// Writes one data set as the CSV file it is.
  struct ExportData: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export", abstract: "Writes a data set as CSV, to NAME.csv or where --output says.",
      discussion: "reoffending data export housing --output figures.csv")

    @Argument(help: "The data set's name.")
    var name: String

    @Option(help: "The file to write; - for standard output.")
    var output: String?

    @Flag(help: "Write over a file that is there.")
    var force = false

    func run() throws {
      _ = try DataSource.bundledTable(named: name)
      let text = PublishedData.csv(named: name) ?? ""
      if output == "-" {
        try StandardOutput.write(text)
      } else {
        let path = output ?? name + ".csv"
        guard force || !FileOutput.wouldReplace(path) else {
          throw Failure(
            .cannotWrite, "cannot write \(path): a file of that name is there; --force writes over it")
        }
        try FileOutput.write(Array(text.utf8), to: path)
        StandardError.write("wrote \(path)\n")
      }
    }
  }
}

/// The bundled data sets, as JSON prints them.
struct DataSetList: Encodable {
  let dataSets: [DataPackage.Resource]
}

/// The rows of a data set, as JSON prints them.
struct DataSetRows: Encodable {
  let name: String
  let rows: [[String: String]]
}
