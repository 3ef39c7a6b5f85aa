import Reoffending
import Statistics
import Testing

struct RateForecastTests {
  let points = (1...8).map { (time: "201\($0)", events: 20 + $0 % 3, trials: 100) }

  @Test("each period ahead has its name")
  func names() throws {
    let forecast = try RateForecast(points, season: nil, ahead: 2, names: ["2019", "2020"])
    #expect(forecast.forecast.map(\.time) == ["2019", "2020"])
  }

  @Test(
    "other than a name a period is refused, rather than leaving periods out",
    arguments: [["2019"], ["a", "b", "c"]])
  func wrongNames(names: [String]) {
    #expect(throws: StatisticsError.self) {
      try RateForecast(points, season: nil, ahead: 2, names: names)
    }
  }
}
