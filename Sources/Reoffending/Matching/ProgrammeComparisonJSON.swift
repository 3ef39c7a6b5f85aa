import Statistics

extension ProgrammeComparison: Encodable {
  private enum CodingKeys: String, CodingKey {
    case treatment, covariates, method, caliper, ratio, exact, treated, matched, unmatched, available,
      comparison
    case effectiveSize, excluded, balance, binary, frequency, timeToFirst, sentence, perHundred, eValue,
      sentences
    case level, notes, target, parts, trim, trimmed, overlap, subgroups, rosenbaum
  }

  /// Writes the object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(treatment, forKey: .treatment)
    try container.encode(covariates, forKey: .covariates)
    try container.encode(choices.method, forKey: .method)
    try container.encode(choices.method == .nearest ? choices.caliper : nil, forKey: .caliper)
    try container.encode(choices.ratio, forKey: .ratio)
    try container.encode(choices.exact, forKey: .exact)
    try container.encode(treated, forKey: .treated)
    try container.encode(matched, forKey: .matched)
    try container.encode(group.unmatched.count, forKey: .unmatched)
    try container.encode(group.available, forKey: .available)
    try container.encode(group.comparison.count, forKey: .comparison)
    try container.encode(group.effectiveSize, forKey: .effectiveSize)
    try container.encode(excluded, forKey: .excluded)
    try container.encode(balance, forKey: .balance)
    try container.encode(binary, forKey: .binary)
    try container.encode(frequency, forKey: .frequency)
    try container.encode(timeToFirst, forKey: .timeToFirst)
    try container.encode(sentence, forKey: .sentence)
    try container.encode(perHundred, forKey: .perHundred)
    try container.encode(binary.eValue, forKey: .eValue)
    try container.encode(sentences, forKey: .sentences)
    try container.encode(choices.level, forKey: .level)
    try container.encode(notes, forKey: .notes)
    try container.encode(choices.target, forKey: .target)
    try container.encode(choices.method == .aipw ? choices.parts : nil, forKey: .parts)
    try container.encode(choices.trim, forKey: .trim)
    try container.encode(trimmed, forKey: .trimmed)
    try container.encode(overlap, forKey: .overlap)
    try container.encode(subgroups, forKey: .subgroups)
    try container.encode(hiddenBias, forKey: .rosenbaum)
  }
}

extension CovariateBalance: Encodable {
  private enum CodingKeys: String, CodingKey {
    case covariate, before, after, lightBefore, lightAfter, treatedBefore, comparisonBefore, treatedAfter
    case comparisonAfter
  }

  /// Writes the standardised differences with their lights and the means they come from.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(covariate, forKey: .covariate)
    try container.encode(before, forKey: .before)
    try container.encode(after, forKey: .after)
    try container.encode(lightBefore, forKey: .lightBefore)
    try container.encode(lightAfter, forKey: .lightAfter)
    try container.encode(meansBefore.treated, forKey: .treatedBefore)
    try container.encode(meansBefore.comparison, forKey: .comparisonBefore)
    try container.encode(meansAfter.treated, forKey: .treatedAfter)
    try container.encode(meansAfter.comparison, forKey: .comparisonAfter)
  }
}

extension ProgrammeEffect: Encodable {
  private enum CodingKeys: String, CodingKey {
    case measure, treated, comparison, treatedCount, comparisonCount, difference, ratio, standardError, test
  }

  /// Writes the two means, their difference and ratio as interval objects, and the test.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(measure, forKey: .measure)
    try container.encode(treated, forKey: .treated)
    try container.encode(comparison, forKey: .comparison)
    try container.encode(treatedCount, forKey: .treatedCount)
    try container.encode(comparisonCount, forKey: .comparisonCount)
    try container.encode(difference, forKey: .difference)
    try container.encode(ratio, forKey: .ratio)
    try container.encode(standardError, forKey: .standardError)
    try container.encode(test, forKey: .test)
  }
}
