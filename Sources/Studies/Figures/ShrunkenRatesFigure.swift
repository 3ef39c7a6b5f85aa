import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// The rate of each group as it is, and drawn to the mean of all.
public enum ShrunkenRatesFigure {
  /// Draws a ring for the rate, a filled circle over its limits for what it is drawn to, and a line at the mean.
  public static func make(_ result: ShrunkenRates, context: FigureContext) -> StudyFigure {
    let dots = result.rows.sorted { ($0.rate.value ?? 0) > ($1.rate.value ?? 0) }.enumerated().map {
      RateDot(
        number: $0.offset, name: $0.element.key.description, rate: $0.element.rate,
        adjusted: $0.element.shrunk)
    }
    let hasLimits = result.spread != nil
    let names = (rate: "as it is", adjusted: hasLimits ? "drawn to the mean" : "the mean of all")
    return StudyFigure(
      name: context.name,
      text: context.text(
        result.headline, measure: "Share of people who reoffended, as it is and drawn to the mean",
        notes: hasLimits
          ? [
            "Pale bars: \(Words.percent(result.level)) limits of the rate drawn to the mean. Line: the mean of all."
          ]
          : ["Line: the mean of all."]),
      alternativeText: "Dot plot of rates as they are and drawn to the mean. \(result.headline). "
        + "Mean of all: \(NumberFormat.percent(result.prior.mean)).",
      table: result.table, size: FigureSize.rows(dots.count, notes: 1),
      symbols: hasLimits
        ? "Filled circles: drawn to the mean of all. Rings: rates as they are."
        : "Filled circles: the mean of all. Rings: rates as they are."
    ) { hasNames in
      RateDot.chart(
        dots, mean: result.prior.mean, names: hasNames ? names : nil, bold: context.focus)
    }
  }
}
