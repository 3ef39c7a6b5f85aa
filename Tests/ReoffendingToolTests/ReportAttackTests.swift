import Foundation
import TestSupport
import Testing

@Suite("random reports against an attacker who has every file of them")
struct ReportAttackTests {
  /// A finest group: an area of a region, and a sex.
  private struct Atom {
    let area: Int
    let sex: Int
    let people: Int
    let events: Int

    func value(_ column: String) -> String {
      switch column {
      case "area": "a\(area)"
      case "region": "r\(area / 2)"
      default: "s\(sex)"
      }
    }
  }

  /// A figure of the report: the columns that name its groups, and the area that it leaves out.
  private struct Figure {
    let columns: [String]
    let without: Int?

    func holds(_ atom: Atom) -> Bool { atom.area != without }
    var filter: String { without.map { ", where: 'area != \"a\($0)\"'" } ?? "" }
  }

  @Test(
    "no hidden count follows from all tables of a report, and no file prints one",
    arguments: 0..<AttackCount.of(tables: 4))
  func attacked(_ seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed) + 77)
    let limit = Int.random(in: 2...3, using: &random)
    var atoms: [Atom] = []
    for area in 0..<Int.random(in: 2...4, using: &random) {
      for sex in 0..<2 {
        let events = Int.random(in: 0...9, using: &random)
        atoms.append(
          Atom(
            area: area, sex: sex, people: 40 + events + Int.random(in: 0...30, using: &random), events: events
          )
        )
      }
    }
    var figures: [Figure] = []
    for columns in [["area"], ["region"], ["sex"], ["area", "sex"]] where Bool.random(using: &random) {
      figures.append(Figure(columns: columns, without: nil))
    }
    figures.append(Figure(columns: ["sex"], without: 0))
    let folder = try Tool.Folder()
    _ = try folder.write(
      "area,region,sex,reoffended\n"
        + atoms.map { atom in
          (0..<atom.people).map {
            "\(atom.value("area")),\(atom.value("region")),\(atom.value("sex")),\($0 < atom.events ? 1 : 0)\n"
          }.joined()
        }.joined(), to: "d.csv")
    let items = figures.enumerated().map { place, figure in
      "      - {name: f\(place), kind: rates, data: d.csv, by: [\(figure.columns.joined(separator: ", "))]"
        + "\(figure.filter)}\n"
    }
    let config = try folder.write(
      "title: T\nsuppress: \(limit)\nsections:\n  - title: S\n    figures:\n" + items.joined(), to: "r.yml")
    let outcome = try Tool.run(
      "report", config, "--documents", "none", "--output", folder.path + "/out", folder: folder.path)
    // What cannot be protected is refused by name, and publishes nothing.
    guard outcome.status == 0 else {
      #expect(outcome.status == 65 && outcome.error.contains("small counts"), "\(outcome.error)")
      return
    }
    var sums: [(of: [Int], value: Int)] = []
    var secrets: [[Int]] = []
    for (place, figure) in figures.enumerated() {
      let path = folder.path + "/out/tables/f\(place).csv"
      let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
      var shown: [String: Int] = [:]
      for line in text.split(separator: "\n").dropFirst() {
        let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        let name = cells.prefix(figure.columns.count).filter { !$0.isEmpty }.joined(separator: ",")
        shown[name] = Int(cells[figure.columns.count + 1])
      }
      let inside = atoms.indices.filter { figure.holds(atoms[$0]) }
      let groups = Dictionary(grouping: inside) { atom in
        figure.columns.map { atoms[atom].value($0) }.joined(separator: ",")
      }
      for (name, members) in groups {
        let value = members.reduce(0) { $0 + atoms[$1].events }
        if let printed = shown[name] {
          #expect(printed == value)
          #expect(value == 0 || value > limit, "seed \(seed): \(name) prints \(value)")
          sums.append((members, printed))
        } else {
          secrets.append(members)
        }
      }
      if let total = shown["Total"] { sums.append((inside, total)) }
    }
    for secret in secrets {
      let value = secret.reduce(0) { $0 + atoms[$1].events }
      let possible = Attacker(unknowns: atoms.count, sums: sums).values(
        of: secret, upTo: value + 2 * limit + 2)
      #expect(possible.contains(value))
      #expect(
        (possible.max() ?? 0) - (possible.min() ?? 0) > limit,
        "seed \(seed): \(possible.sorted()) of \(secret), limit \(limit), sums \(sums)")
      if value > 0, value <= limit { #expect(possible.contains(0), "seed \(seed)") }
    }
    // What is hidden stands in no sentence, page, manifest or picture with letters.
    for case let name as String in FileManager.default.enumerator(atPath: folder.path + "/out") ?? .init()
    where name.hasSuffix(".html") || name.hasSuffix(".json") || name.hasSuffix(".md") {
      let text = try String(contentsOfFile: folder.path + "/out/" + name, encoding: .utf8)
      for secret in secrets {
        let (events, people) = secret.reduce(into: (0, 0)) {
          $0.0 += atoms[$1].events
          $0.1 += atoms[$1].people
        }
        let isPrintedElsewhere = sums.contains { sum in
          sum.value == events && sum.of.reduce(0) { $0 + atoms[$1].people } == people
        }
        #expect(isPrintedElsewhere || !text.contains("\(events) of \(people) "), "seed \(seed), \(name)")
      }
    }
  }
}
