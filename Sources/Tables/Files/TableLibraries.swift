internal import CLibXML2
internal import CLibZip
internal import CPoppler
internal import CXlsxWriter
internal import CZlib

/// The libraries that files are read and written with.
package enum TableLibraries {
  /// Their names and versions.
  package static var versions: [(name: String, version: String)] {
    [
      ("zlib", zlibVersion().map { String(cString: $0) } ?? "unknown"),
      ("libxml2", LIBXML_DOTTED_VERSION),
      ("libzip", zip_libzip_version().map { String(cString: $0) } ?? "unknown"),
      ("libxlsxwriter", lxw_version().map { String(cString: $0) } ?? "unknown"),
      ("Poppler", poppler_get_version().map { String(cString: $0) } ?? "unknown"),
    ]
  }
}
