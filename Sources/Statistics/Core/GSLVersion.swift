internal import CGSL

/// The GNU Scientific Library that special functions and solvers come from.
package enum GSLVersion {
  /// Its version.
  package static var text: String { GSL_VERSION }
}
