import ChartGrammar
import Studies
import Tables

/// A whole answer as one JSON object, for programs that show it themselves: `--format answer`.
///
/// `result` is what `--format json` prints; `table` has `columns` (`key`, `title`) and `rows` of texts, numbers and
/// nulls; `sentences`, `warnings` and `notes` are texts; `figure` is SVG, or null where the question draws none.
struct AnswerObject {
  let answer: Answer
  let figure: String?

  /// The object, ending in a line break.
  func json() throws -> String {
    let parts = Parts(
      table: Table(answer.rounds ? answer.programTable.rounded() : answer.programTable),
      sentences: answer.sentences, warnings: answer.warnings, notes: answer.notes, figure: figure)
    // The result is put in as it is printed, to the digit.
    let rest = try JSONText.encode(parts)
    let result = try answer.json()
    return "{\n\"result\" : \(result),\n" + rest.dropFirst(2)
  }

  private struct Parts: Encodable {
    let table: Table
    let sentences: [String]
    let warnings: [String]
    let notes: [String]
    let figure: String?

    enum CodingKeys: CodingKey { case table, sentences, warnings, notes, figure }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(table, forKey: .table)
      try container.encode(sentences, forKey: .sentences)
      try container.encode(warnings, forKey: .warnings)
      try container.encode(notes, forKey: .notes)
      try container.encode(figure, forKey: .figure)
    }
  }

  private struct Table: Encodable {
    struct Column: Encodable {
      let key: String
      let title: String
    }

    let columns: [Column]
    let rows: [[Cell]]

    init(_ table: OutputTable) {
      columns = table.columns.map { Column(key: $0.key, title: $0.title) }
      rows = table.rows.map { $0.map(Cell.init(cell:)) }
    }
  }

  private struct Cell: Encodable {
    let cell: OutputCell

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch cell {
      case .text(let text): try container.encode(text)
      case .count(let count): try container.encode(count)
      case .number(let number) where number.isFinite: try container.encode(number)
      case .missing(let marker) where !marker.isEmpty: try container.encode(marker)
      case .number, .missing: try container.encodeNil()
      }
    }
  }
}
