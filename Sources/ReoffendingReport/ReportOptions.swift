public import Statistics

/// How a report is made, beside what its configuration says.
public struct ReportOptions: Sendable {
  /// The confidence level instead of the configuration's.
  public var level: ConfidenceLevel?
  /// The figures to be drawn, by name; empty for all.
  public var only: [String] = []
  /// Whether the page holds its downloads itself, so that it can be mailed.
  public var isSingleFile = false
  /// The language of headings and labels, `en` or `cy`, instead of the configuration's.
  public var language: String?
  /// Documents whose styles pandoc takes, beside the configuration's.
  public var referenceDocuments: [String] = []
  /// The documents that pandoc writes of the report, by their endings.
  public var documents: [DocumentFormat] = []
  /// A policy of disclosure control for every figure, by its name or path, where the configuration says nothing of it.
  public var disclosure: String?
  /// A folder of reports that were published before, with which this one must not give counts away.
  public var history: String?
  /// The folder of the report: unchanged figures are taken from it, and the configuration is named as seen from it.
  public var folder: String?
  /// Whether figures of the folder whose input has not changed are taken as they are.
  public var takesUnchanged = true
  /// Whether the report is made to be compared: documents of another pandoc are then taken as they are.
  var isCheck = false
  /// The configuration's name, where it is another than the path by which it is read now.
  var source: String?
  /// The group that the report is about, with the others as comparison.
  public var group: String?

  /// The usual way.
  public init() {}
}
