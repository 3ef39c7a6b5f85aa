import Numbers

extension PersonTable {
  /// The same people, one column of whose texts is read as yes or no: yes where it has one of some words, else no.
  ///
  /// - Throws: `TableError.faults` where the column was not read, and for a word that no row has.
  package func answering(_ name: String, yes words: [String]) throws(TableError) -> PersonTable {
    let column = try column(name)
    let wanted = Set(words.map(ComparedName.of))
    let texts = column.entries.map { entry -> String? in
      if case .category(let text) = entry.value { ComparedName.of(text) } else { nil }
    }
    var faults = FaultList()
    for word in words where !texts.contains(ComparedName.of(word)) {
      let counts = zip(column.entries, column.entryCounts).sorted { $0.1 > $1.1 }.prefix(8)
        .map { "“\($0.0.text)” (\(NumberStyle().text($0.1)))" }.joined(separator: ", ")
      let nearest =
        NearestName.find(word, among: column.entries.map(\.text))
        .map { "did you mean “\($0)”? " } ?? ""
      faults.append(
        Fault(at: headerLocation(of: column), "no row says “\(word)”; \(nearest)the column has \(counts)"))
    }
    guard faults.isEmpty else { throw .faults(faults) }
    let values = zip(column.entries, texts).map { entry, text in
      text.map { PersonValue.boolean(wanted.contains($0)) } ?? entry.value
    }
    let order = values.indices.sorted {
      (values[$0].number ?? 2, $0) < (values[$1].number ?? 2, $1)
    }
    var rank = Array(repeating: 0, count: order.count)
    for (place, entry) in order.enumerated() { rank[entry] = place }
    let answers = PersonColumn(
      name: column.name, number: column.number, kind: .boolean,
      entries: order.map { PersonColumn.Entry(text: column.entries[$0].text, value: values[$0]) },
      codes: column.codes.replaced(by: rank.map { .init($0) }), multiplicities: multiplicities)
    return replacing(columns.map { $0.number == column.number ? answers : $0 })
  }
}
