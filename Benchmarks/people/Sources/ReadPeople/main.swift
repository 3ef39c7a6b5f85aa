import Tables

// Reads every column of a person-level file, and prints how many rows and columns there are.
let file = try TableFile(path: CommandLine.arguments[1])
let people = try file.people(file.columns.map { WantedColumn($0.name) })
print(people.rowCount, people.columns.count)
