import Numbers

/// What the name of an outcome says of its yes.
package enum OutcomeName {
  /// Whether a yes means that nothing happened: `cens`, `no_reoffence`, `desisted`.
  package static func saysOpposite(_ name: String) -> Bool {
    if isOfCensoring(name) { return true }
    let words = words(name)
    let isNegated = zip(words, words.dropFirst()).contains { negations.contains($0) && isOfOffending($1) }
    return isNegated
      || words.contains { word in
        ["desist", "surviv"].contains(where: word.hasPrefix)
          || (word.hasPrefix("non") && isOfOffending(String(word.dropFirst(3))))
          || (word.hasSuffix("free") && isOfOffending(String(word.dropLast(4))))
      } || (words.last == "free" && words.dropLast().contains(where: isOfOffending))
  }

  /// Whether a yes means that a time ended without the event: `cens`, `Censored`.
  package static func isOfCensoring(_ name: String) -> Bool {
    let plain = ComparedName.of(ColumnName.withoutNotes(name))
    return plain.contains("cens")
      && !["uncens", "notcens", "noncens", "licens", "census"].contains(where: plain.contains)
  }

  /// The words of a name, also of one such as `noReoffence`.
  private static func words(_ name: String) -> [String] {
    var spaced = ""
    for letter in ColumnName.withoutNotes(name) {
      if letter.isUppercase, spaced.last?.isLowercase == true { spaced.append(" ") }
      spaced.append(letter.isLetter || letter.isNumber ? letter : " ")
    }
    let words = spaced.lowercased().split(separator: " ").map(String.init)
    // “re offended”
    return words.enumerated().compactMap { place, word in
      if word == "re", place + 1 < words.count { return nil }
      return place > 0 && words[place - 1] == "re" ? "re" + word : word
    }
  }

  private static let negations: Set = ["no", "not", "non", "never", "without", "didnt", "zero"]

  private static func isOfOffending(_ word: String) -> Bool {
    [
      "reoff", "reconv", "recid", "rearrest", "reimpris", "reincarc", "return", "arrest", "convict", "offen",
      "crim",
    ]
    .contains(where: word.hasPrefix)
  }
}
