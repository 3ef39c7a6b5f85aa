import Studies

/// A piece of Markdown for each figure, to be included in documents of one's own.
struct ReportIncludes {
  let files: [Report.File]

  /// - Parameter folder: the report's folder as seen from the documents that include the pieces.
  init(_ contents: ReportContents, folder: String) {
    let start = folder.isEmpty || folder == "." ? "" : folder + "/"
    files = contents.figures.flatMap { figure in
      [("md", false), ("qmd", true)].map { ending, isQuarto in
        Report.File(
          path: "includes/\(figure.name).\(ending)",
          bytes: Array(
            ReportDocument.include(
              figure, words: contents.words, picture: "\(start)figures/plain/\(figure.name).png",
              isQuarto: isQuarto
            ).utf8))
      }
    }
  }
}
