import Numbers

/// How large a model may be, so that a column of names taken for a factor is refused and does not fill the memory.
enum ModelBudget {
  /// The most columns of a design: their normal matrix has 128 MB.
  static let mostColumns = 4_000
  /// The most columns of a model with Firth's penalty and profile intervals, whose time grows with their fourth power.
  static let mostProfiledFirthColumns = 120

  /// Refuses a design with too many columns.
  ///
  /// - Throws: `ModelError.undefined` with the figure.
  static func check(columns: Int) throws(ModelError) {
    guard columns > mostColumns else { return }
    let style = NumberStyle()
    let bytes = Double(columns) * Double(columns) * 8
    throw .undefined(
      quantity: "a model of \(style.text(columns)) coefficients",
      because: "a model has at most \(style.text(mostColumns)); its normal matrix alone would take "
        + "\(style.text(Int(bytes / 1e6))) MB. Is a column of names, numbers or dates taken as a factor? Group its levels"
    )
  }

  /// Refuses profile intervals that would take hours.
  ///
  /// - Throws: `ModelError.undefined` with the figure.
  static func check(profiledFirthColumns columns: Int) throws(ModelError) {
    guard columns > mostProfiledFirthColumns else { return }
    throw .undefined(
      quantity: "profile intervals of \(columns) coefficients with Firth's penalty",
      because:
        "they are found for at most \(mostProfiledFirthColumns), since each needs a search of its own among all "
        + "others; ask for Wald's (--intervals wald), or group the levels")
  }
}
