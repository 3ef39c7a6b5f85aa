import Tables

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where drivers are looked for: in manifests (`postgresql.toml`) of the usual folders, and as libraries.
enum DriverManifest {
  /// A library that may be the driver.
  struct Candidate: Hashable {
    let path: String
    /// The function by which it begins, where the manifest says it.
    let entryPoint: String?
  }

  /// The folders of manifests and drivers, the user's first.
  static var folders: [String] {
    var folders = variable("ADBC_DRIVER_PATH").split(separator: ":").map(String.init)
    let home = variable("HOME")
    for prefix in [variable("VIRTUAL_ENV"), variable("CONDA_PREFIX")] where !prefix.isEmpty {
      folders.append(prefix + "/etc/adbc/drivers")
    }
    #if os(macOS)
      if !home.isEmpty { folders.append(home + "/Library/Application Support/ADBC/Drivers") }
      folders.append("/Library/Application Support/ADBC/Drivers")
    #else
      let configuration = variable("XDG_CONFIG_HOME")
      if !configuration.isEmpty { folders.append(configuration + "/adbc/drivers") }
      if !home.isEmpty { folders.append(home + "/.config/adbc/drivers") }
      folders.append("/etc/adbc/drivers")
    #endif
    return folders
  }

  /// The libraries that may be the driver of a name, in the order in which they are tried.
  static func candidates(for name: String, source: String) throws(TableError) -> [Candidate] {
    if name.hasSuffix(".toml") { return [try read(name, source: source)] }
    if name.contains("/") || name.hasSuffix(libraryEnding) { return [Candidate(path: name, entryPoint: nil)] }
    var found: [Candidate] = []
    for folder in folders {
      let manifest = "\(folder)/\(name).toml"
      if FileInput.exists(manifest) { found.append(try read(manifest, source: source)) }
      for library in [
        "\(folder)/libadbc_driver_\(name)\(libraryEnding)", "\(folder)/lib\(name)\(libraryEnding)",
      ]
      where FileInput.exists(library) {
        found.append(Candidate(path: library, entryPoint: nil))
      }
    }
    return found + [
      Candidate(path: "libadbc_driver_\(name)\(libraryEnding)", entryPoint: nil),
      Candidate(path: "lib\(name)\(libraryEnding)", entryPoint: nil),
    ]
  }

  static var libraryEnding: String {
    #if os(macOS)
      ".dylib"
    #else
      ".so"
    #endif
  }

  /// The name that manifests give this kind of machine.
  static var platform: String {
    #if os(macOS)
      let system = "macos"
    #else
      let system = "linux"
    #endif
    #if arch(arm64)
      return system + "_arm64"
    #else
      return system + "_amd64"
    #endif
  }

  /// Reads the few keys of a manifest that name its library.
  static func read(_ path: String, source: String) throws(TableError) -> Candidate {
    let file = try KeyedText(path)
    guard let library = file["Driver.shared", platform] ?? file["Driver", "shared"] else {
      throw .cannotRead(
        path: source,
        reason:
          "the manifest \(path) names no library for this machine; a line such as shared = \"/path/library\(libraryEnding)\" "
          + "is needed below [Driver]")
    }
    let folder = FilePath.folder(of: path)
    let full = library.hasPrefix("/") || !library.contains("/") ? library : folder + library
    return Candidate(path: full, entryPoint: file["Driver", "entrypoint"] ?? file["", "entrypoint"])
  }

  private static func variable(_ name: String) -> String { getenv(name).map { String(cString: $0) } ?? "" }
}
