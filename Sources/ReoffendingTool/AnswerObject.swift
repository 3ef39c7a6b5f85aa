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
      table: Table(answer.publishedTable),
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
    @Nullable var figure: String?
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
