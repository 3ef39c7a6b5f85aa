public import Tables

/// What a question found: one result, with its tables, sentences, notes and figure made from it.
public struct Answer {
  /// Writes bytes piece by piece.
  package typealias ByteStream = (([UInt8]) throws(TableError) -> Void) throws(TableError) -> Void

  /// The result, which encodes as the JSON object of the command line's contract.
  package let result: any Encodable
  /// The tables for people, the first being the answer.
  public var tables: [OutputTable] { makeTables() }
  /// The table for programs: a line for each number.
  package var programTable: OutputTable { makeProgramTable?() ?? makeTables()[0] }
  /// The table for programs as it is published: with its numbers rounded where counts are hidden.
  package var publishedTable: OutputTable { rounds ? programTable.rounded() : programTable }
  /// What was found, in sentences that claim no more than the numbers do.
  public var sentences: [String] { makeSentences(.max) }
  /// How many sentences there are.
  package let sentenceCount: Int
  /// Where the method is out of its depth for these data.
  public let warnings: [String]
  /// What a reader must know of the data and the methods.
  public private(set) var notes: [String]
  /// Writes the table for programs piece by piece, for answers with a row a person.
  package private(set) var stream: ByteStream?
  /// Writes the JSON piece by piece, for answers with an object a row.
  package private(set) var jsonStream: ByteStream?
  /// Whether its numbers are rounded as they are published, because exact ones would give small counts away.
  package let rounds: Bool
  /// How it is written about a document: with the document's own words.
  package private(set) var document: Document?
  /// What is shown beside a prompt instead of all that was found.
  package private(set) var screen: Screen?
  /// Files that are written besides the answer.
  package private(set) var files: [File] = []
  /// Why the tool ends with an exit code although there is an answer: a check that was asked for did not hold.
  package private(set) var failure: StudyError?
  /// Whether the JSON has the sentences behind the result, which holds none of its own.
  private var addsSentences = false
  private let makeSentences: (Int) -> [String]
  private let makeTables: () -> [OutputTable]
  private let makeProgramTable: (() -> OutputTable)?
  private let makeFigure: ((FigureContext) throws -> StudyFigure)?

  /// Joins a result with what is made from it.
  ///
  /// - Parameters:
  ///   - further: tables below the first, in the forms made for people.
  ///   - rounds: whether numbers are rounded as published also for programs, so that small counts stay hidden.
  ///   - programTable: the table for programs where it is another than the first.
  ///   - sentences: what was found; lazily made where a table can have very many rows.
  package init(
    _ result: some Encodable, table: @autoclosure @escaping () -> OutputTable,
    further: @autoclosure @escaping () -> [OutputTable] = [],
    programTable: (() -> OutputTable)? = nil,
    sentences: some RandomAccessCollection<String> = [String](), warnings: [String] = [],
    notes: [String] = [], rounds: Bool = false, figure: ((FigureContext) throws -> StudyFigure)? = nil
  ) {
    self.result = result
    makeTables = { [table()] + further() }
    makeProgramTable = programTable
    sentenceCount = sentences.count
    makeSentences = { Array(sentences.prefix($0)) }
    self.warnings = warnings
    self.notes = notes
    self.rounds = rounds
    makeFigure = figure
  }

  /// The first of the sentences, without making the others.
  package func firstSentences(_ most: Int) -> [String] { makeSentences(most) }

  /// The same answer, whose table for programs is written piece by piece.
  func streaming(_ stream: @escaping ByteStream) -> Answer {
    with { $0.stream = stream }
  }

  /// The same answer, whose JSON is written piece by piece.
  func streamingJSON(_ stream: @escaping ByteStream) -> Answer {
    with { $0.jsonStream = stream }
  }

  /// The same answer, of whose JSON the rows are written a piece at a time where they are very many.
  ///
  /// - Parameters:
  ///   - rows: the rows of a list right below the top of the result.
  ///   - list: the key of the list.
  ///   - rest: the result with that list empty.
  func streamingRows<Row: Encodable & Sendable>(
    _ rows: [Row], of list: String, in rest: @autoclosure @escaping () -> some Encodable
  ) -> Answer {
    guard rows.count > 10_000 else { return self }
    return streamingJSON { write throws(TableError) in
      try JSONRows.write(rows, into: list, of: rest(), to: write)
    }
  }

  /// The forms of an answer that is about a document.
  package struct Document {
    /// The whole answer as Markdown, notes included.
    package let markdown: String
    /// A page with the document's words.
    package let page: () throws -> String
    /// A log for code hosts and editors.
    package let log: () throws -> String
  }

  /// A shorter form of an answer.
  package struct Screen {
    /// The table that is shown.
    package let table: OutputTable
    /// Sentences that are shown besides those of every form.
    package let sentences: [String]
  }

  /// A file that is written besides the answer.
  package struct File {
    /// Where it is written.
    package let path: String
    /// Writes its bytes.
    package let write: ByteStream
  }

  /// The same answer with the forms that belong to a document.
  func about(_ document: Document) -> Answer { with { $0.document = document } }

  /// The same answer, of which a shorter form is shown beside a prompt.
  func shortened(to screen: Screen) -> Answer { with { $0.screen = screen } }

  /// The same answer, whose JSON has its sentences behind a result that holds none of its own.
  func addingSentences() -> Answer { with { $0.addsSentences = true } }

  /// The same answer, before whose notes stand those on what was assumed while its file was read.
  func noting(_ assumed: [String]) -> Answer {
    with { $0.notes = assumed.filter { !notes.contains($0) } + notes }
  }

  /// The same answer with a file that is written besides it.
  func writing(_ file: File) -> Answer { with { $0.files.append(file) } }

  /// The same answer, which ends with an exit code where a check did not hold.
  func failing(_ failure: StudyError?) -> Answer { with { $0.failure = failure } }

  private func with(_ change: (inout Answer) -> Void) -> Answer {
    var answer = self
    change(&answer)
    return answer
  }

  /// Whether the answer can be drawn.
  public var hasFigure: Bool { makeFigure != nil }

  /// The answer as a figure.
  ///
  /// - Throws: `StudyError.usage` where the question draws none, and what drawing throws.
  public func figure(_ context: FigureContext = FigureContext(name: "figure")) throws -> StudyFigure {
    guard let makeFigure else { throw StudyError(.usage, "this verb draws no figure; leave out --figure") }
    return try makeFigure(context)
  }

  /// The answer as the JSON object of the command line's contract.
  public func json() throws -> String {
    let whole: any Encodable = addsSentences ? WithSentences(result: result, sentences: sentences) : result
    let text = try JSONText.encode(whole)
    return rounds ? PublishedDecimals.rounded(json: text) : text
  }
}

/// A result with the sentences that are made from it.
private struct WithSentences: Encodable {
  let result: any Encodable
  let sentences: [String]

  private enum CodingKeys: String, CodingKey {
    case sentences
  }

  func encode(to encoder: any Encoder) throws {
    try result.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(sentences, forKey: .sentences)
  }
}
