/// One reader, parser or verb that is fed with bytes of any kind.
///
/// What is wrong is thrown and counts as nothing; a trap, an access outside memory, a hang or a memory without bound is a
/// finding. To add a target, add a value to one of the lists in `Targets` and a folder of its name with seeds in `Corpus`.
struct FuzzTarget: Sendable {
  /// The name, which is also that of the folder of seeds.
  let name: String
  /// Takes the bytes.
  let run: @Sendable ([UInt8]) throws -> Void

  init(_ name: String, _ run: @escaping @Sendable ([UInt8]) throws -> Void) {
    self.name = name
    self.run = run
  }

  /// A target that takes text.
  static func ofText(
    _ name: String, _ run: @escaping @Sendable (String) throws -> Void
  ) -> FuzzTarget {
    FuzzTarget(name) { try run(String(decoding: $0, as: UTF8.self)) }
  }

  /// All targets.
  static let all: [FuzzTarget] =
    tables + workbooks + documents + languages + configurations + numbers + verbs
}
