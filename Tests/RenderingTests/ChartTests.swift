import Letters
import Presentation
import Testing
import Trace

import func Foundation.exp
import func Foundation.sqrt

@testable import Rendering

/// Charts: their points against values worked out here.
@Suite struct ChartTests {
  private func charts(_ block: String) throws -> [Chart] {
    let recording = try recording(block)
    return recording.events.compactMap { event in
      if case .plot(let plotted) = event { Charts(recording).chart(plotted).chart } else { nil }
    }
  }

  private func isNear(_ a: Double, _ b: Double) -> Bool { (a - b).magnitude <= 1e-12 * max(1, b.magnitude) }

  @Test func overANameOfItsOwn() throws {
    let chart = try #require(try charts("plot σ(x), ∂(σ(x))/∂x over x = -4..4").first)
    let curves = chart.frames[0].series
    #expect(curves.map(\.points.count) == [257, 257])
    #expect(curves[0].points.first?.x == -4 && curves[0].points.last?.x == 4)
    for (value, slope) in zip(curves[0].points, curves[1].points) {
      let p = 1 / (1 + exp(-value.x))
      #expect(isNear(value.y, p) && isNear(slope.y, p * (1 - p)))
    }
    #expect(chart.horizontal.ticks.map(\.label) == ["-4", "-2", "0", "2", "4"])
    #expect(chart.vertical.ticks.map(\.value) == [0, 0.2, 0.4, 0.6, 0.8, 1])
  }

