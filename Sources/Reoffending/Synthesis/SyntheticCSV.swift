internal import Dispatch
import Numbers
internal import Tables

extension SyntheticPopulation {
  /// The names of the columns.
  ///
  /// The first says that nobody is meant, in a way that every reader of CSV files keeps.
  public static let columns = [
    "synthetic_person", "area", "quarter", "index_date", "sex", "age", "age_band", "offence_group",
    "weapon_possession", "previous_sanctions", "age_at_first_sanction", "age_at_conviction", "homeless",
    "unemployed", "mental_health", "substance_misuse", "alcohol", "child_protection", "domestic_violence",
    "programme", "predicted", "reoffended", "reoffences", "days_to_reoffence", "disposal",
  ]

  /// Writes the population as CSV, a piece at a time, so that the memory needed does not grow with the people.
  ///
  /// The pieces are made on all cores and handed over in the order of the rows.
  public func csv<Failure: Error>(
    to write: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    try write(Array((Self.columns.joined(separator: ",") + "\n").utf8))
    try chunks(to: write) { person, bytes in person.append(to: &bytes) }
  }

  /// Makes pieces of a file from the people of runs of rows, and hands them over in order.
  func chunks<Failure: Error>(
    to write: ([UInt8]) throws(Failure) -> Void,
    _ append: @Sendable (SyntheticPerson, inout [UInt8]) -> Void
  ) throws(Failure) {
    let chunk = 8192
    let wave = 8
    var start = 0
    while start < people {
      let pieces = min(wave, (people - start + chunk - 1) / chunk)
      let first = start
      let texts = [[UInt8]](unsafeUninitializedCapacity: pieces) { buffer, initializedCount in
        nonisolated(unsafe) let slots = buffer
        DispatchQueue.concurrentPerform(iterations: pieces) { piece in
          let rows = first + piece * chunk..<min(people, first + (piece + 1) * chunk)
          var bytes: [UInt8] = []
          bytes.reserveCapacity(rows.count * 180)
          for row in rows { append(person(row), &bytes) }
          slots.initializeElement(at: piece, to: bytes)
        }
        initializedCount = pieces
      }
      for text in texts { try write(text) }
      start += pieces * chunk
    }
  }
}

extension SyntheticPerson {
  /// Appends the person's row.
  func append(to bytes: inout [UInt8]) {
    bytes.append(number)
    bytes.append(area)
    bytes.append(quarter)
    bytes.append(indexDate.description)
    bytes.append(sex.rawValue)
    bytes.append(age)
    bytes.append(ageBand)
    bytes.append(offenceGroup)
    bytes.append(possessedWeapon)
    bytes.append(previousSanctions)
    bytes.append(ageAtFirstSanction)
    bytes.append(ageAtConviction)
    bytes.append(isHomeless)
    bytes.append(isUnemployed)
    bytes.append(hasMentalHealthNeed)
    bytes.append(misusesSubstances)
    bytes.append(misusesAlcohol)
    bytes.append(hasChildProtectionFlag)
    bytes.append(perpetratedDomesticViolence)
    bytes.append(tookPartInProgramme)
    bytes.append(tenThousandths: predictedTenThousandths)
    bytes.append(reoffended)
    bytes.append(reoffences)
    bytes.append(days)
    bytes.append(disposal)
    bytes[bytes.count - 1] = UInt8(ascii: "\n")
  }
}

extension [UInt8] {
  /// Appends a field that needs no quotes, and a comma.
  mutating func append(_ text: String) {
    append(contentsOf: text.utf8)
    append(UInt8(ascii: ","))
  }

  /// Appends a count and a comma.
  mutating func append(_ count: Int) {
    var divisor = 1
    while count / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      append(UInt8(ascii: "0") + UInt8(count / divisor % 10))
      divisor /= 10
    }
    append(UInt8(ascii: ","))
  }

  /// Appends 0 or 1 and a comma.
  mutating func append(_ value: Bool) {
    append(UInt8(ascii: value ? "1" : "0"))
    append(UInt8(ascii: ","))
  }

  /// Appends a fraction with four decimals and a comma.
  mutating func append(tenThousandths value: Int) {
    append(UInt8(ascii: "0"))
    append(UInt8(ascii: "."))
    for divisor in [1000, 100, 10, 1] { append(UInt8(ascii: "0") + UInt8(value / divisor % 10)) }
    append(UInt8(ascii: ","))
  }
}
