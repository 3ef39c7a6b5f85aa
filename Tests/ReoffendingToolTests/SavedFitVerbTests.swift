import Foundation
import Testing

@Suite("fit --save, predict --model and random intercepts")
struct SavedFitVerbTests {
  @Test("a fit predicts for other people as it would for its own")
  func saved() throws {
    let folder = try Tool.Folder()
    let fit = try Tool.run(
      "fit", "synthetic-people", "--formula", "reoffended ~ sex * age + age_band", "--save", "fit.json",
      folder: folder.path)
    #expect(fit.status == 0, "\(fit.error)")
    let predicted = try Tool.run(
      "predict", "synthetic-people", "--where", "age < 30", "--model", "fit.json", "--format", "json",
      folder: folder.path)
    #expect(predicted.status == 0, "\(predicted.error)")
    let json = try predicted.json()
    let people = try #require(json["people"] as? [[String: Any]])
    let one = try #require(people.first)
    let (mean, lower, upper) = (
      try #require(one["fitted"] as? Double), try #require(one["fitted_lower"] as? Double),
      try #require(one["fitted_upper"] as? Double)
    )
    #expect(lower < mean && mean < upper && mean > 0 && mean < 1 && people.count > 10)
    #expect((json["notes"] as? [String])?.first?.contains("sex * age") == true)
  }

