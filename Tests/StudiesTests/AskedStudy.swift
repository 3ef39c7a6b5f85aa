import Foundation
import Studies
import Testing

/// The JSON of an answer as an object.
func object(_ study: AnyStudy) throws -> [String: Any] {
  try #require(JSONSerialization.jsonObject(with: Data(study.json().utf8)) as? [String: Any])
}

/// What a question of a table is refused with; empty where it is answered.
func refusal(_ verb: String, _ csv: String, _ options: [String: String]) throws -> String {
  let data = try StudyData.csv(csv)
  do {
    _ = try AnyStudy(verb, of: data, options)
  } catch { return "\(error)" }
  return ""
}
