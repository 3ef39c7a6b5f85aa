/// Why a question has no answer: a sentence, and whose doing it is.
public struct StudyError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Whose doing it is.
  public enum Kind: Hashable, Sendable {
    /// The question was asked in a way that has no meaning.
    case usage
    /// The data do not have what the question needs.
    case data
    /// A check that was asked for did not hold.
    case checkFailed
    /// Something of ours is broken.
    case fault
  }

  /// Whose doing it is.
  public let kind: Kind
  /// The sentence shown to a user.
  public let message: String

  package init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  /// The sentence shown to a user.
  public var description: String { message }
}
