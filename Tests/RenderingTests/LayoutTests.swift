import Autodiff
import TestSupport
import Testing
import Trace

@testable import Rendering

struct LayoutTests {
  /// Any graph: no two boxes overlap, arrows run to the right and through no box.
  private func expectSound(_ graph: LayeredGraph, _ location: SourceLocation = #_sourceLocation) {
    let layout = Layout(graph)
    let boxes = layout.boxes
    for (index, box) in boxes.enumerated() {
      #expect(box.x >= 0 && box.y >= 0 && box.right <= layout.width && box.bottom <= layout.height)
      for other in boxes[..<index] where box.overlaps(other) {
        Issue.record("boxes overlap: \(box), \(other)", sourceLocation: location)
      }
    }
    for (arrow, route) in zip(graph.arrows, layout.routes) {
      #expect(route.first?.x == boxes[arrow.from].right && route.last?.x == boxes[arrow.to].x)
      #expect(zip(route, route.dropFirst()).allSatisfy { $0.x <= $1.x })
      for point in points(on: route) {
        for (index, box) in boxes.enumerated() where index != arrow.from && index != arrow.to {
          let isInside = box.x < point.x && point.x < box.right && box.y < point.y && point.y < box.bottom
          if isInside { Issue.record("\(arrow) runs through \(box)", sourceLocation: location) }
        }
      }
    }
  }

  private func points(on route: [Point]) -> [Point] {
    zip(route, route.dropFirst()).flatMap { from, to in
      (0...32).map { part in
        let (t, u) = (Double(part) / 32, 1 - Double(part) / 32)
        let middle = Double(from.x + to.x) / 2
        let x = u * u * u * Double(from.x) + 3 * u * t * middle + t * t * t * Double(to.x)
        let y = u * u * (u + 3 * t) * Double(from.y) + t * t * (t + 3 * u) * Double(to.y)
        return Point(x: Int(x), y: Int(y))
      }
    }
  }

  /// Graphs that look random, of all shapes, with twin arrows, bands and lone boxes.
  @Test(arguments: 0..<60) func nothingCollides(_ seed: Int) {
    var draws = Draws(seed: UInt64(seed))
    let count = draws.below(40)
    var bands = (0..<count).map { _ in draws.below(seed % 3 + 1) }
    bands.sort()
    let boxes = bands.map { band in
      LayeredGraph.Box(width: 20 + draws.below(120), height: 20 + draws.below(90), band: band)
    }
    var arrows: [LayeredGraph.Arrow] = []
    for box in boxes.indices where box > 0 {
      for port in 0..<draws.below(5) {
        arrows.append(.init(from: draws.below(box), to: box, port: box % 2 == 0 ? port : nil))
      }
    }
    expectSound(LayeredGraph(boxes: boxes, arrows: arrows))
  }

  @Test func extremes() {
    expectSound(LayeredGraph(boxes: [], arrows: []))
    expectSound(LayeredGraph(boxes: [.init(width: 1, height: 1)], arrows: []))
    let many = (0..<300).map { _ in LayeredGraph.Box(width: 40, height: 30) }
    expectSound(LayeredGraph(boxes: many, arrows: (1..<299).map { .init(from: $0, to: 299) }))
    expectSound(LayeredGraph(boxes: many, arrows: (1..<300).map { .init(from: 0, to: $0) }))
    expectSound(LayeredGraph(boxes: many, arrows: (1..<300).map { .init(from: $0 - 1, to: $0) }))
  }

  @Test func theSameEveryTime() {
    let boxes = (0..<30).map { LayeredGraph.Box(width: 30 + $0, height: 20) }
    let arrows = (1..<30).flatMap { box in
      [box / 2, box / 3].map { LayeredGraph.Arrow(from: $0, to: box) }
    }
    let layouts = (0..<3).map { _ in Layout(LayeredGraph(boxes: boxes, arrows: arrows)) }
    #expect(layouts.allSatisfy { $0.boxes == layouts[0].boxes && $0.routes == layouts[0].routes })
  }

  /// Trees have drawings without crossings, and get one.
  @Test func treesAreDrawnWithoutCrossings() {
    let boxes = (0..<31).map { _ in LayeredGraph.Box(width: 30, height: 20) }
    let arrows = (1..<31).map { LayeredGraph.Arrow(from: 31 - 1 - $0, to: 31 - 1 - ($0 - 1) / 2) }
    let sorted = arrows.sorted { ($0.to, $0.from) < ($1.to, $1.from) }
    let layout = Layout(LayeredGraph(boxes: boxes, arrows: sorted))
    for (index, route) in layout.routes.enumerated() {
      for (other, second) in layout.routes.enumerated() where other < index {
        let (a, b) = (sorted[index], sorted[other])
        guard layout.boxes[a.from].x == layout.boxes[b.from].x, a.to != b.to else { continue }
        let isAbove = layout.boxes[a.from].y < layout.boxes[b.from].y
        #expect(isAbove == (layout.boxes[a.to].y < layout.boxes[b.to].y), "\(route) \(second)")
      }
    }
  }

  /// Operands whose order counts enter in that order, from the top.
  @Test func portsKeepTheirOrder() {
    let boxes = (0..<3).map { _ in LayeredGraph.Box(width: 30, height: 40) }
    let layout = Layout(
      LayeredGraph(boxes: boxes, arrows: [.init(from: 1, to: 2, port: 0), .init(from: 0, to: 2, port: 1)]))
    let ends = layout.routes.map { $0.last?.y ?? 0 }
    #expect(ends[0] < ends[1])
    // The first operand lies higher, so that they need not cross.
    #expect(layout.boxes[1].y < layout.boxes[0].y)
  }
}
