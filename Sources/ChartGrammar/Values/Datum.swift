/// A plotted value stripped of its Swift type: a number, an instant or a name.
public enum Datum: Hashable, Sendable {
  /// A quantity.
  case number(Double)
  /// An instant, in seconds since 1 January 1970 in Coordinated Universal Time.
  case date(Double)
  /// A name among names.
  case category(String)

  /// The quantity or the seconds; nil for a name.
  var quantity: Double? {
    switch self {
    case .number(let value), .date(let value): value
    case .category: nil
    }
  }

  /// The text under which the value is a category of its own.
  var name: String {
    switch self {
    case .number(let value): ValueFormat.number.string(value)
    case .date(let value):
      value.truncatingRemainder(dividingBy: 86_400) == 0
        ? ValueFormat.dateTime.day().month().year().string(value)
        : ValueFormat.dateTime.hour().minute().day().month().year().string(value)
    case .category(let name): name
    }
  }

  /// Which of the three kinds it is, in words for messages.
  var kindName: String {
    switch self {
    case .number: "a number"
    case .date: "a date"
    case .category: "a category"
    }
  }
}
