/// Archives that another program made, packed again so that the same content gives the same bytes.
package enum ZipRewriting {
  /// Packs an archive again: the file of its type first, the others by name, all of one time.
  ///
  /// - Parameter edit: gives each file its content.
  /// - Throws: `TableError` where it is no archive or cannot be packed, and what `edit` throws.
  package static func rewritten(
    _ archive: [UInt8], source: String, edit: (_ name: String, _ content: [UInt8]) throws -> [UInt8]
  ) throws -> [UInt8] {
    let container = try ZipContainer(archive, source: source)
    let first = ["mimetype", "[Content_Types].xml"]
    let names = container.names.filter { !$0.hasSuffix("/") }.sorted {
      (first.contains($0) ? 0 : 1, $0) < (first.contains($1) ? 0 : 1, $1)
    }
    let files = try names.map { name in
      (name: name, bytes: try edit(name, container.file(name) ?? []), isDeflated: name != "mimetype")
    }
    return try ZipOutput.archive(files)
  }
}
