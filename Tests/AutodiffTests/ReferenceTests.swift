import Autodiff
import Testing

import struct Foundation.Data
import class Foundation.JSONDecoder
import struct Foundation.URL

/// Two hundred expressions whose values and gradients another program computed.
@Suite struct ReferenceTests {
  struct File: Decodable { let cases: [Case] }

  struct Case: Decodable {
    let expression: String
    let at: [String: Double]
    let value: Double
    let gradient: [String: Double]
  }

  static func cases() throws -> [Case] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let file = folder.appendingPathComponent("Resources/gradients.json")
    let data = try Data(contentsOf: file)
    return try JSONDecoder().decode(File.self, from: data).cases
  }

  @Test func allThere() throws { #expect(try ReferenceTests.cases().count == 200) }

  @Test func valuesAndGradients() throws {
    for example in try ReferenceTests.cases() {
      var bench = Workbench()
      var leaves: [String: NodeID] = [:]
      for (name, value) in example.at.sorted(by: { $0.key < $1.key }) {
        leaves[name] = bench.parameter(name, value)
      }
      var reader = FormulaReader(example.expression, leaves)
      let y = try reader.read(into: &bench.graph)
      #expect(agree(bench.value(y), example.value), "\(example.expression)")
      for (name, expected) in example.gradient {
        let leaf = try #require(leaves[name])
        let actual = bench.gradient(y, leaf)
        #expect(agree(actual, expected), "∂/∂\(name) \(example.expression): \(actual), not \(expected)")
      }
    }
  }
}

/// Reads the simple formulas of the reference file: `+ - * / ^`, prefix minus, calls and brackets.
struct FormulaReader {
  private var rest: Substring
  private let leaves: [String: NodeID]

  init(_ text: String, _ leaves: [String: NodeID]) {
    rest = text.filter { $0 != " " }[...]
    self.leaves = leaves
  }

  mutating func read(into graph: inout Graph) throws -> NodeID {
    let node = try sum(&graph)
    guard rest.isEmpty else { throw Failure.unexpected }
    return node
  }

  private mutating func take(_ character: Character) -> Bool {
    guard rest.first == character else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func sum(_ graph: inout Graph) throws -> NodeID {
    var left = try product(&graph)
    while true {
      if take("+") {
        left = graph.add(.add, left, try product(&graph))
      } else if take("-") {
        left = graph.add(.sub, left, try product(&graph))
      } else {
        return left
      }
    }
  }

  private mutating func product(_ graph: inout Graph) throws -> NodeID {
    var left = try prefix(&graph)
    while true {
      if take("*") {
        left = graph.add(.mul, left, try prefix(&graph))
      } else if take("/") {
        left = graph.add(.div, left, try prefix(&graph))
      } else {
        return left
      }
    }
  }

  private mutating func prefix(_ graph: inout Graph) throws -> NodeID {
    if take("-") { return graph.add(.neg, try prefix(&graph)) }
    let base = try primary(&graph)
    guard take("^") else { return base }
    let exponent = try prefix(&graph)
    if graph.startValue(of: exponent) == 2 { return graph.add(.square, base) }
    return graph.add(.pow, base, exponent)
  }

  private mutating func primary(_ graph: inout Graph) throws -> NodeID {
    if take("(") {
      let inner = try sum(&graph)
      guard take(")") else { throw Failure.unexpected }
      return inner
    }
    let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "." }
    rest = rest.dropFirst(word.count)
    if let number = Double(word) { return graph.constant(number, spelling: String(word)) }
    if let leaf = leaves[String(word)] { return leaf }
    guard let operation = Operation.named(String(word)), take("(") else { throw Failure.unexpected }
    var operands = [try sum(&graph)]
    while take(",") { operands.append(try sum(&graph)) }
    guard take(")") else { throw Failure.unexpected }
    return graph.apply(operation, operands)
  }
}
