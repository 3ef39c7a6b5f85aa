/// Words that agree with a number: the one list of plurals.
package enum Plural {
  /// A number with its noun: `1 person`, `27 areas`, `1,204 people`.
  package static func count(_ number: Int, _ noun: String) -> String {
    "\(NumberFormat.count(number)) \(number == 1 ? noun : of(noun))"
  }

  /// People who are or do something: `1 person is`, `3 people are`.
  package static func people(_ number: Int, _ one: String = "is", _ many: String = "are") -> String {
    "\(count(number, "person")) \(number == 1 ? one : many)"
  }

  /// Some of all people: `1 of 630 people is`, `12 of 630 people are`.
  package static func people(_ number: Int, of all: Int) -> String {
    "\(NumberFormat.count(number)) of \(count(all, "person")) \(number == 1 ? "is" : "are")"
  }

  /// The plural of a noun, such as the name of a column that groups are called by.
  package static func of(_ noun: String) -> String {
    if let irregular = irregulars[noun.lowercased()] { return irregular }
    let letters = noun.lowercased()
    if ["s", "x", "z", "ch", "sh"].contains(where: letters.hasSuffix) { return noun + "es" }
    if letters.hasSuffix("y"), let before = letters.dropLast().last, !"aeiou".contains(before) {
      return noun.dropLast() + "ies"
    }
    return noun + "s"
  }

  private static let irregulars = [
    "person": "people", "man": "men", "woman": "women", "child": "children",
    "local authority": "local authorities",
    "index": "indices", "series": "series", "people": "people", "police": "police forces", "is": "are",
    "was": "were",
  ]
}
