import Foundation
import Synchronization

/// A place for the list of fonts where there is none, as for a user without a home in a container.
///
/// Without one, fontconfig complains of each folder of fonts, and reads all of them anew for each picture.
enum FontCache {
  private static let folder = Mutex<String?>(nil)

  /// Makes a folder of this process's own if none of the usual ones can be written; to be called while no thread runs.
  static func prepare() {
    func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
    let usual = [
      variable("XDG_CACHE_HOME"), variable("HOME").map { $0 + "/.cache" }, "/var/cache/fontconfig",
    ]
    guard !usual.contains(where: { $0.map(canBeMade) ?? false }) else { return }
    var template = Array((NSTemporaryDirectory() + "reoffending-fonts-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { return }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    setenv("XDG_CACHE_HOME", path, 1)
    folder.withLock { $0 = path }
    atexit { FontCache.remove() }
  }

  /// Removes the folder that was made.
  static func remove() {
    folder.withLock { path in
      if let path { try? FileManager.default.removeItem(atPath: path) }
      path = nil
    }
  }

  /// Whether a folder can be written, or made where it is not there yet.
  private static func canBeMade(_ path: String) -> Bool {
    guard path.hasPrefix("/") else { return false }
    var place = path
    while place != "/", access(place, F_OK) != 0 { place = (place as NSString).deletingLastPathComponent }
    return access(place, W_OK) == 0
  }
}
