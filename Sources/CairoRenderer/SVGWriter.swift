internal import ChartGrammar
struct SVGWriter {
  var bytes: [UInt8] = []
  init(_ scene: Scene, text: PictureFormat.Text, scale: Double, fonts: FontLibrary) {}
}
