// Reads every column of a sheet into typed columns: ReadSheet FILE
import Tables

let file = try TableFile(path: CommandLine.arguments[1])
let people = try file.people(file.columns.map { WantedColumn($0.name) })
print(people.rowCount, people.columns.count)
