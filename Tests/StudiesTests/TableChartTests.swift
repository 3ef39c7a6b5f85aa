import ChartGrammar
import Foundation
import Numbers
import Studies
import Tables
import TestSupport
import Testing

@Suite("charts of any table")
struct TableChartTests {
  private let schema: [String: Any]

  init() throws {
    let root = #filePath.components(separatedBy: "/Tests/")[0]
    let data = try Data(contentsOf: URL(fileURLWithPath: root + "/Documentation/chart.schema.json"))
    schema = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  private func table(_ csv: String) throws -> Table { try Table(csv: Array(csv.utf8), source: "t.csv") }

  private func draw(_ csv: String, _ json: String) throws -> StudyFigure {
    let specification = try JSONDecoder().decode(ChartSpecification.self, from: Data(json.utf8))
    return try TableChartFigure.make(table(csv), specification, context: FigureContext(name: "t"))
  }

  @Test("the schema and the reader know the same keys and choices")
  func schemaAgrees() throws {
    let properties = try #require(schema["properties"] as? [String: [String: Any]])
    #expect(Set(properties.keys) == Set(ChartSpecification.Key.allCases.map(\.rawValue)))
    #expect(schema["additionalProperties"] as? Bool == false)
    #expect(schema["required"] as? [String] == ["mark"])
    #expect(choices("stack") == ChartSpecification.Stack.allCases.map(\.rawValue))
    #expect(choices("facet-scales") == ChartSpecification.FacetScales.allCases.map(\.rawValue))
    func choices(_ key: String) -> [String]? { properties[key]?["enum"] as? [String] }
    #expect(choices("mark") == ChartSpecification.Mark.allCases.map(\.rawValue))
    #expect(choices("order") == ChartSpecification.Order.allCases.map(\.rawValue))
    #expect(choices("x-scale") == ChartSpecification.Scale.allCases.map(\.rawValue))
    #expect(choices("y-scale") == ChartSpecification.Scale.allCases.map(\.rawValue))
  }

  @Test("a specification with every property of the schema is read and drawn")
  func everyProperty() throws {
    let properties = try #require(schema["properties"] as? [String: [String: Any]])
    let columns = [
      "x": "day", "y": "rate", "color": "name", "facet": "area", "lower": "low", "upper": "high",
    ]
    var specification: [String: Any] = [:]
    let given: [String: Any] = [
      "highlight": ["A"], "references": [["axis": "y", "value": 22, "label": "Goal"]],
      "ranges": [["axis": "y", "from": 10, "to": 12]], "annotations": [["x": "2015-01-01", "text": "Start"]],
      "facet-columns": 2, "x-format": ["dates": "month"], "y-format": ["decimals": 1], "y-range": [0, 50],
    ]
    for (key, property) in properties where key != "stack" && key != "sort" && key != "x-range" {
      if let given = given[key] {
        specification[key] = given
        continue
      }
      switch property["type"] as? String {
      case "array": specification[key] = ["Written as \(key)."]
      default:
        specification[key] = columns[key] ?? (property["enum"] as? [String])?.first ?? "Written as \(key)"
      }
    }
    specification["mark"] = "line"
    let json = String(decoding: try JSONSerialization.data(withJSONObject: specification), as: UTF8.self)
    let csv =
      "name,area,rate,low,high,day\nA,P,20%,15%,25%,2015-01-01\nA,P,30%,25%,35%,2015-02-01\n"
      + "B,Q,20%,15%,25%,2015-01-01\nB,Q,30%,25%,35%,2015-02-01\n"
    let figure = try draw(csv, json)
    #expect(figure.text.headline == "Written as title" && figure.text.subtitle == "Written as subtitle")
    #expect(figure.text.notes.contains("Written as notes."))
    let texts = PictureMeasure(scene: try figure.layout(measurer: FixedWidthMeasurer()).scene).labels.map(
      \.text)
    for text in ["Written as y-label", "P", "Q", "Goal", "Start"] { #expect(texts.contains(text), "\(text)") }
    for key in properties.keys {
      var other = specification
      other[key] = key == "facet-columns" ? "7" : 7
      let wrong = String(decoding: try JSONSerialization.data(withJSONObject: other), as: UTF8.self)
      #expect(throws: DecodingError.self, "\(key)") { try draw(csv, wrong) }
    }
  }

  @Test("bars say the highest and the lowest, and a row without a value is counted in a note")
  func bars() throws {
    let figure = try draw("area,rate\nA,10.4%\nB,5.4%\nC,\n", #"{"mark": "bar", "x": "area", "y": "rate"}"#)
    #expect(figure.text.headline == "Rate: highest for A (10.4%), lowest for B (5.4%)")
    #expect(figure.text.notes.first == "–: no value for C.")
    #expect(figure.table.rows.count == 2)
  }

  @Test(
    "every mark draws",
    arguments: [
      #"{"mark": "bar", "x": "n", "y": "name", "order": "descending"}"#,
      #"{"mark": "bar", "x": "name", "y": "rate", "lower": "low", "upper": "high"}"#,
      #"{"mark": "point", "x": "n", "y": "rate", "color": "name", "x-scale": "log"}"#,
      #"{"mark": "line", "x": "day", "y": "rate", "lower": "low", "upper": "high"}"#,
      #"{"mark": "area", "x": "day", "y": "n"}"#,
      #"{"mark": "rule", "y": "name", "lower": "low", "upper": "high"}"#,
      #"{"mark": "rule", "x": "n"}"#, #"{"mark": "rectangle", "x": "name", "y": "day", "color": "n"}"#,
      #"{"mark": "sector", "y": "n", "color": "name"}"#,
      #"{"mark": "bar", "x": "day", "y": "n", "facet": "name"}"#,
    ])
  func everyMark(_ json: String) throws {
    let csv = "name,n,rate,low,high,day\nA,10,20%,15%,25%,2015-01-01\nB,100,30%,25%,35%,2015-02-01\n"
    let figure = try draw(csv, json)
    let scene = try figure.layout(measurer: FixedWidthMeasurer()).scene
    #expect(scene.commands.count > 7)
    #expect(figure.alternativeText.contains("2 rows"))
  }

  @Test(
    "what does not fit is refused in words",
    arguments: [
      (#"{"mark": "bar", "x": "name", "y": "kind"}"#, "holds words"),
      (#"{"mark": "bar", "x": "kind", "y": "n"}"#, "2 rows have “k” as kind"),
      (#"{"mark": "bar", "x": "name"}"#, "a bar needs y"),
      (#"{"mark": "bar", "x": "name", "y": "n", "y-scale": "log"}"#, "start at zero"),
      (#"{"mark": "point", "x": "zero", "y": "n", "x-scale": "log"}"#, "above 0"),
      (#"{"mark": "line", "x": "name", "y": "kind"}"#, "needs numbers"),
      (#"{"mark": "point", "x": "name", "y": "n", "lower": "n"}"#, "upper, because lower is given"),
      (#"{"mark": "sector", "y": "n", "color": "n"}"#, "told apart by words"),
      (#"{"mark": "bar", "x": "nme", "y": "n"}"#, "did you mean name?"),
      (#"{"mark": "bar", "x": "name", "y": "mixed"}"#, "mixed"),
      (#"{"mark": "bar", "colour": "name"}"#, "there is no key “colour”"),
    ])
  func refusals(_ json: String, _ words: String) throws {
    let csv = "name,kind,n,zero,mixed\nA,k,10,0,24.5%\nB,k,20,1,0.3\n"
    let error = try #require(throws: (any Error).self) { try draw(csv, json) }
    #expect("\(error)".contains(words), "\(error)")
  }
}
