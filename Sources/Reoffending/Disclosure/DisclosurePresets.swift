extension DisclosurePolicy {
  /// The policies that have a name of their own.
  public static let presets: [String: DisclosurePolicy] = [
    "ons": ons, "nhs": nhs, "moj": moj,
  ]

  /// The Office for National Statistics, for births and deaths: counts of 1 and 2 are hidden, crude rates are not made of
  /// fewer than 3 events, and those of fewer than 20 are marked as unreliable.
  public static let ons: DisclosurePolicy = {
    var policy = DisclosurePolicy(name: "ONS")
    policy.sources = [
      "Office for National Statistics, Policy on protecting confidentiality in tables of birth and death statistics",
      "Office for National Statistics, User guide to mortality statistics, section 15",
    ]
    policy.suppress = 2
    policy.rateNeedsEvents = 3
    policy.unreliableBelowEvents = 20
    return policy
  }()

  /// NHS Digital, for hospital episodes below the national level: counts from 1 to 7 are hidden and all others are
  /// rounded to the nearest 5.
  ///
  /// Further counts are hidden here that the rounding alone would protect there.
  public static let nhs: DisclosurePolicy = {
    var policy = DisclosurePolicy(name: "NHS")
    policy.sources = [
      "NHS Digital (2018), Disclosure control methodology for Hospital Episode Statistics and Emergency Care Data Set"
    ]
    policy.suppress = 7
    policy.rounding = CountRounding(base: 5)
    return policy
  }()

  /// As tables of the Ministry of Justice are commonly printed: counts from 1 to 5 are hidden, and rates of fewer than 30
  /// people are marked.
  ///
  /// The Ministry states that counts are protected and not by which numbers, so that these are this
  /// project's choice.
  public static let moj: DisclosurePolicy = {
    var policy = DisclosurePolicy(name: "MoJ")
    policy.sources = [
      "Ministry of Justice, Guide to Proven Reoffending Statistics, section Confidentiality (the thresholds are a choice)"
    ]
    policy.suppress = 5
    policy.unreliableBelowPeople = 30
    return policy
  }()
}
