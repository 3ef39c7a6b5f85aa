public import Tables

/// Two versions of a publication, compared figure by figure: draft against final.
///
/// Sentences are matched by their words without the figures, rows of tables by their labels, columns by their names, so
/// that text which has moved or been rewritten around a figure does not hide that the figure has changed.
public struct VersionComparison: Sendable, Encodable {
  /// A version: its running text and its tables.
  public struct Version: Sendable {
    let passages: [ProsePassage]
    let tables: [AuditedTable]
    let place: @Sendable (Int) -> String

    /// Joins the parts.
    ///
    /// - Parameters:
    ///   - passages: the running text, in its order.
    ///   - tables: the tables, in the order of the document.
    ///   - place: where a line stands, in words.
    public init(passages: [ProsePassage], tables: [AuditedTable], place: @escaping @Sendable (Int) -> String)
    {
      self.passages = passages
      self.tables = tables
      self.place = place
    }
  }

  /// The figures that differ, in the order of the newer version.
  public let changes: [FigureChange]
  /// Sentences and rows with figures that only the older version has.
  public let onlyOld: [FigureChange]
  /// Sentences and rows with figures that only the newer version has.
  public let onlyNew: [FigureChange]
  /// How many figures are the same in both.
  public let same: Int

  /// Compares two versions.
  public init(_ old: Version, _ new: Version) {
    let text = SentenceComparison(old, new)
    let cells = TableComparison(old, new)
    changes = text.changes + cells.changes
    onlyOld = text.onlyOld + cells.onlyOld
    onlyNew = text.onlyNew + cells.onlyNew
    same = text.same + cells.same
  }

  /// What was found, in one line.
  public var headline: String {
    let count = changes.count
    let figures =
      count == 0 ? "No figure differs" : (count == 1 ? "One figure differs" : "\(count) figures differ")
    let lost = onlyOld.isEmpty ? "" : "; \(onlyOld.count) only in the older version"
    let added = onlyNew.isEmpty ? "" : "; \(onlyNew.count) only in the newer version"
    return "\(figures), \(same) \(same == 1 ? "is" : "are") the same\(lost)\(added)"
  }

  /// The figures that differ as a table, then those that only one version has.
  public var table: OutputTable {
    OutputTable(
      columns: [
        OutputColumn(key: "words", title: "Words or row"),
        OutputColumn(key: "old", title: "Old", alignment: .right),
        OutputColumn(key: "new", title: "New", alignment: .right),
        OutputColumn(key: "oldPlace", title: "Old place"),
        OutputColumn(key: "newPlace", title: "New place"),
      ],
      rows: (changes + onlyOld + onlyNew).map { change in
        [change.words, change.old ?? "", change.new ?? "", change.oldPlace ?? "", change.newPlace ?? ""].map {
          OutputCell.text($0)
        }
      })
  }
}
