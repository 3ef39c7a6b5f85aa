/// What a pattern contributes at a value of its linear predictor.
struct KernelValue {
  /// The weight in the information matrix.
  let information: Double
  /// The derivative of the log-likelihood with respect to the linear predictor.
  let score: Double
  /// The part of the log-likelihood that depends on the coefficients.
  let logLikelihood: Double
}

/// The counts and sums of a pattern.
struct PatternCell {
  let units: Double
  let sum: Double
  let square: Double
  let trials: Double
  let weight: Double
}

/// The likelihood of a family, pattern by pattern.
protocol PatternKernel: Sendable {
  func callAsFunction(_ predictor: Double, _ cell: PatternCell) -> KernelValue
}

/// The information matrix, score and log-likelihood at some coefficients.
struct NormalEquations: Sendable {
  var information: SymmetricMatrix
  var score: [Double]
  var logLikelihood: Double
  var largestPredictor = 0.0
}

extension DesignTable {
  /// X′X and X′y over people.
  func counts(_ patterns: CovariatePatterns) -> (crossProduct: SymmetricMatrix, events: [Double]) {
    let equations = normalEquations(Array(repeating: 0, count: columnCount), patterns, CountKernel())
    return (equations.information, equations.score)
  }

  /// Adds up the contributions of all patterns, on all cores and always in the same order.
  func normalEquations<Kernel: PatternKernel>(
    _ coefficients: [Double], _ patterns: CovariatePatterns, _ kernel: Kernel
  ) -> NormalEquations {
    let parts = predictorOfRows(coefficients)
    let intercept = hasIntercept ? coefficients[0] : 0
    let pieces = OrderedChunks.map(count: patterns.count) { range in
      piece(range, parts, intercept, patterns, kernel)
    }
    var total = pieces[0]
    for piece in pieces.dropFirst() {
      for index in total.information.elements.indices {
        total.information.elements[index] += piece.information.elements[index]
      }
      for index in total.score.indices { total.score[index] += piece.score[index] }
      total.logLikelihood += piece.logLikelihood
      total.largestPredictor = max(total.largestPredictor, piece.largestPredictor)
    }
    total.information.mirrorLowerTriangle()
    return total
  }

  private func piece<Kernel: PatternKernel>(
    _ range: Range<Int>, _ parts: [Double], _ intercept: Double, _ patterns: CovariatePatterns,
    _ kernel: Kernel
  ) -> NormalEquations {
    var information = Array(repeating: 0.0, count: columnCount * columnCount)
    var score = Array(repeating: 0.0, count: columnCount)
    var logLikelihood = 0.0
    var largest = 0.0
    var entryColumns = Array(repeating: 0, count: widest)
    var entryValues = Array(repeating: 0.0, count: widest)
    information.withUnsafeMutableBufferPointer { information in
      for pattern in range {
        var predictor = patterns.offsets[pattern] + intercept
        var filled = 0
        if hasIntercept {
          entryColumns[0] = 0
          entryValues[0] = 1
          filled = 1
        }
        let first = pattern * blocks
        for block in first..<first + blocks {
          let row = Int(rowOfBlock[block])
          predictor += parts[row]
          for entry in Int(starts[row])..<Int(starts[row + 1]) {
            entryColumns[filled] = Int(columns[entry])
            entryValues[filled] = values[entry]
            filled += 1
          }
        }
        let value = kernel(predictor, patterns.cell(pattern))
        logLikelihood += value.logLikelihood
        largest = max(largest, abs(predictor))
        for i in 0..<filled {
          let weighted = value.information * entryValues[i]
          score[entryColumns[i]] += value.score * entryValues[i]
          let base = entryColumns[i] * columnCount
          for j in 0...i { information[base + entryColumns[j]] += weighted * entryValues[j] }
        }
      }
    }
    var matrix = SymmetricMatrix(order: columnCount)
    matrix.elements = information
    return NormalEquations(
      information: matrix, score: score, logLikelihood: logLikelihood, largestPredictor: largest)
  }
}

extension CovariatePatterns {
  func cell(_ pattern: Int) -> PatternCell {
    PatternCell(
      units: units[pattern], sum: sums[pattern], square: squares[pattern], trials: trials[pattern],
      weight: weights[pattern])
  }
}

/// Counts people, and sums outcomes as the score.
struct CountKernel: PatternKernel {
  func callAsFunction(_ predictor: Double, _ cell: PatternCell) -> KernelValue {
    KernelValue(information: cell.units * cell.trials, score: cell.sum, logLikelihood: 0)
  }
}
