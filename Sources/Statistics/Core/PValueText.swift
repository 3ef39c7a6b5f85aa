/// A p-value as a sentence shows it: three decimals, or the bound it lies below.
struct PValueText {
  let text: String

  init(_ value: Double) {
    text = value < 0.001 ? "less than 0.001" : value.fixed(3)
  }
}
