import Studies

/// The figure of a verb's question about a table.
func askedFigure(_ verb: String, _ csv: String, _ options: [String: String]) throws -> StudyFigure {
  try AnyStudy(verb, of: .csv(csv), options).figure
}
