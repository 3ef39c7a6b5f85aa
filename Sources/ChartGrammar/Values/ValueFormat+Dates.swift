extension ValueFormat {
  /// How a month is written, in the words of Foundation's format styles.
  public enum MonthSymbol: Hashable, Sendable {
    /// `Jan`.
    case abbreviated
    /// `January`.
    case wide
    /// `J`.
    case narrow
    /// `1`.
    case defaultDigits
    /// `01`.
    case twoDigits
  }

  /// How a day of the week is written, in the words of Foundation's format styles.
  public enum WeekdaySymbol: Hashable, Sendable {
    /// `Mon`.
    case abbreviated
    /// `Monday`.
    case wide
    /// `M`.
    case narrow
  }

  /// How a day of the month is written, in the words of Foundation's format styles.
  public enum DaySymbol: Hashable, Sendable {
    /// `1`.
    case defaultDigits
    /// `01`.
    case twoDigits
  }

  /// How a year is written, in the words of Foundation's format styles.
  public enum YearSymbol: Hashable, Sendable {
    /// `2024`.
    case defaultDigits
    /// `24`.
    case twoDigits
  }

  /// The same with the day of the week.
  public func weekday(_ symbol: WeekdaySymbol = .abbreviated) -> ValueFormat {
    changed { $0.datePattern.weekday = symbol }
  }

  /// The same with the day of the month.
  public func day(_ symbol: DaySymbol = .defaultDigits) -> ValueFormat {
    changed { $0.datePattern.day = symbol }
  }

  /// The same with the month.
  public func month(_ symbol: MonthSymbol = .abbreviated) -> ValueFormat {
    changed { $0.datePattern.month = symbol }
  }

  /// The same with the quarter: `Q1`.
  public func quarter() -> ValueFormat { changed { $0.datePattern.hasQuarter = true } }

  /// The same with the year.
  public func year(_ symbol: YearSymbol = .defaultDigits) -> ValueFormat {
    changed { $0.datePattern.year = symbol }
  }

  /// How an hour is written, in the words of Foundation's format styles; a picture has 24 hours.
  public enum HourSymbol: Hashable, Sendable {
    /// Of 24.
    case defaultDigits(amPM: DayHalfSymbol)
    /// Of 24.
    case twoDigits(amPM: DayHalfSymbol)
    /// Of 24.
    case conversationalDefaultDigits(amPM: DayHalfSymbol)
  }

  /// How halves of the day are written, in the words of Foundation's format styles; a picture has 24 hours.
  public enum DayHalfSymbol: Hashable, Sendable {
    /// Not at all.
    case omitted, narrow, abbreviated, wide
  }

  /// How a minute is written, in the words of Foundation's format styles.
  public enum MinuteSymbol: Hashable, Sendable {
    /// In two digits.
    case defaultDigits, twoDigits
  }

  /// The same with the hour and minute.
  public func hour(_ symbol: HourSymbol = .defaultDigits(amPM: .omitted)) -> ValueFormat {
    changed { $0.datePattern.hasTime = true }
  }

  /// The same with the hour and minute.
  public func minute(_ symbol: MinuteSymbol = .defaultDigits) -> ValueFormat {
    changed { $0.datePattern.hasTime = true }
  }
}
