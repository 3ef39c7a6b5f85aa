/// A finished file and what its reader should know about it.
public struct RenderedPicture: Hashable, Sendable {
  /// The bytes of the file.
  public let bytes: [UInt8]
  /// What could not be drawn as asked, in the order of the scene.
  public let warnings: [RenderWarning]
}
