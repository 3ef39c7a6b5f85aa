import Foundation

/// Writes a Swift source file that holds the named files as raw string literals.
///
/// Usage: `DatasetEmbedder OUTPUT FILE…`
let arguments = CommandLine.arguments.dropFirst()
guard let output = arguments.first else {
  FileHandle.standardError.write(Data("usage: DatasetEmbedder OUTPUT FILE…\n".utf8))
  exit(64)
}
var source = """
  /// The files of `Datasets/`, in order of name.
  let embeddedFiles: [(name: String, text: String)] = [

  """
for path in arguments.dropFirst() {
  let file = URL(fileURLWithPath: path)
  let text = try String(contentsOf: file, encoding: .utf8)
  precondition(!text.contains("\"\"\"#####"), "\(path) holds the delimiter of a raw string")
  source += "  (name: \"\(file.lastPathComponent)\", text: #####\"\"\"\n\(text)\n\"\"\"#####),\n"
}
source += "]\n"
try source.write(toFile: output, atomically: true, encoding: .utf8)
