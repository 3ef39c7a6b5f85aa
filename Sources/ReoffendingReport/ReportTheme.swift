import Studies
import ChartGrammar
import Numbers
import Tables

/// The look of a report's figures.
enum ReportTheme {
  /// The theme of a name or of a file beside the configuration; the standard one for nil.
  ///
  /// - Throws: `ReportError.configuration` for a name that no theme has, and for a file that is none.
  static func theme(
    _ name: String?, inputs: ReportInputs, source: String
  ) throws -> (theme: Theme, notes: [String]) {
    guard let name else { return (.standard, []) }
    if let known = Theme.all.first(where: { $0.name == name }) { return (known, []) }
    guard name.contains("/") || name.contains(".") else {
      let names = Theme.all.map(\.name)
      let nearest = NearestName.find(name, among: names).map { "did you mean \($0)?" }
      throw ReportError.configuration(
        source: source,
        problem: "there is no theme \(name); "
          + (nearest ?? "choose \(names.joined(separator: ", ")), or the path of a theme file"))
    }
    do {
      return try ThemeFile.theme(
        String(decoding: inputs.bytes(name), as: UTF8.self), path: name, file: inputs.bytes)
    } catch let fault as ThemeFile.Fault {
      throw ReportError.configuration(source: source, problem: fault.description)
    }
  }
}
