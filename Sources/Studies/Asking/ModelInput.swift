import Reoffending
import Statistics
import Tables

/// The columns of a person-level file that a model needs, read and checked.
struct ModelInput {
  let people: PersonTable
  private let columns: [String]

  /// Reads columns, typed as they come but for those that must be of a kind.
  ///
  /// - Parameters:
  ///   - names: the columns, as formula and options name them.
  ///   - kinds: what some of them must hold.
  ///   - categories: those taken as categories on purpose.
  init(
    _ input: InputOptions, columns names: [String], kinds: [String: PersonColumnKind] = [:],
    categories: Set<String> = []
  ) throws {
    var seen: Set<String> = []
    let distinct = names.filter { seen.insert($0).inserted }
    people = try input.people(
      columns: distinct.map { name in
        WantedColumn(name, as: kinds[name] ?? (categories.contains(name) ? .category : .automatic))
      })
    try people.checkColumns(distinct, categories: categories, today: AskingContext.today())
    columns = distinct
  }

  /// The columns row by row, for models that need them so.
  func frame(for formula: Formula? = nil) throws -> PeopleFrame {
    try PeopleFrame(people, columns: columns, formula: formula)
  }

  /// Does something with the columns; errors of a model get the file, line and column that they are about.
  ///
  /// - Parameter remedy: the option that fits a separated outcome nevertheless.
  func located<Value>(remedy: String? = nil, _ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as ModelError {
      let located = people.located(error)
      if case .separation = error, let remedy {
        throw StudyError(.data, "\(located) (\(remedy))")
      }
      throw located
    }
  }
}
