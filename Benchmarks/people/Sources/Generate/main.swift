// Writes a synthetic person-level file: generate ROWS [SEED] > people.csv
//
// The same arguments give the same bytes. 27 areas, 8 quarters, 6 age bands, 20 offence groups, previous offences, four
// risk factors, a predicted probability with four decimals, and whether the person reoffended.
#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

let arguments = CommandLine.arguments
guard arguments.count > 1, let rows = Int(arguments[1]), rows > 0 else {
  fputs("usage: generate ROWS [SEED] > people.csv\n", stderr)
  exit(64)
}

/// Steele, Lea and Flood (2014), doi:10.1145/2714064.2660195.
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// From 0 to 1.
  mutating func uniform() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }

  /// An index, each as often as its weight says.
  mutating func index(_ cumulated: [Double]) -> Int {
    let u = uniform() * (cumulated.last ?? 1)
    var low = 0
    while cumulated[low] <= u { low += 1 }
    return low
  }
}

func cumulated(_ weights: [Double]) -> [Double] {
  var sum = 0.0
  return weights.map { weight in
    sum += weight
    return sum
  }
}

let endings = ["", " North", " and Borough"]
let areas = (1...27).map { (number: Int) -> String in
  let digits = number < 10 ? "0\(number)" : "\(number)"
  return "Area \(digits)\(endings[number % 3])"
}
let quarters = (0..<8).map { "\(2014 + $0 / 4)Q\($0 % 4 + 1)" }
let ages = ["18-20", "21-24", "25-29", "30-39", "40-49", "50 and over"]
let offences = [
  "Violence", "Robbery", "Public order", "Sexual", "Soliciting", "Domestic burglary", "Other burglary",
  "Theft", "Handling", "Fraud and forgery", "Absconding or bail offences", "Taking and driving away",
  "Theft from vehicles", "Other motoring", "Drink driving", "Criminal damage", "Drugs import",
  "Drugs possession",
  "Drugs supply", "Other",
]
let areaShare = cumulated((0..<27).map { 1 + Double($0 % 5) })
let areaEffect = (0..<27).map { 0.15 * (Double($0 * 7 % 11) / 5 - 1) }
let ageShare = cumulated([10, 17, 21, 27, 15, 10])
let ageEffect = [0.35, 0.2, 0.1, 0, -0.35, -0.8]
let offenceShare = cumulated([20, 2, 9, 2, 0.3, 3, 2, 19, 1, 3, 4, 2, 1, 6, 10, 5, 0.4, 7, 2, 1.3])
let offenceEffect = (0..<20).map { 0.9 * (Double($0 * 13 % 20) / 10 - 1) }
let riskShare = [0.22, 0.47, 0.31, 0.18]
let riskEffect = [0.45, 0.3, 0.4, 0.2]

var random = SplitMix(state: arguments.count > 2 ? UInt64(arguments[2]) ?? 1 : 1)
var output: [UInt8] = []
output.reserveCapacity(1 << 22)

func flush() {
  var offset = 0
  while offset < output.count {
    let written = output.withUnsafeBytes { fwrite($0.baseAddress! + offset, 1, $0.count - offset, stdout) }
    guard written > 0 else { exit(73) }
    offset += written
  }
  output.removeAll(keepingCapacity: true)
}

output += Array(
  ("area,quarter,age_band,offence,previous_offences,accommodation,employment,drugs,alcohol,predicted,reoffended\n")
    .utf8)
for _ in 0..<rows {
  let area = random.index(areaShare)
  let quarter = Int(random.next() >> 61)
  let age = random.index(ageShare)
  let offence = random.index(offenceShare)
  let previous = min(60, Int(-log(1 - random.uniform()) * (4 + Double(age))))
  let risks = riskShare.map { random.uniform() < $0 + 0.004 * Double(min(previous, 25)) }
  var known = -1.7 + ageEffect[age] + offenceEffect[offence] + 0.045 * Double(previous)
  for (factor, effect) in zip(risks, riskEffect) where factor { known += effect }
  let predicted = 1 / (1 + exp(-known))
  let actual = 1 / (1 + exp(-(known + areaEffect[area] - 0.02 * Double(quarter))))
  let reoffended = random.uniform() < actual
  for text in [areas[area], quarters[quarter], ages[age], offences[offence], String(previous)] {
    output += Array(text.utf8)
    output.append(0x2C)
  }
  for factor in risks { output += factor ? [0x31, 0x2C] : [0x30, 0x2C] }
  let decimals = Int((predicted * 10_000).rounded())
  if decimals >= 10_000 {
    output += Array("1.0000".utf8)
  } else {
    let digits = String(decimals)
    output += [0x30, 0x2E] + Array(repeating: 0x30, count: 4 - digits.utf8.count) + Array(digits.utf8)
  }
  output.append(0x2C)
  output += reoffended ? [0x31, 0x0A] : [0x30, 0x0A]
  if output.count > 1 << 21 { flush() }
}
flush()
