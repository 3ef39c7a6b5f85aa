/// A relation that published figures should obey.
///
/// | rule | says |
/// | --- | --- |
/// | `rate = 100 * reoffenders / cohort` | a column follows from others of its row |
/// | `reoffenders <= cohort`, `0 <= rate <= 100` | bounds |
/// | `sum(population) by year = total` | rows add up to a column, a number or the row `where area = "All"` |
/// | `share = 100 * count / sum(count) by year` | a share of its group |
/// | `rank orders actual` | ranks follow the order of a column (`orders … descending` for the largest first) |
/// | `same(rate) by year, offence across document` | one figure printed in several places |
/// | `whole(rate * cohort / 100)` | some whole number of people fits |
/// | `whole(mean, deviation, n)` | some n whole numbers have the mean and the standard deviation |
/// | `significance(p, lower, upper, 1)` | p-values and 95 % intervals say the same of no effect: 1 of ratios, 0 of differences |
/// | `distinct(predicted, actual) by factor` | no row's figure is repeated as another's comparator |
/// | `cohort(rate) by area <= 60` | percentages of one cohort of at most so many people |
/// | `parts(share) by year <= 500` | the same, and the percentages are its parts |
///
/// Every rule may end in `where year = "2015"`. Column names of several words stand in quotes.
public struct AuditRule: Sendable {
  /// The rule as written.
  public let text: String
  let body: Body
  let groups: [Name]
  let condition: RowCondition?

  struct Name: Sendable {
    let text: String
    let position: Int
  }

  struct Relation: Sendable {
    let left: RuleExpression
    let comparison: RowCondition.Comparison
    let right: RuleExpression
  }

  enum Total: Sendable {
    case expression(RuleExpression)
    case row(RowCondition)
  }

  /// The columns of a p-value and of a 95 % interval, and the value of no effect.
  struct Significance: Sendable {
    let p: Name
    let lower: Name
    let upper: Name
    let noEffect: Int
  }

  enum Body: Sendable {
    case relations([Relation])
    case total(column: Name, Total)
    case order(rank: Name, of: Name, descending: Bool)
    case same(Name, across: Name)
    case whole(RuleExpression)
    case wholes(mean: Name, deviation: Name, count: Name)
    case significance(Significance)
    case distinct(Name, from: Name)
    case cohort(Name, limit: Int, addsUp: Bool)
  }

  /// Reads a rule.
  ///
  /// - Throws: `AuditError.syntax` with the place, what was found there and what was expected.
  public init(_ text: String) throws(AuditError) {
    var parser = try RuleParser(text)
    self = try parser.rule()
  }

  init(text: String, body: Body, groups: [Name], condition: RowCondition?) {
    self.text = text
    self.body = body
    self.groups = groups
    self.condition = condition
  }
}

extension AuditRule: CustomStringConvertible {
  /// The rule as written.
  public var description: String { text }
}
