/// What happens to bars or areas at the same place.
public enum MarkStackingMethod: String, Hashable, Sendable {
  /// They stand on each other.
  case standard
  /// They stand on each other and fill the whole from 0 to 1.
  case normalized
  /// They stand on each other, centred on zero.
  case center
  /// They overlap.
  case unstacked
}
