extension SyntheticPopulation {
  /// Every figure that the population reproduces, beside what it was to be.
  public var margins: AchievedMargins {
    AchievedMargins(
      people: people, seed: seed,
      margins: areaMargins + offenceMargins + sexMargins + factorMargins + needMargins + frequencyMargins,
      notes: [
        "All people are made up; “assumed” figures stand in no paper.",
        "The published area rates are of adults managed at low and medium risk, October 2015 to September 2016; "
          + "offence cohorts and the share of men are of all adults, April 2015 to March 2016.",
        "Reoffences for each reoffender are published for young people only.",
      ])
  }

  private func tally(_ isMember: (SyntheticCells.Cell) -> Bool) -> (people: Int, reoffenders: Int) {
    table.cells.reduce(into: (0, 0)) { sums, cell in
      guard isMember(cell) else { return }
      sums.0 += cell.count
      sums.1 += cell.reoffended ? cell.count : 0
    }
  }

  private func rate(
    _ margin: String, _ level: String, _ counts: (people: Int, reoffenders: Int), target: Double,
    basis: AchievedMargin.Basis = .published
  ) -> AchievedMargin {
    AchievedMargin(
      margin: margin, level: level, quantity: .actualRate, target: target,
      achieved: counts.people > 0 ? Double(counts.reoffenders) / Double(counts.people) : 0,
      people: counts.people, basis: basis)
  }

  private func share(
    _ margin: String, _ level: String, _ count: Int, target: Double?, basis: AchievedMargin.Basis
  ) -> AchievedMargin {
    AchievedMargin(
      margin: margin, level: level, quantity: .share, target: target,
      achieved: Double(count) / Double(people), people: people, basis: basis)
  }

  private func predicted(
    _ margin: String, _ level: String, target: Double, people count: Int, where isChosen: (Int) -> Bool
  ) -> AchievedMargin {
    AchievedMargin(
      margin: margin, level: level, quantity: .predictedRate, target: target,
      achieved: count > 0 ? Double(predictedTenThousandths(where: isChosen)) / 10_000 / Double(count) : 0,
      people: count, basis: .published)
  }

  private var areaMargins: [AchievedMargin] {
    let total = Double(published.areas.reduce(0) { $0 + $1.cohort })
    return published.areas.enumerated().flatMap { index, area in
      let counts = tally { $0.area == index }
      return [
        share("area", area.name, counts.people, target: Double(area.cohort) / total, basis: .published),
        rate("area", area.name, counts, target: area.actual),
        predicted("area", area.name, target: area.predicted, people: counts.people) {
          SyntheticPredictions.area(of: $0) == index
        },
      ]
    }
  }

  private var offenceMargins: [AchievedMargin] {
    let all = SyntheticOffence.all
    let overall = published.offences.flatMap { offence in
      let counts = tally { all[$0.offence].printed == offence.name }
      return [
        share("offence", offence.name, counts.people, target: offence.share, basis: .published),
        rate("offence", offence.name, counts, target: offence.actual),
      ]
    }
    let inAreas = published.offencesInAreas.map { one in
      let counts = tally {
        published.areas[$0.area].name == one.area && all[$0.offence].printedInAreas.contains(one.offence)
      }
      return rate("offence in \(one.area)", one.offence, counts, target: one.actual)
    }
    return overall + inAreas
  }

  private var sexMargins: [AchievedMargin] {
    let men = tally { $0.isMale }
    let all = tally { _ in true }
    return [
      AchievedMargin(
        margin: "sex", level: "male", quantity: .shareOfReoffenders,
        target: published.maleShareOfReoffenders,
        achieved: all.reoffenders > 0 ? Double(men.reoffenders) / Double(all.reoffenders) : 0,
        people: all.reoffenders, basis: .published)
    ]
  }

  private var factorMargins: [AchievedMargin] {
    let places: [(String, String, (SyntheticCells.Cell) -> Bool)] = [
      ("accommodation", "homeless", { $0.isHomeless }), ("accommodation", "settled", { !$0.isHomeless }),
      ("employment", "unemployed", { $0.isUnemployed }), ("employment", "employed", { !$0.isUnemployed }),
    ]
    return places.flatMap { factor, level, isMember -> [AchievedMargin] in
      guard let figures = published.factor(factor, level) else { return [] }
      let counts = tally(isMember)
      var margins = [
        share(factor, level, counts.people, target: nil, basis: .implied),
        rate(factor, level, counts, target: figures.actual),
      ]
      if let expected = figures.predicted {
        margins.append(
          predicted(factor, level, target: expected, people: counts.people) {
            SyntheticPredictions.isHomeless(at: $0)
          })
      }
      return margins
    }
  }

  private var needMargins: [AchievedMargin] {
    SyntheticNeed.allCases.flatMap { need -> [AchievedMargin] in
      let figures = need.published(published)
      var counts = (people: 0, reoffenders: 0)
      for (stratum, combinations) in table.needs.enumerated() {
        let having = combinations.indices.reduce(0) { need.isIn($1) ? $0 + combinations[$1] : $0 }
        counts.people += having
        counts.reoffenders += stratum < SyntheticCells.strata / 2 ? 0 : having
      }
      let name = figures?.factor ?? "alcohol"
      let level = figures?.level ?? "hazardous drinking"
      var margins = [
        share(name, level, counts.people, target: SyntheticAssumptions.share(of: need), basis: .assumed),
        rate(
          name, level, counts, target: need.rate(published), basis: figures == nil ? .assumed : .published),
      ]
      if let expected = figures?.predicted {
        margins.append(
          predicted(name, level, target: expected, people: counts.people) {
            SyntheticPredictions.has(need, at: $0)
          })
      }
      return margins
    }
  }

  private var frequencyMargins: [AchievedMargin] {
    let all = tally { _ in true }
    let total = reoffences
    return [
      AchievedMargin(
        margin: "all", level: "reoffenders", quantity: .reoffencesPerReoffender,
        target: published.reoffencesPerReoffender,
        achieved: all.reoffenders > 0 ? Double(total) / Double(all.reoffenders) : 0, people: all.reoffenders,
        basis: .assumed)
    ]
  }
}
