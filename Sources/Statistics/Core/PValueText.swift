import Numbers

/// A p-value as a sentence shows it after the letter p: `= 0.023`, or the bound that it lies below, `< 0.001`.
struct PValueText {
  let text: String

  init(_ value: Double) {
    text = value < 0.001 ? "< 0.001" : "= " + value.fixed(3)
  }
}
