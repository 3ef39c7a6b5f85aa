/// The offence groups shared by the OGRS4 family, and their names.
enum OGRS4Offences: CaseIterable {
  case absconding, robbery, burglaryDomestic, burglaryOther, criminalDamage, drinkDriving, drugImport
  case drugPossession, drunkenness, fraud, handling, motoring, other, publicOrder, sexualChild, sexualNotChild
  case theft, vehicleTheft, violence, welfareFraud

  static func groups(_ weights: [OGRS4Offences: Double]) -> [OffenceWeights.Group] {
    allCases.map { offence in
      guard let weight = weights[offence] else { preconditionFailure("no weight for \(offence)") }
      return offence.group(weight)
    }
  }

  private func group(_ weight: Double) -> OffenceWeights.Group {
    switch self {
    case .absconding: .init("Absconding or bail offences", weight, "Absconding or bail", "Absconding/bail")
    case .robbery: .init("Acquisitive violence", weight, "Robbery", "Acquisitive violence (robbery)")
    case .burglaryDomestic: .init("Burglary (domestic)", weight, "Domestic burglary", "Burglary dom")
    case .burglaryOther: .init("Burglary (other)", weight, "Other burglary")
    case .criminalDamage: .init("Criminal damage", weight)
    case .drinkDriving: .init("Drink driving", weight)
    case .drugImport:
      .init(
        "Drug import, export or production", weight, "Drug import/export/prod")
    case .drugPossession: .init("Drug possession or supply", weight, "Drug poss/supply")
    case .drunkenness: .init("Drunkenness", weight)
    case .fraud: .init("Fraud and forgery", weight, "Fraud")
    case .handling: .init("Handling stolen goods", weight, "Handling")
    case .motoring: .init("Motoring (not drink driving)", weight, "Motoring", "Other motoring offences")
    case .other: .init("Other offences", weight, "Other")
    case .publicOrder: .init("Public order and harassment", weight, "Public order")
    case .sexualChild: .init("Sexual (against child)", weight, "Sexual child")
    case .sexualNotChild: .init("Sexual (not against child)", weight, "Sexual not child")
    case .theft: .init("Theft (non-motor)", weight, "Theft")
    case .vehicleTheft: .init("Vehicle-related theft", weight, "Theft from vehicles")
    case .violence:
      .init(
        "Violence against the person", weight, "Violence", "VATP", "Violence/weapons/firearms",
        "Violence/weapons/firearms (5 cats)")
    case .welfareFraud: .init("Welfare fraud", weight)
    }
  }
}
