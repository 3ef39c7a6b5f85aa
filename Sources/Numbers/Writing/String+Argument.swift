extension String {
  /// The text as a shell takes it for one argument: as it is where it holds nothing that means something to a shell, and else in quotes.
  package var asArgument: String {
    let isPlain = allSatisfy { $0.isLetter || $0.isNumber || "_-./+,:@%".contains($0) }
    return isPlain && !isEmpty ? self : "'" + replacing("'", with: "'\\''") + "'"
  }
}
