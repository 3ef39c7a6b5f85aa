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
    for extra in [["--firth"], ["--ridge", "1"], ["--random", "g"]] {
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
}
