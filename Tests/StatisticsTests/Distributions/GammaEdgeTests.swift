import Statistics
import Testing

/// The density at the edge of the gamma distribution, which is a limit and no value of the formula.
@Suite("gamma density at 0")
struct GammaEdgeTests {
  @Test("is endless below a shape of 1, one over the scale at 1, and 0 above")
  func atZero() throws {
    #expect(try Gamma(shape: 0.5, scale: 2).logDensity(0) == .infinity)
    #expect(try Gamma(shape: 1, scale: 4).logDensity(0) == -1.3862943611198906)
    #expect(try Gamma(shape: 1.5, scale: 2).logDensity(0) == -.infinity)
    #expect(try Gamma(shape: 0.5).logDensity(-1) == -.infinity)
    #expect(try Gamma(shape: 0.5).logDensity(.infinity) == -.infinity)
  }
}
