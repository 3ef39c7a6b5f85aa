import Engines
import Foundation
import Studies
import Tables
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The same people in a file and in the engines that are there; a run without `Tools/engines` has SQLite only.
private enum People {
  static let columns = [
    "area", "sex", "age", "score", "employed", "reoffended", "offences", "weight", "times", "days", "shift",
  ]

  /// Some areas with blanks around them, a marker for none, and ages and scores that are not there.
  static let rows: [[String]] = {
    var state: UInt64 = 11
    func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 9_007_199_254_740_992
    }
    return (0..<600).map { row in
      let area = ["North", "South", " South ", "East*", "NA", "O'Kelly"][Int(next() * 6)]
      let age = 15 + Int(next() * 60)
      let score = (next() * 4000).rounded() / 512
      let isEmployed = next() < 0.5
      let chance = 1 / (1 + exp(-(0.6 - 0.03 * Double(age) + 0.2 * score + (area == "North" ? 0.5 : 0))))
      let reoffended = next() < chance
      return [
        area, next() < 0.3 ? "F" : "M", row % 37 == 5 ? "" : "\(age)", row % 41 == 3 ? "" : "\(score)",
        isEmployed ? "yes" : "no", reoffended ? "1" : "0", "\(Int(next() * next() * 5))",
        row % 53 == 7 ? "" : "\((next() * 16).rounded(.down) / 8)", "\(Int(next() * 4))",
        "\(1 + Int(next() * 365))", "\((next() * 32).rounded() / 16 - 1)",
      ]
    }
  }()

  static var csv: String {
    ([columns] + rows).map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n"
  }

  static var table: OutputTable {
    OutputTable(
      columns: columns.map { OutputColumn(key: $0, title: $0) },
      rows: rows.map { row in
        row.enumerated().map { place, text in
          if text.isEmpty { return .missing("") }
          switch place {
          case 2, 5, 6, 8, 9: return .count(Int(text) ?? 0)
          case 3, 7, 10: return .number(Double(text) ?? 0)
          default: return .text(text)
          }
        }
      })
  }

  static func address(_ engine: String) -> String? {
    ProcessInfo.processInfo.environment["REOFFENDING_TEST_\(engine.uppercased())"].flatMap {
      $0.isEmpty ? nil : $0
    }
  }

  static var engines: [String] {
    ["sqlite"] + ["duckdb", "postgresql", "spark"].filter { address($0) != nil }
  }

  /// Makes the table in an engine; the source, and the option by which it is named.
  static func source(_ engine: String, in folder: String) throws -> (StudyData, [String: String]) {
    let address = address(engine) ?? ""
    switch engine {
    case "sqlite", "duckdb":
      // The wheel of DuckDB is looked up in the library of Python, which it finds loaded.
      if engine == "duckdb" { dlopen(address, RTLD_NOW | RTLD_GLOBAL) }
      let place = "\(engine):\(folder)/people.\(engine)"
      if !FileManager.default.fileExists(atPath: "\(folder)/people.\(engine)") {
        try EngineOutput.write(table, to: place + "#people", replacing: false)
      }
      return (StudyData(place), ["table": "people"])
    case "postgresql":
      try EngineOutput.write(table, to: address + "#summed_people", replacing: true)
      return (StudyData(address), ["table": "summed_people"])
    default:
      let values = rows.map { row in
        let cells = row.enumerated().map { place, text -> String in
          if text.isEmpty { return "NULL" }
          return switch place {
          case 2, 5, 6, 8, 9: text
          case 3, 7, 10: "CAST(\(text) AS DOUBLE)"
          default: "'\(text.replacing("'", with: "\\'"))'"
          }
        }
        return "(\(cells.joined(separator: ", ")))"
      }
      return (
        StudyData(address),
        [
          "query":
            "SELECT * FROM VALUES \(values.joined(separator: ", ")) AS t(\(columns.joined(separator: ", ")))"
        ]
      )
    }
  }
}

