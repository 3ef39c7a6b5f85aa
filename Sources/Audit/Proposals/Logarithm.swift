internal import Foundation

extension Double {
  /// The decimal logarithm.
  var logarithm10: Double { log10(self) }
}
