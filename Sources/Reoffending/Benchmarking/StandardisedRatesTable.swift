import Statistics
public import Tables

extension StandardisedRates {
  /// The groups as a table.
  public var table: OutputTable {
    let names = groups.first?.key.parts.map(\.column) ?? []
    var columns = names.map { OutputColumn(key: $0) }
    columns += countsRepeats ? Self.columnsOfReoffences : Self.columnsOfReoffenders
    return OutputTable(
      columns: columns,
      rows: groups.map { group in
        let counts: [OutputCell] = [.optional(group.trials), .optional(group.observed)]
        guard !countsRepeats else {
          return group.key.parts.map { .text($0.value) } + counts + [
            .optional(group.reoffenders), .optional(group.crude?.value),
            .optional(group.direct?.value), .optional(group.direct?.interval?.lower),
            .optional(group.direct?.interval?.upper), .optional(group.varianceRatio),
            .text(group.flags.joined(separator: "; ")),
          ]
        }
        return group.key.parts.map { .text($0.value) } + counts + [
          .optional(group.crude?.value),
          .optional(group.direct?.value), .optional(group.direct?.interval?.lower),
          .optional(group.direct?.interval?.upper), .optional(group.expected),
          .optional(group.indirect?.value),
          .optional(group.indirect?.interval?.lower), .optional(group.indirect?.interval?.upper),
          .optional(group.ratio?.value), .text(group.flags.joined(separator: "; ")),
        ]
      })
  }

  private static let columnsOfReoffenders = [
    OutputColumn(key: "trials", title: "People", kind: .number(decimals: 0)),
    OutputColumn(key: "observed", title: "Reoffended", kind: .number(decimals: 0)),
    OutputColumn(key: "crude", title: "Rate", kind: .perCent(decimals: 1)),
    OutputColumn(key: "direct", title: "Direct", kind: .perCent(decimals: 1)),
    OutputColumn(key: "directLower", title: "from", kind: .perCent(decimals: 1)),
    OutputColumn(key: "directUpper", title: "to", kind: .perCent(decimals: 1)),
    OutputColumn(key: "expected", title: "Expected", kind: .number(decimals: 1)),
    OutputColumn(key: "indirect", title: "Indirect", kind: .perCent(decimals: 1)),
    OutputColumn(key: "indirectLower", title: "from", kind: .perCent(decimals: 1)),
    OutputColumn(key: "indirectUpper", title: "to", kind: .perCent(decimals: 1)),
    OutputColumn(key: "ratio", title: "Ratio", kind: .number(decimals: 3)),
    OutputColumn(key: "flags", title: "Notes"),
  ]

  private static let columnsOfReoffences = [
    OutputColumn(key: "trials", title: "People", kind: .number(decimals: 0)),
    OutputColumn(key: "observed", title: "Reoffences", kind: .number(decimals: 0)),
    OutputColumn(key: "reoffenders", title: "Reoffended", kind: .number(decimals: 0)),
    OutputColumn(key: "crude", title: "A person", kind: .number(decimals: 3)),
    OutputColumn(key: "direct", title: "Direct", kind: .number(decimals: 3)),
    OutputColumn(key: "directLower", title: "from", kind: .number(decimals: 3)),
    OutputColumn(key: "directUpper", title: "to", kind: .number(decimals: 3)),
    OutputColumn(key: "varianceRatio", title: "Variance ratio", kind: .number(decimals: 2)),
    OutputColumn(key: "flags", title: "Notes"),
  ]
}
