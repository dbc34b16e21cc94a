import Autodiff
import Trace

/// When numbers are read: after a number of steps of a run, or in a step, when its gradients are known.
package struct Reading: Hashable, Sendable {
  package let run: Int
  /// After this many steps; in the step of this number, from 1.
  package let step: Int
  package let isInStep: Bool

  package init(after moment: Moment) {
    self.init(run: moment.run, step: moment.step, isInStep: false)
  }

  package init(inStep step: Int, ofRun run: Int) {
    self.init(run: run, step: step, isInStep: true)
  }

  init(run: Int, step: Int, isInStep: Bool) {
    self.run = run
    self.step = step
    self.isInStep = isInStep
  }
}

/// A number on a page, with the node and the reading it came from.
package struct Quantity: Sendable {
  /// Nil where no node of the graph holds it, as a distance.
  package let node: NodeID?
  package let reading: Reading
  package let value: Double
  /// Significant digits it is shown with.
  package private(set) var digits: Int
  /// As it was typed, which is shown with all its digits; nil for what was computed.
  package private(set) var typed: Name?
  /// How far the value may be off.
  package var doubt = 0.0

  /// The same number with no more digits than there is room for.
  package func rounded(to most: Int) -> Quantity {
    var rounded = Quantity(
      node: node, reading: reading, value: value, digits: min(digits, most), typed: nil, doubt: doubt)
    if let typed { rounded.typed = typed }
    return rounded
  }
}

/// The numbers of one reading.
package struct Numbers {
  package let reading: Reading
  private let graph: Graph
  private let digits: Int
  private var valuation: Valuation
  private let doubts: Doubts?

  /// - Parameter digits: significant digits its quantities are shown with.
  package init(_ recording: Recording, _ reading: Reading, _ digits: Int = 17, _ doubts: Doubts? = nil) {
    self.reading = reading
    self.doubts = doubts
    self.digits = digits
    graph = recording.graph
    valuation =
      reading.isInStep
      ? recording.valuation(inStep: reading.step, ofRun: reading.run)
      : recording.valuation(at: Moment(run: reading.run, step: reading.step))
  }

  package mutating func value(_ node: NodeID) -> Double { valuation.value(of: node, in: graph) }

  /// A value, a constant as typed.
  mutating func given(_ node: NodeID, digits: Int? = nil) -> Quantity {
    let spelling = graph.spelling(of: node)
    return quantity(node, typed: spelling.isEmpty ? nil : .typed(spelling), digits: digits)
  }

  mutating func quantity(_ node: NodeID, typed: Name? = nil, digits: Int? = nil) -> Quantity {
    let value = value(node)
    let digits = digits ?? self.digits
    return Quantity(
      node: node, reading: reading, value: value, digits: digits, typed: typed,
      doubt: typed == nil ? doubt(of: node, value, digits: digits) : 0)
  }

  /// How far the value of a node may be off.
  func doubt(of node: NodeID, _ value: Double, digits: Int) -> Double {
    doubts?.doubt(of: node, value, reading, digits: digits) ?? 0
  }
}
