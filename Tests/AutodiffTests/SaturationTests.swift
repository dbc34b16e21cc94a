import Autodiff
import Testing

/// Slopes of saturated units keep their digits. The numbers are from an evaluation with 40 digits.
@Suite struct SaturationTests {
  /// Operation, operand, slope.
  static let slopes: [(Operation, Double, Double)] = [
    (.tanh, 6, 0.000024576547405332701301), (.tanh, 8, 4.5014059756372916727e-7),
    (.tanh, 20, 1.6993417021166355837e-17), (.tanh, -20, 1.6993417021166355837e-17),
    (.sigmoid, 20, 2.0611536139418493437e-9), (.sigmoid, 37, 8.533047625744064338e-17),
    (.sigmoid, -37, 8.533047625744064338e-17), (.sigmoid, 700, 9.8596765437597708567e-305),
    (.gelu, -9, -9.138937373906639251e-18), (.gelu, -6, -3.5468709453902014781e-8),
    (.gelu, 9, 1.0000000000000000091),
  ]

  @Test(arguments: slopes)
  func slopesKeepTheirDigits(_ operation: Operation, _ operand: Double, _ slope: Double) {
    var bench = Workbench()
    let x = bench.parameter("x", operand)
    #expect(agree(bench.gradient(bench.graph.add(operation, x), x), slope, relative: 1e-13, absolute: 0))
  }

  @Test func smallValuesOfGeluKeepTheirDigits() {
    #expect(
      agree(Operation.gelu.value([-9]), -1.015729565358456583e-18, relative: 1e-13, absolute: 0))
    #expect(
      agree(Operation.gelu.value([-20]), -5.5072482372124673902e-88, relative: 1e-13, absolute: 0))
  }

  /// Away from saturation the slope is worked out as it is written: y·(1 - y), 1 - y².
  @Test func elsewhereSlopesAreWhatTheyWere() {
    for operand in [-1.5, -0.5, 0, 0.8, 1.5] {
      var bench = Workbench()
      let x = bench.parameter("x", operand)
      let y = Operation.sigmoid.value([operand])
      #expect(bench.gradient(bench.graph.add(.sigmoid, x), x) == y * (1 - y))
      let t = Operation.tanh.value([operand])
      #expect(bench.gradient(bench.graph.add(.tanh, x), x) == 1 - t * t)
    }
  }
}
