import Foundation

/// Reads the small languages of the chart verb's options.
struct ChartOptionWords {
  /// `x=35` or `y=12.5:Target`.
  func reference(_ text: String) throws -> ChartReference {
    let (axis, rest) = try axis(text, "--reference x=35:Target")
    let (place, label) = labelled(rest)
    guard let value = Double(place) else {
      throw StudyError(.usage, "--reference \(text): “\(place)” is not a number; write x=35 or y=12.5:Target")
    }
    return ChartReference(axis: axis, value: value, label: label)
  }

  /// `x=2..5` or `y=10..20:Usual`.
  func range(_ text: String) throws -> ChartRange {
    let (axis, rest) = try axis(text, "--range y=10..20:Usual")
    let (place, label) = labelled(rest)
    let ends = try ends(place)
    return ChartRange(axis: axis, from: ends[0], to: ends[1], label: label)
  }

  /// `2019=New law`.
  func annotation(_ text: String) throws -> ChartAnnotation {
    let parts = text.split(separator: "=", maxSplits: 1)
    guard parts.count == 2, !parts[1].isEmpty else {
      throw StudyError(.usage, "--annotate \(text): write the row, = and the words, such as 2019=New law")
    }
    return ChartAnnotation(x: String(parts[0]), text: String(parts[1]))
  }

  /// `decimals=1,prefix=£,suffix= km,dates=month`.
  func format(_ text: String) throws -> ChartFormat {
    var format = ChartFormat()
    for part in text.split(separator: ",") {
      let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
      let known = "decimals=1, prefix=£, suffix= km or dates=year, month, day or time"
      guard pair.count == 2 else {
        throw StudyError(.usage, "“\(part)” is no form of an axis; write \(known)")
      }
      switch pair[0] {
      case "decimals":
        guard let places = Int(pair[1]), (0...9).contains(places) else {
          throw StudyError(.usage, "decimals are a whole number from 0 to 9, not “\(pair[1])”")
        }
        format.decimals = places
      case "prefix": format.prefix = pair[1]
      case "suffix": format.suffix = pair[1]
      case "dates":
        guard let dates = ChartFormat.Dates(rawValue: pair[1]) else {
          throw StudyError(.usage, "dates are year, month, day or time, not “\(pair[1])”")
        }
        format.dates = dates
      default: throw StudyError(.usage, "“\(pair[0])” is no form of an axis; write \(known)")
      }
    }
    return format
  }

  /// `0..100`.
  func ends(_ text: String) throws -> [Double] {
    let parts = text.components(separatedBy: "..")
    guard parts.count == 2, let low = Double(parts[0]), let high = Double(parts[1]), low < high else {
      throw StudyError(
        .usage, "“\(text)” is no range; write the lower end, two points and the upper end: 0..100")
    }
    return [low, high]
  }

  private func axis(_ text: String, _ example: String) throws -> (ChartSpecification.Axis, String) {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, let axis = ChartSpecification.Axis(rawValue: parts[0]) else {
      throw StudyError(.usage, "“\(text)” names no axis; write \(example)")
    }
    return (axis, parts[1])
  }

  private func labelled(_ text: String) -> (String, String?) {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    return (parts.first ?? "", parts.count > 1 ? parts[1] : nil)
  }
}
