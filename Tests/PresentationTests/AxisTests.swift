import Testing

@testable import Presentation

/// Axes as a person would draw them. The numbers are worked out by hand.
struct AxisTests {
  @Test(
    arguments: [
      (0.002703, 0.1, ["0", "0.02", "0.04", "0.06", "0.08", "0.1"], 0, 0.1),
      (-5.16, 6.1917, ["-5", "0", "5"], -5.16, 6.1917), (0, 1, ["0", "0.2", "0.4", "0.6", "0.8", "1"], 0, 1),
      (
        1000.0001, 1000.0009, ["1000.0002", "1000.0004", "1000.0006", "1000.0008"], 1000.0001, 1000.0009
      ),
      (-2e-7, 3e-7, ["-2e-7", "-1e-7", "0", "1e-7", "2e-7", "3e-7"], -2e-7, 3e-7),
      (1, 1, ["0.6", "0.8", "1", "1.2", "1.4"], 0.5, 1.5),
      (0, 0, ["-1", "-0.5", "0", "0.5", "1"], -1, 1),
    ] as [(Double, Double, [String], Double, Double)])
  func roundNumbers(_ low: Double, _ high: Double, _ labels: [String], _ first: Double, _ last: Double) {
    let axis = Axis.around(low, high)
    #expect(axis.ticks.map(\.label) == labels)
    #expect(axis.low == first)
    #expect(axis.high == last)
  }

  /// Whatever the ends, each label is its number, and all lie on the axis, ascending.
  @Test(
    arguments: [
      (-1e308, 1e308), (1e308, 1.0000000001e308), (5e-324, 1e-323), (1, 1.0000000000000002), (-1e-300, 1e300),
      (0.1, 0.3), (-7, -6.99), (1e15, 1e15 + 3),
    ] as [(Double, Double)])
  func hardEnds(_ low: Double, _ high: Double) throws {
    for axis in [Axis.around(low, high), Axis.from(low, to: high, name: "x")] {
      #expect(axis.low < axis.high && axis.low <= low && axis.high >= high)
      #expect(axis.position(of: axis.low) == 0 && axis.position(of: axis.high) == 1)
      for (tick, next) in zip(axis.ticks, axis.ticks.dropFirst()) { #expect(tick.value < next.value) }
      for tick in axis.ticks { #expect((axis.low...axis.high).contains(tick.value)) }
    }
  }

  @Test(
    arguments: [
      (1.5e-13, 4, ["1e-12", "1e-9", "1e-6", "0.001", "1"], 1e-13, 10),
      (0.02, 30, ["0.01", "0.1", "1", "10", "100"], 0.01, 100), (1, 100, ["1", "10", "100"], 1, 100),
      (2, 3, ["1", "10"], 1, 10),
    ] as [(Double, Double, [String], Double, Double)])
  func decades(_ low: Double, _ high: Double, _ labels: [String], _ first: Double, _ last: Double) {
    let axis = Axis.logarithmic(low, high)
    #expect(axis.ticks.map(\.label) == labels)
    #expect(axis.low == first)
    #expect(axis.high == last)
    #expect(axis.position(of: 0) == nil)
  }

  @Test(arguments: [
    (0, 40, ["0", "10", "20", "30", "40"]), (0, 3, ["0", "1", "2", "3"]),
    (1, 300, ["1", "100", "200", "300"]),
    (0, 37, ["0", "10", "20", "30", "37"]), (0, 1, ["0", "1"]), (5, 5, ["5"]),
  ])
  func counts(_ first: Int, _ last: Int, _ labels: [String]) {
    #expect(Axis.counting(first, last, name: "step").ticks.map(\.label) == labels)
  }
}
