internal import CNotebookWorker
import Foundation

/// Shows a value below the cell: charts as drawings, tables as tables, everything else as text.
public func display<Value>(_ value: Value) {
  emit("display", value)
}

/// Shows text with Markdown's marks, such as sentences that a result makes of itself.
public func display(markdown text: String) {
  emitFrame("display", ["text/markdown": text, "text/plain": text])
}

/// Shows the value of a cell's last expression; the kernel writes this call around it.
public func _showResult<Value>(_ value: Value) {
  emit("result", value)
}

/// Shows nothing: the last expression of the cell has no value.
public func _showResult(_ value: Void) {}

private func emit<Value>(_ kind: String, _ value: Value) {
  var forms: [String: String] = [:]
  do {
    for form in try (value as? any NotebookDisplayable)?.notebookForms() ?? [] {
      forms[form.mediaType] = form.content
    }
  } catch {
    forms["text/plain"] = "This \(Value.self) cannot be shown: \(error)"
  }
  forms["text/plain"] = forms["text/plain"] ?? plainText(of: value)
  emitFrame(kind, forms)
}

/// Text is quoted, as inside an array, so that "12" and 12 differ; a cell's types are named without its module.
private func plainText<Value>(of value: Value) -> String {
  switch value {
  case let text as String: text.debugDescription
  case let text as Substring: text.debugDescription
  default: String(describing: value).replacing(#/\bCell[0-9]+\./#, with: "")
  }
}

/// Writes a dictionary as the JSON payload of a frame.
func emitFrame(_ kind: String, _ payload: [String: String]) {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys]
  guard let json = try? encoder.encode(payload) else { return }
  json.withUnsafeBytes { notebook_emit(kind, $0.baseAddress, $0.count) }
}
