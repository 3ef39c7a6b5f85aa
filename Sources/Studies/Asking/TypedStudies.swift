public import Statistics

/// The rates of groups.
public struct Rates: Study {
  /// What was found.
  public let answer: Answer

  /// Counts the reoffenders of each group.
  ///
  /// - Parameters:
  ///   - data: a table of counts, or one with a row a person.
  ///   - groups: the columns that name the groups; none for everybody together.
  ///   - rows: the rows to keep, such as `age >= 18`; nil for all.
  ///   - level: the confidence level, above 0 and below 1.
  ///   - suppress: counts from 1 to this number are hidden; nil for none.
  /// - Throws: `TableError` for faults of the data, `StudyError` for a question without meaning.
  public init(
    of data: StudyData, by groups: String..., where rows: String? = nil, level: Double = 0.95,
    suppress: Int? = nil
  ) throws {
    answer = try Asked.answer(
      "rates", of: data,
      [
        ("by", groups.listed), ("where", rows), ("level", "\(level)"),
        ("suppress", suppress.map(String.init)),
      ]
    )
  }
}

/// The actual rate of each group against the predicted one.
public struct Comparison: Study {
  /// What was found.
  public let answer: Answer

  /// Compares the groups with their predictions.
  ///
  /// - Parameters:
  ///   - data: a table of counts, or one with a row a person.
  ///   - groups: the columns that name the groups.
  ///   - rows: the rows to keep, such as `age >= 18`; nil for all.
  ///   - level: the confidence level, above 0 and below 1.
  ///   - adjustment: how p-values are adjusted for the number of groups.
  ///   - suppress: counts from 1 to this number are hidden; nil for none.
  /// - Throws: `TableError` for faults of the data, `StatisticsError` where nothing is predicted.
  public init(
    of data: StudyData, by groups: String..., where rows: String? = nil, level: Double = 0.95,
    adjustment: AdjustmentMethod = .holm, suppress: Int? = nil
  ) throws {
    answer = try Asked.answer(
      "compare", of: data,
      [
        ("by", groups.listed), ("where", rows), ("level", "\(level)"), ("adjustment", adjustment.rawValue),
        ("suppress", suppress.map(String.init)),
      ])
  }
}

/// The rates of people with and without risk factors.
public struct FactorComparison: Study {
  /// What was found.
  public let answer: Answer

  /// Compares the levels of factors.
  ///
  /// - Parameters:
  ///   - factors: the columns that hold the factors; `column=level` names the level of reference.
  ///   - data: a table of counts, or one with a row a person.
  ///   - strata: the columns within whose values the factors are compared too.
  ///   - rows: the rows to keep, such as `age >= 18`; nil for all.
  ///   - level: the confidence level, above 0 and below 1.
  ///   - suppress: counts from 1 to this number are hidden; nil for none.
  /// - Throws: `TableError` for faults of the data, `StudyError` for a question without meaning.
  public init(
    _ factors: String..., in data: StudyData, adjustingFor strata: [String] = [], where rows: String? = nil,
    level: Double = 0.95, suppress: Int? = nil
  ) throws {
    answer = try Asked.answer(
      "factors", of: data,
      [
        ("factors", factors.listed), ("adjust", strata.listed), ("where", rows), ("level", "\(level)"),
        ("suppress", suppress.map(String.init)),
      ])
  }
}

/// A regression on people.
public struct Regression: Study {
  /// What was found.
  public let answer: Answer

  /// Fits a model.
  ///
  /// - Parameters:
  ///   - formula: outcome and terms, such as `reoffended ~ homeless * sex + age`.
  ///   - data: a table with a row a person.
  ///   - family: the distribution of the outcome.
  ///   - rows: the rows to keep, such as `age >= 18`; nil for all.
  ///   - level: the confidence level, above 0 and below 1.
  ///   - options: any other option of the verb `fit`, by its name without hyphens.
  /// - Throws: `TableError` for faults of the data, `ModelError` where the model cannot be fitted.
  public init(
    _ formula: String, in data: StudyData, family: ModelFamily = .binomial, where rows: String? = nil,
    level: Double = 0.95, options: [String: String] = [:]
  ) throws {
    let own = [
      ("formula", formula), ("family", family.rawValue), ("where", rows), ("level", "\(level)"),
    ]
    answer = try Asked.answer(
      "fit", of: data, own + options.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
  }
}

/// How long people stayed without a reoffence.
public struct Survival: Study {
  /// What was found.
  public let answer: Answer

  /// Estimates the share who reoffended over time.
  ///
  /// - Parameters:
  ///   - data: a table with a row a person.
  ///   - time: the column of times to the event or to the end of observation.
  ///   - event: the column that says whether the time ended with the event.
  ///   - groups: the columns that name the groups.
  ///   - rows: the rows to keep, such as `age >= 18`; nil for all.
  ///   - level: the confidence level, above 0 and below 1.
  /// - Throws: `TableError` for faults of the data.
  public init(
    of data: StudyData, time: String, event: String, by groups: String..., where rows: String? = nil,
    level: Double = 0.95
  ) throws {
    answer = try Asked.answer(
      "survival", of: data,
      [
        ("time", time), ("event", event), ("by", groups.listed), ("where", rows), ("level", "\(level)"),
      ])
  }
}

extension [String] {
  /// The names as an option takes them; nil for none.
  fileprivate var listed: String? { isEmpty ? nil : joined(separator: ",") }
}
