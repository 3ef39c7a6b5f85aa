import Reoffending
import Statistics
import Tables

/// The columns of a person-level file that a model needs, read and checked.
struct ModelInput {
  /// How the people of an engine's table are read.
  enum Rows {
    /// One by one in the order of the table, for what depends on it.
    case oneByOne
    /// Counted by the engine where they are equal, and then a row each.
    case counted
    /// Counted by the engine where they are equal, a row with its number.
    case grouped
  }

  let people: PersonTable
  private let columns: [String]

  /// Reads columns, typed as they come but for those that must be of a kind.
  ///
  /// - Parameters:
  ///   - file: the input where it was opened already.
  ///   - names: the columns, as formula and options name them.
  ///   - kinds: what some of them must hold.
  ///   - categories: those taken as categories on purpose.
  ///   - rows: how those of an engine's table are read.
  init(
    _ input: InputOptions, file: TableFile? = nil, columns names: [String],
    kinds: [String: PersonColumnKind] = [:],
    categories: Set<String> = [], rows: Rows = .oneByOne
  ) throws {
    var seen: Set<String> = []
    let distinct = names.filter { seen.insert($0).inserted }
    let read = try input.people(
      of: file ?? input.file(),
      columns: distinct.map { name in
        WantedColumn(name, as: kinds[name] ?? (categories.contains(name) ? .category : .automatic))
      }, keepsGroups: rows != .oneByOne, addsUpRates: false)
    people = rows == .counted ? read.expanded() : read
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
      // The rows of a model are people.
      let located = people.expanded().located(error)
      if case .separation = error, let remedy {
        throw StudyError(.data, "\(located) (\(remedy))")
      }
      throw located
    }
  }
}
