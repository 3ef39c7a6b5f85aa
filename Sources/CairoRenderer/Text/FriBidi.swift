internal import CFriBidi

/// The doorway to FriBidi: which letters of a line are read from right to left.
enum FriBidi {
  /// The embedding level of each character, odd where it is read from right to left, and the line's own direction.
  static func levels(of scalars: [UInt32]) -> (levels: [Int8], isRightToLeft: Bool) {
    var levels = [Int8](repeating: 0, count: scalars.count)
    guard scalars.contains(where: { $0 >= firstRightToLeft }) else { return (levels, false) }
    let count = FriBidiStrIndex(scalars.count)
    var types = [FriBidiCharType](repeating: FriBidiCharType(rawValue: 0), count: scalars.count)
    var brackets = [FriBidiBracketType](repeating: 0, count: scalars.count)
    fribidi_get_bidi_types(scalars, count, &types)
    fribidi_get_bracket_types(scalars, count, types, &brackets)
    var direction = reoffending_fribidi_automatic()
    guard fribidi_get_par_embedding_levels_ex(types, brackets, count, &direction, &levels) > 0 else {
      return ([Int8](repeating: 0, count: scalars.count), false)
    }
    return (levels, reoffending_fribidi_is_rtl(direction) != 0)
  }

  /// The start of the Hebrew block, the lowest one that is read from right to left.
  private static let firstRightToLeft: UInt32 = 0x0590
}
