/// The words around the findings: headings and labels, in English or Welsh.
///
/// Findings, notes and sources stay in the language that they are written in, which is English.
struct ReportWords: Sendable {
  /// The language as HTML names it.
  let tag: String
  let summary, contents, figure, data, howToRead, sources, downloads, methods, finding, certainty, note,
    source: String
  let dataAndDownloads, skip, filter, rows, asPDF, asPNG, asSVG, asCSV, allTables, alsoSaid,
    longDescription: String
  let hidden, furtherColumns: String
  let howToReadText: [String]

  /// The language of findings.
  static let findings = "en-GB"

  /// The words of a language; English for any other than `cy`.
  static func of(_ language: String?) -> ReportWords { language == "cy" ? welsh : english }

  static let english = ReportWords(
    tag: "en-GB", summary: "Summary of findings", contents: "Contents", figure: "Figure", data: "Data",
    howToRead: "How to read this report", sources: "Sources", downloads: "Downloads",
    methods: "How the data were read",
    finding: "Finding", certainty: "How sure", note: "Note", source: "Source",
    dataAndDownloads: "data and downloads", skip: "Skip to the content", filter: "Show rows with",
    rows: "rows shown", asPDF: "figure as PDF", asPNG: "figure as PNG", asSVG: "figure as SVG",
    asCSV: "data as CSV",
    allTables: "All tables", alsoSaid: "What this figure says is said under",
    longDescription: "The numbers drawn are in the table below.",
    hidden: "Small counts, and what would give them away, are not published: they are marked [c].",
    furtherColumns: "Further columns are in tables.xlsx and in the table’s CSV file",
    howToReadText: [
      "An interval, such as “between 35.7% and 41.8%”, holds the values with which the figures are compatible. The smaller the group, the wider it is.",
      "“Clear of chance” means that a difference this large would seldom come about if there were none. “No clear difference” does not mean that there is none: it means that these figures cannot show one.",
      "A difference between groups does not say what causes it. People in the groups may differ in much that is not in the data.",
      "Marks in place of numbers: [c] not published because the count is small, [u] of low reliability, [x] not available.",
    ])

  static let welsh = ReportWords(
    tag: "cy", summary: "Crynodeb o’r canfyddiadau", contents: "Cynnwys", figure: "Ffigur", data: "Data",
    howToRead: "Sut i ddarllen yr adroddiad hwn", sources: "Ffynonellau", downloads: "Lawrlwythiadau",
    methods: "Sut y darllenwyd y data", finding: "Canfyddiad", certainty: "Pa mor sicr", note: "Nodyn",
    source: "Ffynhonnell", dataAndDownloads: "data a lawrlwythiadau", skip: "Neidio i’r cynnwys",
    filter: "Dangos rhesi gyda", rows: "rhes a ddangosir", asPDF: "ffigur fel PDF", asPNG: "ffigur fel PNG",
    asSVG: "ffigur fel SVG", asCSV: "data fel CSV", allTables: "Pob tabl",
    alsoSaid: "Mae’r hyn a ddywed y ffigur hwn i’w weld o dan",
    longDescription: "Mae’r rhifau a luniwyd yn y tabl isod.",
    hidden: "Ni chyhoeddir cyfrifon bach, na’r hyn a fyddai’n eu datgelu: fe’u nodir â [c].",
    furtherColumns: "Mae rhagor o golofnau yn tables.xlsx ac yn ffeil CSV y tabl",
    howToReadText: [
      "Mae cyfwng, megis “rhwng 35.7% a 41.8%”, yn cynnwys y gwerthoedd y mae’r ffigurau’n gydnaws â nhw. Po leiaf yw’r grŵp, lletaf yw’r cyfwng.",
      "Nid yw gwahaniaeth na ellir ei wahanu oddi wrth hap yn golygu nad oes gwahaniaeth: mae’n golygu na all y ffigurau hyn ddangos un.",
      "Nid yw gwahaniaeth rhwng grwpiau yn dweud beth sy’n ei achosi.",
      "Marciau yn lle rhifau: [c] heb ei gyhoeddi am fod y cyfrif yn fach, [u] dibynadwyedd isel, [x] ddim ar gael.",
    ])
}
