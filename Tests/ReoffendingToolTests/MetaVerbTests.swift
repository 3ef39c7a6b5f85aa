import Foundation
import Testing

@Suite("meta")
struct MetaVerbTests {
  @Test("counts of two groups, and effects as published, say the same where they are the same")
  func sameEffects() throws {
    let folder = try Tool.Folder()
    _ = try folder.write(
      "trial,a,n,b,m\nOne,12,80,20,82\nTwo,30,140,41,133\nThree,55,300,80,310\n", to: "counts.csv")
    let counts = try Tool.run(
      "meta", "counts.csv", "--events", "a", "--people", "n", "--other-events", "b", "--other-people", "m",
      "--format", "json", folder: folder.path)
    #expect(counts.status == 0, "\(counts.error)")
    let json = try counts.json()
    let groups = try #require(json["groups"] as? [[String: Any]])
    var published = "trial,ratio,low,high\n"
    for group in groups {
      let effect = try #require(group["effect"] as? [String: Any])
      let name = try #require((group["by"] as? [String: Any])?["trial"] as? String)
      published += "\(name),\(effect["estimate"] ?? ""),\(effect["lower"] ?? ""),\(effect["upper"] ?? "")\n"
    }
    _ = try folder.write(published, to: "published.csv")
    let again = try Tool.run(
      "meta", "published.csv", "--effect", "ratio", "--lower", "low", "--upper", "high", "--ratio",
      "--format",
      "json", folder: folder.path)
    #expect(again.status == 0, "\(again.error)")
    let one = try #require((json["combined"] as? [String: Any])?["estimate"] as? Double)
    let two = try #require((try again.json()["combined"] as? [String: Any])?["estimate"] as? Double)
    #expect(abs(one / two - 1) < 1e-9 && one < 1)
    let weights = groups.compactMap { $0["weight"] as? Double }
    #expect(weights.count == 3 && abs(weights.reduce(0, +) - 1) < 1e-12)
  }

  @Test("what is no study is refused with its line, and options that do not go together by name")
  func refusals() throws {
    let folder = try Tool.Folder()
    _ = try folder.write("trial,a,n,b,m\nOne,12,80,20,82\nTwo,50,40,1,33\n", to: "wrong.csv")
    let wrong = try Tool.run(
      "meta", "wrong.csv", "--events", "a", "--people", "n", "--other-events", "b", "--other-people", "m",
      folder: folder.path)
    #expect(wrong.status == 65 && wrong.error.contains("line 3") && wrong.error.contains("Two"))
    let mixed = try Tool.run("meta", "wrong.csv", "--effect", "a", folder: folder.path)
    #expect(mixed.status == 64 && mixed.error.contains("--error"))
  }

  @Test("every measure is drawn, a row a study, with what they are together", arguments: [true, false])
  func everyMeasureIsDrawn(isOfTwo: Bool) throws {
    let folder = try Tool.Folder()
    _ = try folder.write(
      "trial,a,n,b,m\nOne,12,80,20,82\nTwo,30,140,41,133\nThree,55,300,80,310\n", to: "counts.csv")
    let others = isOfTwo ? ["--other-events", "b", "--other-people", "m"] : []
    let outcome = try Tool.run(
      [
        "meta", "counts.csv", "--events", "a", "--people", "n", "--figure", "forest.svg", "--svg-text",
        "text",
      ]
        + others, folder: folder.path)
    #expect(outcome.status == 0, "\(outcome.error)")
    let picture = try String(contentsOfFile: folder.path + "/forest.svg", encoding: .utf8)
    for word in ["One", "Two", "Three", "All studies", "Forest plot of 3 studies"] {
      #expect(picture.contains(word), "\(word)")
    }
    #expect(picture.contains(isOfTwo ? "log axis" : "Rate"))
    #expect(!picture.contains("factor"))
  }

