import Foundation
import Statistics
import Tables

/// The file of a fit: what `fit --save` and `cox --save` write and `predict --model` reads.
enum SavedModelFile {
  /// What a file holds.
  enum Kind {
    case fit(SavedModel)
    case times(SavedTimes)
  }

  private struct Head: Decodable {
    let format: String
    let version: Int
  }

  static func read(_ path: String) throws -> Kind {
    let bytes = Data(try FileInput.read(path))
    let decoder = JSONDecoder()
    do {
      let head = try decoder.decode(Head.self, from: bytes)
      let newest: Int
      switch head.format {
      case SavedModel.formatName: newest = SavedModel.newestVersion
      case SavedTimes.formatName: newest = SavedTimes.newestVersion
      default:
        throw StudyError(
          .data, "\(path): it is no fit; make one with fit INPUT --formula … --save \(path), or cox … --save")
      }
      guard head.version <= newest else {
        throw StudyError(
          .data,
          "\(path): it was saved in form \(head.version) by a newer version; this one knows up to \(newest)")
      }
      return head.format == SavedModel.formatName
        ? .fit(try decoder.decode(SavedModel.self, from: bytes))
        : .times(try decoder.decode(SavedTimes.self, from: bytes))
    } catch is DecodingError {
      throw StudyError(
        .data,
        "\(path): it is not what fit --save or cox --save writes; make it with fit INPUT --formula … --save \(path)"
      )
    }
  }

  /// Refuses a name that is not one of JSON.
  static func check(_ path: String?) throws {
    guard path.map({ $0.hasSuffix(".json") }) ?? true else {
      throw StudyError(.usage, "--save writes JSON; name a file that ends in .json")
    }
  }

  static func file(_ model: some Encodable, path: String) throws -> Answer.File {
    let text = try JSONText.encode(model)
    return Answer.File(path: path) { write throws(TableError) in try write(Array(text.utf8)) }
  }
}
