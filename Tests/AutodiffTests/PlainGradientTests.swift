import Autodiff
import TestSupport
import Testing

import struct Foundation.Data
import struct Foundation.URL

/// The README's gradient without tricks is a file of these tests, and gives what the engine gives.
@Suite struct PlainGradientTests {
  private func text(of path: String) throws -> String {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return String(decoding: try Data(contentsOf: root.appending(path: path)), as: UTF8.self)
  }

  @Test func theReadmeShowsTheFile() throws {
    let file = try text(of: "Tests/AutodiffTests/PlainGradient.swift")
    #expect(try text(of: "README.md").contains("\n```swift\n\(file)```\n"))
  }

  @Test func aNetworkHasTheSameGradient() {
    var graph = Graph()
    var random = Draws(seed: 7)
    func layer(_ inputs: [NodeID], _ count: Int) -> [NodeID] {
      (0..<count).map { _ in
        let terms = inputs.map { input in
          graph.add(.mul, graph.leaf(.parameter, Double.random(in: -1...1, using: &random)), input)
        }
        return graph.add(.tanh, graph.sum(terms + [graph.leaf(.parameter, 0.1)]))
      }
    }
    let inputs = [0.5, -2, 1].map { graph.leaf(.input, $0) }
    let loss = graph.add(.square, graph.add(.sub, layer(layer(inputs, 4), 1)[0], graph.constant(1)))
    expectSame(&graph, loss, few: 20)
  }

  @Test(arguments: 1...40)
  func allOperationsHaveTheSameGradient(_ seed: UInt64) {
    // The engine rounds the adjoint of a result that is carried on rounded.
    var graph = EvaluationTests.randomGraph(
      seed, of: Operation.allCases.filter { ![.carry, .carryDigits].contains($0) }
    ).graph
    for raw in stride(from: UInt32(40), through: 300, by: 20) { expectSame(&graph, NodeID(raw), few: 0) }
  }

  /// - Parameter few: how many slopes there must be to compare.
  private func expectSame(_ graph: inout Graph, _ output: NodeID, few: Int) {
    let plain = plainGradient(of: output, in: graph)
    graph.gradient(of: output)
    var valuation = Valuation()
    var count = 0
    for raw in 0...output.raw {
      guard let adjoint = graph.adjoint(of: output, to: NodeID(raw)) else { continue }
      let engine = valuation.value(of: adjoint, in: graph)
      // 0·∞ below a `where` or a `max` is not a number here, and 0 there.
      guard plain[Int(raw)].isFinite else { continue }
      count += 1
      #expect(agree(engine, plain[Int(raw)], relative: 1e-9), "node \(raw) of \(output.raw)")
    }
    #expect(count >= few)
  }
}
