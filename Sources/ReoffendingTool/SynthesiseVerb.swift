import Studies
import ArgumentParser
import Reoffending
import ReoffendingReport
import Tables

/// A synthetic person-level file whose margins are the published ones.
struct SynthesiseVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "synthesise",
    abstract: "A person-level file of made-up people whose margins are the published ones.",
    discussion: """
      reoffending synthesise --people 100000 --seed 1 --output people.csv

      Areas, offences, sexes and risk factors have the rates of reoffending and the expected rates that the Black \
      Country's papers print, as exactly as whole people allow; how the factors go together is assumed. --margins shows \
      every figure as published or assumed and as achieved. Nobody is meant: the first column is called \
      synthetic_person. Among people who are alike, the programme has an odds ratio of 0.75 on reoffending, so that a \
      method can be seen to find it. days_to_reoffence is 365, the end of the follow-up, where there was none. The \
      people are written as CSV, in little memory however many they are. --events writes what happened to the same people \
      as a row an event; the verb cohort makes the same outcomes of it.
      """)

  @Option(help: "How many people.")
  var people: Int

  @Option(help: "The seed; the same seed gives the same people.")
  var seed: UInt64 = 1

  @Flag(help: "Show the published and the achieved figures instead of the people.")
  var margins = false

  @Flag(help: "Write the events behind the people, for the verb cohort, instead of the people.")
  var events = false

  @OptionGroup var output: OutputOptions

  func run() throws {
    let population = try SyntheticPopulation(
      people: people, seed: seed,
      published: PublishedMargins { try DataSource.bundledTable(named: $0) })
    if margins {
      let result = population.margins
      try output.emit(Answer(result, table: result.table, notes: result.notes))
      return
    }
    guard output.figure.isEmpty else {
      throw Failure(.usage, "synthesise draws no figure; leave out --figure")
    }
    guard output.format == .table || output.format == .csv else {
      throw Failure(.usage, "people are written as CSV only; leave out --format, or ask for --margins")
    }
    if let path = output.output {
      try FileOutput.stream(to: path) { write throws(TableError) in
        if events { try population.eventCSV(to: write) } else { try population.csv(to: write) }
      }
    } else if events {
      try population.eventCSV { bytes throws(Failure) in try StandardOutput.write(bytes) }
    } else {
      try population.csv { bytes throws(Failure) in try StandardOutput.write(bytes) }
    }
  }
}
