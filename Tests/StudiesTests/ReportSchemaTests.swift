import Foundation
import ReoffendingReport
import Testing

/// Reads a value by the part of JSON Schema that the published one uses.
private struct SchemaReader {
  let root: [String: Any]

  init(_ json: String) throws {
    root = try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
  }

  func definition(_ reference: String) -> [String: Any] {
    let name = String(reference.split(separator: "/").last ?? "")
    return (root["definitions"] as? [String: Any])?[name] as? [String: Any] ?? [:]
  }

  /// The faults of a value, in words.
  func faults(_ value: Any, _ schema: [String: Any], _ path: String = "") -> [String] {
    var faults: [String] = []
    if let reference = schema["$ref"] as? String {
      faults += self.faults(value, definition(reference), path)
    }
    for part in schema["allOf"] as? [[String: Any]] ?? [] { faults += self.faults(value, part, path) }
    if let any = schema["anyOf"] as? [[String: Any]],
      !any.contains(where: { self.faults(value, $0, path).isEmpty })
    {
      faults.append("\(path): none of anyOf")
    }
    if let condition = schema["if"] as? [String: Any], self.faults(value, condition).isEmpty,
      let then = schema["then"] as? [String: Any]
    {
      faults += self.faults(value, then, path)
    }
    if let constant = schema["const"] as? String, value as? String != constant {
      faults.append("\(path): const")
    }
    if let words = schema["enum"] as? [Any], !words.contains(where: { "\($0)" == "\(value)" }) {
      faults.append("\(path): enum")
    }
    faults += types(value, schema, path)
    if let least = schema["minimum"] as? Double, let number = value as? Double, number < least {
      faults.append("\(path): below \(least)")
    }
    if let object = value as? [String: Any] {
      let properties = schema["properties"] as? [String: Any] ?? [:]
      for (key, inner) in object {
        if let known = properties[key] as? [String: Any] {
          faults += self.faults(inner, known, "\(path)/\(key)")
        } else if schema["additionalProperties"] as? Bool == false {
          faults.append("\(path): “\(key)” is not known")
        }
      }
      for key in schema["required"] as? [String] ?? [] where object[key] == nil {
        faults.append("\(path): \(key) is missing")
      }
    }
    if let list = value as? [Any], let items = schema["items"] as? [String: Any] {
      for (index, item) in list.enumerated() { faults += self.faults(item, items, "\(path)/\(index)") }
    }
    return faults
  }

  private func types(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
    let wanted = (schema["type"] as? [String]) ?? (schema["type"] as? String).map { [$0] } ?? []
    guard !wanted.isEmpty else { return [] }
    let has: [String] =
      switch value {
      case is String: ["string"]
      case let number as Double: number == number.rounded() ? ["number", "integer"] : ["number"]
      case is [Any]: ["array"]
      case is [String: Any]: ["object"]
      default: ["boolean"]
      }
    return Set(has).isDisjoint(with: wanted) ? ["\(path): of type \(has), not \(wanted)"] : []
  }
}

@Suite("the schema of report configurations")
struct ReportSchemaTests {
  private let schema: SchemaReader

  init() throws { schema = try SchemaReader(ConfigurationSchema.json) }

  /// The objects of the schema with their keys.
  private var objects: [String: [String]] {
    var objects = ["report": Array((schema.root["properties"] as? [String: Any] ?? [:]).keys)]
    for (name, definition) in schema.root["definitions"] as? [String: [String: Any]] ?? [:]
    where definition["additionalProperties"] as? Bool == false {
      objects[name] = Array((definition["properties"] as? [String: Any] ?? [:]).keys)
    }
    return objects
  }

  /// A configuration in which an object of the schema has one more key; the object has those that it cannot be without.
  private func configuration(_ object: String, key: String) -> (yaml: String, value: [String: Any]) {
    var figure: [String: Any] = ["name": "a", "kind": "rates", "data": "d"]
    var section: [String: Any] = ["title": "s"]
    var report: [String: Any] = ["title": "t"]
    let filling: Any = "x"
    func put(_ target: inout [String: Any]) { if target[key] == nil { target[key] = filling } }
    if object.hasPrefix("verb-") {
      figure = ["name": "a", "verb": String(object.dropFirst(5)), "data": "d"]
      for needed in schema.definition("/" + object)["required"] as? [String] ?? [] where figure[needed] == nil
      {
        figure[needed] = "x"
      }
    }
    switch object {
    case "report": put(&report)
    case "section": put(&section)
    case "series": figure["series"] = [["label": "l", "data": "d"].merging([key: "x"]) { old, _ in old }]
    case "columns", "reading": report[object] = [key: filling]
    default: put(&figure)
    }
    if section["figures"] == nil || object == "section" { section["figures"] = [figure] }
    if report["sections"] == nil || object == "report" { report["sections"] = [section] }
    let data = (try? JSONSerialization.data(withJSONObject: report)) ?? Data()
    // JSON is YAML.
    return (String(decoding: data, as: UTF8.self), report)
  }

