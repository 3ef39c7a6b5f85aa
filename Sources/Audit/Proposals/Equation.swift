/// One column as a calculation of others.
struct Equation {
  enum Operation {
    case quotient(Double)
    case percentChange
    case difference
    case sum
  }

  let operation: Operation
  let target: Int
  let inputs: [Int]

  init(_ operation: Operation, _ target: Int, _ inputs: [Int]) {
    self.operation = operation
    self.target = target
    self.inputs = inputs
  }

  /// The result of the calculation.
  @inline(__always)
  func compute(_ value: (Int) -> Double) -> Double {
    switch operation {
    case .quotient(let factor): return factor * value(inputs[0]) / value(inputs[1])
    case .percentChange:
      let base = value(inputs[1])
      return 100 * (value(inputs[0]) - base) / base
    case .difference: return value(inputs[0]) - value(inputs[1])
    case .sum:
      var total = 0.0
      for input in inputs { total += value(input) }
      return total
    }
  }

  /// How far the rounding of the inputs can move a result, to the first order.
  @inline(__always)
  func slack(result: Double, _ input: (Int) -> (value: Double, half: Double)) -> Double {
    switch operation {
    case .quotient:
      let (a, b) = (input(inputs[0]), input(inputs[1]))
      let relative =
        (a.half == 0 ? 0 : a.half / abs(a.value)) + (b.half == 0 ? 0 : b.half / max(abs(b.value) - b.half, 0))
      let slack = abs(result) * relative
      return slack.isNaN ? .infinity : slack
    case .percentChange:
      let (a, b) = (input(inputs[0]), input(inputs[1]))
      let base = max(abs(b.value) - b.half, 0)
      let slack = 100 * (a.half + (b.half == 0 ? 0 : abs(a.value) * b.half / base)) / base
      return slack.isNaN ? .infinity : slack
    case .difference, .sum:
      var slack = 0.0
      for index in inputs { slack += input(index).half }
      return slack
    }
  }

  /// The equation in the notation of the rules.
  func text(_ name: (Int) -> String) -> String {
    let (a, b) = (name(inputs[0]), name(inputs[1]))
    switch operation {
    case .quotient(let factor):
      return "\(name(target)) = " + (factor == 1 ? "" : "\(Int(factor)) * ") + "\(a) / \(b)"
    case .percentChange: return "\(name(target)) = 100 * (\(a) - \(b)) / \(b)"
    case .difference: return "\(name(target)) = \(a) - \(b)"
    case .sum: return "\(name(target)) = \(inputs.map(name).joined(separator: " + "))"
    }
  }
}