  @Test("an unknown level names its line; what is no fit, and fits that are not kept, are refused")
  func refusals() throws {
    let folder = try Tool.Folder()
    var text = "y,g\n"
    for index in 0..<40 { text += "\(index % 3 == 0 ? 1 : 0),\(index % 2 == 0 ? "a" : "b")\n" }
    _ = try folder.write(text, to: "people.csv")
    _ = try folder.write("g\na\nc\n", to: "new.csv")
    _ = try folder.write("{}", to: "no.json")
    let fit = ["fit", "people.csv", "--formula", "y ~ g"]
    #expect(try Tool.run(fit + ["--save", "fit.json"], folder: folder.path).status == 0)
    let refused = try Tool.run("predict", "new.csv", "--model", "fit.json", folder: folder.path)
    #expect(
      refused.status == 65 && refused.error.contains("line 3")
        && refused.error.contains("one of the model's levels, a, b"), "\(refused.error)")
    let skipped = try Tool.run(
      "predict", "new.csv", "--model", "fit.json", "--skip-invalid", folder: folder.path)
    #expect(skipped.status == 0 && skipped.error.contains("line 3"), "\(skipped.error)")
    let no = try Tool.run("predict", "new.csv", "--model", "no.json", folder: folder.path)
    #expect(no.status == 65 && no.error.contains("fit --save"), "\(no.error)")
    #expect(try Tool.run("predict", "new.csv", "--model", "absent.json", folder: folder.path).status == 66)
    for extra in [["--firth"], ["--ridge", "1"]] {
      let kept = try Tool.run(fit + ["--save", "other.json"] + extra, folder: folder.path)
      #expect(kept.status == 64 && kept.error.contains("--save"), "\(extra): \(kept.error)")
    }
    #expect(try Tool.run(fit + ["--save", "fit.txt"], folder: folder.path).status == 64)
  }

  @Test("(1 | area) and --random area are one; the sentence has the numbers of the JSON")
  func random() throws {
    let folder = try Tool.Folder()
    let base = ["fit", "synthetic-people", "--formula"]
    let one = try Tool.run(
      base + ["reoffended ~ sex + age + (1 | area)", "--format", "json"], folder: folder.path)
    #expect(one.status == 0, "\(one.error)")
    let two = try Tool.run(
      base + ["reoffended ~ sex + age", "--random", "area", "--format", "json"], folder: folder.path)
    let first = try #require(try one.json()["random"] as? [String: Any])
    let second = try #require(try two.json()["random"] as? [String: Any])
    let deviation = try #require((first["deviation"] as? [String: Any])?["estimate"] as? Double)
    #expect(deviation == (second["deviation"] as? [String: Any])?["estimate"] as? Double)
    #expect((first["groups"] as? [Any])?.count ?? 0 > 1)
    let told = try Tool.run(base + ["reoffended ~ sex + age + (1 | area)"], folder: folder.path)
    #expect(told.error.contains("standard deviation \(String(format: "%.3f", deviation))"), "\(told.error)")
    for extra in [["--quadrature", "4"], ["--firth"], ["--family", "gaussian"], ["--effects", "sex"]] {
      let refused = try Tool.run(
        base + ["reoffended ~ sex + (1 | area)"] + extra, folder: folder.path)
      #expect(refused.status == 65, "\(extra): \(refused.error)")
    }
    let lone = try Tool.run(base + ["reoffended ~ sex", "--quadrature", "3"], folder: folder.path)
    #expect(lone.status == 64 && lone.error.contains("--random"))
  }

  @Test(
    "a fit of groups predicts with the own intercept unless the typical one is asked for; new groups are told"
  )
  func ownIntercepts() throws {
    let folder = try Tool.Folder()
    var text = "y,x,g\n"
    for index in 0..<200 {
      text += "\((index * 37) % 100 < 20 + 15 * (index % 5) ? 1 : 0),\(index % 3),area \(index % 5)\n"
    }
    _ = try folder.write(text, to: "people.csv")
    _ = try folder.write("x,g\n1,area 4\n1,area 0\n1,elsewhere\n", to: "new.csv")
    let fit = try Tool.run(
      "fit", "people.csv", "--formula", "y ~ x + (1 | g)", "--save", "fit.json", folder: folder.path)
    #expect(fit.status == 0, "\(fit.error)")
    func fitted(_ options: String...) throws -> (values: [Double], notes: String) {
      let told = try Tool.run(
        ["predict", "new.csv", "--model", "fit.json", "--format", "json"] + options, folder: folder.path)
      let json = try told.json()
      return (
        (json["people"] as? [[String: Any]] ?? []).compactMap { $0["fitted"] as? Double },
        (json["notes"] as? [String] ?? []).joined(separator: " ")
      )
    }
    let own = try fitted()
    let typical = try fitted("--intercepts", "typical")
    #expect(own.values.count == 3 && own.values[0] > own.values[2] && own.values[2] > own.values[1])
    #expect(typical.values.allSatisfy { $0 == own.values[2] })
    #expect(own.notes.contains("1 of 3 people is of a g that the fit did not know"), "\(own.notes)")
    #expect(typical.notes.contains("typical g"), "\(typical.notes)")
    let wrong = try Tool.run(
      "predict", "new.csv", "--model", "ogrs3", "--intercepts", "own", folder: folder.path)
    #expect(wrong.status == 64)
  }

  /// Made-up people of eight areas.
  private static func people() throws -> Tool.Folder {
    let folder = try Tool.Folder()
    var text = "days,reoffended,homeless,age,sex,area\n"
    for index in 0..<240 {
      let (area, homeless, age) = (index % 8, index % 3 == 0, 18 + (index * 7) % 31)
      let days = 1 + ((index * 53) % 397) * (12 - area) / (homeless ? 16 : 9)
      text +=
        "\(min(days, 365)),\(days < 366 ? 1 : 0),\(homeless ? "yes" : "no"),\(age),\(index % 5 < 3 ? "M" : "F"),area \(area)\n"
    }
    _ = try folder.write(text, to: "people.csv")
    return folder
  }

  @Test("models of times are kept and predict shares; what is not kept, or not asked rightly, is refused")
  func times() throws {
    let folder = try Self.people()
    let cox = ["cox", "people.csv", "--time", "days", "--event", "reoffended", "--terms", "homeless + age"]
    for further in [
      [], ["--distribution", "lognormal"], ["--distribution", "royston-parmar", "--knots", "1"],
    ] {
      let kept = try Tool.run(
        cox + further + [
          "--save", "times.json", "--profile", "homeless=yes, age=20", "--at", "180", "--format", "json",
        ], folder: folder.path)
      #expect(kept.status == 0, "\(further): \(kept.error)")
      let profile = try #require((try kept.json()["predictions"] as? [[String: Any]])?.first)
      let share = try #require((profile["survival"] as? [String: Any])?["estimate"] as? Double)
      _ = try folder.write("homeless,age\nyes,20\nno,20\n", to: "new.csv")
      let told = try Tool.run(
        "predict", "new.csv", "--model", "times.json", "--at", "180,9999", "--format", "json",
        folder: folder.path)
      #expect(told.status == 0, "\(told.error)")
      let people = try #require(try told.json()["people"] as? [[String: Any]])
      let own = try #require(people[0]["survival_180"] as? Double)
      #expect(abs(own - share) < 1e-12 && own < (people[1]["survival_180"] as? Double ?? 0))
      #expect((people[0]["survival_9999"] as? Double == nil) == further.isEmpty)
      #expect(try #require(people[0]["survival_180_lower"] as? Double) < own)
    }
    #expect(
      try Tool.run("predict", "new.csv", "--model", "times.json", folder: folder.path).error.contains("--at"))
    for wrong in [
      ["--save", "times.txt"], ["--profile", "homeless=yes, age=20"], ["--at", "20"],
      ["--frailty", "area", "--save", "a.json"], ["--knots", "2"], ["--frailty-distribution", "gamma"],
      ["--frailty", "area", "--robust"], ["--profile", "homeless", "--at", "20"],
    ] {
      #expect(try Tool.run(cox + wrong, folder: folder.path).status == 64, "\(wrong)")
    }
    #expect(
      try Tool.run(cox + ["--profile", "homeless=yes", "--at", "20"], folder: folder.path).error.contains(
        "age"))
  }

  @Test("frailty(area), strata(sex) and cluster(area) among the terms are the options")
  func termsOfR() throws {
    let folder = try Self.people()
    let cox = ["cox", "people.csv", "--time", "days", "--event", "reoffended", "--format", "json"]
    func same(_ terms: String, _ options: [String], _ key: String) throws {
      let (first, second) = (
        try Tool.run(cox + ["--terms", terms], folder: folder.path),
        try Tool.run(cox + ["--terms", "homeless + age"] + options, folder: folder.path)
      )
      #expect(first.status == 0 && second.status == 0, "\(first.error)\(second.error)")
      let (one, two) = (try first.json()[key], try second.json()[key])
      #expect("\(one ?? 1)" == "\(two ?? 2)", "\(terms)")
    }
    try same("homeless + strata(sex) + age", ["--strata", "sex"], "strata")
    try same("cluster(area) + homeless + age", ["--cluster", "area"], "clusters")
    try same("homeless + age + frailty.gamma(area)", ["--frailty", "area"], "logLikelihood")
    let told = try Tool.run(
      Array(cox.dropLast(2)) + ["--terms", "homeless + age + frailty(area)"], folder: folder.path)
    #expect(told.error.contains("share a frailty") && told.text.contains("Frailty"), "\(told.error)")
    let twice = try Tool.run(
      cox + ["--terms", "homeless + strata(sex)", "--strata", "area"], folder: folder.path)
    #expect(twice.status == 64 && twice.error.contains("strata(sex)"))
  }
}
