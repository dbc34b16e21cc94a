import Testing

@testable import Rendering

/// Labels of charts.
struct PlotTests {
  @Test(arguments: [
    (4.441e-16, 11.35, "0"), (-4.441e-16, 11.35, "0"), (6.191736, 11.35, "6.192"), (-5.16, 11.35, "-5.16"),
    (1000.0015, 0.001, "1000.0015"), (1000.001, 0.001, "1000.001"), (0.0180144, 1, "0.01801"),
    (1e-300, 2e-300, "1e-300"), (1e300, 2e300, "1e300"), (1e-20, 1e30, "0"), (-2.5, 0, "-2.5"),
    (1e308, .infinity, "1e308"), (123456, 100_000, "123456"), (0.21537, 14.5, "0.2154"),
  ])
  func labels(_ value: Double, _ range: Double, _ label: String) {
    #expect(Plot.label(value, range: range, digits: 4) == label)
  }
}
