package import ArgumentParser
import Reoffending
import Tables

/// Performance indicators against targets.
package struct TargetsQuestion: Question {
  package static let configuration = CommandConfiguration(
    commandName: "targets",
    abstract: "Performance indicators against targets, with the uncertainty of the indicator.",
    discussion: """
      reoffending targets indicators-2014 --figure targets.png

      The table has the columns indicator, target and actual (percentages), or instead of actual the counts behind it: \
      events and trials. With counts the verdict is met or missed only where chance does not explain the gap, else \
      uncertain, and probabilityMet is the probability that the underlying rate meets the target. Without counts the verdict is that of \
      the printed figures. A column direction says at least (more is better, the default) or at most.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var level: LevelOption
  @OptionGroup var suppress: SuppressOption

  @Option(
    help: "What is done with rows that have no target or no figure: refuse, or list them as not known.")
  var unknown = UnknownRows.refuse

  /// What is done with rows that are not known.
  enum UnknownRows: String, CaseIterable, ExpressibleByArgument {
    /// They are faults.
    case refuse
    /// They are told.
    case list
  }

  package init() {}

  package func answer() throws -> Answer {
    let suppression = try suppress.value(refusing: [.counts, .rates, .withheldRates], in: Self.verb)
    let file = try input.file()
    let result = try TargetComparison(
      input.table(of: file), level: level.value(), suppression: suppression, listsUnknown: unknown == .list,
      among: suppression == nil || input.filter == nil ? nil : file.table())
    return Answer(
      result, table: result.table, sentences: result.sentences, notes: result.notes, rounds: suppress.isOn
    ) {
      context in
      guard !result.indicators.isEmpty else {
        throw StudyError(
          .data, "no indicator is left to draw: none is known, or every one is suppressed; leave out --figure"
        )
      }
      return TargetsFigure.make(result, context: context)
    }.addingSentences()
  }
}
