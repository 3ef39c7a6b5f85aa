import Foundation
import Tables

/// A result as a tree of values with their paths, such as `groups[3].rate.lower`.
struct ResultTree {
  /// A number within a result.
  struct Leaf {
    let path: String
    let value: Double
  }

  /// A row of the result: what it is about, and the numbers within it.
  struct Row {
    let path: String
    let object: [String: Any]

    /// What it is called, each part for itself.
    var names: [String] {
      (object["by"] as? String).map { [$0] }
        ?? (object["by"] as? [String: Any] ?? [:]).values.compactMap { $0 as? String }
    }

    /// The smallest p-value that speaks of the row; the adjusted one where there is one.
    var pValue: Double? {
      for key in ["adjustedPValue", "pValue"] {
        if let value = (object[key] as? NSNumber)?.doubleValue { return value }
      }
      return nil
    }

    /// The rows of the table that the row counts, as an expression of `--where`.
    var rows: String? {
      guard let by = object["by"] as? [String: Any], !by.isEmpty else { return nil }
      return by.keys.sorted().compactMap { key in
        (by[key] as? String).map { "\"\(key)\" = \"\($0)\"" }
      }.joined(separator: " and ")
    }
  }

  private let root: Any

  /// Reads the JSON of a result; nil where it is none.
  init?(_ json: String) {
    guard let root = try? JSONSerialization.jsonObject(with: Data(json.utf8)) else { return nil }
    self.root = root
  }

  /// The value at the top.
  subscript(key: String) -> Any? { (root as? [String: Any])?[key] }

  /// The objects of a list at the top.
  func rows(_ key: String) -> [Row] {
    ((root as? [String: Any])?[key] as? [[String: Any]] ?? []).enumerated().map {
      Row(path: "\(key)[\($0.offset)]", object: $0.element)
    }
  }

  /// All lists of objects at the top.
  var allRows: [Row] {
    (root as? [String: Any] ?? [:]).keys.sorted().flatMap { rows($0) }
  }

  /// What the groups are called, each part for itself.
  var names: Set<String> { Set(allRows.flatMap(\.names)) }

  /// How long the lists at the top are, such as `groups.length`.
  var lengths: [(path: String, value: Int)] {
    (root as? [String: Any] ?? [:]).sorted { $0.key < $1.key }.compactMap { key, value in
      (value as? [Any]).map { ("\(key).length", $0.count) }
    }
  }

  /// The row that a sentence is of: the one that holds it, or else the only one whose names it begins with.
  func row(of sentence: String) -> Row? {
    let rows = allRows
    if let own = rows.first(where: { $0.object["sentence"] as? String == sentence }) { return own }
    let named = rows.filter { row in
      guard let by = row.object["by"] else { return false }
      let name =
        (by as? String) ?? (by as? [String: Any]).map { by in
          by.keys.sorted().compactMap { by[$0] as? String }.joined(separator: ", ")
        } ?? ""
      return !name.isEmpty && sentence.hasPrefix(name + ":")
    }
    return named.count == 1 ? named[0] : nil
  }

  /// The numbers below a path; all of them for nil.
  func leaves(of row: Row?) -> [Leaf] {
    var leaves: [Leaf] = []
    Self.collect(row.map { $0.object as Any } ?? root, row?.path ?? "", &leaves)
    return leaves
  }

  private static func collect(_ value: Any, _ path: String, _ leaves: inout [Leaf]) {
    guard leaves.count < 20_000 else { return }
    switch value {
    case let object as [String: Any]:
      for key in object.keys.sorted() {
        collect(object[key] ?? "", path.isEmpty ? key : "\(path).\(key)", &leaves)
      }
    case let list as [Any]:
      for (index, item) in list.enumerated() { collect(item, "\(path)[\(index)]", &leaves) }
    case let number as NSNumber: leaves.append(Leaf(path: path, value: number.doubleValue))
    default: break
    }
  }

  /// The method that is stated beside a number; nil where none is.
  func method(of path: String) -> String? {
    var value: Any = root
    let steps = path.split { $0 == "." || $0 == "[" || $0 == "]" }.map(String.init)
    for step in steps.dropLast() {
      if let object = value as? [String: Any], let next = object[step] {
        value = next
      } else if let list = value as? [Any], let index = Int(step), list.indices.contains(index) {
        value = list[index]
      } else {
        return nil
      }
    }
    return (value as? [String: Any])?["method"] as? String
  }
}
