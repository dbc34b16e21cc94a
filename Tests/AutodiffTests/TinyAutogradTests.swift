import Autodiff
import TestSupport
import Testing

import struct Foundation.Data
import struct Foundation.URL

/// The lesson `autograd` shows a file of these tests; what it says of the program and of its three bugs is so.
@Suite struct TinyAutogradTests {
  private func text(of path: String) throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return String(decoding: try Data(contentsOf: root.appending(path: path)), as: UTF8.self)
  }

  @Test func theLessonShowsTheFile() throws {
    let lesson = try text(of: "lessons/autograd.md")
    #expect(lesson.contains("\n```swift\n\(try text(of: "Tests/AutodiffTests/TinyAutograd.swift"))```\n"))
    // And the use of it, which stands between the lines of dashes below.
    let here = try text(of: "Tests/AutodiffTests/TinyAutogradTests.swift")
    let lines = here.split(separator: "    // ----\n")[1].split(separator: "\n").map { $0.dropFirst(4) }
    #expect(lesson.contains("\n```swift\n\(lines.joined(separator: "\n"))\n```\n"))
  }

  @Test func theExamplePrintsWhatItSays() {
    var printed = ""
    func print(_ items: Double...) { printed = items.map { "\($0)" }.joined(separator: " ") }
    // ----
    let w = Value(0.5)
    let x = Value(3)
    let a = w * x
    let q = a * (a + Value(4))
    q.backward()
    print(q.number, a.slope, w.slope)  // 8.25 7.0 21.0
    // ----
    #expect(printed == "8.25 7.0 21.0")

    // The third bug: slopes that do not begin at 0.
    q.backward()
    #expect(w.slope == 67.5)
  }

  /// The second bug: level by level from the result down, each node at its first turn.
  @Test func theWrongOrderLosesALateContribution() {
    let w = Value(0.5)
    let a = w * Value(3)
    let q = a * (a + Value(4))
    var level = [q]
    var order: [Value] = []
    while !level.isEmpty {
      for node in level where !order.contains(where: { $0 === node }) { order.append(node) }
      level = level.flatMap { $0.operands.map(\.value) }.filter { node in
        !order.contains { $0 === node }
      }
    }
    q.slope = 1
    for node in order {
      for (operand, local) in node.operands { operand.slope += node.slope * local }
    }
    #expect(w.slope == 16.5)
    #expect(a.slope == 7)
  }

  /// The first bug: `=` for `+=`.
  @Test func withoutThePlusASquareHasHalfItsSlope() {
    let u = Value(3)
    let square = u * u
    for (operand, local) in square.operands { operand.slope = local }
    #expect(u.slope == 3)
    u.slope = 0
    square.backward()
    #expect(u.slope == 6)
  }

  @Test(arguments: 1...20) func itAgreesWithTheEngine(_ seed: UInt64) throws {
    var random = Draws(seed: seed)
    var graph = Graph()
    var values: [Value] = []
    var nodes: [NodeID] = []
    for _ in 0..<4 {
      let number = Double.random(in: -1...1, using: &random)
      values.append(Value(number))
      nodes.append(graph.leaf(.parameter, number))
    }
    for _ in 0..<12 {
      let (first, second) = (Int.random(in: 0..<values.count, using: &random), values.count - 1)
      let isSum = Bool.random(using: &random)
      values.append(isSum ? values[first] + values[second] : values[first] * values[second])
      nodes.append(graph.add(isSum ? .add : .mul, nodes[first], nodes[second]))
    }
    values[values.count - 1].backward()
    graph.gradient(of: nodes[nodes.count - 1])
    var valuation = Valuation()
    for (value, node) in zip(values, nodes) {
      let adjoint = graph.adjoint(of: nodes[nodes.count - 1], to: node)
      let engine = adjoint.map { valuation.value(of: $0, in: graph) } ?? 0
      #expect(agree(engine, value.slope, relative: 1e-9))
    }
  }
}
