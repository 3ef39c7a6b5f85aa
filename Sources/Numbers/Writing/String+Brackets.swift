extension StringProtocol {
  /// The places of a sign that stand outside of brackets and of quotes, as the second comma of `band(age, 18+), sex`.
  package func placesOutsideBrackets(of sign: Character) -> [Index] {
    var depth = 0
    var quote: Character?
    return indices.filter { place in
      let letter = self[place]
      if letter == quote {
        quote = nil
      } else if quote == nil {
        switch letter {
        case "\"", "`": quote = letter
        case "(": depth += 1
        case ")": depth = Swift.max(0, depth - 1)
        default: return letter == sign && depth == 0
        }
      }
      return false
    }
  }
}
