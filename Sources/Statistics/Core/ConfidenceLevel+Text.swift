import Numbers

extension ConfidenceLevel {
  /// The level as a percentage with the decimals it needs, such as `95%` and `99.8%`.
  public var percent: String { (100 * value).brief(6) + "%" }
}