  /// The rest stays where the run has left it, and the path is that of the run: θ·0.8 each step, with b = 3 unmoved.
  @Test func overAParameterWithItsPath() throws {
    let block = """
      param θ = 1
      input b = 3
      L = θ² + b
      optimizer sgd(α = 0.1)
      minimize L for 5 steps
      plot L over θ = -2..2 in 9 points
      """
    let chart = try #require(try charts(block).first)
    let series = chart.frames[0].series
    #expect(series[0].points.map(\.x) == [-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2])
    for point in series[0].points { #expect(isNear(point.y, point.x * point.x + 3)) }
    #expect(series[1].form == .path)
    var value = 1.0
    for point in series[1].points {
      #expect(isNear(point.x, value) && isNear(point.y, value * value + 3))
      value *= 0.8
    }
    #expect(series[1].points.count == 6)
  }

  /// Every point of a contour of x² + y² lies on its circle, but for the chord of a cell.
  @Test func contoursOfABowl() throws {
    let block = """
      param x = 1
      param y = 0.5
      L = x² + y²
      compare L for 3 steps
        sgd(α = 0.1)
        sgd(α = 0.2)
      plot L over x = -2..2, y = -2..2
      """
    let chart = try #require(try charts(block).first)
    #expect(chart.frames.count == 2)
    let map = try #require(chart.frames[0].map)
    #expect(map.contours.count > 2)
    for contour in map.contours where contour.level.value < 4 {
      #expect(contour.lines.count == 1)
      let line = try #require(contour.lines.first)
      #expect(line.first?.x == line.last?.x && line.first?.y == line.last?.y)
      for point in line {
        let radius = sqrt(point.x * point.x + point.y * point.y)
        #expect((radius - sqrt(contour.level.value)).magnitude < 0.01)
      }
    }
    for (frame, factor) in zip(chart.frames, [0.8, 0.6]) {
      let path = try #require(frame.series.last)
      for (step, point) in path.points.enumerated() {
        let shrunk = (0..<step).reduce(1.0) { value, _ in value * factor }
        #expect(isNear(point.x, shrunk) && isNear(point.y, shrunk / 2))
      }
    }
  }

  /// θ is 1 and -1 by turns for 2000 steps: each point is a band of both, and no slow wave.
  @Test func bands() throws {
    let block = "param θ = 1\nL = θ²\noptimizer sgd(α = 1)\nminimize L for 2000 steps\nplot θ"
    let chart = try #require(try charts(block).first)
    let points = chart.frames[0].series[0].points
    #expect(points.count == 512)
    #expect(points.allSatisfy { $0.low == -1 && $0.high == 1 })
  }

  /// α is 0.1/√t in step t, and has no value before the first.
  @Test func namesOfSteps() throws {
    let block = "param θ = 1\nL = θ²\noptimizer sgd(α = 0.1/√t)\nminimize L for 30 steps\nplot α, g, θ"
    let series = try #require(try charts(block).first).frames[0].series
    #expect(series[0].points.map(\.x) == (1...30).map { Double($0) })
    #expect(series[2].points.count == 31)
    var value = 1.0
    for step in 1...30 {
      let rate = 0.1 / sqrt(Double(step))
      #expect(isNear(series[0].points[step - 1].y, rate))
      #expect(isNear(series[1].points[step - 1].y, 2 * value))
      value -= rate * 2 * value
      #expect(isNear(series[2].points[step].y, value))
    }
  }

  @Test func againstEachOther() throws {
    let block = """
      input x = [3, 1, 2]
      input y = [5, 2, 3]
      param w = 2
      plot y, w·x[n] - 1 against x
      plot y[n] over n
      optimizer sgd(α = 0.1)
      L = w²
      minimize L for 2 steps
      plot L against w
      """
    let charts = try charts(block)
    let scatter = charts[0].frames[0].series
    #expect(scatter.map(\.form) == [.dots, .line])
    #expect(scatter[0].points.map { [$0.x, $0.y] } == [[3, 5], [1, 2], [2, 3]])
    #expect(scatter[1].points.map { [$0.x, $0.y] } == [[1, 1], [2, 3], [3, 5]])
    #expect(charts[1].frames[0].series[0].points.map(\.y) == [5, 2, 3])
    let path = charts[2].frames[0].series[0]
    #expect(path.form == .path && path.points.count == 3)
    for point in path.points { #expect(isNear(point.y, point.x * point.x)) }
  }

  @Test func gaps() throws {
    let charts = try charts("plot 1/x over x = -1..1\nplot ln(x) over x = -2..-1\nplot tan(x) over x = 0..3")
    #expect(charts[0].unseen == 1 && charts[0].values == 257)
    #expect(charts[1].unseen == 257)
    // The pole of tan at π/2 breaks the line without being one of the points.
    #expect(charts[2].unseen == 0 && charts[2].frames[0].series[0].points.count(where: \.isGap) == 1)
    let text = try printed("plot ln(x) over x = -2..-1")
    #expect(text.contains("none of the 257 values is finite: there is nothing to draw"))
  }

  /// Each dot of a curve in the terminal is the nearest of its grid; here y = x, corner to corner. The middle of the curve
  /// is as near to four dots, so one more is set.
  @Test func dotsStandWhereTheValuesAre() throws {
    let chart = try #require(try charts("plot x over x = 0..1").first)
    let text = FrameText(
      frame: chart.frames[0], horizontal: chart.horizontal, vertical: chart.vertical, columns: 4, rows: 2,
      ascii: false)
    #expect(text.cells().map { String($0) } == ["  ⡠⠊", "⡠⠊⠁ "])
    #expect(text.row(of: 1) == 0 && text.row(of: 0) == 1 && text.column(of: 1) == 3)
  }

  @Test(arguments: [40, 60, 80, 100], [false, true]) func fitsThePage(_ width: Int, _ ascii: Bool) throws {
    let block = """
      param a = -1
      param b = 1
      L = (1 - a)² + 5·(b - a²)²
      compare L for 30 steps, showing none
        sgd(α = 0.02)
        momentum(α = 0.02)
        adam(α = 0.02)
        nadam(α = 0.02)
        adagrad(α = 0.02)
      plot L over a = -2..2, b = -1..3
      plot L over a = -2..2
      plot L, L², L³, L⁴, L⁵ over a = -2..2
      plot σ(z), tanh(z) over z = -4..4
      """
    let text = try printed(block, TextOptions(ascii: ascii, width: width))
    let pictures = text.split(separator: "\n").filter { line in
      line.contains { "⠁" <= $0 && $0 <= "⣿" || "┤└┬•".contains($0) } || ascii && line.contains(" +")
    }
    #expect(pictures.count > 40)
    for line in pictures { #expect(DisplayWidth.of(line) <= width, "\(line)") }
    if ascii { #expect(text.utf8.allSatisfy { $0 < 0x80 }) }
  }

  @Test func pointsInJSON() throws {
    let json = try recording("plot x² over x = 0..1 in 3 points").json()
    #expect(json.contains("\"item\": \"chart\", \"title\": \"x² over x\""))
    #expect(json.contains("\"points\": [[0, 0], [0.5, 0.25], [1, 1]]"))
  }
}
