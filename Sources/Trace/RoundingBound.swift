import Autodiff

/// How far rounding may have moved the values of nodes, to first order: the rounding of each operation, and what that
/// of its operands makes of it.
///
/// 0.1 + 0.2 − 0.3 comes out as 5.6e-17 and may be 0; a product that has come to 4e-18 may not.
package struct RoundingBound {
  private let recording: Recording
  /// How often a value that was read from the past is followed back.
  private static let depth = 4

  package init(_ recording: Recording) { self.recording = recording }

  /// The bound for a node's value at a moment; infinite where there is none.
  /// - Complexity: O(nodes below it).
  package func bound(of node: NodeID, at moment: Moment) -> Double {
    bound(of: node, Origin(node: node, moment: moment), RoundingBound.depth)
  }

  private func bound(of output: NodeID, _ place: Origin, _ depth: Int) -> Double {
    let graph = recording.graph
    var valuation =
      place.inStep
      ? recording.valuation(inStep: place.moment.step, ofRun: place.moment.run)
      : recording.valuation(at: place.moment)
    var bounds: [NodeID: Double] = [:]
    for node in graph.nodes(below: output) {
      let value = valuation.value(of: node, in: graph)
      guard let operation = graph.operation(of: node) else {
        bounds[node] = leaf(node, value, place, depth)
        continue
      }
      let operands = graph.operands(of: node)
      let errors = operands.map { bounds[$0] ?? 0 }
      let values = operands.map { valuation.value(of: $0, in: graph) }
      bounds[node] = value.magnitude.ulp + RoundingBound.moved(operation, values, by: errors, from: value)
    }
    return bounds[output] ?? .infinity
  }

  private static func moved(
    _ operation: Operation, _ values: [Double], by errors: [Double], from value: Double
  ) -> Double {
    if operation == .sum {
      // Every partial sum is rounded.
      let size = values.reduce(0) { $0 + $1.magnitude }
      return errors.reduce(0, +) + Double(values.count) * size.ulp
    }
    var moved = 0.0
    var nudged = values
    for (place, error) in errors.enumerated() where error > 0 {
      nudged[place] = values[place] + error
      let change = (operation.value(nudged) - value).magnitude
      moved += change.isNaN ? .infinity : change
      nudged[place] = values[place]
    }
    return moved
  }

  /// What was read from the past, or was made by the last step, has its errors from there.
  private func leaf(_ leaf: NodeID, _ value: Double, _ place: Origin, _ depth: Int) -> Double {
    let own = value.magnitude.ulp
    guard depth > 0 else { return own }
    if let origin = recording.origins[leaf], origin.node != leaf {
      return max(own, bound(of: origin.node, origin, depth - 1))
    }
    let moment = place.moment
    guard !place.inStep, moment.step > 0,
      let program = recording.runs[moment.run].program(ofStep: moment.step),
      let made = recording.programs[program].carried.first(where: { $0.leaf == leaf })
    else { return own }
    return max(own, bound(of: made.next, Origin(node: made.next, moment: moment, inStep: true), depth - 1))
  }
}
