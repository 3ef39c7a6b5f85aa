/// An index offence of the synthetic population, by its name in the grouping of OGRS3.
struct SyntheticOffence: Sendable {
  /// The name of the OGRS3 group.
  let name: String
  /// The names under which the papers print it for an area.
  let printedInAreas: [String]
  /// The offence of the whole Black Country that it is, or is a part of.
  let printed: String?
  /// The share of the cohort, or of the printed offence; no paper prints those of most offences: assumed.
  let share: Double
  /// The share of men before the margins are fitted: assumed.
  let men: Double
  /// How much oftener than others its people have long records, no home and no work, on the log scale: assumed.
  let chaos: Double

  init(
    _ name: String, _ share: Double, men: Double = 0.86, chaos: Double = 0, area: [String] = [],
    of printed: String? = nil
  ) {
    self.name = name
    self.share = share
    self.men = men
    self.chaos = chaos
    printedInAreas = area
    self.printed = printed
  }

  /// Whether the index offence is the possession of a weapon, which OGRS3 has no group for.
  var isWeaponPossession: Bool { printed == "Possession of a weapon" }

  static let all = [
    SyntheticOffence("Violence", 1, of: "Violence against a person"),
    SyntheticOffence("Sexual (against child)", 0.4, men: 0.98, chaos: -1, of: "Sexual offences"),
    SyntheticOffence("Sexual (not against child)", 0.6, men: 0.97, chaos: -0.6, of: "Sexual offences"),
    SyntheticOffence("Drug possession or supply", 0.9, men: 0.9, of: "Drug offences"),
    SyntheticOffence("Drug import/export/production", 0.1, men: 0.88, chaos: -0.6, of: "Drug offences"),
    SyntheticOffence("Other offences", 1, men: 0.93, chaos: 0.1, of: "Possession of a weapon"),
    SyntheticOffence("Theft (non-motor)", 0.14, men: 0.72, chaos: 0.8, area: ["Theft (non-motor)"]),
    SyntheticOffence(
      "Burglary (domestic)", 0.04, men: 0.94, chaos: 0.5, area: ["Burglary (domestic/from dwelling)"]),
    SyntheticOffence("Burglary (other)", 0.025, men: 0.94, chaos: 0.6, area: ["Burglary (other)"]),
    SyntheticOffence("Handling stolen goods", 0.02, chaos: 0.3, area: ["Handling stolen goods"]),
    SyntheticOffence(
      "Theft from vehicles", 0.015, men: 0.95, chaos: 0.6,
      area: ["Theft (from vehicles)", "Theft from vehicles"]),
    SyntheticOffence(
      "Taking and driving away", 0.025, men: 0.95, chaos: 0.2,
      area: ["Taking and driving away (plus related offences)"]),
    SyntheticOffence("Other motoring offences", 0.09, men: 0.92, chaos: -0.2, area: ["Other motoring"]),
    SyntheticOffence("Robbery", 0.012, men: 0.94, chaos: 0.3, area: ["Robbery"]),
    SyntheticOffence("Criminal damage", 0.05, men: 0.88, chaos: 0.1, area: ["Criminal damage"]),
    SyntheticOffence("Public order", 0.12, men: 0.84, chaos: 0.1),
    SyntheticOffence("Soliciting or prostitution", 0.003, men: 0.15, chaos: 0.5),
    SyntheticOffence("Fraud and forgery", 0.04, men: 0.62, chaos: -0.6),
    SyntheticOffence("Absconding or bail offences", 0.06, men: 0.86, chaos: 0.6),
    SyntheticOffence("Drink driving", 0.12, men: 0.85, chaos: -0.9),
    SyntheticOffence("Other offences", 0.135),
  ]

  /// The share of an offence that an area's paper marks as of low volume: assumed.
  static let lowVolumeShare = 0.001
}