@Suite("A regression by sums of an engine", .serialized)
struct SummedFitTests {
  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.path + "/summed-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  @Test(
    "is that of the rows to 1e-8, whatever is missing, compared with or left out", arguments: People.engines)
  func sameAsRows(_ engine: String) throws {
    try inFolder { folder in
      let (source, naming) = try People.source(engine, in: folder)
      let file = try StudyData.csv(People.csv)
      let questions: [[String: String]] = [
        ["formula": "reoffended ~ area + age + score + employed"],
        ["formula": "reoffended ~ area * age + I(score^2) + log(age)"],
        ["formula": "reoffended ~ factor(sex, ref = \"M\") + age:score + sex:age - 1"],
        ["formula": "sex ~ age + I(age - 2 * score) + I(score >= 4) + score"],
        ["formula": "reoffended ~ age", "where": "area = \"South\" and score > 2.5 and not (age < 20)"],
        [
          "formula": "reoffended ~ score + age", "family": "quasibinomial",
          "where": "age is missing or sex = \"F\" or sex = \"M\"",
        ],
        ["formula": "reoffended ~ score", "where": "sex = \"F\" or score > 1"],
        ["formula": "offences ~ area + age", "family": "poisson"],
        ["formula": "offences ~ age * employed", "family": "quasipoisson"],
        ["formula": "score ~ area + age", "family": "gaussian"],
        ["formula": "score ~ age - 1", "family": "gaussian"],
        ["formula": "reoffended ~ area + age + score", "weights": "weight"],
        ["formula": "reoffended ~ area * age", "weights": "weight", "weights-are": "sampling"],
        ["formula": "score ~ area + age", "family": "gaussian", "weights": "weight"],
        ["formula": "score ~ age - 1", "family": "gaussian", "weights": "weight"],
        [
          "formula": "offences ~ age + employed", "family": "poisson", "weights": "times",
          "weights-are": "frequency",
        ],
        [
          "formula": "reoffended ~ sex + age", "weights": "times", "weights-are": "frequency",
          "where": "age > 20",
        ],
        ["formula": "offences ~ area + age", "family": "poisson", "exposure": "days"],
        ["formula": "offences ~ age - 1", "family": "quasipoisson", "offset": "shift", "weights": "weight"],
        ["formula": "offences ~ age + offset(log(days))", "family": "poisson", "offset": "shift"],
        ["formula": "reoffended ~ age + score", "offset": "shift"],
        ["formula": "score ~ age", "family": "gaussian", "offset": "days"],
        ["formula": "reoffended ~ area * age + score", "standard-errors": "hc0"],
        [
          "formula": "offences ~ area + age", "family": "poisson", "standard-errors": "hc1",
          "exposure": "days",
        ],
        ["formula": "reoffended ~ area * age + I(score^2)", "standard-errors": "hc2", "weights": "weight"],
        ["formula": "score ~ sex + age", "family": "gaussian", "standard-errors": "hc3"],
        [
          "formula": "reoffended ~ age:score + employed", "standard-errors": "hc3", "weights": "times",
          "weights-are": "frequency",
        ],
        ["formula": "reoffended ~ age + score", "cluster": "area"],
        ["formula": "reoffended ~ area + age", "cluster": "area", "weights": "weight"],
        ["formula": "offences ~ sex + score", "family": "quasipoisson", "cluster": "age"],
        ["formula": "reoffended ~ area + score", "cluster": "area,age"],
        [
          "formula": "reoffended ~ employed + age", "cluster": "area,age", "weights": "times",
          "weights-are": "frequency",
        ],
      ]
      for question in questions {
        let own = try object(AnyStudy("fit", of: file, question))
        let asked = question.merging(naming) { first, _ in first }.merging(["in-engine": "always"]) { $1 }
        let summed = try object(AnyStudy("fit", of: source, asked))
        #expect(own["observations"] as? Int == summed["observations"] as? Int)
        #expect(own["excluded"] as? Int == summed["excluded"] as? Int)
        #expect(own["referenceLevels"] as? [String] == summed["referenceLevels"] as? [String])
        #expect(own["notes"] as? [String] == summed["notes"] as? [String], "\(engine), \(question)")
        for key in ["deviance", "nullDeviance", "logLikelihood", "aic", "dispersion"] {
          let (one, other) = (own[key] as? Double, summed[key] as? Double)
          #expect((one == nil) == (other == nil))
          #expect(
            abs((one ?? 0) - (other ?? 0)) <= 1e-9 * max(1, abs(one ?? 0)), "\(engine), \(question), \(key)")
        }
        #expect(own["warnings"] as? [String] == summed["warnings"] as? [String], "\(engine), \(question)")
        #expect(own["standardErrors"] as? String == summed["standardErrors"] as? String)
        let rows = try #require(own["coefficients"] as? [[String: Any]])
        let others = try #require(summed["coefficients"] as? [[String: Any]])
        #expect(rows.map { $0["term"] as? String } == others.map { $0["term"] as? String })
        #expect(rows.count > 0)
        for (row, other) in zip(rows, others) {
          for key in ["estimate", "standardError"] {
            // Of few clusters no error may exist.
            guard key == "estimate" || !(row[key] is NSNull) else {
              #expect(other[key] is NSNull, "\(engine), \(question), \(row)")
              continue
            }
            let (one, two) = (try #require(row[key] as? Double), try #require(other[key] as? Double))
            #expect(abs(one - two) <= 1e-8 * max(1e-3, abs(one)), "\(engine), \(question), \(row)")
          }
        }
      }
    }
  }

  private func refusal(_ source: StudyData, _ options: [String: String]) -> String {
    do {
      _ = try AnyStudy("fit", of: source, options)
      return ""
    } catch { return "\(error)" }
  }

  @Test("is refused by name where the engine cannot mean the same, and else read as ever")
  func refusals() throws {
    try inFolder { folder in
      let (source, naming) = try People.source("sqlite", in: folder)
      func said(_ options: [String: String]) -> String { refusal(source, options.merging(naming) { $1 }) }
      func both(_ options: [String: String]) -> (String, String) {
        let own = (try? StudyData.csv(People.csv)).map { refusal($0, options) } ?? ""
        return (own, said(options.merging(["in-engine": "always"]) { $1 }))
      }
      // The same words as of a file.
      for options in [
        ["formula": "offences ~ age", "family": "poisson", "offset": "days"],
        ["formula": "reoffended ~ age", "offset": "shift", "exposure": "days"],
        ["formula": "reoffended ~ age", "weights-are": "sampling"],
        ["formula": "reoffended ~ age", "standard-errors": "cluster"],
        ["formula": "reoffended ~ age", "cluster": "sex", "where": "sex = \"F\""],
      ] {
        let (own, summed) = both(options)
        #expect(!own.isEmpty && own == summed, "\(own) | \(summed)")
      }
      #expect(
        said(["formula": "reoffended ~ age", "in-engine": "always", "weights": "area"]).contains(
          "area does not hold numbers"))
      #expect(
        said(["formula": "reoffended ~ age", "in-engine": "always", "weights": "shift"]).contains(
          "shift is below 0 in some row"))
      #expect(
        said([
          "formula": "reoffended ~ factor(age) * area * sex", "in-engine": "always", "standard-errors": "hc3",
        ]).contains("--standard-errors hc3"))
      let spline = ["formula": "reoffended ~ ns(age, 3)"]
      #expect(said(spline.merging(["in-engine": "always"]) { $1 }).contains("ns(age, 3)"))
      #expect(said(spline) == "")
      #expect(
        said(["formula": "reoffended ~ factor(age)", "in-engine": "never"])
          == said(["formula": "reoffended ~ factor(age)"]))
      #expect(
        said(["formula": "reoffended ~ age", "in-engine": "always", "effects": "age"]).contains("--effects"))
      #expect(said(["formula": "offences ~ age", "in-engine": "always"]).contains("0 for some and 1"))
      #expect(
        refusal(try .csv(People.csv), ["formula": "reoffended ~ age", "in-engine": "always"]).contains(
          "is for databases"))
      #expect(
        refusal(
          try .csv(People.csv), ["formula": "reoffended ~ age", "in-engine": "always", "emit-sql": "spark"]
        ).contains("--emit-sql"))
    }
  }

  @Test("names what separates the outcome, a level or a number, as a fit of the rows does")
  func separation() throws {
    try inFolder { folder in
      let (source, naming) = try People.source("sqlite", in: folder)
      let file = try StudyData.csv(People.csv)
      for formula in ["reoffended ~ I(reoffended >= 1) + age", "reoffended ~ factor(reoffended) + age"] {
        let own = refusal(file, ["formula": formula])
        #expect(own.contains("separat"), "\(own)")
        let summed = refusal(source, ["formula": formula, "in-engine": "always"].merging(naming) { $1 })
        #expect(own.hasSuffix(summed), "\(own) | \(summed)")
      }
    }
  }

  @Test("shows its statements and sends none")
  func explained() throws {
    try inFolder { folder in
      let (source, naming) = try People.source("sqlite", in: folder)
      let options = ["formula": "reoffended ~ age", "explain-sql": "true"].merging(naming) { $1 }
      func statements(_ further: [String: String]) -> String {
        do {
          _ = try AnyStudy("fit", of: source, options.merging(further) { $1 })
          return ""
        } catch let planned as PlannedStatements { return planned.text } catch { return "\(error)" }
      }
      let both = statements([:])
      #expect(both.hasPrefix("SELECT \"reoffended\""))
      #expect(both.contains("1000000 distinct patterns") && both.contains("reoffending_exp"))
      let never = statements(["in-engine": "never"])
      #expect(never.hasPrefix("SELECT \"reoffended\"") && !never.contains("reoffending_exp"))
      #expect(statements(["in-engine": "always"]).hasPrefix("--"))
    }
  }
}
