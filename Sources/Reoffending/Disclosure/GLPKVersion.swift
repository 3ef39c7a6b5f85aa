internal import CGLPK

/// The GNU Linear Programming Kit, by which hidden counts are protected.
package enum GLPKVersion {
  /// Its version.
  package static var text: String { glp_version().map { String(cString: $0) } ?? "unknown" }
}