  @Test("moderators are said, listed and written; what is no right side or no column is refused")
  func moderators() throws {
    let folder = try Tool.Folder()
    _ = try folder.write(
      "trial,a,n,b,m,year,place\nOne,12,80,20,82,2001,prison\nTwo,30,140,41,133,2005,home\nThree,55,300,80,310,2010,prison\n"
        + "Four,21,120,33,118,2012,home\nFive,90,410,88,395,2016,home\n", to: "trials.csv")
    let counts = [
      "meta", "trials.csv", "--events", "a", "--people", "n", "--other-events", "b", "--other-people", "m",
    ]
    let outcome = try Tool.run(
      counts + ["--moderators", "year + place", "--format", "json"], folder: folder.path)
    #expect(outcome.status == 0, "\(outcome.error)")
    let json = try #require(try outcome.json()["moderators"] as? [String: Any])
    let rows = try #require(json["coefficients"] as? [[String: Any]])
    #expect(rows.compactMap { $0["term"] as? String } == ["(Intercept)", "year", "place=prison"])
    let plain = try Tool.run(counts + ["--moderators", "year + place"], folder: folder.path)
    let ratio = try #require((rows[1]["exponentiated"] as? [String: Any])?["estimate"] as? Double)
    #expect(plain.error.contains("year: risk ratio \(String(format: "%.2f", ratio))"), "\(plain.error)")
    #expect(plain.error.contains("The moderators together go"))
    #expect(plain.error.contains("place=home") && plain.error.contains("few for 2 moderators"))
    let without = try Tool.run(counts + ["--format", "json"], folder: folder.path)
    #expect(try without.json()["moderators"] is NSNull)
    for (text, status) in [("a ~ year", Int32(64)), ("year +", 64), ("year - 1", 64), ("colour", 65)] {
      let refused = try Tool.run(counts + ["--moderators", text], folder: folder.path)
      #expect(refused.status == status, "\(text): \(refused.error)")
    }
  }

  @Test("effects of one study are alike: three levels, with the numbers of the sentence in the JSON")
  func threeLevels() throws {
    let folder = try Tool.Folder()
    var text = "study,outcome,effect,error,kind\n"
    for index in 0..<24 {
      let study = index / 3
      text +=
        "\(study),\(index % 3),\(0.1 * Double((study * 5) % 7) + 0.04 * Double((index * 11) % 5)),0.1,\(index % 2)\n"
    }
    _ = try folder.write(text, to: "effects.csv")
    let call = [
      "meta", "effects.csv", "--effect", "effect", "--error", "error", "--study", "outcome", "--within",
      "study",
    ]
    let told = try Tool.run(call + ["--moderators", "kind", "--format", "json"], folder: folder.path)
    #expect(told.status == 0, "\(told.error)")
    let json = try told.json()
    let levels = try #require(json["threeLevel"] as? [String: Any])
    let (between, within) = (
      try #require(levels["iSquaredBetween"] as? Double), try #require(levels["iSquaredWithin"] as? Double)
    )
    #expect(levels["studies"] as? Int == 8 && between > within && json["bias"] is NSNull)
    let sentences = (json["sentences"] as? [String] ?? []).joined(separator: " ")
    #expect(
      sentences.contains(String(format: "%.1f%% of the variance lies between studies", 100 * between))
        && sentences.contains("24 effects of 8 studies"), "\(sentences)")
    #expect(json["moderators"] is [String: Any])
    let single = try Tool.run(Array(call.dropLast(2)) + ["--format", "json"], folder: folder.path)
    #expect(try single.json()["threeLevel"] is NSNull)
    #expect(try Tool.run(call + ["--hartung-knapp"], folder: folder.path).status == 64)
    #expect(try Tool.run(call + ["--model", "fixed"], folder: folder.path).status == 64)
    let none = try Tool.run(
      "meta", "effects.csv", "--effect", "effect", "--error", "error", "--study", "kind", "--within", "error",
      folder: folder.path)
    #expect(none.status == 65 && none.error.contains("one study"), "\(none.error)")
  }
}
