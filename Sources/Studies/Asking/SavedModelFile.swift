import Foundation
import Statistics
import Tables

/// The file of a fit: what `fit --save` writes and `predict --model` reads.
enum SavedModelFile {
  static func read(_ path: String) throws -> SavedModel {
    let bytes = try FileInput.read(path)
    do {
      let model = try JSONDecoder().decode(SavedModel.self, from: Data(bytes))
      guard model.format == SavedModel.formatName else {
        throw StudyError(.data, "\(path): it is no fit; make one with fit INPUT --formula … --save \(path)")
      }
      guard model.version <= SavedModel.newestVersion else {
        throw StudyError(
          .data,
          "\(path): it was saved in form \(model.version) by a newer version; this one knows up to \(SavedModel.newestVersion)"
        )
      }
      return model
    } catch is DecodingError {
      throw StudyError(
        .data, "\(path): it is not what fit --save writes; make it with fit INPUT --formula … --save \(path)")
    }
  }

  static func file(_ model: SavedModel, path: String) throws -> Answer.File {
    let text = try JSONText.encode(model)
    return Answer.File(path: path) { write throws(TableError) in try write(Array(text.utf8)) }
  }
}
