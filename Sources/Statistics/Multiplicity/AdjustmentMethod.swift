/// The ways to adjust a family of p-values for being several.
public enum AdjustmentMethod: String, Hashable, Sendable, CaseIterable, Codable {
  /// Each p-value times their number.
  case bonferroni
  /// Bonferroni stepping down from the smallest; never less powerful and as widely valid.
  case holm
  /// Stepping up from the largest; for independent or positively dependent tests.
  case hochberg
  /// Hommel's closed test on Simes' inequality.
  case hommel
  /// The false discovery rate of Benjamini and Hochberg (1995).
  case bh
  /// The false discovery rate under any dependence, Benjamini and Yekutieli (2001).
  case by
}
