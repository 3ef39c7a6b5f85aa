import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// The rate of each group as it is, and drawn to the mean of all.
public enum ShrunkenRatesFigure {
  /// Draws a ring for the rate, a filled circle with limits for what it is drawn to, and a line at the mean.
  public static func make(_ result: ShrunkenRates, context: FigureContext) -> StudyFigure {
    let dots = result.rows.sorted { ($0.rate.value ?? 0) > ($1.rate.value ?? 0) }.enumerated().map {
      RateDot(
        number: $0.offset, name: $0.element.key.description, rate: $0.element.rate,
        adjusted: $0.element.shrunk)
    }
    let marks =
      result.spread == nil
      ? "Filled circles: the mean of all. Rings: rates as they are."
      : "Filled circles with \(Words.percent(result.level)) limits: drawn to the mean of all, the line. Rings: rates as they are."
    return StudyFigure(
      name: context.name,
      text: context.text(
        result.headline, measure: "Share of people who reoffended, as it is and drawn to the mean",
        notes: [marks]),
      alternativeText: "Dot plot of rates as they are and drawn to the mean. \(result.headline). "
        + "Mean of all: \(NumberFormat.percent(result.prior.mean)).",
      table: result.table, size: FigureSize.rows(dots.count, notes: 1),
      chart: RateDot.chart(dots, mean: result.prior.mean))
  }
}
