import Foundation
import Numbers
import Studies
import Testing

/// Every number in a sentence is a number of the answer that it is made from, at the decimals that it shows.
@Suite("numbers in sentences")
struct SentenceNumberTests {
  static let calls: [[String]] = [
    ["compare", "local-authorities-2015", "--by", "area"],
    ["compare", "local-authorities-2015", "--by", "area", "--level", "0.99"],
    ["compare", "local-authorities-2015", "--by", "area", "--adjustment", "bonferroni", "--level", "0.8"],
    ["compare", "areas-2015-16", "--by", "area", "--where", "document = \"final-2019\""],
    ["factors", "synthetic-people", "--factors", "sex,homeless", "--adjust", "age_band"],
    ["factors", "synthetic-people", "--factors", "area", "--level", "0.9"],
    ["rates", "youth-cohorts", "--by", "year"],
    ["rates", "synthetic-people", "--by", "sex", "--level", "0.8"],
    ["targets", "indicators-2014"],
    ["appraise", "appraisal-template", "--price-year", "2024/25", "--draws", "500"],
    ["claim", "unit-costs", "--saving", "75000", "--per", "day", "--people", "2000"],
    ["severity", "severity-example", "--weights", "weights-example", "--person", "person", "--by", "area"],
    ["pathways", "synthetic-people", "--adjust", "sex"],
    ["inequality", "synthetic-people", "--by", "age_band"],
    ["shrink", "local-authorities-2015", "--by", "area"],
    [
      "staggered", BundledFigures.root + "/Examples/begun.csv", "--time", "year", "--by", "area", "--start",
      "began",
    ],
    [
      "synthetic", BundledFigures.root + "/Examples/begun.csv", "--time", "year", "--by", "area", "--area",
      "Hale", "--change",
      "2020", "--without", "Carr,Marsden,Rudby",
    ],
    [
      "interrupted", BundledFigures.root + "/Examples/begun.csv", "--time", "year", "--by", "area", "--group",
      "Carr",
      "--control", "Ashby", "--change", "2020", "--break", "none", "--method", "state-space",
    ],
    [
      "trial", BundledFigures.root + "/Examples/wedge.csv", "--cluster", "prison", "--arm", "programme",
      "--time", "quarter",
    ],
  ]

  @Test("of each row", arguments: calls)
  func rows(_ call: [String]) throws {
    let answer = try Self.answer(call)
    let json = try #require(JSONSerialization.jsonObject(with: Data(answer.json().utf8)) as? [String: Any])
    let shared = Self.numbers(json.filter { !($0.value is [Any]) })
    var checked = 0
    for case let rows as [[String: Any]] in json.values {
      for row in rows {
        guard let sentence = row["sentence"] as? String else { continue }
        let own = Self.numbers(row) + shared
        for token in Self.tokens(sentence, without: Self.texts(row)) {
          #expect(Self.holds(token, own), "\(token) of “\(sentence)” is no number of its row")
          checked += 1
        }
      }
    }
    let all = Self.numbers(json)
    for sentence in answer.sentences {
      for token in Self.tokens(sentence, without: Self.texts(json.filter { $0.key != "sentences" })) {
        #expect(Self.holds(token, all), "\(token) of “\(sentence)” is no number of the answer")
        checked += 1
      }
    }
    #expect(checked > 0, "the sentences hold no number")
  }

  @Test("a verdict and the interval beside it agree", arguments: calls.filter { $0[0] == "compare" })
  func verdicts(_ call: [String]) throws {
    let json = try #require(
      JSONSerialization.jsonObject(with: Data(Self.answer(call).json().utf8)) as? [String: Any])
    let rows = try #require(json["groups"] as? [[String: Any]])
    for row in rows {
      let sentence = try #require(row["sentence"] as? String)
      let difference = row["difference"] as? [String: Any]
      guard let lower = difference?["lower"] as? Double, let upper = difference?["upper"] as? Double else {
        continue
      }
      let excludesNone = lower > 0 || upper < 0
      let saysChance = sentence.contains("no clear difference")
      #expect(!(saysChance && excludesNone), "\(sentence)")
      if row["verdict"] as? String == "as expected", excludesNone { #expect(sentence.contains("on its own")) }
    }
  }

  static func answer(_ call: [String]) throws -> Answer {
    let type = try #require(Questions.named(call[0]))
    return try ask(type, Array(call.dropFirst()))
  }

  private static func ask<Asked: Question>(_ type: Asked.Type, _ arguments: [String]) throws -> Answer {
    try type.parse(arguments).answer()
  }

  private static func numbers(_ value: Any) -> [Double] {
    switch value {
    case let object as [String: Any]: object.values.flatMap(numbers)
    case let list as [Any]: list.flatMap(numbers)
    case let number as NSNumber: [number.doubleValue]
    default: []
    }
  }

  /// Names, periods such as 2024/25, and levels, whose digits are no numbers of the answer.
  private static func texts(_ value: Any) -> [String] {
    switch value {
    case let object as [String: Any]:
      object.filter { $0.key != "sentence" && $0.key != "notes" }.values.flatMap(texts)
    case let list as [Any]: list.flatMap(texts)
    case let text as String: [text]
    default: []
    }
  }

  private static func tokens(_ sentence: String, without names: [String]) -> [String] {
    var text = sentence
    for name in names.sorted(by: { $0.count > $1.count })
    where name.contains(where: \.isNumber)
      && (name.contains(where: { $0.isLetter || "/-".contains($0) })
        || name.wholeMatch(of: /(19|20)\d\d/) != nil)
    {
      text = text.replacing(name, with: " ")
    }
    return text.matches(of: /[0-9][0-9,]*(\.[0-9]+)?/).map { match in
      String(match.output.0.last == "," ? match.output.0.dropLast() : match.output.0)
    }
  }

  /// Whether a printed number is one of some numbers, as it is or as a per cent, at its own decimals.
  private static func holds(_ token: String, _ numbers: [Double]) -> Bool {
    let decimals = token.split(separator: ".").dropFirst().first?.count ?? 0
    if token == "0.001" { return numbers.contains { $0 >= 0 && $0 < 0.001 } }
    return numbers.contains { number in
      let value = abs(number)
      return NumberFormat.fixed(value, decimals: decimals) == token
        || NumberFormat.percent(value, decimals: decimals) == token + "%"
    }
  }
}
