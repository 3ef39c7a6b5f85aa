import Foundation
package import Numbers
package import Reoffending
package import Tables

/// What a question may know of the world around it: the day, and who wants to hear how far a reading is.
package struct AskingContext: Sendable {
  /// The day on which the question is asked, which no date of the past lies behind; nil for the clock's.
  package var today: CalendarDate?
  /// Hears how far a long reading is.
  package var progress: (@Sendable (ReadingProgress) -> Void)?

  /// Hears what is being done, for works of several steps.
  package var stage: (@Sendable (String) -> Void)?

  /// What is hidden, where that was decided together with other questions on the same data.
  package struct Decision: Sendable {
    /// A table with what was decided hidden.
    let table: @Sendable (Suppression, CohortTable) -> CohortTable
    /// The hiding of a question that hides groups itself.
    let groups: @Sendable (Suppression) -> Suppression

    package init(
      table: @escaping @Sendable (Suppression, CohortTable) -> CohortTable,
      groups: @escaping @Sendable (Suppression) -> Suppression
    ) {
      self.table = table
      self.groups = groups
    }
  }

  /// Gives a policy of disclosure control for the name that was given, where it is not that of a preset or a file.
  package var policies: (@Sendable (String) throws -> DisclosurePolicy)?

  /// The policy of a name or path.
  ///
  /// - Throws: `StudyError` for an unknown name, and what reading throws.
  func policy(named name: String) throws -> DisclosurePolicy {
    try policies?(name) ?? DisclosureFile.policy(named: name)
  }

  /// Gives a table besides the input, such as one of weights, where names lead elsewhere than for the tool.
  package var furtherTables: (@Sendable (String) throws -> Table)?

  /// The table of an option that names a file or a bundled data set.
  ///
  /// - Throws: as `DataSource.table(named:)`.
  static func table(named name: String, sheet: String? = nil) throws -> Table {
    try current.furtherTables?(name) ?? DataSource.table(named: name, options: CSVOptions(sheet: sheet))
  }

  /// What is hidden, where other questions had a say.
  package var decision: Decision?
  /// A table in memory, and the name by which a question asks for it.
  package var given: (name: String, table: TableFile)?
  /// Hears what was assumed while a file was read.
  package var listener: (@Sendable (String) -> Void)?

  package init(
    today: CalendarDate? = nil, progress: (@Sendable (ReadingProgress) -> Void)? = nil,
    listener: (@Sendable (String) -> Void)? = nil
  ) {
    self.today = today
    self.progress = progress
    self.listener = listener
  }

  /// Tells whoever asks what was assumed while a file was read.
  static func say(_ note: String) { current.listener?(note) }

  /// The context in which questions are asked.
  @TaskLocal package static var current = AskingContext()

  /// The day on which the question is asked: today in Greenwich.
  ///
  /// - Throws: `StudyError` of kind fault where the clock says nothing.
  package static func today() throws -> CalendarDate {
    if let today = current.today { return today }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let parts = calendar.dateComponents([.year, .month, .day], from: Date())
    guard let year = parts.year, let month = parts.month, let day = parts.day,
      let date = CalendarDate(year: year, month: month, day: day)
    else { throw StudyError(.fault, "the clock gives no date") }
    return date
  }
}
