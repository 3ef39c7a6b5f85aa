/// A key of a configuration: its name, what it means and what it holds.
///
/// Parser, JSON Schema and templates are made from these, so that they cannot differ.
struct ConfigurationKey: Sendable {
  /// What a key holds.
  enum Form: Sendable {
    /// A text, or a number or date taken as one.
    case text
    /// A number.
    case number
    /// A whole number of at least 1.
    case count
    /// Yes or no.
    case flag
    /// A list of texts; one text is a list of one.
    case texts
    /// A list of numbers.
    case numbers
    /// A list of lists of texts.
    case grid
    /// One of some words.
    case choice([String])
    /// The value of a verb's option: a text, a number, yes or no, or a list of them.
    case option
    /// Keys of its own.
    case object(ConfigurationObject)
    /// A list of objects.
    case objects(ConfigurationObject)
    /// A list of figures, each with the keys of its verb or kind.
    case figures
  }

  let name: String
  /// What it means, in a sentence.
  let words: String
  let form: Form
  let isRequired: Bool

  /// A key that holds a text.
  init(_ name: String, isRequired: Bool = false, _ words: String) {
    self.init(name, .text, isRequired: isRequired, words)
  }

  init(_ name: String, _ form: Form, isRequired: Bool = false, _ words: String) {
    self.name = name
    self.words = words
    self.form = form
    self.isRequired = isRequired
  }
}

/// Keys that stand together.
struct ConfigurationObject: Sendable {
  /// What it is, as in “a section”.
  let place: String
  /// The name under which the schema describes it.
  let name: String
  let keys: [ConfigurationKey]

  /// The names of its keys.
  var names: [String] { keys.map(\.name) }
}
