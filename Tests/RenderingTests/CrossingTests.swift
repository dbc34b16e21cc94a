import Lessons
import Presentation
import TestSupport
import Testing
import Trace

@testable import Rendering

/// The layout against Graphviz's.
struct CrossingTests {
  static let dot = Tool("dot")

  /// Over all graphs of all lessons at most a tenth more crossings than `dot` finds.
  @Test(.enabled(if: dot != nil, "dot is not installed")) func crossingsAreFew() throws {
    let dot = try #require(CrossingTests.dot)
    var graphs: [LayeredGraph] = []
    for name in LessonLibrary.names {
      let recording = try recording(ofCarried: name)
      for case .drawing(let subject) in recording.figures(View()) {
        graphs.append(DrawingSVG(recording.drawing(of: subject, View()), TextOptions()).graph)
      }
    }
    let plain = try dot.run(["-Tplain"], input: graphs.map(CrossingTests.dot).joined(separator: "\n"))
    try #require(plain.code == 0, "\(plain.messages)")
    let others = plain.output.split(separator: "stop\n").map(CrossingTests.edges)
    try #require(others.count == graphs.count)
    var (mine, theirs) = (0, 0)
    for (graph, other) in zip(graphs, others) {
      let routes = Layout(graph).routes.map(CrossingTests.points)
      mine += CrossingTests.crossings(zip(graph.arrows, routes).map { ($0.from, $0.to, $1) })
      theirs += CrossingTests.crossings(other)
    }
    #expect(theirs > 100)
    #expect(Double(mine) <= 1.1 * Double(theirs), "\(mine) crossings, and dot has \(theirs)")
  }

  typealias Edge = (from: Int, to: Int, points: [SIMD2<Double>])

  private static func dot(_ graph: LayeredGraph) -> String {
    var text = "digraph { rankdir=LR; ordering=in; node [shape=box, fixedsize=true, label=\"\"]\n"
    for (index, box) in graph.boxes.enumerated() {
      text += "n\(index) [width=\(Double(box.width) / 72), height=\(Double(box.height) / 72)]\n"
    }
    for arrow in graph.arrows { text += "n\(arrow.from) -> n\(arrow.to)\n" }
    return text + "}"
  }

  /// `edge n0 n1 4 x y x y x y x y solid black`, a Bézier spline.
  private static func edges(_ plain: Substring) -> [Edge] {
    plain.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      guard words.first == "edge", let from = Int(words[1].dropFirst()), let to = Int(words[2].dropFirst()),
        let count = Int(words[3])
      else { return nil }
      let numbers = words[4..<(4 + 2 * count)].compactMap { Double($0) }
      let controls = (0..<count).map { SIMD2(numbers[2 * $0], numbers[2 * $0 + 1]) }
      let points = stride(from: 0, to: count - 1, by: 3).flatMap {
        curve(controls[$0], controls[$0 + 1], controls[$0 + 2], controls[$0 + 3])
      }
      return (from, to, points)
    }
  }

  private static func points(on route: [Point]) -> [SIMD2<Double>] {
    zip(route, route.dropFirst()).flatMap { from, to in
      let (a, b) = (SIMD2(Double(from.x), Double(from.y)), SIMD2(Double(to.x), Double(to.y)))
      let middle = (a.x + b.x) / 2
      return curve(a, SIMD2(middle, a.y), SIMD2(middle, b.y), b)
    }
  }

  private static func curve(
    _ a: SIMD2<Double>, _ b: SIMD2<Double>, _ c: SIMD2<Double>, _ d: SIMD2<Double>
  ) -> [SIMD2<Double>] {
    (0...4).map { part in
      let (t, u) = (Double(part) / 4, 1 - Double(part) / 4)
      return u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d
    }
  }

  /// Crossings of edges that have no end in common.
  private static func crossings(_ edges: [Edge]) -> Int {
    var count = 0
    for (index, a) in edges.enumerated() {
      for b in edges[..<index]
      where a.from != b.from && a.to != b.to && a.from != b.to && a.to != b.from {
        for (p, q) in zip(a.points, a.points.dropFirst()) {
          let (left, right) = (min(p.x, q.x), max(p.x, q.x))
          for (r, s) in zip(b.points, b.points.dropFirst()) where r.x <= right || s.x <= right {
            if max(r.x, s.x) >= left, cross(p, q, r, s) { count += 1 }
          }
        }
      }
    }
    return count
  }

  private static func cross(
    _ p: SIMD2<Double>, _ q: SIMD2<Double>, _ r: SIMD2<Double>, _ s: SIMD2<Double>
  ) -> Bool {
    func side(_ a: SIMD2<Double>, _ b: SIMD2<Double>, _ c: SIMD2<Double>) -> Double {
      (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
    }
    return side(p, q, r) * side(p, q, s) < 0 && side(r, s, p) * side(r, s, q) < 0
  }
}
