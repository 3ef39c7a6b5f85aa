import ArgumentParser
import Reoffending
import Studies

/// Performance indicators against targets.
struct TargetsVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "targets",
    abstract: "Performance indicators against targets, with the uncertainty of the indicator.",
    discussion: """
      reoffending targets indicators-2014 --figure targets.png

      The table has the columns indicator, target and actual (percentages), or instead of actual the counts behind it: \
      events and trials. With counts the verdict is met or missed only where chance is told apart, else uncertain, and \
      probabilityMet is the probability that the underlying rate meets the target. Without counts the verdict is that of \
      the printed figures. A column direction says at least (more is better, the default) or at most.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var level: LevelOption
  @OptionGroup var suppress: SuppressOption

  func run() throws {
    let result = try TargetComparison(
      input.table(), level: level.value(), suppression: suppress.value())
    guard output.figure.isEmpty || !result.indicators.isEmpty else {
      throw Failure(.data, "no indicator is left to draw: every one is suppressed; leave out --figure")
    }
    try output.emit(
      result, table: result.table, sentences: result.sentences, notes: result.notes,
      rounds: suppress.isOn
    ) {
      context in
      TargetsFigure.make(result, context: context)
    }
  }
}
