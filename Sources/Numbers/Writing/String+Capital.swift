extension StringProtocol {
  /// The text with a capital letter at its beginning, as a sentence has it.
  package var withCapital: String { prefix(1).uppercased() + dropFirst() }
}

extension String {
  /// The name of a column as a heading: `index_offence` as *Index offence*.
  package var asHeading: String { replacing("_", with: " ").withCapital }
}
