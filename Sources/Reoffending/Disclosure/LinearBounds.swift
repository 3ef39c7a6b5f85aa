internal import CGLPK

/// The least and the greatest value that a sum of unknown counts can have, given other sums of them.
///
/// - Source: Fischetti and Salazar (2001), *Management Science* 47(7), 1008–1027, doi:10.1287/mnsc.47.7.1008.9805: the two
///   programs of an attacker.
final class LinearBounds {
  /// A sum of unknowns that is known.
  struct Equation {
    /// The unknowns, by number, with how often each is counted.
    let terms: [(unknown: Int, factor: Int)]
    let value: Int
  }

  private let problem: OpaquePointer
  private let unknowns: Int

  /// Takes what is known of some whole numbers of at least 0; nil where the solver cannot be started.
  init?(unknowns: Int, equations: [Equation]) {
    glp_term_out(GLP_OFF)
    guard let problem = glp_create_prob(), unknowns > 0 else { return nil }
    self.problem = problem
    self.unknowns = unknowns
    glp_add_cols(problem, Int32(unknowns))
    for column in 1...Int32(unknowns) {
      glp_set_col_bnds(problem, column, GLP_LO, 0, 0)
      glp_set_col_kind(problem, column, GLP_IV)
    }
    guard !equations.isEmpty else { return }
    glp_add_rows(problem, Int32(equations.count))
    // The solver's own arrays begin with an entry that is not used.
    var rows: [Int32] = [0]
    var columns: [Int32] = [0]
    var factors = [0.0]
    for (place, equation) in equations.enumerated() {
      glp_set_row_bnds(problem, Int32(place + 1), GLP_FX, Double(equation.value), Double(equation.value))
      for term in equation.terms {
        rows.append(Int32(place + 1))
        columns.append(Int32(term.unknown + 1))
        factors.append(Double(term.factor))
      }
    }
    glp_load_matrix(problem, Int32(rows.count - 1), rows, columns, factors)
  }

  deinit { glp_delete_prob(problem) }

  /// The range of a sum, whose upper end is nil where nothing bounds it; nil where nothing fits what is known.
  ///
  /// - Parameter inWholeNumbers: whether the unknowns must be whole; without it the range can only be wider.
  func range(of terms: [(unknown: Int, factor: Int)], inWholeNumbers: Bool) -> (lower: Int, upper: Int?)? {
    for column in 1...Int32(unknowns) { glp_set_obj_coef(problem, column, 0) }
    for term in terms { glp_set_obj_coef(problem, Int32(term.unknown + 1), Double(term.factor)) }
    guard case .bounded(let least) = optimum(GLP_MIN, inWholeNumbers),
      let most = optimum(GLP_MAX, inWholeNumbers)
    else { return nil }
    let lower = Int((least - Self.slack).rounded(.up))
    switch most {
    case .bounded(let greatest): return (lower, Int((greatest + Self.slack).rounded(.down)))
    case .unbounded: return (lower, nil)
    }
  }

  private enum Optimum {
    case bounded(Double)
    case unbounded
  }

  /// How many steps a search for whole numbers takes at the most.
  private static let mostSteps = 20_000

  /// What the solver's numbers may lie off a whole one.
  private static let slack = 1e-6

  /// The best value; nil where nothing fits.
  private func optimum(_ direction: Int32, _ inWholeNumbers: Bool) -> Optimum? {
    glp_set_obj_dir(problem, direction)
    var control = glp_smcp()
    glp_init_smcp(&control)
    control.msg_lev = GLP_MSG_OFF
    guard glp_simplex(problem, &control) == 0 else { return nil }
    switch glp_get_status(problem) {
    case GLP_OPT: break
    case GLP_UNBND: return .unbounded
    default: return nil
    }
    let relaxed = glp_get_obj_val(problem)
    guard inWholeNumbers else { return .bounded(relaxed) }
    var search = glp_iocp()
    glp_init_iocp(&search)
    search.msg_lev = GLP_MSG_OFF
    // A limit on steps and not on time, so that the answer does not depend on the machine.
    var steps = 0
    return withUnsafeMutablePointer(to: &steps) { steps in
      search.cb_info = UnsafeMutableRawPointer(steps)
      search.cb_func = { tree, info in
        guard glp_ios_reason(tree) == GLP_ISELECT, let info else { return }
        let steps = info.assumingMemoryBound(to: Int.self)
        steps.pointee += 1
        if steps.pointee > LinearBounds.mostSteps { glp_ios_terminate(tree) }
      }
      let outcome = glp_intopt(problem, &search)
      switch glp_mip_status(problem) {
      // What was reached is possible, so that a search that was not finished makes the range narrower, never wider.
      case GLP_OPT, GLP_FEAS: return .bounded(glp_mip_obj_val(problem))
      case GLP_NOFEAS where outcome == 0: return nil
      default: return nil
      }
    }
  }
}
