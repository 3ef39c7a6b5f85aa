/// A day in the proleptic Gregorian calendar, without a time zone.
///
/// - Source: Richards (2013), in *Explanatory Supplement to the Astronomical Almanac*, 3rd ed., 617–619:
///   day counts by whole-number arithmetic on years that begin in March.
struct CivilDate: Hashable, Sendable {
  var year: Int
  var month: Int
  var day: Int

  static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
  ]

  init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The day that lies a number of days after 1 January 1970.
  init(daysSince1970 days: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Days after 1 January 1970; months beyond 12 carry into the years.
  var daysSince1970: Int {
    let carried = month - 1
    let monthIndex = ((carried % 12) + 12) % 12
    let wholeYear = year + (carried - monthIndex) / 12
    let shiftedYear = monthIndex < 2 ? wholeYear - 1 : wholeYear
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let marchMonth = (monthIndex + 10) % 12
    let dayOfYear = (153 * marchMonth + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}
