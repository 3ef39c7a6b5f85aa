extension StringProtocol {
  /// The text with a capital letter at its beginning, as a sentence has it.
  package var withCapital: String { prefix(1).uppercased() + dropFirst() }
}
