import Numbers
internal import Statistics
internal import Tables

extension SyntheticPopulation {
  /// The names of the columns of the events.
  public static let eventColumns = [
    "synthetic_person", "event", "date", "conviction_date", "end_date", "area", "sex", "age_band", "offence",
    "homeless", "unemployed",
  ]

  /// Writes what happened to the people, a row an event, as `cohort` reads it.
  ///
  /// The proven reoffences are those of the person-level file; beside them stand events that a cohort must not count:
  /// earlier offences, some convicted after the index date, offences never proven or proven too late, offences after
  /// the follow-up, and later index events. The data end on 31 December 2018.
  public func eventCSV<Failure: Error>(
    to write: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    try write(Array((Self.eventColumns.joined(separator: ",") + "\n").utf8))
    let seed = seed
    try chunks(to: write) { person, bytes in
      SyntheticEvents(person, seed: seed).append(to: &bytes)
    }
  }
}

/// The events of one synthetic person.
private struct SyntheticEvents {
  private struct Event {
    let kind: String
    let date: Int
    var conviction: Int?
    var end: Int?
  }

  private let person: SyntheticPerson
  private var events: [Event] = []

  init(_ person: SyntheticPerson, seed: UInt64) {
    self.person = person
    var generator = ReplicateGenerator(seed: ~seed, replicate: person.number)
    func uniform() -> Double { Double(generator.next() >> 11) * 0x1p-53 }
    func days(_ range: ClosedRange<Int>) -> Int {
      range.lowerBound + Int(uniform() * Double(range.count))
    }
    let index = person.indexDate.daysSince1970
    // Eighteen months are at most 550 days.
    let deadline = index + 550
    events.append(Event(kind: "index", date: index))
    for number in 0..<person.reoffences {
      let day = index + (number == 0 ? person.days : days(person.days...365))
      events.append(Event(kind: "offence", date: day, conviction: day + days(1...150)))
    }
    if uniform() < 0.25 {
      let day = index - days(0...400)
      events.append(Event(kind: "offence", date: day, conviction: max(day, index - 100) + days(0...160)))
    }
    if uniform() < 0.15 { events.append(Event(kind: "offence", date: index + days(1...365))) }
    if uniform() < 0.10 {
      events.append(
        Event(kind: "offence", date: index + days(1...365), conviction: deadline + days(1...60)))
    }
    if uniform() < 0.15 {
      let day = index + 366 + days(1...150)
      events.append(Event(kind: "offence", date: day, conviction: day + days(0...30)))
    }
    if uniform() < 0.15 { events.append(Event(kind: "index", date: index + days(1...250))) }
    if uniform() < 0.2 {
      let day = index + days(1...300)
      events.append(Event(kind: "custody", date: day, end: day + days(1...120)))
      if uniform() < 0.3 { events.append(Event(kind: "custody", date: day + 1, end: day + days(1...90))) }
    }
  }

  func append(to bytes: inout [UInt8]) {
    for event in events {
      bytes.append(person.number)
      bytes.append(event.kind)
      bytes.append(Self.text(event.date))
      bytes.append(event.conviction.map(Self.text) ?? "")
      bytes.append(event.end.map(Self.text) ?? "")
      if event.kind == "index" {
        bytes.append(person.area)
        bytes.append(person.sex.rawValue)
        bytes.append(person.ageBand)
        bytes.append(person.offenceGroup)
        bytes.append(person.isHomeless)
        bytes.append(person.isUnemployed)
      } else {
        for _ in 0..<6 { bytes.append("") }
      }
      bytes[bytes.count - 1] = UInt8(ascii: "\n")
    }
  }

  private static func text(_ day: Int) -> String { CalendarDate(daysSince1970: day)?.description ?? "" }
}
