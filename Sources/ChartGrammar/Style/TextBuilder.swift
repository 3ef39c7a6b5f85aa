/// One piece of text, or none, chosen by `if` and `switch`.
@resultBuilder
public enum TextBuilder {
  /// No text.
  public static func buildBlock() -> Text { Text("") }
  /// The text.
  public static func buildBlock(_ text: Text) -> Text { text }
  /// The text.
  public static func buildExpression(_ text: Text) -> Text { text }
  /// The text, if there is one.
  public static func buildExpression(_ text: Text?) -> Text { text ?? Text("") }
  /// An `if` without `else`.
  public static func buildOptional(_ text: Text?) -> Text { text ?? Text("") }
  /// The first branch.
  public static func buildEither(first text: Text) -> Text { text }
  /// The other branch.
  public static func buildEither(second text: Text) -> Text { text }
  /// An `if #available`.
  public static func buildLimitedAvailability(_ text: Text) -> Text { text }
}
