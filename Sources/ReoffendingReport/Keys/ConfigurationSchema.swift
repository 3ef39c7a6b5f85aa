import Foundation

/// The JSON Schema of a report's configuration, made from the keys that the parser knows.
///
/// - Source: Wright, Andrews and Luff (2019), *JSON Schema Validation*, draft 7, which editors' YAML extensions read.
public enum ConfigurationSchema {
  /// The name of the file beside a configuration that its first line points to.
  public static let fileName = "report.schema.json"

  /// The first line of a configuration, by which editors find the schema.
  public static let pointer = "# yaml-language-server: $schema=\(fileName)"

  /// The schema as text.
  public static var json: String {
    let data = try? JSONSerialization.data(
      withJSONObject: whole, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    return String(decoding: data ?? Data(), as: UTF8.self) + "\n"
  }

  private static var whole: [String: Any] {
    var definitions: [String: Any] = [:]
    for verb in ReportKeys.verbs { definitions["verb-\(verb.name)"] = object(verb) }
    for other in [
      ReportKeys.kind, ReportKeys.section, ReportKeys.series, ReportKeys.columns, ReportKeys.reading,
    ] {
      definitions[other.name] = object(other)
    }
    definitions["figure"] = figure
    var root = object(ReportKeys.report)
    root["$schema"] = "http://json-schema.org/draft-07/schema#"
    root["title"] = "A report of reoffending"
    root["definitions"] = definitions
    return root
  }

  /// A figure has the keys of its verb, or else those of kinds.
  private static var figure: [String: Any] {
    let choices = ReportKeys.verbs.map { verb -> [String: Any] in
      [
        "if": ["properties": ["verb": ["const": verb.name]], "required": ["verb"]],
        "then": ["$ref": "#/definitions/verb-\(verb.name)"],
      ]
    }
    let kinds: [String: Any] = ["if": ["required": ["kind"]], "then": ["$ref": "#/definitions/kind"]]
    return [
      "type": "object",
      "anyOf": [["required": ["verb"]], ["required": ["kind"]]],
      "properties": [
        "verb": ["enum": ReportKeys.verbs.map(\.name)],
        "kind": ["enum": ReportConfiguration.Kind.allCases.map(\.rawValue)],
      ],
      "allOf": choices + [kinds],
    ]
  }

  private static func object(_ object: ConfigurationObject) -> [String: Any] {
    var properties: [String: Any] = [:]
    for key in object.keys {
      var form = form(key.form)
      form["description"] = key.words
      properties[key.name] = form
    }
    let required = object.keys.filter(\.isRequired).map(\.name)
    var result: [String: Any] = [
      "type": "object", "properties": properties, "additionalProperties": false,
    ]
    if !required.isEmpty { result["required"] = required }
    return result
  }

  private static func form(_ form: ConfigurationKey.Form) -> [String: Any] {
    let scalar: [String] = ["string", "number", "boolean"]
    let list: [String: Any] = ["type": "array", "items": ["type": scalar]]
    return switch form {
    case .text: ["type": scalar]
    case .number: ["type": "number"]
    case .count: ["type": "integer", "minimum": 1]
    case .flag: ["type": ["boolean", "string"], "enum": [true, false, "yes", "no", "true", "false"]]
    case .texts, .option: ["anyOf": [["type": scalar], list]]
    case .numbers: ["type": "array", "items": ["type": "number"]]
    case .grid: ["type": "array", "items": list]
    case .choice(let words): ["enum": words]
    case .object(let object): ["allOf": [["$ref": "#/definitions/\(object.name)"]]]
    case .objects(let object): ["type": "array", "items": ["$ref": "#/definitions/\(object.name)"]]
    case .figures: ["type": "array", "items": ["$ref": "#/definitions/figure"]]
    }
  }
}
