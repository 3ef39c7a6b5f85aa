import ArgumentParser

/// Why a verb does not take `--suppress`: silence would leave small counts open to see.
enum SuppressRefusal {
  /// Refuses the option before a verb that cannot keep its promise is parsed.
  static func check(_ arguments: some Collection<String>) throws(Failure) {
    guard let verb = arguments.first, let reason = reasons[verb],
      arguments.contains(where: { $0 == "--suppress" || $0.hasPrefix("--suppress=") })
    else { return }
    throw Failure(.usage, "\(verb) does not take --suppress: \(reason)")
  }

  private static let reasons = [
    "calc": "it works out one number from numbers that you type, and reads no table of people",
    "audit": "it compares figures that are published already",
    "chart":
      "it draws any table as it is and does not know which of its numbers count people; suppress the table first",
    "data": "the bundled tables are published ones",
    "synthesise": "the people that it makes up do not exist",
    "predict": "it writes a row a person and counts nobody",
    "verify": "it draws a report again as its configuration says",
    "report": "write suppress: N in its configuration, beside title",
    "match": "its balance, effects and limits would give small counts away; use rates or factors",
    "evaluate": "its bands and curves would give small counts away; use rates with --by a column of bands",
    "standardise": "counts of its strata follow from the groups and the standard; use rates with --by",
    "scenario": "its numbers avoided would give small counts away; use factors",
    "fit":
      "its coefficients would give small counts away, and rows of --influence are people; use factors",
    "cox": "its coefficients would give small counts away; use survival",
  ]
}