  /// Whether the parser says of a key that it is not known.
  private func parserRefuses(_ key: String, _ yaml: String) -> Bool {
    do {
      _ = try ReportConfiguration(yaml: yaml, source: "r.yml")
      return false
    } catch {
      return error.description.contains("“\(key)” is not known")
    }
  }

  @Test("every key of the schema is known to the parser, and none that the schema does not know")
  func agreement() throws {
    let objects = objects
    #expect(objects.count >= 20)
    for (object, keys) in objects {
      #expect(keys.count >= 3, "\(object)")
      for key in keys {
        let made = configuration(object, key: key)
        #expect(!parserRefuses(key, made.yaml), "\(object): \(key)")
        let unknown = schema.faults(made.value, schema.root).filter { $0.contains("“\(key)”") }
        #expect(unknown.isEmpty, "\(object): \(key): \(unknown)")
      }
      let misspelt = configuration(object, key: "qqqqq")
      #expect(parserRefuses("qqqqq", misspelt.yaml), "\(object)")
      #expect(schema.faults(misspelt.value, schema.root).contains { $0.contains("“qqqqq”") }, "\(object)")
    }
  }

  @Test(
    "what the parser reads the schema takes, and what it refuses the schema refuses",
    arguments: [
      (#"{"title":"t","sections":[]}"#, true),
      (#"{"title":"t"}"#, false),
      (#"{"title":"t","level":"high","sections":[]}"#, false),
      (#"{"title":"t","level":0.9,"suppress":5,"sections":[]}"#, true),
      (#"{"title":"t","suppress":0,"sections":[]}"#, false),
      (#"{"title":"t","language":"fr","sections":[]}"#, false),
      (
        #"{"title":"t","sections":[{"title":"s","figures":[{"name":"a","verb":"rates","data":"d","by":"area"}]}]}"#,
        true
      ),
      (
        #"{"title":"t","sections":[{"title":"s","figures":[{"name":"a","verb":"rates","data":"d","by":["area","sex"]}]}]}"#,
        true
      ),
      (
        #"{"title":"t","sections":[{"title":"s","figures":[{"name":"a","verb":"rates","by":{"a":"b"}}]}]}"#,
        false
      ),
      (
        #"{"title":"t","sections":[{"title":"s","figures":[{"name":"a","verb":"trend","data":"d"}]}]}"#, false
      ),
      // The value of an option is looked at when its question is asked.
      (
        #"{"title":"t","sections":[{"title":"s","figures":[{"name":"a","verb":"compare","data":"d","adjustment":"hulm"}]}]}"#,
        true
      ),
      (#"{"title":"t","sections":[{"title":"s","figures":[{"name":"a","kind":"pie","data":"d"}]}]}"#, false),
      (#"{"title":"t","sections":[{"title":"s","figures":[{"name":"a"}]}]}"#, false),
      (#"{"title":"t","sections":[{"title":"s","figures":[{"kind":"rates","data":"d"}]}]}"#, false),
      (#"{"title":"t","sections":[{"figures":[]}]}"#, false),
      (#"{"title":"t","sections":{"title":"s"}}"#, false),
      (#"{"title":"t","reading":{"sheet":"A","skip-rows":2},"columns":{"cohort":"n"},"sections":[]}"#, true),
      (#"{"title":"t","columns":["n"],"sections":[]}"#, false),
    ])
  func values(_ json: String, _ isRight: Bool) throws {
    let value = try JSONSerialization.jsonObject(with: Data(json.utf8))
    let faults = schema.faults(value, schema.root)
    #expect(faults.isEmpty == isRight, "\(faults)")
    var refusal = ""
    do { _ = try ReportConfiguration(yaml: json, source: "r.yml") } catch { refusal = "\(error)" }
    #expect(refusal.isEmpty == isRight, "\(refusal)")
  }

  @Test("the committed schema is the one that the tool prints")
  func committed() throws {
    let root = #filePath.components(separatedBy: "/Tests/")[0]
    let file = try String(contentsOfFile: root + "/Documentation/report.schema.json", encoding: .utf8)
    #expect(file == ConfigurationSchema.json)
  }
}
