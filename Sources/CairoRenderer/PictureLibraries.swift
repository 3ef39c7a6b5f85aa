internal import CCairo
internal import CFriBidi
internal import CHarfBuzz

/// The libraries that pictures are drawn with.
package enum PictureLibraries {
  /// Their names and versions.
  package static var versions: [(name: String, version: String)] {
    [
      ("Cairo", cairo_version_string().map { String(cString: $0) } ?? "unknown"),
      ("HarfBuzz", hb_version_string().map { String(cString: $0) } ?? "unknown"),
      ("FriBidi", FRIBIDI_VERSION),
    ]
  }
}
